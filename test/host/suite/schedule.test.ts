import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { answering } from './support/answers';
import { commands, settings } from '../../../src/extension/names';
import { openFolder, tandemApi } from './support/tandemApi';
import { until } from './support/until';
import type { ScheduleState } from '../../../src/extension/schedule/startSchedule';
import type { TandemWorkspace } from '../../../src/extension/workbench';
import type { TestingApi } from '../../../src/extension/api';

suite('Scheduled synchronization', () => {
  let testing: TestingApi;
  let workspace: TandemWorkspace;
  suiteSetup(async () => {
    ({ testing } = await tandemApi());
    workspace = await until('the workspace', () => testing.workbench.workspaces.all[0]);
    await until('the environment', () => workspace.environment);
  });
  teardown(async () => {
    await vscode.commands.executeCommand(commands.stopSchedule, { folder: openFolder() });
    for (const name of Object.values(settings)) await configure(name, undefined);
  });

  test('is off until it is started', () => {
    assert.equal(setting(), false);
    assert.equal(testing.workbench.runs.last(workspace), undefined);
    assert.doesNotMatch(statusText(), /next/);
  });

  test('runs at once when it is started, in silence, and shows in the status bar when it runs next', async () => {
    const { value, asked } = await answering([], async () => {
      const states = await start();
      await lastRun();
      await until('the next run', () => /next/.test(statusText()));
      return states;
    });
    assert.deepEqual(asked, []);
    assert.deepEqual(
      value.map(({ folder, environment, scheduled }) => ({ folder, environment, scheduled })),
      [{ folder: openFolder(), environment: 'sample', scheduled: true }],
    );
    assert.equal(setting(), true);
    const text = await readFile(path.join(openFolder(), '.vscode', 'settings.json'), 'utf8');
    assert.match(text, /"tandem\.schedule": true/);
    const run = testing.workbench.runs.last(workspace)?.result;
    assert.ok(run?.ok && run.value.mode === 'modified', JSON.stringify(run));
    assert.equal(run.value.totals.inserted, 0);
  });

  test('follows changed settings without a reload', async () => {
    await start();
    await until('the next run', () => /next/.test(statusText()));
    await configure(settings.scheduleInactivityMinutes, 0);
    await until('no next run but after a change', () => !/next/.test(statusText()));
    await configure(settings.scheduleInactivityMinutes, undefined);
    await until('the next run', () => /next/.test(statusText()));
    await configure(settings.schedule, undefined);
    await until('no next run', () => !/next/.test(statusText()));
  });

  test('stops when it is told to, and leaves no setting behind', async () => {
    await start();
    const [state] = await vscode.commands.executeCommand<readonly ScheduleState[]>(commands.stopSchedule);
    assert.deepEqual([state?.scheduled, state?.nextRunAt], [false, null]);
    assert.equal(vscode.workspace.getConfiguration('tandem').inspect(settings.schedule)?.workspaceValue, undefined);
    await until('no next run', () => !/next/.test(statusText()));
  });

  test('tells trouble once, and offers to show it, to try again and to be silent', async () => {
    const file = path.join(openFolder(), 'mappings', 'customer.mapping.yaml');
    const before = await readFile(file, 'utf8');
    await start();
    await lastRun();
    await writeFile(file, `${before}unknown: key\n`);
    try {
      const { asked } = await answering([{ to: /waits until its files are mended/, with: 'Retry' }], async () => {
        await start();
        // The run itself, and the one that Retry brings.
        await until('two refused runs', () => refusedRuns.length >= 2);
      });
      assert.deepEqual(
        asked.map(({ kind, modal, choices }) => ({ kind, modal, choices })),
        [{ kind: 'warning', modal: false, choices: ['Show Errors', 'Retry', 'Do Not Show Again'] }],
      );
    } finally {
      await writeFile(file, before);
    }
  });

  test('asks once before it starts in a production environment', async () => {
    await configure(settings.productionEnvironments, ['samp*']);
    await until('production', async () => {
      await testing.workbench.workspaces.overview(workspace);
      return testing.workbench.workspaces.isProduction(workspace);
    });
    const question = /Start scheduled synchronization of sample\? It is a production environment\./;
    const refused = await answering([{ to: question, with: { key: 'escape' } }], start);
    assert.deepEqual(refused.value, []);
    assert.ok(refused.asked[0]?.modal);
    assert.equal(setting(), false);
    const agreed = await answering([{ to: question, with: 'Start in Production' }], start);
    assert.equal(agreed.value[0]?.scheduled, true);
    await vscode.commands.executeCommand(commands.stopSchedule);
    const again = await answering([], start);
    assert.equal(again.value[0]?.scheduled, true);
    assert.deepEqual(again.asked, []);
  });

  const refusedRuns: string[] = [];
  let watching: vscode.Disposable | undefined;
  suiteSetup(() => {
    watching = testing.workbench.runs.onDidChange(({ ended }) => {
      const result = testing.workbench.runs.last(workspace)?.result;
      if (ended && result?.ok === false) refusedRuns.push(result.error.code);
    });
  });
  suiteTeardown(() => {
    watching?.dispose();
  });

  function start(): Thenable<readonly ScheduleState[]> {
    return vscode.commands.executeCommand<readonly ScheduleState[]>(commands.startSchedule);
  }

  function lastRun(): Promise<unknown> {
    return until('a run', () => testing.workbench.runs.last(workspace) && !testing.workbench.runs.active(workspace));
  }

  function statusText(): string {
    const { text = '', tooltip = '' } = testing.statusBar() ?? {};
    return `${text}\n${tooltip}`;
  }

  function setting(): unknown {
    return vscode.workspace.getConfiguration('tandem', workspace.folder).get(settings.schedule);
  }

  function configure(name: string, value: unknown): Thenable<void> {
    const configuration = vscode.workspace.getConfiguration('tandem', workspace.folder);
    return configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
  }
});
