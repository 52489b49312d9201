import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { CouplingLine, RequestName } from '../../src/protocol/workerProtocol';
import type { RunningWorker } from '../support/runningWorker';
import type { SampleWorkspace } from '../support/sampleWorkspace';
import { must } from '../../src/core/assert';
import { requestsThatNeedTrust } from '../../src/protocol/workerProtocol';
import { sampleWorkspace } from '../support/sampleWorkspace';
import { startWorker } from '../support/runningWorker';

/** Every request over the real worker: once served and once refused, on the sample. */
suite('The worker’s requests', function () {
  this.timeout(60_000);

  let worker: RunningWorker;
  let sample: SampleWorkspace;
  let folder: string;
  const nowhere = path.resolve('no-such-folder');
  suiteSetup(async () => {
    worker = startWorker();
    sample = await sampleWorkspace();
    folder = sample.folder;
    await worker.value('run/sync', { ...everything(), mode: 'full', acceptMissing: false });
  });
  suiteTeardown(async () => {
    await worker.terminate();
    sample.remove();
  });

  const everything = () => ({ folder, mode: 'modified', mappings: [], records: [], progressToken: 'token' }) as const;
  const couplings = async (mapping: string, states: readonly CouplingLine['state'][] = [], titles = false) =>
    (await worker.value('couplings/page', { folder, mapping, states, search: '', titles, limit: 500 })).couplings;
  const coupledPair = async (mapping: string) => {
    const [first] = await couplings(mapping, ['ok']);
    const { localId, integrationId } = must(first, 'a coupling');
    return { localId: must(localId, 'a local id'), integrationId: must(integrationId, 'an integration id') };
  };

  const firstRun = async () =>
    must((await worker.value('results/runs', { folder, limit: 1_000 })).runs.at(-1), 'the first run');
  const conflictingPair = async () => {
    const found = (await couplings('CUSTOMER')).find((line) => line.failure?.code === 'UPDATE_CONFLICT');
    const { localId, integrationId } = must(found, 'the conflict');
    return {
      mapping: 'CUSTOMER',
      localId: must(localId, 'a local id'),
      integrationId: must(integrationId, 'an integration id'),
    };
  };

  test('workspace/overview lists mappings in synchronization order with counts and last jobs', async () => {
    const overview = await worker.value('workspace/overview', { folder });
    assert.equal(overview.environment, 'sample');
    assert.deepEqual(
      overview.mappings.map((mapping) => mapping.name),
      ['CURRENCY', 'SALESPEOPLE', 'VENDOR', 'CUSTOMER', 'CONTACTS'],
    );
    const customer = must(overview.mappings[3], 'CUSTOMER');
    assert.equal(
      customer.counts.ok + customer.counts.failed + customer.counts.skipped,
      (await couplings('CUSTOMER')).length,
    );
    assert.deepEqual(
      customer.lastJobs.map((job) => job.direction),
      ['fromIntegrationTable', 'toIntegrationTable'],
    );
    assert.equal(await worker.refusal('workspace/overview', { folder: nowhere }), 'WORKSPACE_NOT_FOUND');
  });

  test('couplings/page shows failed couplings first, with the records’ titles where they are asked for', async () => {
    const lines = await couplings('CUSTOMER', [], true);
    const order = lines.map((line) => ['failed', 'skipped', 'ok'].indexOf(line.state));
    assert.deepEqual(order, [...order].sort());
    const conflict = must(
      lines.find((line) => line.failure?.code === 'UPDATE_CONFLICT'),
      'the conflict',
    );
    assert.deepEqual([conflict.localTitle, conflict.integrationTitle], ['20000 Selangorian Ltd.', 'Selangorian Ltd.']);
    const query = { folder, states: [], search: '', titles: false, limit: 10 };
    assert.equal(await worker.refusal('couplings/page', { ...query, after: 'what?' }), 'PAGE_NOT_FOUND');
    assert.equal(await worker.refusal('couplings/page', { ...query, mapping: 'NOBODY' }), 'MAPPING_NOT_FOUND');
  });

  test('jobs/list, job/get, job/records and job/errors tell what a job did', async () => {
    const { jobs } = await worker.value('jobs/list', { folder, mapping: 'CUSTOMER', limit: 10 });
    const job = must(
      jobs.find((each) => each.direction === 'toIntegrationTable' && each.mode === 'full'),
      'the job',
    );
    const { id } = job;
    assert.deepEqual(await worker.value('job/get', { folder, id }), job);
    const failed = await worker.value('job/records', { folder, id, actions: ['fail'], offset: 0, limit: 2 });
    assert.equal(failed.total, job.counters.failed);
    assert.equal(failed.items.length, 2);
    const errors = await worker.value('job/errors', { folder, id, offset: 1, limit: 100 });
    assert.deepEqual([errors.total, errors.items.length], [job.counters.failed, job.counters.failed - 1]);
    assert.equal(await worker.refusal('jobs/list', { folder: nowhere, limit: 1 }), 'WORKSPACE_NOT_FOUND');
    const none = { folder, id: 'no-such-job', offset: 0, limit: 1 };
    for (const name of ['job/get', 'job/records', 'job/errors'] as const) {
      assert.equal(await worker.refusal(name, none), 'JOB_NOT_FOUND');
    }
  });

  test('schema/get and connection/test reach both systems', async () => {
    const schema = await worker.value('schema/get', { folder, refresh: true });
    assert.ok(schema.local.tables.some((table) => table.name === 'Customer'));
    assert.equal(schema.cached, false);
    const { sides } = await worker.value('connection/test', { folder });
    assert.deepEqual(
      sides.map(({ side, ok }) => [side, ok]),
      [
        ['local', true],
        ['integration', true],
      ],
    );
    assert.equal(
      await worker.refusal('schema/get', { folder, environment: 'moon', refresh: false }),
      'ENVIRONMENT_NOT_FOUND',
    );
    assert.equal(await worker.refusal('connection/test', { folder: nowhere }), 'WORKSPACE_NOT_FOUND');
  });

  test('connection/forget forgets what was signed in with', async () => {
    assert.equal(await worker.value('connection/forget', { folder }), null);
    assert.equal(await worker.refusal('connection/forget', { folder: nowhere }), 'WORKSPACE_NOT_FOUND');
  });

  test('connection/test says which side cannot be reached, and what to do', async () => {
    const broken = await sampleWorkspace();
    rmSync(broken.file('data/dataverse.sqlite'));
    const { sides } = await worker.value('connection/test', { folder: broken.folder });
    assert.deepEqual(
      sides.map((side) => side.ok),
      [true, false],
    );
    assert.match(must(sides[1], 'a side').message, /data\/dataverse\.sqlite does not exist\. /);
    broken.remove();
  });

  test('records/find looks for part of a key or title, and tells who is coupled', async () => {
    const query = { folder, mapping: 'CUSTOMER', side: 'local', limit: 2 } as const;
    const first = await worker.value('records/find', { ...query, search: '' });
    assert.equal(first.more, true);
    const keys = first.records.map((record) => record.key);
    assert.deepEqual(keys, [...keys].sort());
    const { records, more } = await worker.value('records/find', { ...query, search: 'selangor' });
    assert.deepEqual(
      [records.map(({ title, coupled }) => [title, coupled]), more],
      [[['20000 Selangorian Ltd.', true]], false],
    );
    assert.equal(
      await worker.refusal('records/find', { ...query, mapping: 'NOBODY', search: '' }),
      'MAPPING_NOT_FOUND',
    );
  });

  test('records/compare shows both records field by field', async () => {
    const pair = await coupledPair('CUSTOMER');
    const { fields, localTitle } = await worker.value('records/compare', { folder, mapping: 'CUSTOMER', ...pair });
    assert.ok(localTitle);
    assert.deepEqual(
      fields.filter((field) => !field.same),
      [],
      'what is in step is the same',
    );
    const reference = must(
      fields.find((field) => field.localField === 'Currency Code'),
      'a reference',
    );
    assert.equal(reference.localConverted, reference.integration);
    const gone = { folder, mapping: 'CUSTOMER', localId: 'nobody', integrationId: null };
    assert.equal(await worker.refusal('records/compare', gone), 'RECORD_NOT_FOUND');
  });

  test('results/runs tells each run in a sentence, with its jobs and totals', async () => {
    const { runs } = await worker.value('results/runs', { folder, limit: 100 });
    const full = must(runs.at(-1), 'the first run');
    assert.match(full.headline, /^\d+ records created in Dataverse, .* failed: .*\.$/i);
    assert.equal(
      full.totals.failed,
      full.jobs.reduce((sum, job) => sum + job.counters.failed, 0),
    );
    assert.equal(await worker.refusal('results/runs', { folder: nowhere, limit: 1 }), 'WORKSPACE_NOT_FOUND');
  });

  test('results/records shows what a counter counted, with titles and reasons', async () => {
    const run = await firstRun();
    const asked = { folder, runId: run.runId, search: '', offset: 0, limit: 1_000, titles: true };
    const failed = await worker.value('results/records', { ...asked, counter: 'failed' });
    assert.deepEqual([failed.total, failed.rows.length], [run.totals.failed, run.totals.failed]);
    assert.ok(failed.rows.every((row) => row.reason !== '' && row.code !== null));
    const found = await worker.value('results/records', { ...asked, search: 'selangor' });
    assert.ok(found.total > 0);
    assert.ok(found.rows.every((row) => /selangor/i.test(`${row.localTitle} ${row.integrationTitle} ${row.reason}`)));
    assert.equal(await worker.refusal('results/records', { ...asked, runId: 'long ago' }), 'JOB_NOT_FOUND');
  });

  test('results/errors groups what failed; the groups together are all errors', async () => {
    const run = await firstRun();
    const { groups } = await worker.value('results/errors', { folder, runId: run.runId, titles: true });
    const conflict = must(
      groups.find(({ code }) => code === 'UPDATE_CONFLICT'),
      'the conflict',
    );
    assert.equal(conflict.class, 'conflict');
    assert.ok(conflict.example.localTitle);
    const withCode = { folder, runId: run.runId, search: '', offset: 0, limit: 1, titles: false, code: conflict.code };
    assert.equal((await worker.value('results/records', withCode)).total, conflict.count);
    assert.equal(await worker.refusal('results/errors', { folder, runId: 'x', titles: false }), 'JOB_NOT_FOUND');
  });

  test('results/story tells why a record failed and what jobs did to it', async () => {
    const conflict = await conflictingPair();
    const told = await worker.value('results/story', { folder, ...conflict, titles: true });
    assert.equal(told.facts[0]?.kind, 'error');
    assert.ok(told.nextStep);
    assert.ok(told.events.some(({ row }) => row.code === 'UPDATE_CONFLICT'));
    const untitled = await worker.value('results/story', { folder, ...conflict, titles: false });
    assert.deepEqual([untitled.localTitle, untitled.events], [null, told.events]);
    for (const titles of [true, false]) {
      const unknown = { folder, ...conflict, mapping: 'NOBODY', titles };
      assert.equal(await worker.refusal('results/story', unknown), 'MAPPING_NOT_FOUND');
    }
  });

  test('results/conflict shows both values of the fields in conflict', async () => {
    const pair = await conflictingPair();
    const { fields, localTitle } = await worker.value('results/conflict', { folder, ...pair });
    assert.equal(localTitle, '20000 Selangorian Ltd.');
    const inConflict = fields.filter((field) => field.inConflict);
    assert.ok(inConflict.length > 0 && inConflict.every(({ local, integration }) => local !== integration));
    const gone = { folder, ...pair, localId: '00000000-0000-4000-8000-000000000000' };
    assert.equal(await worker.refusal('results/conflict', gone), 'RECORD_NOT_FOUND');
  });

  test('results/graph shows the mappings and what they depend on', async () => {
    const { nodes } = await worker.value('results/graph', { folder });
    const customer = must(
      nodes.find(({ mapping }) => mapping === 'CUSTOMER'),
      'CUSTOMER',
    );
    assert.ok(customer.dependsOn.includes('CURRENCY'));
    assert.ok(customer.ok > 0 && customer.failed > 0);
    assert.equal(await worker.refusal('results/graph', { folder: nowhere }), 'WORKSPACE_NOT_FOUND');
  });

  test('run/retry with errors names the records that they still stand for', async () => {
    const { runId } = await firstRun();
    const errors = { runId, code: 'UPDATE_CONFLICT' } as const;
    const { records, restored } = await worker.value('run/retry', { folder, records: [], errors });
    const named = must(records, 'records').map(({ mapping, localId }) => `${mapping} ${localId}`);
    assert.equal(restored, 0);
    assert.ok(named.includes(`CUSTOMER ${(await conflictingPair()).localId}`));
    assert.equal(new Set(named).size, named.length, 'a pair that failed in both directions is named once');
    const gone = { folder, records: [], errors: { runId: 'long ago' } };
    assert.equal(await worker.refusal('run/retry', gone), 'JOB_NOT_FOUND');
  });

  test('run/resolveConflict writes what was chosen, in one run of that record', async () => {
    const pair = await conflictingPair();
    const { fields } = await worker.value('results/conflict', { folder, ...pair });
    const choices = fields
      .filter((field) => field.inConflict)
      .map(({ localField, integrationField }) => ({ localField, integrationField, take: 'integration' as const }));
    const asked = { folder, ...pair, choices, progressToken: 'token' };
    const wrong = [{ localField: 'Nothing', integrationField: 'nothing', take: 'local' as const }];
    assert.equal(await worker.refusal('run/resolveConflict', { ...asked, choices: wrong }), 'FIELD_NOT_FOUND');
    const result = await worker.value('run/resolveConflict', asked);
    assert.deepEqual([result.mode, result.totals.failed, result.totals.skipped], ['records', 0, 0]);
    const after = await worker.value('results/conflict', { folder, ...pair });
    assert.ok(after.fields.every((field) => !field.inConflict));
    assert.equal(
      (await couplings('CUSTOMER', ['failed'])).some((line) => line.localId === pair.localId),
      false,
    );
  });

  test('plan/make, plan/items and plan/close keep a plan until it is closed', async () => {
    const summary = await worker.value('plan/make', { ...everything(), mode: 'full' });
    const index = summary.mappings.findIndex(
      (each) => each.mapping === 'CUSTOMER' && each.direction === 'toIntegrationTable',
    );
    const query = { planId: summary.planId, index, actions: ['fail', 'skip'], offset: 0, limit: 100 } as const;
    const page = await worker.value('plan/items', query);
    const { failed, skipped } = must(summary.mappings[index], 'the mapping').counters;
    assert.equal(page.total, failed + skipped);
    assert.ok(page.items.every((item) => item.action !== 'unchanged'));
    assert.equal(await worker.value('plan/close', { planId: summary.planId }), null);
    assert.equal(await worker.refusal('plan/items', query), 'PLAN_NOT_FOUND');
    assert.equal(await worker.refusal('plan/make', { ...everything(), mappings: ['NOBODY'] }), 'MAPPING_NOT_FOUND');
  });

  test('run/sync synchronizes, and refuses mappings that do not exist', async () => {
    const result = await worker.value('run/sync', { ...everything(), acceptMissing: false });
    assert.equal(result.mode, 'modified');
    assert.ok(result.jobs.every((job) => job.status === 'finished'));
    const wrong = { ...everything(), mappings: ['NOBODY'], acceptMissing: false };
    assert.equal(await worker.refusal('run/sync', wrong), 'MAPPING_NOT_FOUND');
  });

  test('run/uncouple and run/couple take a pair apart and put it together again', async () => {
    const pair = await coupledPair('VENDOR');
    const common = { folder, mapping: 'VENDOR', progressToken: 'token' };
    const uncoupled = await worker.value('run/uncouple', { ...common, records: [pair.localId] });
    assert.equal(uncoupled.totals.uncoupled, 1);
    assert.equal(await worker.refusal('run/uncouple', { ...common, records: [pair.localId] }), 'RECORD_NOT_COUPLED');
    const coupled = await worker.value('run/couple', { ...common, ...pair, direction: 'toIntegrationTable' });
    assert.equal(coupled.totals.coupled, 1);
    assert.equal(await worker.refusal('run/couple', { ...common, ...pair }), 'ALREADY_COUPLED');
  });

  test('plan/coupleByMatching shows what run/coupleByMatching then does, by criteria for this time only', async () => {
    const pair = await coupledPair('VENDOR');
    const common = { folder, mapping: 'VENDOR', progressToken: 'token' };
    await worker.value('run/uncouple', { ...common, records: [pair.localId] });
    const before = sample.readText('mappings/vendor.mapping.yaml');
    const criterion = { localField: 'Name', integrationField: 'name', priority: 1, caseSensitive: true };
    const wanted = { ...common, criteria: [criterion] };
    const plan = await worker.value('plan/coupleByMatching', wanted);
    assert.equal(must(plan.mappings[0], 'the coupling job').counters.coupled, 1);
    assert.equal(
      (await couplings('VENDOR')).some((line) => line.localId === pair.localId),
      false,
    );
    const result = await worker.value('run/coupleByMatching', { ...wanted, acceptMissing: false });
    assert.equal(result.totals.coupled, 1);
    assert.equal(sample.readText('mappings/vendor.mapping.yaml'), before);
    const unmapped = { ...wanted, criteria: [{ ...criterion, localField: 'Nothing' }] };
    assert.equal(await worker.refusal('plan/coupleByMatching', unmapped), 'CRITERION_NOT_MAPPED');
    assert.equal(
      await worker.refusal('run/coupleByMatching', { ...unmapped, acceptMissing: false }),
      'CRITERION_NOT_MAPPED',
    );
  });

  test('run/retry gives skipped records back', async () => {
    await worker.value('run/sync', { ...everything(), mode: 'full', acceptMissing: false });
    const skipped = await couplings('CUSTOMER', ['skipped']);
    assert.ok(skipped.length > 0);
    const { restored } = await worker.value('run/retry', { folder, mapping: 'CUSTOMER', records: [] });
    assert.equal(restored, skipped.length);
    assert.equal(await worker.refusal('run/retry', { folder, mapping: 'NOBODY', records: [] }), 'MAPPING_NOT_FOUND');
  });

  test('mappings/allowNew changes the files of the mappings named, and those alone', async () => {
    const asked = { folder, mappings: ['VENDOR'] };
    const { changedFiles } = await worker.value('mappings/allowNew', asked);
    assert.deepEqual(changedFiles, ['mappings/vendor.mapping.yaml']);
    assert.match(sample.readText('mappings/vendor.mapping.yaml'), /^synchOnlyCoupledRecords: false/m);
    assert.deepEqual((await worker.value('mappings/allowNew', asked)).changedFiles, []);
    assert.equal(await worker.refusal('mappings/allowNew', { folder, mappings: ['NOBODY'] }), 'MAPPING_NOT_FOUND');
  });

  test('template/files gives the standard mappings', async () => {
    const { files } = await worker.value('template/files', { template: 'dataverse' });
    const customer = must(
      files.find((file) => file.path === 'mappings/customer.mapping.yaml'),
      'the file',
    );
    assert.equal(customer.text, readFileSync('media/templates/dataverse/mappings/customer.mapping.yaml', 'utf8'));
    for (const template of ['nothing', '..', '../sample']) {
      assert.equal(await worker.refusal('template/files', { template }), 'TEMPLATE_NOT_FOUND');
    }
  });

  test('workspace/create makes a workspace once', async () => {
    const created = path.join(folder, '..', 'created');
    const asked = { folder: created, template: 'blank', sample: false };
    const { files } = await worker.value('workspace/create', asked);
    assert.ok(files.every((file) => existsSync(path.join(created, file))));
    assert.equal(await worker.refusal('workspace/create', asked), 'WORKSPACE_EXISTS');
  });

  test('workspace/create makes a sample whose tables are known from the start', async () => {
    const created = path.join(folder, '..', 'created-sample');
    await worker.value('workspace/create', { folder: created, template: 'sales', sample: true });
    const { local, cached } = await worker.value('schema/get', { folder: created, refresh: false });
    assert.ok(cached && local.tables.some(({ name }) => name === 'Customer'));
  });

  test('workspace/create names the sample’s services at a port that is free', async () => {
    const created = path.join(folder, '..', 'created-services');
    const asked = { folder: created, template: 'sales', local: 'businessCentral', sample: false } as const;
    await worker.value('workspace/create', { ...asked, sampleServices: true });
    const { environments } = await worker.value('workspace/overview', { folder: created });
    const [services] = environments;
    assert.match(services?.integration ?? '', /^dataverse http:\/\/127\.0\.0\.1:\d+$/);
    const [port] = services?.portsHere ?? [];
    assert.equal(services?.integration, `dataverse http://127.0.0.1:${port}`);
    assert.deepEqual(services.portsHere, [port]);
  });

  test('jobs/clear removes the logs that nothing refers to', async () => {
    const count = async () => (await worker.value('jobs/list', { folder, limit: 1_000 })).jobs.length;
    const before = await count();
    const recent = await worker.value('jobs/clear', { folder, olderThanDays: 1 });
    assert.deepEqual([recent.removedJobs, await count()], [0, before]);
    const { removedJobs, keptJobs } = await worker.value('jobs/clear', { folder });
    assert.ok(removedJobs > 0 && keptJobs > 0, `${removedJobs} removed, ${keptJobs} kept`);
    assert.deepEqual([removedJobs + keptJobs, await count()], [before, keptJobs]);
    assert.equal(await worker.refusal('jobs/clear', { folder: nowhere }), 'WORKSPACE_NOT_FOUND');
  });

  test('a request that fails for a bug is rejected and told, and the worker goes on', async () => {
    await assert.rejects(worker.request('plan/items', null as never), /plan\/items/);
    assert.match(worker.errors(), /plan\/items failed: TypeError/);
    assert.ok((await worker.request('workspace/overview', { folder })).ok);
  });

  test('speak of what one does in an editor, not at a command line', async () => {
    const answer = await worker.request('run/uncouple', {
      folder,
      mapping: 'VENDOR',
      records: ['nobody'],
      progressToken: 't',
    });
    const message = answer.ok ? '' : answer.error.message;
    assert.match(message, /The Couplings view lists them\.$/);
  });

  test('were all served and refused above', () => {
    const names = Object.keys(requestsThatNeedTrust) as RequestName[];
    assert.deepEqual(
      names.filter((name) => !worker.served.has(name)),
      [],
    );
    // A plan that is gone is as good as closed.
    assert.deepEqual(
      names.filter((name) => !worker.refused.has(name)),
      ['plan/close'],
    );
  });
});
