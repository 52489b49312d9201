import * as vscode from 'vscode';
import type { Asked, Choice, ManyQuestion, OneQuestion, SearchQuestion } from './asker';
import type { StepPlace } from './runSteps';
import type { Timer, Timers } from '../timers';

interface Item<T> extends vscode.QuickPickItem {
  readonly choice?: Choice<T>;
}

type Pick<T> = vscode.QuickPick<Item<T>>;

/** Asks for one of a list. A choice that is refused says why, and the list stays open. */
export async function askOne<T>(question: OneQuestion<T>): Promise<Asked<T>> {
  const pick = openPick<T>(question);
  pick.items = itemsOf(question.choices);
  makeActive(pick, ({ picked }) => picked === true);
  return answerOf(pick, (settle) => [pick.onDidAccept(() => takeActive(pick, settle))]);
}

/** Asks for any of a list. */
export async function askMany<T>(question: ManyQuestion<T>): Promise<Asked<readonly T[]>> {
  const pick = openPick<T>(question);
  pick.canSelectMany = true;
  pick.items = itemsOf(question.choices);
  pick.selectedItems = pick.items.filter(({ choice }) => choice?.picked);
  const chosen = () => pick.selectedItems.flatMap(({ choice }) => (choice ? [choice.value] : []));
  return answerOf<T, readonly T[]>(
    pick,
    (settle) => [
      pick.onDidAccept(() => {
        const values = chosen();
        const refused = question.refuse?.(values);
        if (refused === undefined) settle({ kind: 'value', value: values });
        else void vscode.window.showWarningMessage(refused);
      }),
    ],
    chosen,
  );
}

/** A pause in typing after which a search begins. */
const pauseMs = 200;

/** Asks for one of a list that is searched for while the user types; the newest search counts, the one before is cancelled. */
export async function askBySearch<T>(question: SearchQuestion<T>, timers: Timers): Promise<Asked<T>> {
  const pick = openPick<T>(question);
  pick.value = question.search;
  let pause: Timer | undefined;
  let running: vscode.CancellationTokenSource | undefined;
  const find = async (): Promise<void> => {
    running?.cancel();
    const search = (running = new vscode.CancellationTokenSource());
    pick.busy = true;
    const choices = await question.find(pick.value, search.token);
    if (search.token.isCancellationRequested) return;
    // What was found is shown, whether or not its words stand in the label.
    pick.items = itemsOf(choices).map((item) => ({ ...item, alwaysShow: true }));
    // What Enter takes can be taken: hints and what is refused are there to be read.
    makeActive(pick, ({ refused }) => refused === undefined);
    pick.busy = false;
  };
  const answer = answerOf<T, T>(pick, (settle) => [
    pick.onDidAccept(() => takeActive(pick, settle)),
    pick.onDidChangeValue(() => {
      pause?.cancel();
      pause = timers.after(pauseMs, () => void find());
    }),
  ]);
  void find();
  try {
    return await answer;
  } finally {
    pause?.cancel();
    running?.cancel();
    running?.dispose();
  }
}

function openPick<T>({ title, prompt, place }: { title: string; prompt: string; place?: StepPlace }): Pick<T> {
  const pick = vscode.window.createQuickPick<Item<T>>();
  pick.title = title;
  pick.placeholder = prompt;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // What was entered must survive a look at a file or another window.
  pick.ignoreFocusOut = true;
  if (place && place.total > 1) {
    pick.step = place.step;
    pick.totalSteps = place.total;
  }
  if (place?.canGoBack) pick.buttons = [vscode.QuickInputButtons.Back];
  return pick;
}

function itemsOf<T>(choices: readonly Choice<T>[]): readonly Item<T>[] {
  return choices.flatMap((choice): readonly Item<T>[] => {
    const { label, description, detail, picked, heading } = choice;
    const item: Item<T> = {
      label,
      choice,
      ...(description === undefined ? {} : { description }),
      ...(detail === undefined ? {} : { detail }),
      ...(picked === undefined ? {} : { picked }),
    };
    return heading === undefined ? [item] : [{ label: heading, kind: vscode.QuickPickItemKind.Separator }, item];
  });
}

/** Moves the focus to the first such choice; without one it stays, since a list without an active item does not hear Enter. */
function makeActive<T>(pick: Pick<T>, isMeant: (choice: Choice<T>) => boolean): void {
  const item = pick.items.find(({ choice }) => choice && isMeant(choice));
  if (item) pick.activeItems = [item];
}

function takeActive<T>(pick: Pick<T>, settle: (asked: Asked<T>) => void): void {
  const [active] = pick.activeItems;
  if (!active?.choice) return;
  const { value, refused } = active.choice;
  if (refused === undefined) settle({ kind: 'value', value });
  else void vscode.window.showWarningMessage(refused);
}

/** Shows the list until it is answered, left by Back, or closed; then nothing of it remains. */
async function answerOf<T, A>(
  pick: Pick<T>,
  listen: (settle: (asked: Asked<A>) => void) => readonly vscode.Disposable[],
  entered?: () => A,
): Promise<Asked<A>> {
  let parts: readonly vscode.Disposable[] = [];
  try {
    return await new Promise<Asked<A>>((settle) => {
      parts = [
        ...listen(settle),
        pick.onDidTriggerButton((button) => {
          if (button !== vscode.QuickInputButtons.Back) return;
          settle(entered ? { kind: 'back', entered: entered() } : { kind: 'back' });
        }),
        pick.onDidHide(() => settle({ kind: 'cancel' })),
      ];
      pick.show();
    });
  } finally {
    for (const part of parts) part.dispose();
    pick.dispose();
  }
}
