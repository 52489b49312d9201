import * as vscode from 'vscode';
import { createThrottle } from './throttle';
import { changesWorkspace } from './workspaces/watchedFiles';
import type { Runs, TandemWorkspace, Workspaces } from './workbench';
import type { Throttle } from './throttle';
import type { Timers } from './timers';

/**
 * Keeps the workspaces true while files and state change outside: an edit, a checkout, a run of the command line. A run of this
 * window writes its journal many times a second; the views follow once a second then.
 */
export function watchFiles(deps: {
  readonly workspaces: Workspaces;
  readonly runs: Runs;
  readonly timers: Timers;
}): vscode.Disposable {
  const { workspaces, runs, timers } = deps;
  const watched = new Map<string, vscode.Disposable>();

  const list = vscode.workspace.createFileSystemWatcher('**/tandem.yaml', false, true, false);
  const discover = (): void => void workspaces.discover();
  const follow = (): void => {
    for (const [id, watch] of watched) {
      if (workspaces.byId(id)) continue;
      watch.dispose();
      watched.delete(id);
    }
    for (const workspace of workspaces.all) {
      if (!watched.has(workspace.id)) watched.set(workspace.id, watchWorkspace(workspace));
    }
  };
  const watchWorkspace = (workspace: TandemWorkspace): vscode.Disposable => {
    const throttle = createThrottle({
      timers,
      delayMs: 150,
      intervalMs: () => (runs.active(workspace) ? 1000 : 300),
      act: () => workspaces.refresh(workspaces.byId(workspace.id)),
    });
    return vscode.Disposable.from(
      throttle,
      watchPattern(workspace, '**/*.{yaml,yml}', throttle),
      watchPattern(workspace, '.tandem/*', throttle),
    );
  };

  follow();
  return vscode.Disposable.from(
    list,
    list.onDidCreate(discover),
    list.onDidDelete(discover),
    vscode.workspace.onDidChangeWorkspaceFolders(discover),
    workspaces.onDidChange((workspace) => workspace ?? follow()),
    {
      dispose() {
        for (const watch of watched.values()) watch.dispose();
        watched.clear();
      },
    },
  );
}

function watchPattern(workspace: TandemWorkspace, glob: string, throttle: Throttle): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(workspace.folder, glob));
  const root = workspace.folder.path;
  const tell = ({ path }: vscode.Uri): void => {
    if (changesWorkspace(path.slice(root.length + 1))) throttle.tell();
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(tell),
    watcher.onDidChange(tell),
    watcher.onDidDelete(tell),
  );
}
