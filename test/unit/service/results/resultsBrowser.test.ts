import { strict as assert } from 'node:assert';
import type { CustomerWorkspace } from '../../../support/customerWorkspace';
import type { FakeClock } from '../../../support/fakeClock';
import type { Result } from '../../../../src/core/result';
import type { RunRequest, ServiceError, SyncOptions, WorkspaceService } from '../../../../src/service/workspaceService';
import { WorkspaceBrowser } from '../../../../src/service/browse/workspaceBrowser';
import { customerWorkspace, localId } from '../../../support/customerWorkspace';
import { fakeClock } from '../../../support/fakeClock';
import { must } from '../../../../src/core/assert';
import { neverCancelled } from '../../../../src/core/ports/cancelSignal';
import { openWorkspace } from '../../../../src/service/openWorkspace';

/** On two real files with three customers, of which the third one's name is too long for its account. */
suite('The results of a workspace’s runs', function () {
  this.timeout(30_000);

  let fresh: CustomerWorkspace;
  let workspace: CustomerWorkspace;
  let browser: WorkspaceBrowser;
  let service: WorkspaceService;
  let clock: FakeClock;
  suiteSetup(async () => {
    fresh = await customerWorkspace(3);
    fresh.edit('data/local.sqlite', `UPDATE Customer SET Name = '${'x'.repeat(101)}' WHERE "No." = 'C00003'`);
  });
  suiteTeardown(() => fresh.remove());
  setup(async () => {
    workspace = fresh.copy();
    browser = new WorkspaceBrowser();
    clock = fakeClock();
    service = value(await openWorkspace({ folder: workspace.folder, command: 'the test', clock }));
  });
  teardown(async () => {
    await browser.close();
    workspace.remove();
  });

  test('a conflict shows both values and the one that was last synchronized', async () => {
    await sync({ mode: 'full' });
    setName('local', 'First');
    await sync();
    setName('local', 'Here');
    setName('integration', 'There');
    const pair = await onePair();
    const conflict = value(await browser.results.conflict({ ...address(), ...pair }, neverCancelled));
    assert.equal(conflict.localTitle, 'C00001 Here');
    assert.deepEqual(
      conflict.fields.filter((field) => field.inConflict),
      [
        {
          localField: 'Name',
          integrationField: 'name',
          local: 'Here',
          integration: 'There',
          last: 'First',
          inConflict: true,
        },
      ],
    );
  });

  test('it does not show a value that both records have left behind since', async () => {
    await sync({ mode: 'full' });
    setName('local', 'First');
    await sync();
    // Both say the same: nothing is written, and the log still says First.
    setName('local', 'Second');
    setName('integration', 'Second');
    await sync();
    setName('local', 'Here');
    setName('integration', 'There');
    const { fields } = value(await browser.results.conflict({ ...address(), ...(await onePair()) }, neverCancelled));
    const name = must(
      fields.find(({ localField }) => localField === 'Name'),
      'the name',
    );
    assert.equal(name.inConflict, true);
    assert.equal('last' in name, false);
  });

  test('it is no question any more where one record is gone', async () => {
    await sync({ mode: 'full' });
    const pair = await onePair();
    workspace.edit('data/integration.sqlite', `DELETE FROM account WHERE accountnumber = 'C00001'`);
    const asked = await browser.results.conflict({ ...address(), ...pair }, neverCancelled);
    assert.equal(codeOf(asked), 'RECORD_NOT_FOUND');
  });

  test('settled field by field, the values chosen stand on both sides and the rest is in step', async () => {
    await sync({ mode: 'full' });
    setName('local', 'Here');
    setName('integration', 'There');
    const take = [{ names: ['Name', 'name'], side: 'integration' as const }];
    const report = await sync({ mappings: ['CUSTOMER'], records: [localId(1)], take });
    assert.deepEqual([report.mode, report.totals.modified, report.totals.failed], ['records', 1, 0]);
    assert.deepEqual(workspace.query('data/local.sqlite', nameOf), [['There']]);
    const { fields } = value(await browser.results.conflict({ ...address(), ...(await onePair()) }, neverCancelled));
    assert.ok(fields.every((field) => !field.inConflict));
  });

  test('it is settled by no field that the mapping does not have', async () => {
    await sync({ mode: 'full' });
    const take = [{ names: ['Name', 'address1_city'], side: 'local' as const }];
    const request = { mode: 'modified' as const, mappings: ['CUSTOMER'], records: [localId(1)], take };
    assert.equal(codeOf(await service.sync(request, options(), neverCancelled)), 'FIELD_NOT_FOUND');
  });

  test('a record’s story tells why it failed, and every job that touched it, newest first', async () => {
    await sync({ mode: 'full' });
    clock.advance(60_000);
    await sync();
    const told = await story(localId(3));
    assert.equal(told.state, 'skipped');
    assert.match(told.facts[0]?.text ?? '', /^It is set aside/);
    assert.match(told.nextStep, /^Shorten the text.*Retry\.$/);
    assert.deepEqual(
      told.events.map(({ row }) => [row.action, row.code]),
      [
        ['skip', 'TEXT_TOO_LONG'],
        ['fail', 'TEXT_TOO_LONG'],
      ],
    );
    assert.ok((told.events[0]?.at ?? '') > (told.events[1]?.at ?? ''));
  });

  test('a pair’s story is the same from either side, with titles', async () => {
    await sync({ mode: 'full' });
    const { integrationId } = await onePair();
    const [here, there] = [
      await story(localId(1)),
      value(
        await browser.results.story(
          { ...address(), mapping: 'CUSTOMER', localId: null, integrationId, titles: true },
          neverCancelled,
        ),
      ),
    ];
    assert.deepEqual(here, there);
    assert.deepEqual([here.localTitle, here.integrationTitle], ['C00001 Customer 1', 'C00001 Customer 1']);
  });

  test('a story is told from the state alone where the systems are not asked, or do not answer', async () => {
    await sync({ mode: 'full' });
    const asked = { ...address(), mapping: 'CUSTOMER', localId: localId(3), integrationId: null };
    const untrusted = value(await browser.results.story({ ...asked, titles: false }, neverCancelled));
    assert.match(untrusted.facts[0]?.text ?? '', /^It failed on its way to the integration table/);
    workspace.write('data/local.sqlite', 'no database');
    const broken = value(await browser.results.story({ ...asked, titles: true }, neverCancelled));
    assert.deepEqual(broken, untrusted);
  });

  test('a record is explained by its key as well as its id, and one that is gone by its coupling', async () => {
    await sync({ mode: 'full' });
    const byKey = value(await explain('C00001'));
    assert.deepEqual([byKey.localId, byKey.state], [localId(1), 'ok']);
    assert.deepEqual(value(await explain(localId(1).toUpperCase())), byKey);
    workspace.edit('data/local.sqlite', `DELETE FROM Customer WHERE "No." = 'C00001'`);
    assert.match(value(await explain(localId(1))).facts[0]?.text ?? '', /^Customer has no record .* any more\.$/);
    assert.equal(codeOf(await explain('nobody')), 'RECORD_NOT_FOUND');
  });

  test('a run’s records have titles where they are asked for, and are searched by them', async () => {
    await sync({ mode: 'full' });
    const runId = await newestRun();
    const question = { ...address(), runId, search: 'customer 2', offset: 0, limit: 10 };
    const titled = value(await browser.results.records({ ...question, titles: true }, neverCancelled));
    assert.deepEqual(
      titled.rows.map(({ localTitle, integrationTitle }) => [localTitle, integrationTitle]),
      [['C00002 Customer 2', 'C00002 Customer 2']],
    );
    const untitled = value(await browser.results.records({ ...question, titles: false }, neverCancelled));
    assert.deepEqual([untitled.rows, untitled.total], [[], 0]);
  });

  test('records that were left unchanged are counted, and a note says that they are not listed', async () => {
    await sync({ mode: 'full' });
    const report = await sync({ mode: 'full' });
    assert.ok(report.totals.unchanged > 0);
    const question = { ...address(), runId: report.runId, counter: 'unchanged' as const, search: '' };
    const listed = value(
      await browser.results.records({ ...question, offset: 0, limit: 10, titles: false }, neverCancelled),
    );
    assert.deepEqual([listed.rows, listed.total], [[], 0]);
    assert.match(listed.note ?? '', /counted, not listed/);
  });

  test('a run that the log does not hold any more is told as such', async () => {
    await sync({ mode: 'full' });
    const question = { ...address(), runId: 'long ago', search: '', offset: 0, limit: 10, titles: false };
    assert.equal(codeOf(await browser.results.records(question, neverCancelled)), 'JOB_NOT_FOUND');
    assert.equal(codeOf(await browser.results.errors(question, neverCancelled)), 'JOB_NOT_FOUND');
  });

  test('errors name the records that still stand failed, and no others', async () => {
    await sync({ mode: 'full' });
    const runId = await newestRun();
    const failed = [{ mapping: 'CUSTOMER', localId: localId(3), integrationId: null }];
    assert.deepEqual(value(await browser.results.failedRecords(address(), { runId })), failed);
    assert.deepEqual(value(await browser.results.failedRecords(address(), { runId, code: 'TEXT_TOO_LONG' })), failed);
    assert.deepEqual(value(await browser.results.failedRecords(address(), { runId, code: 'UPDATE_CONFLICT' })), []);
    workspace.edit('data/local.sqlite', `UPDATE Customer SET Name = 'Short' WHERE "No." = 'C00003'`);
    await sync();
    assert.deepEqual(value(await browser.results.failedRecords(address(), { runId })), []);
  });

  test('runs are told with their headlines, the systems called by their names', async () => {
    await sync({ mode: 'full' });
    const { runs } = value(await browser.results.runs({ ...address(), limit: 10 }));
    assert.equal(runs[0]?.headline, '2 customers created in integration, 1 failed: text too long.');
    assert.deepEqual([runs[0]?.totals.inserted, runs[0]?.jobs.length], [2, 2]);
  });

  test('old job logs go after a run that is told to keep them for some days only', async () => {
    const first = await sync({ mode: 'full' });
    clock.advance(3 * 86_400_000);
    const second = await sync();
    clock.advance(3 * 86_400_000);
    const third = await sync({}, { keepDays: 5 });
    const { runs } = value(await browser.results.runs({ ...address(), limit: 10 }));
    // The first run's failure was followed by the second one's: nothing refers to it any more.
    assert.deepEqual(
      runs.map(({ runId }) => runId),
      [third.runId, second.runId],
    );
    assert.ok(first.totals.failed > 0);
  });

  test('the picture shows the mappings with the states of their couplings', async () => {
    await sync({ mode: 'full' });
    const { nodes } = value(await browser.results.graph(address()));
    assert.deepEqual(nodes, [
      {
        mapping: 'CUSTOMER',
        table: 'Customer',
        integrationTable: 'account',
        direction: 'bidirectional',
        dependsOn: [],
        ok: 2,
        failed: 1,
        skipped: 0,
      },
    ]);
  });

  const nameOf = `SELECT Name FROM Customer WHERE "No." = 'C00001'`;
  const address = () => ({ folder: workspace.folder });
  const options = (changes: Partial<SyncOptions> = {}): SyncOptions => ({
    onProgress: () => undefined,
    allowNew: false,
    acceptMissing: false,
    ...changes,
  });

  async function sync(request: Partial<RunRequest> = {}, changes: Partial<SyncOptions> = {}) {
    clock.advance(60_000);
    const run = { mode: 'modified' as const, mappings: [], records: [], ...request };
    return value(await service.sync(run, options(changes), neverCancelled));
  }

  async function newestRun(): Promise<string> {
    return must(value(await browser.results.runs({ ...address(), limit: 1 })).runs[0], 'a run').runId;
  }

  async function onePair() {
    const couplings = value(await service.couplings({ mapping: 'CUSTOMER' }));
    const coupling = must(
      couplings.find((each) => each.localId === localId(1)),
      'the coupling',
    );
    return { mapping: 'CUSTOMER', localId: localId(1), integrationId: must(coupling.integrationId, 'its account') };
  }

  async function story(id: string) {
    const asked = { ...address(), mapping: 'CUSTOMER', localId: id, integrationId: null, titles: true };
    return value(await browser.results.story(asked, neverCancelled));
  }

  function explain(record: string) {
    return browser.explain(address(), { mapping: 'CUSTOMER', side: 'local', record }, neverCancelled);
  }

  /** What another program does to the first customer, or its account. */
  function setName(side: 'local' | 'integration', name: string): void {
    clock.advance(60_000);
    const [table, key, stamp] = side === 'local' ? ['Customer', '"No."', 'SystemModifiedAt'] : accountNames;
    const sql = `UPDATE ${table} SET Name = '${name}', ${stamp} = '${clock.now()}' WHERE ${key} = 'C00001'`;
    workspace.edit(`data/${side}.sqlite`, sql);
  }
});

const accountNames = ['account', 'accountnumber', 'modifiedon'];

function value<T>(result: Result<T, ServiceError>): T {
  assert.ok(result.ok, result.ok ? '' : `${result.error.code}: ${result.error.message}`);
  return result.value;
}

function codeOf(result: Result<unknown, ServiceError>): string {
  return result.ok ? 'ok' : result.error.code;
}
