import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { InstalledTandem } from '../support/installedTandem';
import type { RunProgress } from '../../src/protocol/workerProtocol';
import type { RunningWorker } from '../support/runningWorker';
import { acquireLock } from '../../src/store/stateLock';
import { customerWorkspace } from '../support/customerWorkspace';
import { installTandem } from '../support/installedTandem';
import { must } from '../../src/core/assert';
import { startWorker } from '../support/runningWorker';
import { systemClock } from '../../src/service/systemClock';

const customers = 20_000;

suite('A run in the worker', function () {
  this.timeout(120_000);

  let fresh: CustomerWorkspace;
  let workspace: CustomerWorkspace;
  let worker: RunningWorker;
  let tandem: InstalledTandem;
  suiteSetup(async () => {
    fresh = await customerWorkspace(customers);
    tandem = installTandem();
  });
  suiteTeardown(() => {
    fresh.remove();
    tandem.remove();
  });
  setup(() => {
    workspace = fresh.copy();
    worker = startWorker();
  });
  teardown(async () => {
    await worker.terminate();
    workspace.remove();
  });

  const run = (token = 'run') =>
    ({
      folder: workspace.folder,
      mode: 'full',
      mappings: [],
      records: [],
      progressToken: token,
      acceptMissing: false,
    }) as const;
  const page = () => ({ folder: workspace.folder, states: [], search: '', titles: false, limit: 100 }) as const;
  const isProgress = ({ event }: RunProgress) => event.kind === 'jobProgress' && event.done > 0;

  test('answers pages and overviews while it goes on, with what it has done so far', async () => {
    const running = worker.value('run/sync', run());
    let ended = false;
    void running.then(() => (ended = true));
    await worker.progressed(isProgress);
    const { couplings, counts } = await worker.value('couplings/page', page());
    const overview = await worker.value('workspace/overview', { folder: workspace.folder });
    const { jobs } = await worker.value('jobs/list', { folder: workspace.folder, limit: 1 });
    assert.equal(ended, false, 'the run was over already');
    assert.ok(couplings.length > 0 && counts.ok < customers, `${counts.ok} couplings`);
    assert.ok(must(overview.mappings[0], 'the mapping').counts.ok >= counts.ok);
    assert.equal(overview.lockedBy, undefined, 'our own run is no stranger');
    assert.equal(jobs[0]?.status, 'inProgress');
    await running;
    assert.equal((await worker.value('couplings/page', page())).counts.ok, customers);
  });

  test('finds records and titles while it goes on', async () => {
    const running = worker.value('run/sync', run());
    await worker.progressed(isProgress);
    const query = { folder: workspace.folder, mapping: 'CUSTOMER', side: 'local', search: 'C00042', limit: 5 } as const;
    const { records } = await worker.value('records/find', query);
    assert.deepEqual(
      records.map((record) => record.title),
      ['C00042 Customer 42'],
    );
    const { couplings } = await worker.value('couplings/page', { ...page(), titles: true });
    assert.ok(must(couplings[0], 'a coupling').localTitle);
    await running;
  });

  test('stops within about a second when it is cancelled, and what it did is kept', async () => {
    const source = new CancellationTokenSource();
    const running = worker.value('run/sync', run(), source.token);
    await worker.progressed(isProgress);
    const asked = performance.now();
    source.cancel();
    const result = await running;
    const tookMs = performance.now() - asked;
    assert.equal(must(result.jobs[0], 'the job').status, 'cancelled');
    assert.ok(tookMs < 2_500, `stopped after ${Math.round(tookMs)} ms`);
    const { counts } = await worker.value('couplings/page', page());
    assert.ok(counts.ok > 0 && counts.ok < customers, `${counts.ok} couplings`);
    const again = await worker.value('run/sync', run());
    assert.equal(again.totals.inserted, customers - counts.ok);
  });

  test('cancelled in its rehearsal answers that, and no plan', async () => {
    const source = new CancellationTokenSource();
    const planning = worker.request('plan/make', run('plan'), source.token);
    await worker.progressed(isProgress);
    source.cancel();
    const answer = await planning;
    assert.deepEqual(answer.ok ? 'a plan' : [answer.error.code, answer.error.kind], ['CANCELLED', 'cancelled']);
  });

  test('tells its progress some ten times a second, and every beginning and end', async () => {
    const began = performance.now();
    await worker.value('run/sync', run('mine'));
    const seconds = (performance.now() - began) / 1_000;
    const mine = worker.progress.filter((word) => word.progressToken === 'mine').map((word) => word.event);
    const counted = mine.filter((event) => event.kind === 'jobProgress').length;
    assert.ok(counted > 0 && counted <= seconds * 11 + 1, `${counted} in ${seconds} s`);
    assert.deepEqual(
      mine.flatMap((event) => (event.kind === 'jobStarted' || event.kind === 'jobFinished' ? [event.kind] : [])),
      ['jobStarted', 'jobFinished', 'jobStarted', 'jobFinished'],
    );
  });

  test('gives way to another run on the same state, which is named', async () => {
    const first = worker.value('run/sync', run());
    await worker.progressed(isProgress);
    const second = await worker.request('run/sync', run('second'));
    assert.equal(second.ok ? '' : second.error.code, 'STATE_LOCKED');
    assert.match(
      second.ok ? '' : second.error.message,
      new RegExp(`in use by Tandem in VS Code \\(process ${process.pid}\\)`),
    );
    await first;
  });

  test('gives way to the command line, whose lock the overview tells', async () => {
    await worker.value('run/sync', run());
    const owner = { host: hostname(), pid: process.pid, command: 'tandem sync' };
    const request = { file: workspace.file('.tandem/sample.lock'), environment: 'sample', owner, clock: systemClock };
    const lock = acquireLock(request);
    assert.ok(lock.ok);
    const { lockedBy } = await worker.value('workspace/overview', { folder: workspace.folder });
    assert.equal(lockedBy, `tandem sync (process ${process.pid})`);
    assert.equal(await worker.refusal('run/sync', run()), 'STATE_LOCKED');
    lock.value.release();
    assert.equal((await worker.value('workspace/overview', { folder: workspace.folder })).lockedBy, undefined);
  });

  test('leaves its view behind when the command line changes the state afterwards', async () => {
    await worker.value('run/sync', run());
    assert.equal((await worker.value('couplings/page', page())).counts.ok, customers);
    const id = '5c000000-0000-4000-8000-000000000042';
    const command = ['uncouple', '--mapping', 'CUSTOMER', '--local', id, '-C', workspace.folder];
    assert.equal((await tandem.run(command)).code, 0);
    assert.equal((await worker.value('couplings/page', page())).counts.ok, customers - 1);
    const { couplings } = await worker.value('couplings/page', { ...page(), search: id });
    assert.deepEqual(couplings, []);
    const [job] = (await worker.value('jobs/list', { folder: workspace.folder, limit: 1 })).jobs;
    assert.equal(job?.type, 'uncoupling');
  });

  test('sees a mapping file and a system’s file as they are now', async () => {
    await worker.value('run/sync', run());
    const query = {
      folder: workspace.folder,
      mapping: 'CUSTOMER',
      side: 'local',
      search: 'changed',
      limit: 5,
    } as const;
    assert.deepEqual((await worker.value('records/find', query)).records, []);
    workspace.edit('data/local.sqlite', `UPDATE Customer SET Name = 'Changed' WHERE "No." = 'C00007'`);
    const { records } = await worker.value('records/find', query);
    assert.deepEqual(
      records.map((record) => record.title),
      ['C00007 Changed'],
    );
    const file = workspace.file('mappings/customer.mapping.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('name: CUSTOMER', 'name: CLIENT'));
    const overview = await worker.value('workspace/overview', { folder: workspace.folder });
    assert.deepEqual(
      overview.mappings.map((mapping) => mapping.name),
      ['CLIENT'],
    );
  });
});
