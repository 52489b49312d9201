import { strict as assert } from 'node:assert';
import type { Coupling } from '../../../src/core/model/coupling';
import type { ExplainedFact, ExplainedRecord } from '../../../src/core/explain/explainRecord';
import type { MappingStory } from '../../support/planBuilders';
import type { RecordSituation } from '../../../src/core/explain/explainRecord';
import type { Value } from '../../../src/core/model/value';
import { aCoupling, aFailure, aKeptFailure } from '../../support/stateBuilders';
import { aMapping, aRecord, printsOf } from '../../support/planBuilders';
import { explainFromState, explainRecord } from '../../../src/core/explain/explainRecord';

type Row = Readonly<Record<string, Value>>;

interface Story extends MappingStory {
  /** Where the records stand now; null where one does not exist. The customer Adatum in Oslo where absent. */
  readonly local?: Row | null;
  readonly integration?: Row | null;
  /** Null for a record that nobody coupled. */
  readonly coupling?: Partial<Coupling> | null;
  readonly seenUpTo?: Partial<RecordSituation['seenUpTo']>;
  readonly modifiedOn?: string | null;
}

const customer = { Name: 'Adatum', City: 'Oslo' };
const account = { name: 'Adatum', city: 'Oslo' };

suite('Why a record was, or was not, synchronized', () => {
  test('a pair in step: nothing changed, nothing to do', () => {
    const explained = explain({});
    assert.deepEqual(textsOf(explained, 'fingerprint'), [
      'Customer: nothing changed since the last synchronization.',
      'account: nothing changed since the last synchronization.',
    ]);
    assert.deepEqual(textsOf(explained, 'coupling'), ['It is coupled.']);
    assert.match(explained.nextStep, /^Nothing to do/);
  });

  test('a failure decides: its direction, its code, its message, and what resolves it', () => {
    const failure = aFailure({ at: '2026-11-28T19:03:47.510Z' });
    const explained = explain({ coupling: { failures: { toIntegrationTable: failure, fromIntegrationTable: null } } });
    assert.deepEqual(explained.facts[0], {
      kind: 'error',
      text:
        'It failed on its way to account, 2026-11-28 19:03:47 UTC (TEXT_TOO_LONG): ' +
        'Name is longer than 30 characters. Shorten it.',
    });
    assert.match(explained.nextStep, /^Shorten the text/);
  });

  test('a record that was set aside waits for somebody, and the failure behind it is told too', () => {
    const failures = { toIntegrationTable: aFailure(), fromIntegrationTable: null };
    const explained = explain({ coupling: { skipped: true, failures } });
    assert.match(explained.facts[0]?.text ?? '', /^It is set aside/);
    assert.equal(textsOf(explained, 'error').length, 1);
    assert.match(explained.nextStep, /^Shorten the text.*Then give it back with Retry\.$/);
  });

  test('the part of a filter that excludes it, with the value that stands there', () => {
    const explained = explain({
      lines: ["tableFilter: { Name: 'A*', City: Bergen }"],
      coupling: null,
      integration: null,
    });
    assert.deepEqual(explained.facts[0], {
      kind: 'filter',
      text: 'It is outside the filter on Customer: City is ‘Oslo’, and the filter wants Bergen.',
    });
    assert.match(explained.nextStep, /^Change the record or the filter of CUSTOMER/);
  });

  test('a filter for blanks is told in words, and so is a blank', () => {
    const lines = ["tableFilter: { City: '' }"];
    const [filled] = explain({ lines, coupling: null, integration: null }).facts;
    assert.match(filled?.text ?? '', /City is ‘Oslo’, and the filter wants nothing\.$/);
    const blank = explain({ lines: ['tableFilter: { City: Oslo }'], local: { Name: 'A' }, coupling: null });
    assert.match(blank.facts[0]?.text ?? '', /City is empty, and the filter wants Oslo\.$/);
  });

  test('a filter that it passes keeps nothing from happening', () => {
    const explained = explain({ lines: ['tableFilter: { City: Oslo }'] });
    assert.deepEqual(textsOf(explained, 'filter'), ['It is within the filter on Customer.']);
    assert.match(explained.nextStep, /^Nothing to do/);
  });

  test('a filter on a side that is no source says nothing', () => {
    const lines = ['direction: toIntegrationTable', 'integrationTableFilter: { city: Bergen }'];
    assert.deepEqual(textsOf(explain({ lines }), 'filter'), []);
  });

  test('synchOnlyCoupledRecords keeps a record from being created', () => {
    const explained = explain({ coupling: null, integration: null });
    assert.deepEqual(explained.facts[0], {
      kind: 'mapping',
      text: 'It is not coupled, and CUSTOMER synchronizes only coupled records.',
    });
    assert.match(explained.nextStep, /synchOnlyCoupledRecords: false/);
  });

  test('so does a mapping that does not go there', () => {
    const lines = ['direction: fromIntegrationTable', 'synchOnlyCoupledRecords: false'];
    const explained = explain({ lines, coupling: null, integration: null });
    assert.equal(explained.facts[0]?.text, 'It is not coupled, and CUSTOMER does not go to account.');
  });

  test('a record that nothing keeps back is created by the next run', () => {
    const lines = ['synchOnlyCoupledRecords: false'];
    const there = explain({ lines, coupling: null, integration: null });
    assert.equal(there.nextStep, 'Run a synchronization: it is created in account.');
    const here = explain({ lines, coupling: null, local: null });
    assert.equal(here.nextStep, 'Run a synchronization: it is created in Customer.');
  });

  test('fields that differ since the last synchronization, by the names they have on their side', () => {
    const explained = explain({ local: { Name: 'Adatum', City: 'Bergen' } });
    assert.deepEqual(textsOf(explained, 'fingerprint'), [
      'Customer: City changed since the last synchronization.',
      'account: nothing changed since the last synchronization.',
    ]);
    assert.equal(explained.nextStep, 'Run a synchronization: it takes the change over.');
  });

  test('a change at the end of a one-way field is put back, not taken over', () => {
    const explained = explain({ fields: ['Name -> name', 'City <-> city'], integration: { name: 'X', city: 'Oslo' } });
    assert.match(explained.nextStep, /^Run a full synchronization if the change is to be put back/);
  });

  test('a field that both records changed to different values is a conflict, and comes first', () => {
    const explained = explain({
      local: { Name: 'Adatum', City: 'Bergen' },
      integration: { name: 'Adatum', city: 'Roma' },
    });
    assert.deepEqual(explained.facts[0], { kind: 'fingerprint', text: 'Both records changed: City.' });
    assert.match(explained.nextStep, /^Choose a side/);
  });

  test('a conflict that the mapping decides needs nobody', () => {
    const lines = ['updateConflict: sendUpdateToIntegration'];
    const both = { local: { ...customer, City: 'Bergen' }, integration: { ...account, city: 'Roma' } };
    assert.match(explain({ ...both, lines }).nextStep, /^Run a synchronization: updateConflict/);
  });

  test('a field that both changed alike, or each in another field, is none', () => {
    const alike = explain({ local: { ...customer, City: 'Roma' }, integration: { ...account, city: 'Roma' } });
    const apart = explain({ local: { ...customer, City: 'Roma' }, integration: { ...account, name: 'Adatum Ltd.' } });
    for (const { facts } of [alike, apart]) assert.ok(facts.every(({ text }) => !text.startsWith('Both records')));
  });

  test('a pair that was never synchronized takes part in the next run', () => {
    const explained = explain({ coupling: { fingerprints: null } });
    assert.equal(explained.facts[0]?.text, 'It is coupled, and was never synchronized.');
    assert.equal(explained.nextStep, 'Run a synchronization: it takes part.');
  });

  test('a reference that waits for another record is told', () => {
    const explained = explain({
      coupling: { pending: { toIntegrationTable: true, fromIntegrationTable: false } },
    });
    assert.match(explained.facts[0]?.text ?? '', /^The next run looks at it again/);
    assert.match(explained.nextStep, /^Synchronize; where a record it refers to is not coupled/);
  });

  test('a counterpart that was deleted: deletionConflict decides, or somebody has to', () => {
    const left = explain({ integration: null });
    assert.deepEqual(left.facts[0], { kind: 'record', text: 'account has no record I1 any more.' });
    assert.match(left.nextStep, /^Remove the coupling, or set deletionConflict/);
    const decided = explain({ integration: null, lines: ['deletionConflict: restoreRecords'] });
    assert.match(decided.nextStep, /^Run a synchronization/);
  });

  test('a record that does not exist and that nobody knows has a wrong id', () => {
    const explained = explain({ local: null, integration: null, coupling: null });
    assert.equal(explained.facts[0]?.text, 'Customer has no record L1 any more.');
    assert.equal(explained.nextStep, 'Check the id.');
  });

  const cursors: readonly (readonly [name: string, seen: string | null, modifiedOn: string | null, says: RegExp])[] = [
    ['no run so far', null, '2026-11-21T07:00:00.000Z', /^No run has gone from Customer to account yet/],
    ['changed after the cursor', '2026-11-21T06:00:00.000Z', '2026-11-21T07:00:00.000Z', /the next one reads it\.$/],
    ['changed before it', '2026-11-21T08:00:00.000Z', '2026-11-21T07:00:00.000Z', /does not read it again\.$/],
    ['a table without stamps', '2026-11-21T08:00:00.000Z', null, /every run compares it\.$/],
  ];
  for (const [name, seen, modifiedOn, says] of cursors) {
    test(`the cursor: ${name}`, () => {
      const lines = ['direction: toIntegrationTable'];
      const explained = explain({ lines, modifiedOn, seenUpTo: { toIntegrationTable: seen } });
      const [text, ...others] = textsOf(explained, 'cursor');
      assert.match(text ?? '', says);
      assert.doesNotMatch(text ?? '', /T\d\d:/);
      assert.deepEqual(others, []);
    });
  }

  test('each direction has a cursor of its own', () => {
    assert.equal(textsOf(explain({}), 'cursor').length, 2);
  });
});

suite('What the state alone tells of a record', () => {
  test('that it knows nothing of it', () => {
    assert.match(explainFromState(undefined).facts[0]?.text ?? '', /knows no coupling/);
  });

  test('its failure, and that it is not coupled', () => {
    const { facts, nextStep } = explainFromState(aKeptFailure('L1'));
    assert.match(facts[0]?.text ?? '', /^It failed on its way to the integration table, 2026-11-21 08:00:00 UTC/);
    assert.equal(facts[1]?.text, 'It is not coupled yet.');
    assert.match(nextStep, /^Shorten the text/);
  });

  test('that it is in step', () => {
    assert.deepEqual(explainFromState(aCoupling()).facts, [{ kind: 'coupling', text: 'It is coupled.' }]);
  });
});

function explain(story: Story): ExplainedRecord {
  const compiled = aMapping(story);
  const { local: own, integration: other } = compiled.sides;
  const head = story.modifiedOn === undefined ? {} : { modifiedOn: story.modifiedOn };
  const record = (side: typeof own, row: Row | null) => (row === null ? null : aRecord(side, row, head));
  const fingerprints = {
    shape: 1,
    local: printsOf(own, aRecord(own, customer)),
    integration: printsOf(other, aRecord(other, account)),
  };
  const uncoupled = story.coupling === null;
  const records = {
    local: record(own, story.local === undefined ? customer : story.local),
    integration: record(other, story.integration === undefined ? account : story.integration),
  };
  return explainRecord({
    compiled,
    localId: uncoupled && !records.local && records.integration ? null : 'L1',
    integrationId: uncoupled && !records.integration ? null : 'I1',
    coupling: uncoupled ? undefined : aCoupling({ fingerprints, ...story.coupling }),
    shape: { id: 1, fields: compiled.fieldKeys, signature: compiled.signature },
    records,
    seenUpTo: {
      toIntegrationTable: '2026-11-21T08:00:00.000Z',
      fromIntegrationTable: '2026-11-21T08:00:00.000Z',
      ...story.seenUpTo,
    },
  });
}

function textsOf({ facts }: ExplainedRecord, kind: ExplainedFact['kind']): readonly string[] {
  return facts.filter((fact) => fact.kind === kind).map(({ text }) => text);
}
