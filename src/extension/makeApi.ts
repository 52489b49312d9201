import type * as vscode from 'vscode';
import type { OpenWorkbench } from './openWorkbench';
import type { TandemApi, TestingApi } from './api';

/** The API over the workbench; the event ends with the context. */
export function makeApi(workbench: OpenWorkbench, testing: TestingApi | undefined): TandemApi {
  const { workspaces } = workbench;
  return {
    version: 1,
    async workspaces() {
      await workspaces.discover();
      return workspaces.all.map(({ id, name, environment }) => ({ folder: id, name, environment }));
    },
    async overview(folder) {
      const workspace = workspaces.byId(folder);
      if (workspace) return workspaces.overview(workspace);
      const message = `${folder} is no folder of this window with a tandem.yaml. Ask workspaces() for those that are.`;
      return { ok: false, error: { code: 'WORKSPACE_GONE', message, kind: 'usage' } };
    },
    onDidChange: (listener, thisArgument, disposables) => {
      const subscription: vscode.Disposable = workspaces.onDidChange((workspace) => {
        (listener as (this: unknown, folder: string | undefined) => unknown).call(thisArgument, workspace?.id);
      });
      disposables?.push(subscription);
      return subscription;
    },
    ...(testing && { testing }),
  };
}
