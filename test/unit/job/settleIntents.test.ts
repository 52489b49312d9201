import assert from 'node:assert/strict';
import type { Intent } from '../../../src/core/ports/stateStore';
import type { Coupling } from '../../../src/core/model/coupling';
import type { MemoryRow } from '../../support/memoryConnector';
import type { Run, RunStory } from './runBuilders';
import { aCoupling, anIntent } from '../../support/stateBuilders';
import { aMapping, aTable } from '../../support/planBuilders';
import { aRun } from './runBuilders';
import { fingerprint, fingerprintFields } from '../../../src/core/transfer/fingerprint';
import { settleIntents } from '../../../src/core/job/settleIntents';

const customerId = '00000000-0000-4000-8000-000000000001';
const accountId = '00000000-0000-4000-8000-0000000000a1';
const sourcePrints = fingerprintFields(['Adatum', 'Oslo']);
const written = { fields: ['name', 'city'], values: ['Adatum', 'Oslo'], sourceFingerprints: sourcePrints };
const create = anIntent({ localId: customerId, integrationId: accountId, ...written });
const arrived = { accountid: accountId, name: 'Adatum', city: 'Oslo' };

suite('settleIntents, after an interrupted create', () => {
  test('couples the record that arrived', async () => {
    const { run, settled } = await settle([create], { accounts: [arrived] });
    assert.equal(settled, 1);
    assert.deepEqual(pairs(run), [[customerId, accountId]]);
    assert.equal(run.asked.includes('integration write'), false);
  });

  test('remembers what was written as the common past of both records', async () => {
    const { run } = await settle([create], { accounts: [{ ...arrived, city: 'Bergen' }] });
    const [coupling] = couplings(run);
    assert.deepEqual(coupling?.fingerprints, {
      shape: 1,
      local: sourcePrints,
      integration: fingerprintFields(['Adatum', 'Bergen']),
    });
    assert.deepEqual([coupling?.localModifiedOn, coupling?.lastJobId], [null, 'job-1']);
  });

  test('sends what did not arrive once more, with the same id', async () => {
    const { run } = await settle([create], {});
    assert.deepEqual(namesOf(run), [[accountId, 'Adatum']]);
    assert.deepEqual(pairs(run), [[customerId, accountId]]);
  });

  test('sends it so that a first sending that arrives late does no harm', async () => {
    const { run } = await settle([create], { arrivesLate: { ...arrived, city: 'Bergen' } });
    assert.deepEqual(namesOf(run), [[accountId, 'Adatum']]);
    assert.deepEqual(pairs(run), [[customerId, accountId]]);
  });

  test('couples nothing where the system refuses the record again', async () => {
    const refused = { ...create, fields: ['modifiedon'], values: ['2026-11-21T08:00:00.000Z'] };
    const { run, settled } = await settle([refused], {});
    assert.deepEqual([settled, pairs(run), run.store.openIntents()], [0, [], []]);
  });

  test('makes what it sent durable before it closes the intents', async () => {
    const { run } = await settle([create], { durability: 'deferred' });
    run.systems.integration.simulateCrash();
    assert.deepEqual(namesOf(run), [[accountId, 'Adatum']]);
    assert.deepEqual(run.store.openIntents(), []);
  });

  test('leaves intents open and couplings alone where the system cannot be asked', async () => {
    const error = { code: 'UNREACHABLE', message: 'account does not answer. Try again later.' } as const;
    const { run, settled } = await settle([create], {
      failOn: (operation) => (operation === 'get' ? error : undefined),
    });
    assert.equal(settled, 'UNREACHABLE');
    assert.deepEqual([pairs(run), run.store.openIntents()], [[], [create]]);
  });

  test('does nothing for a record that was coupled after all', async () => {
    const coupled = aCoupling({ localId: customerId, integrationId: accountId });
    const { run, settled } = await settle([create], { couplings: [coupled], accounts: [arrived] });
    assert.deepEqual([settled, couplings(run)], [0, [coupled]]);
  });

  test('couples a record created to replace a deleted one, in place of the old coupling', async () => {
    const deleted = aCoupling({ localId: customerId, integrationId: '00000000-0000-4000-8000-0000000000de' });
    const { run } = await settle([create], { couplings: [deleted], accounts: [arrived] });
    assert.deepEqual(pairs(run), [[customerId, accountId]]);
  });
});

suite('settleIntents, where ids are numbers', () => {
  const account = aTable(
    'account',
    ['accountid', 'accountnumber', 'modifiedon'],
    { name: { kind: 'text', maxLength: 20 }, city: { kind: 'text' } },
    { kind: 'integer', min: '0', max: '9007199254740991' },
  );
  const numbered = { ...create, integrationId: '7' };

  test('knows its own record by what was written', async () => {
    const { run } = await settle([numbered], { account, accounts: [{ ...arrived, accountid: '7' }] });
    assert.deepEqual(pairs(run), [[customerId, '7']]);
  });

  test("leaves alone somebody else's record that took the number meanwhile", async () => {
    const foreign = { accountid: '7', name: 'Litware', city: 'Oslo' };
    const { run, settled } = await settle([numbered], { account, accounts: [foreign] });
    assert.deepEqual([settled, pairs(run), namesOf(run)], [0, [], [['7', 'Litware']]]);
    assert.deepEqual(run.store.openIntents(), []);
  });
});

suite('settleIntents, where the destination gives ids', () => {
  const fields = ['No. <-> accountnumber', 'Name <-> name'];
  const keyed = anIntent({
    localId: customerId,
    integrationId: null,
    fields: ['accountnumber', 'name'],
    values: ['C1', 'Adatum'],
  });

  test('finds the record that arrived by its key', async () => {
    const accounts = [{ accountid: accountId, accountnumber: 'C1', name: 'Adatum' }];
    const { run } = await settle([keyed], { fields, accounts, ids: 'server' });
    assert.deepEqual(pairs(run), [[customerId, accountId]]);
  });

  test('leaves it to the run to create what is not there', async () => {
    const { run, settled } = await settle([keyed], { fields, ids: 'server' });
    assert.deepEqual([settled, namesOf(run), run.store.openIntents()], [0, [], []]);
  });

  test('leaves a record with that key to the one it is coupled to: a key need not be unique', async () => {
    const coupled = aCoupling({ localId: '00000000-0000-4000-8000-000000000009', integrationId: accountId });
    const accounts = [{ accountid: accountId, accountnumber: 'C1', name: 'Adatum' }];
    const { run } = await settle([keyed], { fields, accounts, couplings: [coupled], ids: 'server' });
    assert.deepEqual(couplings(run), [coupled]);
  });
});

suite('settleIntents, after an interrupted change', () => {
  const before = {
    shape: 1,
    local: fingerprintFields(['Contoso', 'Oslo']),
    integration: fingerprintFields(['Contoso', 'Bergen']),
  };
  const coupled = aCoupling({ localId: customerId, integrationId: accountId, fingerprints: before });
  const change = anIntent({
    kind: 'modify',
    localId: customerId,
    integrationId: accountId,
    fields: ['name'],
    values: ['Adatum'],
    sourceFingerprints: fingerprintFields(['ADATUM', 'Oslo']),
  });

  test('takes what arrived for its own doing: nobody sees a conflict in it', async () => {
    const account = { accountid: accountId, name: 'Adatum', city: null };
    const { run } = await settle([change], { accounts: [account], couplings: [coupled] });
    const [coupling] = couplings(run);
    assert.deepEqual(coupling?.fingerprints, {
      shape: 1,
      local: fingerprint('ADATUM') + fingerprint('Oslo'),
      integration: fingerprint('Adatum') + fingerprint('Bergen'),
    });
    assert.equal(coupling.integrationModifiedOn, coupled.integrationModifiedOn);
  });

  test('leaves what did not arrive to be decided anew', async () => {
    const account = { accountid: accountId, name: 'Contoso', city: 'Bergen' };
    const { run } = await settle([change], { accounts: [account], couplings: [coupled] });
    assert.deepEqual(couplings(run), [coupled]);
    assert.deepEqual(run.store.openIntents(), []);
  });

  test('knows what arrived on the way from the integration table, too', async () => {
    const back = { ...change, direction: 'fromIntegrationTable', fields: ['Name'] } as const;
    const customers = [{ SystemId: customerId, Name: 'Adatum', City: 'Oslo' }];
    const { run } = await settle([back], { customers, couplings: [coupled] });
    assert.deepEqual(couplings(run)[0]?.fingerprints, {
      shape: 1,
      local: fingerprint('Adatum') + fingerprint('Oslo'),
      integration: fingerprint('ADATUM') + fingerprint('Bergen'),
    });
  });

  test('lets a mapping whose fields changed meanwhile compare its records anew', async () => {
    const account = { accountid: accountId, name: 'Adatum', city: 'Bergen' };
    const older = { ...change, shape: 2 };
    const { run } = await settle([older], { accounts: [account], couplings: [coupled] });
    assert.deepEqual(couplings(run), [coupled]);
  });

  test('has nothing to settle with for a mapping that is no more', async () => {
    const { run, settled } = await settle([{ ...change, mapping: 'VENDOR' }], {});
    assert.deepEqual([settled, run.store.openIntents()], [0, []]);
  });

  test('asks nobody where nothing was left open', async () => {
    const { run, settled } = await settle([], {});
    assert.deepEqual([settled, run.asked], [0, []]);
  });
});

interface SettleStory extends Pick<RunStory, 'durability' | 'ids' | 'failOn'> {
  readonly fields?: readonly string[];
  readonly account?: ReturnType<typeof aTable>;
  readonly customers?: readonly MemoryRow[];
  readonly accounts?: readonly MemoryRow[];
  readonly couplings?: readonly Coupling[];
  /** What a create that was under way all along puts there just before it is sent again. */
  readonly arrivesLate?: MemoryRow;
}

/** Settles what a crash left open; tells how many records were, or why it could not. */
async function settle(intents: readonly Intent[], story: SettleStory) {
  const { fields, account, customers = [], accounts = [], couplings: known = [], arrivesLate, ...ports } = story;
  const compiled = aMapping(fields ? { fields } : {});
  const run: Run = aRun({
    ...ports,
    ...(arrivesLate && {
      failOn: (operation) => void (operation === 'write' && run.systems.integration.put('account', arrivesLate)),
    }),
    mappings: [compiled],
    local: { Customer: customers },
    integration: { account: accounts },
    ...(account && { integrationTables: [account] }),
  });
  run.store.shape('CUSTOMER', compiled.fieldKeys, compiled.signature);
  run.store.shape('CUSTOMER', [...compiled.fieldKeys].reverse(), 'as the mapping was before');
  await run.store.commit({ couplings: known.map((coupling) => ({ kind: 'put', coupling }) as const) });
  if (intents.length > 0) await run.store.recordIntents(intents);
  const settled = await settleIntents(run.context);
  return { run, settled: settled.ok ? settled.value : settled.error.code };
}

function couplings({ store }: Run): readonly Coupling[] {
  return store.listCouplings({ limit: 10 }).couplings;
}

function pairs(run: Run) {
  return couplings(run).map(({ localId, integrationId }) => [localId, integrationId]);
}

function namesOf({ systems }: Run) {
  return systems.integration.rows('account').map((row) => [row['accountid'], row['name']]);
}
