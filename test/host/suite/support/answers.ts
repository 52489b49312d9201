import * as vscode from 'vscode';
import { AnsweredInput, AnsweredPick } from './answeredInputs';
import type { Ask, Asked, Item, Reply } from './replies';
import { chosen, escape, labelOf } from './replies';

/**
 * Does some work and answers what it asks by the replies; what no reply is meant for is answered with Escape. Fails where
 * a reply was left over, since then the question never came.
 */
export async function answering<T>(
  replies: readonly Reply[],
  work: () => Thenable<T>,
): Promise<{ readonly value: T; readonly asked: readonly Asked[] }> {
  const left = [...replies];
  const asked: Asked[] = [];
  const ask = (question: Asked): Reply['with'] => {
    asked.push(question);
    const index = left.findIndex(({ to }) => to.test(question.text));
    return index === -1 ? escape : (left.splice(index, 1)[0]?.with ?? escape);
  };
  const putBack = replaceWindow(ask);
  try {
    const value = await work();
    if (left.length > 0) {
      const heard = asked.map(({ kind, text }) => `${kind}: ${text}`).join('\n');
      throw new Error(`never asked: ${left.map(({ to }) => String(to)).join(', ')}. It asked:\n${heard}`);
    }
    return { value, asked };
  } finally {
    putBack();
  }
}

/** The suites share the extension's `vscode`, so what is put there is what the extension finds. */
function replaceWindow(ask: Ask): () => void {
  const window = vscode.window as unknown as Record<string, unknown>;
  const own: Record<string, unknown> = {
    showInformationMessage: message('information', ask),
    showWarningMessage: message('warning', ask),
    showErrorMessage: message('error', ask),
    showQuickPick: async (
      given: Thenable<readonly Item[]> | readonly Item[],
      options: vscode.QuickPickOptions = {},
    ) => {
      const items = await given;
      const text = [options.title, options.placeHolder].filter(Boolean).join(': ');
      const reply = ask({ kind: 'pick', text, modal: false, detail: '', choices: items.map(labelOf) });
      return chosen(items, reply, options.canPickMany === true);
    },
    showInputBox: async (options: vscode.InputBoxOptions = {}) => {
      const text = [options.title, options.prompt, options.placeHolder].filter(Boolean).join(': ');
      const reply = ask({ kind: 'input', text, modal: false, detail: '', choices: [] });
      if (typeof reply !== 'string') return undefined;
      const fault = await options.validateInput?.(reply);
      return fault ? undefined : reply;
    },
    showSaveDialog: async ({ title = '' }: vscode.SaveDialogOptions = {}) => {
      const reply = ask({ kind: 'save', text: title, modal: true, detail: '', choices: [] });
      return typeof reply === 'string' ? vscode.Uri.file(reply) : undefined;
    },
    createQuickPick: () => new AnsweredPick(ask),
    createInputBox: () => new AnsweredInput(ask),
  };
  const before = Object.fromEntries(Object.keys(own).map((name) => [name, window[name]]));
  Object.assign(window, own);
  return () => Object.assign(window, before);
}

function message(kind: Asked['kind'], ask: Ask): (text: string, ...rest: readonly unknown[]) => Promise<unknown> {
  return async (text, ...rest) => {
    const [first] = rest;
    const isOptions = typeof first === 'object' && first !== null && !('title' in first);
    const options = (isOptions ? first : {}) as vscode.MessageOptions;
    const items = (isOptions ? rest.slice(1) : rest) as readonly Item[];
    const question = { kind, text, modal: options.modal === true, detail: options.detail ?? '' };
    const reply = ask({ ...question, choices: items.map(labelOf) });
    return chosen(items, reply, false);
  };
}
