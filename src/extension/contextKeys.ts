import * as vscode from 'vscode';
import { contextKeys } from './names';
import { contextValues } from './contextValues';
import type { TandemWorkspace, Workbench } from './workbench';
import type { WorkspaceFacts } from './contextValues';

/** Keeps the context keys of the window true; views and menus follow them. */
export interface ContextKeys extends vscode.Disposable {
  /** As they were set last. */
  readonly values: Readonly<Record<string, boolean>>;
  /** Looks anew; called when the window's folders were looked through, also where nothing was found. */
  update(): Promise<void>;
}

export function keepContextKeys({ workspaces, runs, log }: Workbench): ContextKeys {
  let values: Readonly<Record<string, boolean>> = {};
  let asked = 0;

  const factsOf = async (workspace: TandemWorkspace): Promise<WorkspaceFacts> => {
    const answer = await workspaces.overview(workspace);
    const active = runs.active(workspace);
    const running = active !== undefined || (answer.ok && answer.value.lockedBy !== undefined);
    const canCancel = active !== undefined && !active.cancelling;
    if (!answer.ok) {
      return { hasMappings: false, filesHaveErrors: (answer.error.problems?.length ?? 0) > 0, running, canCancel };
    }
    const { mappings, problems } = answer.value;
    const filesHaveErrors = problems.some(({ severity }) => severity === 'error');
    return { hasMappings: mappings.length > 0, filesHaveErrors, running, canCancel };
  };
  const set = (next: Readonly<Record<string, boolean>>): void => {
    for (const [key, value] of Object.entries(next)) {
      if (values[key] !== value) void vscode.commands.executeCommand('setContext', key, value);
    }
    values = next;
  };
  const update = async (): Promise<void> => {
    const mine = ++asked;
    const facts = await Promise.all(workspaces.all.map(factsOf));
    // What was asked later knows more.
    if (mine === asked) set({ ...contextValues(facts), [contextKeys.discovered]: true });
  };
  const follow = (): void =>
    void update().catch((error: unknown) =>
      log.error(`Context keys: ${error instanceof Error ? error.stack : String(error)}`),
    );

  const subscriptions = vscode.Disposable.from(workspaces.onDidChange(follow), runs.onDidChange(follow));
  return {
    get values() {
      return values;
    },
    update,
    dispose() {
      asked++;
      subscriptions.dispose();
      set({ ...contextValues([]), [contextKeys.discovered]: false });
    },
  };
}
