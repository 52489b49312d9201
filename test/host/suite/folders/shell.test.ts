import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { answering } from '../support/answers';
import { commands } from '../../../../src/extension/names';
import { tandemApi } from '../support/tandemApi';
import { until } from '../support/until';
import type { Answer, RunResult } from '../../../../src/protocol/workerProtocol';
import type { TestingApi } from '../../../../src/extension/api';

suite('The shell in a window of several folders', () => {
  let testing: TestingApi;
  suiteSetup(async () => {
    ({ testing } = await tandemApi());
    await testing.workbench.workspaces.ready;
  });
  const key = (name: string): unknown => testing.contextKeys()[`tandem.${name}`];

  test('finds each that holds a tandem.yaml, in the window’s order', () => {
    assert.deepEqual(
      testing.workbench.workspaces.all.map(({ name }) => name),
      ['north', 'south'],
    );
  });

  test('names the workspace in the status bar, that of the file in the editor', async () => {
    const opened = await answering([{ to: /Choose a workspace/, with: 'south' }], () =>
      vscode.commands.executeCommand<string>(commands.openMapping, { mapping: 'CUSTOMER' }),
    );
    assert.equal(path.basename(path.dirname(path.dirname(opened.value))), 'south');
    await until('south in the status bar', () => testing.statusBar()?.text.includes('south · sample'));
  });

  test('runs them side by side, and keeps commands open while one of them is free', async () => {
    const { runs, workspaces } = testing.workbench;
    const [north, south] = workspaces.all;
    assert.ok(north && south);
    const cancelled: Answer<RunResult> = { ok: false, error: { code: 'CANCELLED', kind: 'cancelled', message: '' } };
    const start = (workspace: typeof north) =>
      runs.run(workspace, {
        title: 'A run',
        quiet: true,
        work: (_, token) => new Promise((resolve) => token.onCancellationRequested(() => resolve(cancelled))),
      });
    const first = start(north);
    await until('something to cancel', () => key('canCancel') === true);
    assert.equal(key('running'), false);
    const second = start(south);
    await until('both to run', () => key('running') === true);
    const { value } = await answering([{ to: /Choose the run to cancel/, with: 'south' }], () =>
      vscode.commands.executeCommand(commands.cancel),
    );
    assert.equal(value, true);
    await second;
    await until('one to be free', () => key('running') === false);
    assert.ok(runs.active(north));
    assert.equal(await vscode.commands.executeCommand(commands.cancel, { folder: north.folder.fsPath }), true);
    await first;
    await until('nothing to cancel', () => key('canCancel') === false);
  });
});
