import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands, resultsViewType } from '../../../src/extension/names';
import { answering } from './support/answers';
import { editSystem } from './support/editSystem';
import { escape } from './support/replies';
import { openFolder, tandemApi } from './support/tandemApi';
import { until } from './support/until';
import { noCounts } from '../../../src/core/model/job';
import type { Counters } from '../../../src/core/model/job';
import type { ClearedJobs } from '../../../src/protocol/resultsRequests';
import type { RunLine } from '../../../src/protocol/resultsProtocol';
import type { ParamsOf, ResultOf, RunResult } from '../../../src/protocol/workerProtocol';

/** One story in the sample: synchronized, looked at, exported, a conflict resolved, and cleared. */
suite('Results commands', function () {
  this.timeout(60_000);
  let full: RunResult;

  suiteSetup(async () => {
    await tandemApi();
    full = await run<RunResult>(commands.fullSynchronization, { confirmed: true, allowNew: 'no' });
  });

  test('open the results view once, however often it is asked for, and again after it was closed', async () => {
    assert.equal(resultsTabs().length, 0);
    await run(commands.showJobs);
    await until('the tab', () => resultsTabs().length === 1);
    const job = jobOf('CUSTOMER');
    const shown = await run<{ readonly jobId: string }>(commands.showJobs, { jobId: job.id, mapping: 'CUSTOMER' });
    assert.equal(shown.jobId, job.id);
    assert.equal(resultsTabs()[0]?.label, 'Synchronization Jobs');
    assert.equal(resultsTabs().length, 1);
    await vscode.window.tabGroups.close(resultsTabs());
    await run(commands.showHistory, { mapping: 'CUSTOMER', localId: '10000' });
    await until('the tab', () => resultsTabs().length === 1);
  });

  test('answer for each counter of each job exactly the records that it counts', async () => {
    for (const { id: jobId, runId, mapping, counters } of full.jobs)
      for (const counter of counterNames) {
        const page = { runId, jobId, counter, search: '', offset: 0, limit: 0, titles: false };
        const { total, note } = await request('results/records', page);
        const isListed = total === counters[counter] || (counter === 'unchanged' && note !== undefined);
        assert.ok(isListed, `${mapping} ${counter}: ${total} of ${counters[counter]}, ${note}`);
      }
  });

  test('export exactly the records of a job that its counters count, in each form', async () => {
    const job = jobOf('CONTACTS');
    const { inserted, modified, failed, skipped, unchanged, coupled, deleted } = job.counters;
    assert.deepEqual([modified, skipped, deleted], [0, 0, 0]);
    const expected = { insert: inserted, fail: failed, couple: coupled };
    const rows = JSON.parse(await exported(job.id, 'json')) as readonly { readonly action: string }[];
    for (const [action, count] of Object.entries(expected))
      assert.equal(rows.filter((row) => row.action === action).length, count, action);
    assert.ok(rows.length <= inserted + failed + coupled + unchanged);
    const csv = (await exported(job.id, 'csv')).trimEnd().split('\r\n');
    assert.match(csv[0] ?? '', /^\ufeff"mapping","direction","action","localId"/);
    assert.equal(csv.length, rows.length + 1);
    const markdown = (await exported(job.id, 'markdown')).trim().split('\n');
    assert.equal(markdown.length, rows.length + 2);
  });

  test('ask for job and form where the palette names neither, and write nothing after Escape', async () => {
    const { value } = await answering(
      [
        { to: /Export Records: Choose a synchronization job/, with: 'CONTACTS' },
        { to: /^Export Records$/, with: 'CSV' },
      ],
      () => vscode.commands.executeCommand(commands.exportRecords),
    );
    assert.equal(value, undefined);
  });

  test('resolve a conflict with the values chosen for its fields', async () => {
    const target = await pairOf('40000');
    await editSystem('local', [
      `UPDATE "Customer" SET "Phone No." = '1', "SystemModifiedAt" = ?1 WHERE "No." = '40000'`,
    ]);
    await editSystem('integration', [
      `UPDATE account SET telephone1 = '2', modifiedon = ?1 WHERE accountid = '${target.integrationId}'`,
    ]);
    const asked = await request('results/conflict', target);
    const [field, ...others] = asked.fields.filter(({ inConflict }) => inConflict);
    assert.ok(field);
    assert.deepEqual(others, []);
    assert.deepEqual([field.local, field.integration], ['1', '2']);
    const { localField, integrationField } = field;
    const choices = [{ localField, integrationField, take: 'integration' }];
    const { value } = await answering([], () => run<RunResult>(commands.resolveConflict, { ...target, choices }));
    assert.deepEqual([value.totals.modified, value.totals.failed], [1, 0]);
    const after = await request('results/conflict', target);
    assert.deepEqual(
      after.fields.filter(({ inConflict }) => inConflict),
      [],
    );
  });

  test('answer the runs with the newest first, each counter as the run itself told it', async () => {
    const { runs } = await request('results/runs', { limit: 50 });
    const ofFull = runs.find((each: RunLine) => each.runId === full.runId);
    assert.deepEqual(ofFull?.totals, full.totals);
    assert.equal(runs[0]?.jobs[0]?.mode, 'records');
  });

  test('clear the jobs after a question, and keep those that failed records refer to', async () => {
    const question = /^Clear the synchronization jobs of sample\?$/;
    const left = await answering([{ to: question, with: escape }], () => run<undefined>(commands.clearJobs));
    assert.equal(left.value, undefined);
    assert.ok(left.asked[0]?.modal);
    const { value } = await answering([{ to: question, with: 'Clear All' }], () =>
      run<ClearedJobs>(commands.clearJobs),
    );
    assert.ok(value.removedJobs > 0 && value.keptJobs > 0, JSON.stringify(value));
    const { runs } = await request('results/runs', { limit: 50 });
    assert.equal(runs.flatMap(({ jobs }) => jobs).length, value.keptJobs);
  });

  function jobOf(mapping: string): RunResult['jobs'][number] {
    const job = full.jobs.find((each) => each.mapping === mapping);
    assert.ok(job, mapping);
    return job;
  }

  async function pairOf(number: string): Promise<NamedPair> {
    const { testing } = await tandemApi();
    const query = { folder: openFolder(), mapping: 'CUSTOMER', states: [], titles: true, limit: 1 };
    const page = await testing.workbench.worker.request('couplings/page', { ...query, search: number });
    const [line] = page.ok ? page.value.couplings : [];
    const { localId, integrationId } = line ?? {};
    assert.ok(localId && integrationId, number);
    return { mapping: 'CUSTOMER', localId, integrationId };
  }

  async function exported(jobId: string, format: string): Promise<string> {
    const file = path.join(openFolder(), `exported.${format}`);
    const { value } = await answering([{ to: /Export Records/, with: file }], () =>
      run<string>(commands.exportRecords, { jobId, format }),
    );
    assert.equal(value, file);
    return readFileSync(file, 'utf8');
  }
});

const counterNames = Object.keys(noCounts) as readonly (keyof Counters)[];

interface NamedPair {
  readonly mapping: string;
  readonly localId: string;
  readonly integrationId: string;
}

function run<T>(command: string, target: object = {}): Thenable<T> {
  return vscode.commands.executeCommand<T>(command, { folder: openFolder(), ...target });
}

/** What the page would be answered. */
async function request<N extends 'results/runs' | 'results/records' | 'results/conflict'>(
  name: N,
  params: Omit<ParamsOf<N>, 'folder' | 'environment'>,
): Promise<ResultOf<N>> {
  const { testing } = await tandemApi();
  const answer = await testing.workbench.worker.request(name, { folder: openFolder(), ...params } as ParamsOf<N>);
  assert.ok(answer.ok, answer.ok ? '' : answer.error.message);
  return answer.value;
}

function resultsTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(resultsViewType));
}
