import assert from 'node:assert/strict';
import { answering } from '../support/answers';
import * as vscode from 'vscode';
import { commands } from '../../../../src/extension/names';
import { tandemApi } from '../support/tandemApi';
import { until } from '../support/until';

suite('The shell in restricted mode', () => {
  test('shows what the files say', async () => {
    const { testing } = await tandemApi();
    assert.equal(vscode.workspace.isTrusted, false);
    await until('mappings', () => testing.contextKeys()['tandem.hasMappings'] === true);
    await until('the environment', () => testing.statusBar()?.text.endsWith('sample'));
  });

  test('refuses what would reach the systems, in the code and not only in menus', async () => {
    const { testing } = await tandemApi();
    const { worker, workspaces } = testing.workbench;
    await workspaces.ready;
    const [workspace] = workspaces.all;
    assert.ok(workspace);
    const answer = await worker.request('connection/test', workspace.address());
    assert.equal(answer.ok || answer.error.code, 'NOT_TRUSTED');
    const scope = { mode: 'full', mappings: [], records: [], acceptMissing: false, progressToken: 'a' } as const;
    const run = await worker.request('run/sync', { ...workspace.address(), ...scope });
    assert.equal(run.ok || run.error.code, 'NOT_TRUSTED');
  });

  test('offers the way to trust instead of a run', async () => {
    await tandemApi();
    const { asked } = await answering([], () => vscode.commands.executeCommand(commands.statusMenu));
    assert.ok(asked[0]?.choices.includes('Manage Workspace Trust'));
    assert.ok(!asked[0]?.choices.includes('Run Full Synchronization'));
  });
});
