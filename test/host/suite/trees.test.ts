import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from './support/answers';
import { commands, views } from '../../../src/extension/names';
import { tandemApi } from './support/tandemApi';
import { until } from './support/until';
import type { CouplingsFilter } from '../../../src/extension/trees/couplingsFilter';
import type { PageLoaded, ShownFailure } from '../../../src/extension/trees/treeNode';
import type { TestingApi, TreeSnapshot } from '../../../src/extension/api';

suite('The views', () => {
  let testing: TestingApi;

  suiteSetup(async () => {
    ({ testing } = await tandemApi());
    await testing.workbench.workspaces.discover();
    await fullSynchronization(testing);
  });

  teardown(() => run(commands.clearCouplingsFilter));

  const snapshot = (view: (typeof views)[keyof typeof views], depth: number): Promise<readonly TreeSnapshot[]> =>
    testing.trees.snapshot(view, depth);

  test('show the mappings of the sample in their order, with what failed', async () => {
    const mappings = await snapshot(views.mappings, 1);
    const names = mappings.map(({ label }) => label);
    assert.deepEqual(names.slice(0, 2), ['CURRENCY', 'SALESPEOPLE']);
    assert.ok(names.indexOf('CUSTOMER') < names.indexOf('CONTACTS'));
    const customer = mappings.find(({ label }) => label === 'CUSTOMER');
    assert.equal(customer?.contextValue, 'mapping.failed');
    assert.match(customer.description, /^account · \d+ failed/);
  });

  test('show fields, couplings and jobs below a mapping', async () => {
    const customer = (await snapshot(views.mappings, 3)).find(({ label }) => label === 'CUSTOMER');
    const [fields, couplings, jobs] = customer?.children ?? [];
    assert.ok(fields?.children.some(({ label }) => label === 'Name ↔ name'));
    assert.equal(couplings?.children[0]?.contextValue, 'coupling.failed');
    assert.match(jobs?.children.at(-1)?.description ?? '', /^→ account · .* · finished$/);
  });

  test('keep every line’s id over a refresh', async () => {
    const ids = async (): Promise<readonly (string | undefined)[]> => allIds(await snapshot(views.mappings, 3));
    const before = await ids();
    await run(commands.refresh);
    assert.deepEqual(await ids(), before);
    assert.equal(new Set(before).size, before.length);
  });

  test('find couplings by a title, and show them all again', async () => {
    const filter = await run<CouplingsFilter>(commands.searchCouplings, 'cannon');
    assert.equal(filter.search, 'cannon');
    const found = await snapshot(views.couplings, 1);
    assert.ok(found.length > 0 && found.every(({ label }) => /cannon/i.test(label)), found.map((x) => x.label).join());
    await run(commands.clearCouplingsFilter);
    assert.ok((await snapshot(views.couplings, 1)).length > found.length);
  });

  test('ask what to search for where nobody said', async () => {
    const { value } = await answering([{ to: /Search Couplings/, with: 'nobody has this' }], () =>
      run<CouplingsFilter>(commands.searchCouplings),
    );
    assert.equal(value.search, 'nobody has this');
    assert.deepEqual(await snapshot(views.couplings, 1), []);
  });

  test('filter couplings by states and mappings', async () => {
    const { value } = await answering([{ to: /Filter Couplings/, with: ['failed', 'CUSTOMER', 'CONTACTS'] }], () =>
      run<CouplingsFilter>(commands.filterCouplings),
    );
    assert.deepEqual(value, { search: '', states: ['failed'], mappings: ['CUSTOMER', 'CONTACTS'] });
    const shown = await snapshot(views.couplings, 1);
    assert.ok(shown.length > 0);
    assert.ok(shown.every(({ contextValue }) => contextValue === 'coupling.failed'));
  });

  test('show one page more, and go on', async () => {
    await vscode.commands.executeCommand(`${views.couplings}.focus`);
    const loaded = await until('a second page', async () => run<PageLoaded | undefined>(commands.loadMore));
    assert.ok(loaded.shown > 200, `${loaded.shown} lines`);
    const lines = (await snapshot(views.couplings, 1)).filter(({ contextValue }) => contextValue !== 'more');
    assert.equal(lines.length, loaded.shown);
  });

  test('tell a failure in full, with what can be done about it', async () => {
    const localId = await failedLocalId(testing);
    const { value, asked } = await answering([], () =>
      run<ShownFailure | undefined>(commands.showError, { folder: folderOf(testing), mapping: 'CUSTOMER', localId }),
    );
    assert.equal(value?.mapping, 'CUSTOMER');
    const told = await until('the message', () => asked[0]);
    assert.ok(told.text.includes(value.message), told.text);
    assert.ok(told.choices.includes('Synchronize Record'));
    assert.ok(told.choices.includes('Open Mapping'));
  });

  test('ask which failure is meant where nobody said', async () => {
    const { value } = await answering([{ to: /Show Error/, with: /./ }], () =>
      run<ShownFailure | undefined>(commands.showError),
    );
    assert.ok(value?.message);
  });

  test('lead to a job', async () => {
    const [newest] = await snapshot(views.jobs, 2);
    assert.equal(newest?.contextValue, 'run');
    const { jobs } = await newestJobs(testing);
    const shown = await run<{ readonly jobId: string | undefined }>(commands.showJobs, {
      folder: folderOf(testing),
      jobId: jobs[0]?.id,
    });
    assert.equal(shown.jobId, jobs[0]?.id);
  });

  test('group a job’s errors by what went wrong, under names people know', async () => {
    const jobs = (await snapshot(views.jobs, 4)).flatMap(({ children }) => children);
    const groups = jobs.flatMap(({ children }) => children);
    assert.ok(
      groups.some(({ label }) => label === 'Both records changed'),
      groups.map(({ label }) => label).join(),
    );
    const errors = groups.flatMap(({ children }) => children);
    assert.ok(errors.every(({ contextValue }) => contextValue === 'jobError'));
    assert.ok(errors.some(({ label }) => !/^[0-9a-f-]{36}$/.test(label)));
  });
});

function run<T>(command: string, ...values: readonly unknown[]): Thenable<T> {
  return vscode.commands.executeCommand<T>(command, ...values);
}

/** Through the window's runs, as commands do, but asking nobody. */
async function fullSynchronization({ workbench }: TestingApi): Promise<void> {
  const [workspace] = workbench.workspaces.all;
  assert.ok(workspace);
  const answer = await workbench.runs.run(workspace, {
    title: 'Full Synchronization',
    quiet: true,
    work: (progressToken, token) =>
      workbench.worker.request(
        'run/sync',
        { ...workspace.address(), mode: 'full', mappings: [], records: [], acceptMissing: false, progressToken },
        token,
      ),
  });
  assert.ok(answer.ok, JSON.stringify(answer));
}

function folderOf({ workbench }: TestingApi): string {
  return workbench.workspaces.all[0]?.id ?? '';
}

async function newestJobs(testing: TestingApi) {
  const answer = await testing.workbench.worker.request('jobs/list', { folder: folderOf(testing), limit: 1 });
  assert.ok(answer.ok);
  return answer.value;
}

async function failedLocalId(testing: TestingApi): Promise<string | null | undefined> {
  const answer = await testing.workbench.worker.request('couplings/page', {
    folder: folderOf(testing),
    mapping: 'CUSTOMER',
    states: ['failed', 'skipped'],
    search: '',
    titles: false,
    limit: 1,
  });
  assert.ok(answer.ok);
  return answer.value.couplings[0]?.localId;
}

function allIds(nodes: readonly TreeSnapshot[]): readonly (string | undefined)[] {
  return nodes.flatMap(({ id, children }) => [id, ...allIds(children)]);
}
