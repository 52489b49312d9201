import * as vscode from 'vscode';
import type { Asked, Judgement, TextQuestion } from './asker';

/** Asks for a line of text. An error keeps the box open; a warning is told and taken. */
export async function askText({ title, prompt, place, value, judge }: TextQuestion): Promise<Asked<string>> {
  const box = vscode.window.createInputBox();
  box.title = title;
  box.prompt = prompt;
  box.value = value;
  box.ignoreFocusOut = true;
  if (place && place.total > 1) {
    box.step = place.step;
    box.totalSteps = place.total;
  }
  if (place?.canGoBack) box.buttons = [vscode.QuickInputButtons.Back];
  let parts: readonly vscode.Disposable[] = [];
  /** The newest question of many: an answer to an older value says nothing of what stands there now. */
  let asked = 0;
  const check = async (): Promise<Judgement | undefined> => {
    const own = ++asked;
    const judgement = await judge(box.value);
    if (own === asked) box.validationMessage = judgement && shown(judgement);
    return judgement;
  };
  try {
    return await new Promise<Asked<string>>((settle) => {
      parts = [
        box.onDidChangeValue(() => void check()),
        box.onDidAccept(async () => {
          const accepted = box.value;
          const judgement = await check();
          if (judgement?.severity !== 'error' && accepted === box.value) settle({ kind: 'value', value: accepted });
        }),
        box.onDidTriggerButton((button) => {
          if (button === vscode.QuickInputButtons.Back) settle({ kind: 'back', entered: box.value });
        }),
        box.onDidHide(() => settle({ kind: 'cancel' })),
      ];
      box.show();
    });
  } finally {
    for (const part of parts) part.dispose();
    box.dispose();
  }
}

function shown({ severity, message }: Judgement): vscode.InputBoxValidationMessage {
  const { Error, Warning } = vscode.InputBoxValidationSeverity;
  return { message, severity: severity === 'error' ? Error : Warning };
}
