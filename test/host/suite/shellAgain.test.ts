import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/extension/names';
import { extensionId, tandemApi } from './support/tandemApi';
import { must } from '../../../src/core/assert';
import type { Answer, RunResult } from '../../../src/protocol/workerProtocol';
import type { TandemWorkspace } from '../../../src/extension/workbench';
import type { TandemApi, TestingApi } from '../../../src/extension/api';

/** The extension's own module, as VS Code loaded it. */
interface ExtensionModule {
  activate(context: vscode.ExtensionContext): TandemApi;
  deactivate(): Promise<void>;
}

suite('The shell, put together again and again', () => {
  const rounds = 5;
  let shell: ExtensionModule;
  let context: vscode.ExtensionContext;
  suiteSetup(async () => {
    ({ context } = (await tandemApi()).testing.workbench);
    const folder = must(vscode.extensions.getExtension(extensionId), extensionId).extensionUri;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only the host's own loader has this module
    shell = require(vscode.Uri.joinPath(folder, 'dist', 'extension.js').fsPath) as ExtensionModule;
    await shell.deactivate();
  });
  /** A fresh shell that has found its workspace. */
  const begin = async (): Promise<{ readonly testing: TestingApi; readonly workspace: TandemWorkspace }> => {
    const { testing } = shell.activate(context);
    assert.ok(testing);
    await testing.workbench.workspaces.ready;
    return { testing, workspace: must(testing.workbench.workspaces.all[0], 'a workspace') };
  };

  test('ends what it began, so that it can begin anew', async () => {
    const before = threads();
    for (let round = 0; round < rounds; round++) {
      const { testing, workspace } = await begin();
      const overview = await testing.workbench.workspaces.overview(workspace);
      assert.ok(overview.ok, JSON.stringify(overview));
      assert.deepEqual(await vscode.commands.executeCommand(commands.refresh), [workspace.id]);
      await shell.deactivate();
    }
    assert.equal(threads(), before);
  });

  test('asks a run to stop when the window closes, and waits for it', async () => {
    const { testing, workspace } = await begin();
    const stopped: Answer<RunResult> = { ok: false, error: { code: 'CANCELLED', kind: 'cancelled', message: '' } };
    const running = testing.workbench.runs.run(workspace, {
      title: 'A run',
      quiet: true,
      work: (_, token) => new Promise((resolve) => token.onCancellationRequested(() => resolve(stopped))),
    });
    await shell.deactivate();
    assert.equal(testing.workbench.runs.active(workspace), undefined);
    assert.equal(await running, stopped);
  });

  test('gives way to a second one where nobody deactivated the first', async () => {
    await begin();
    const { workspace } = await begin();
    assert.deepEqual(await vscode.commands.executeCommand(commands.refresh), [workspace.id]);
  });
});

/** Threads of this process that live. */
function threads(): number {
  return (process.report.getReport() as unknown as { readonly workers: readonly unknown[] }).workers.length;
}
