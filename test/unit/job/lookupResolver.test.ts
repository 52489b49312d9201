import assert from 'node:assert/strict';
import type { CompiledMapping } from '../../../src/core/plan/compiledMapping';
import type { Run, RunStory } from './runBuilders';
import type { RunDirection } from '../../../src/core/model/side';
import { LookupResolver } from '../../../src/core/job/lookupResolver';
import { aCoupling } from '../../support/stateBuilders';
import { aMapping } from '../../support/planBuilders';
import { aRun } from './runBuilders';
import { must } from '../../../src/core/assert';

const annette = '00000000-0000-4000-8000-00000000000a';
const annetteUser = '00000000-0000-4000-8000-0000000000aa';
const bartUser = '00000000-0000-4000-8000-0000000000bb';

suite('LookupResolver', () => {
  test('takes a key of the local table to the id of the coupled record', async () => {
    const { ask } = await lookups({ coupled: ['SALESPEOPLE'] });
    assert.equal(await ask('AH'), annetteUser);
  });

  test('takes an id of the integration table to the key of the coupled record', async () => {
    const { ask } = await lookups({ coupled: ['SALESPEOPLE'] });
    assert.equal(await ask(annetteUser, 'fromIntegrationTable'), 'AH');
  });

  test('uses the fields that the long form names, both ways', async () => {
    const lookup = '{ mapping: SALESPEOPLE, localField: E-Mail, integrationField: username }';
    const { ask } = await lookups({ coupled: ['SALESPEOPLE'], field: `City <-> city`, lookup });
    assert.equal(await ask('annette@contoso.com'), 'annette');
    assert.equal(await ask('annette', 'fromIntegrationTable'), 'annette@contoso.com');
  });

  test('asks the mappings of a list in turn', async () => {
    const { ask } = await lookups({ coupled: ['STAFF'], lookup: '[SALESPEOPLE, STAFF]' });
    assert.equal(await ask('AH'), annetteUser);
  });

  test('lets the first mapping of a list win', async () => {
    const { ask } = await lookups({ coupled: ['SALESPEOPLE', 'STAFF'], lookup: '[STAFF, SALESPEOPLE]' });
    assert.equal(await ask('AH'), bartUser);
  });

  test('says that a record is not coupled, and in which mapping', async () => {
    const { ask } = await lookups({});
    assert.equal(
      await ask('AH'),
      'LOOKUP_NOT_COUPLED: Salesperson Code AH is not coupled yet. ' +
        'Couple or synchronize it in SALESPEOPLE; this record follows by itself.',
    );
  });

  test('says that no record of any of the mappings has the value', async () => {
    const { ask } = await lookups({ lookup: '[SALESPEOPLE, STAFF]' });
    assert.equal(
      await ask('ZZ'),
      'LOOKUP_NOT_FOUND: Salesperson Code ZZ names no record of SALESPEOPLE or STAFF. ' +
        'Correct the value, or create that record.',
    );
  });

  test('does not pick one of several records with the same key', async () => {
    const { ask, run } = await lookups({ coupled: ['SALESPEOPLE'] });
    run.systems.local.put('Salesperson', { SystemId: '00000000-0000-4000-8000-00000000000c', Code: 'AH' });
    assert.match(await ask('AH'), /^LOOKUP_NOT_FOUND/);
  });

  test('finds nobody by a record that is coupled and gone', async () => {
    const { ask, run } = await lookups({ coupled: ['SALESPEOPLE'] });
    run.systems.local.remove('Salesperson', annette);
    assert.match(await ask(annetteUser, 'fromIntegrationTable'), /^LOOKUP_NOT_COUPLED/);
  });

  test('asks for a value once a run, found or once a pass, not found', async () => {
    const { ask, run } = await lookups({ coupled: ['SALESPEOPLE'] });
    await ask('AH');
    await ask('ZZ');
    const before = run.asked.length;
    await ask('AH');
    await ask('ZZ');
    assert.equal(run.asked.length, before);
  });

  test('asks again in the next pass for what was missing', async () => {
    const { ask, run, resolver, couple } = await lookups({});
    assert.match(await ask('AH'), /^LOOKUP_NOT_COUPLED/);
    await couple('SALESPEOPLE');
    assert.match(await ask('AH'), /^LOOKUP_NOT_COUPLED/);
    resolver.beginPass();
    assert.equal(await ask('AH'), annetteUser);
    const before = run.asked.length;
    resolver.beginPass();
    assert.equal(await ask('AH'), annetteUser);
    assert.equal(run.asked.length, before);
  });

  test('forgets what it found when couplings were removed', async () => {
    const { ask, run, resolver } = await lookups({ coupled: ['SALESPEOPLE'] });
    assert.equal(await ask('AH'), annetteUser);
    const removed = { mapping: 'SALESPEOPLE', localId: annette, integrationId: annetteUser };
    await run.store.commit({ couplings: [{ kind: 'remove', ...removed }] });
    resolver.forget();
    assert.match(await ask('AH'), /^LOOKUP_NOT_COUPLED/);
  });

  test('hands on why a system could not be asked', async () => {
    const error = { code: 'FORBIDDEN', message: 'You may not read Salesperson. Ask for the right.' } as const;
    const { ask } = await lookups({ failOn: () => error });
    assert.equal(await ask('AH'), `FORBIDDEN: ${error.message}`);
  });
});

interface LookupStory {
  /** The mappings in which Annette is coupled: to her own user, or in STAFF, where she has one, to Bart's. */
  readonly coupled?: readonly ('SALESPEOPLE' | 'STAFF')[];
  readonly field?: string;
  readonly lookup?: string;
  readonly failOn?: RunStory['failOn'];
}

/** Annette, her user and Bart's, and a customer's field that refers to them. */
async function lookups({
  coupled = [],
  field = 'Salesperson Code <-> ownerid',
  lookup = 'SALESPEOPLE',
  failOn,
}: LookupStory) {
  const people = { table: 'Salesperson', integrationTable: 'systemuser', fields: ['Code <-> username'] };
  const customer = aMapping({ fields: [`{ map: ${field}, lookup: ${lookup} }`] });
  const run = aRun({
    mappings: [customer, aMapping({ ...people, name: 'SALESPEOPLE' }), aMapping({ ...people, name: 'STAFF' })],
    local: { Salesperson: [{ SystemId: annette, Code: 'AH', 'E-Mail': 'annette@contoso.com' }] },
    integration: {
      systemuser: [
        { systemuserid: annetteUser, username: 'annette' },
        { systemuserid: bartUser, username: 'bart' },
      ],
    },
    ...(failOn && { failOn }),
  });
  const both = coupled.length === 2;
  const couple = (mapping: string) => coupleAnnette(run, mapping, both && mapping === 'STAFF' ? bartUser : annetteUser);
  for (const mapping of coupled) await couple(mapping);
  const resolver = new LookupResolver(run.context);
  return { run, resolver, couple, ask: asker(resolver, customer) };
}

async function coupleAnnette(run: Run, mapping: string, integrationId: string) {
  await run.store.commit({
    couplings: [{ kind: 'put', coupling: aCoupling({ mapping, localId: annette, integrationId }) }],
  });
}

/** Asks for a value and tells the answer: the translated value, or code and message of what is wrong. */
function asker(resolver: LookupResolver, customer: CompiledMapping) {
  const field = must(customer.fields[0], 'field');
  return async (value: string, direction: RunDirection = 'toIntegrationTable'): Promise<string> => {
    const loaded = await resolver.load(field, direction, [value]);
    if (!loaded.ok) return `${loaded.error.code}: ${loaded.error.message}`;
    const answer = resolver.answer(field, direction, value);
    if (answer.kind === 'later') return 'later';
    return answer.kind === 'found' ? answer.value : `${answer.failure.code}: ${answer.failure.message}`;
  };
}
