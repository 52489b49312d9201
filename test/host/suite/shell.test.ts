import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { answering } from './support/answers';
import { commands } from '../../../src/extension/names';
import { must } from '../../../src/core/assert';
import { measure } from './support/measure';
import { openFolder, tandemApi } from './support/tandemApi';
import { until } from './support/until';
import type { Answer, RunResult } from '../../../src/protocol/workerProtocol';
import type { TandemWorkspace } from '../../../src/extension/workbench';
import type { TestingApi } from '../../../src/extension/api';

suite('The shell', () => {
  let testing: TestingApi;
  let workspace: TandemWorkspace;
  suiteSetup(async () => {
    ({ testing } = await tandemApi());
    await testing.workbench.workspaces.ready;
    workspace = must(testing.workbench.workspaces.all[0], 'a workspace');
    await watchersListen();
  });
  const key = (name: string): unknown => testing.contextKeys()[`tandem.${name}`];
  const isTrue = (name: string): Promise<unknown> => until(`tandem.${name}`, () => key(name) === true);
  const isFalse = (name: string): Promise<unknown> => until(`no tandem.${name}`, () => key(name) === false);
  const status = (pattern: RegExp): Promise<unknown> =>
    until(`status ${String(pattern)}`, () => pattern.test(testing.statusBar()?.text ?? ''));

  test('is put together in a moment', () => {
    measure('activation', testing.activationMs, 'ms');
    assert.ok(testing.activationMs < 100, `${testing.activationMs} ms`);
  });

  test('tells other extensions which workspaces there are, and what is in them', async () => {
    const api = await tandemApi();
    await until('the environment', () => workspace.environment);
    assert.deepEqual(await api.workspaces(), [{ folder: openFolder(), name: 'sample', environment: 'sample' }]);
    const overview = await api.overview(openFolder());
    assert.ok(overview.ok);
    assert.equal(overview.value.mappings.length, 7);
    const elsewhere = await api.overview('/nowhere');
    assert.equal(elsewhere.ok || elsewhere.error.code, 'WORKSPACE_GONE');
  });

  test('sets the context keys that menus and views go by', async () => {
    await isTrue('hasMappings');
    assert.deepEqual(['hasWorkspace', 'filesHaveErrors', 'running', 'canCancel'].map(key), [true, false, false, false]);
  });

  test('shows the environment in the status bar', () => status(/sample$/));

  test('notices when a mapping file breaks and when it is mended, without being told', async () => {
    const file = path.join(openFolder(), 'mappings', 'currency.mapping.yaml');
    const before = await readFile(file, 'utf8');
    await writeFile(file, `${before}nonsense: [\n`);
    await isTrue('filesHaveErrors');
    await status(/files have errors/);
    assert.equal(testing.statusBar()?.blocking, true);
    await writeFile(file, before);
    await isFalse('filesHaveErrors');
    await status(/sample$/);
  });

  test('switches the environment, and marks production wherever it names one', async () => {
    const file = path.join(openFolder(), 'tandem.yaml');
    const before = await readFile(file, 'utf8');
    const sides = ['local', 'integration'].map((side) => `${side}: { connector: sqlite, file: data/${side}.sqlite }`);
    const more = `environments:\n  prod-eu: { ${sides.join(', ')} }\n`;
    await writeFile(file, `${before.replace('environments:\n', more)}\ndefaultEnvironment: sample\n`);
    await until('two environments', async () => {
      const overview = await testing.workbench.workspaces.overview(workspace);
      return overview.ok && workspace.environments.length === 2;
    });
    const { value, asked } = await answering([{ to: /Switch Environment/, with: 'prod-eu' }], () =>
      vscode.commands.executeCommand(commands.switchEnvironment),
    );
    assert.equal(value, 'prod-eu');
    assert.deepEqual([...(asked[0]?.choices ?? [])].sort(), ['prod-eu', 'sample']);
    await status(/prod-eu \(production\)$/);
    assert.equal(testing.workbench.workspaces.isProduction(workspace), true);
    assert.equal(await vscode.commands.executeCommand(commands.switchEnvironment, { environment: 'sample' }), 'sample');
    await status(/sample$/);
    await writeFile(file, before);
  });

  test('falls back to the file’s environment when the chosen one is gone', async () => {
    const { workspaces } = testing.workbench;
    await workspaces.switchEnvironment(workspace, 'long gone');
    const overview = await workspaces.overview(workspace);
    assert.ok(overview.ok);
    assert.deepEqual([overview.value.environment, workspace.environment], ['sample', 'sample']);
  });

  test('opens a mapping where it is named', async () => {
    const opened = await vscode.commands.executeCommand<string>(commands.openMapping, { mapping: 'CUSTOMER' });
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, opened);
    assert.match(editor?.document.lineAt(editor.selection.active.line).text ?? '', /^name: CUSTOMER/);
  });

  test('opens nothing when the user turns away from the question which mapping', async () => {
    const { value, asked } = await answering([], () => vscode.commands.executeCommand(commands.openMapping));
    assert.equal(value, undefined);
    assert.equal(asked[0]?.choices.length, 7);
  });

  test('makes one run at a time, shows it, and ends it when the user cancels', async () => {
    const { runs } = testing.workbench;
    const cancelled: Answer<RunResult> = { ok: false, error: { code: 'CANCELLED', kind: 'cancelled', message: '' } };
    const running = runs.run(workspace, {
      title: 'A run',
      quiet: false,
      work: (_, token) => new Promise((resolve) => token.onCancellationRequested(() => resolve(cancelled))),
    });
    await isTrue('canCancel');
    assert.equal(key('running'), true);
    await status(/^\$\(sync~spin\)/);
    const second = await runs.run(workspace, { title: 'Another', quiet: true, work: () => assert.fail('it began') });
    assert.equal(second.ok || second.error.code, 'RUN_ACTIVE');
    assert.equal(await vscode.commands.executeCommand(commands.cancel), true);
    assert.deepEqual(await running, cancelled);
    await isFalse('running');
    assert.equal(runs.last(workspace)?.result, cancelled);
    assert.equal(await vscode.commands.executeCommand(commands.cancel), false);
  });

  test('leaves nothing running behind a run whose work throws', async () => {
    const { runs } = testing.workbench;
    const work = (): Promise<never> => Promise.reject(new Error('a bug'));
    await assert.rejects(runs.run(workspace, { title: 'A run', quiet: true, work }), /a bug/);
    assert.equal(runs.active(workspace), undefined);
  });

  test('carries a real run’s words from the worker to those who watch', async () => {
    const { runs, worker } = testing.workbench;
    const words: string[] = [];
    const watching = runs.onDidChange(({ jobs }) => void words.push(jobs.at(-1)?.kind ?? 'none'));
    const answer = await runs.run(workspace, {
      title: 'Synchronize',
      quiet: true,
      work: (progressToken, token) => {
        const scope = { mode: 'modified', mappings: [], records: [], acceptMissing: false } as const;
        return worker.request('run/sync', { ...workspace.address(), ...scope, progressToken }, token);
      },
    });
    watching.dispose();
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.ok(words.includes('jobStarted') && words.includes('jobFinished'), words.join(' '));
  });

  test('starts the worker again after a crash, with one message, and serves what comes next', async () => {
    const { workspaces, worker } = testing.workbench;
    const { value, asked } = await answering([], async () => {
      const waiting = worker.request('workspace/overview', workspace.address());
      await testing.crashWorker();
      return waiting;
    });
    assert.equal(value.ok || value.error.code, 'WORKER_STOPPED');
    assert.deepEqual(
      asked.map(({ kind, choices }) => [kind, ...choices]),
      [['error', 'Show Log']],
    );
    workspaces.refresh();
    const overview = await workspaces.overview(workspace);
    assert.ok(overview.ok, JSON.stringify(overview));
    await isFalse('running');
  });

  test('offers from the status bar what can be done, and does what is chosen', async () => {
    const { asked } = await answering([{ to: /^Tandem/, with: 'Show Log' }], () =>
      vscode.commands.executeCommand(commands.statusMenu),
    );
    assert.ok(asked[0]?.choices.includes('Run Full Synchronization'), asked[0]?.choices.join(' | '));
  });
});

/** Watchers of a new window hear nothing for a moment; until then changes are looked at by Refresh alone. */
async function watchersListen(): Promise<void> {
  const probe = path.join(openFolder(), 'probe.txt');
  const watcher = vscode.workspace.createFileSystemWatcher('**/probe.txt');
  let heard = false;
  watcher.onDidChange(() => (heard = true));
  watcher.onDidCreate(() => (heard = true));
  let looks = 0;
  await until('file watchers', async () => {
    if (!heard) await writeFile(probe, String(looks++));
    return heard;
  });
  watcher.dispose();
  await rm(probe);
}
