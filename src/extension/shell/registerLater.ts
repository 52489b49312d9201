import * as vscode from 'vscode';

/**
 * Stands in for commands until the first of them is called; then `load` registers them all, and the call goes on to where it was
 * meant to. A load that fails rejects the call, and the next call tries again.
 */
export function registerLater(ids: readonly string[], load: () => Promise<() => vscode.Disposable>): vscode.Disposable {
  let loading: Promise<void> | undefined;
  let disposed = false;
  const loadOnce = async (): Promise<void> => {
    const register = await load();
    if (disposed) return;
    // One after the other without a pause, so that there is always somebody to answer.
    registered.dispose();
    registered = register();
  };
  let registered = vscode.Disposable.from(
    ...ids.map((id) =>
      vscode.commands.registerCommand(id, async (...values: unknown[]) => {
        loading ??= loadOnce();
        try {
          await loading;
        } catch (error) {
          loading = undefined;
          throw error;
        }
        return vscode.commands.executeCommand(id, ...values);
      }),
    ),
  );
  return {
    dispose() {
      disposed = true;
      registered.dispose();
    },
  };
}
