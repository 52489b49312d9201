import * as vscode from 'vscode';
import type { Answer } from '../../protocol/workerProtocol';

export interface SearchedPick<T extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeHolder: string;
  /** What is offered for a search; the token is cancelled when the user types on. */
  readonly find: (search: string, token: vscode.CancellationToken) => Promise<Answer<readonly T[]>>;
}

/** A quick pick whose items are searched where they are kept. Undefined after Escape. */
export function pickBySearch<T extends vscode.QuickPickItem>({
  title,
  placeHolder,
  find,
}: SearchedPick<T>): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick<T>();
  let current = new vscode.CancellationTokenSource();
  let waiting: NodeJS.Timeout | undefined;
  pick.title = title;
  pick.placeholder = placeHolder;
  pick.matchOnDescription = true;

  const search = async (): Promise<void> => {
    current.cancel();
    current.dispose();
    const own = new vscode.CancellationTokenSource();
    current = own;
    pick.busy = true;
    const answer = await find(pick.value, own.token);
    // Somebody who typed on waits for a newer answer.
    if (current !== own) return;
    pick.busy = false;
    // What was found by an id does not stand in the label: the pick is not to filter once more.
    if (answer.ok) pick.items = answer.value.map((item) => ({ ...item, alwaysShow: true }));
    else pick.placeholder = answer.error.message;
  };
  return new Promise((resolve) => {
    pick.onDidChangeValue(() => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void search(), typingPauseMs);
    });
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (!chosen) return;
      resolve(chosen);
      pick.hide();
    });
    pick.onDidHide(() => {
      clearTimeout(waiting);
      current.cancel();
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
    void search();
  });
}

const typingPauseMs = 150;
