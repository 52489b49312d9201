import assert from 'node:assert/strict';
import type { RecordQuestion } from '../../../src/core/plan/recordQuestion';
import type { Verdict } from '../../../src/core/plan/verdict';
import { aFailure, aCoupling } from '../../support/stateBuilders';
import { aPair } from '../../support/planBuilders';
import { decideRecord } from '../../../src/core/plan/decideRecord';

suite('decideRecord, for a coupled pair', () => {
  test('writes what the local record alone changed', () => {
    const { item, effect } = decideOne(aPair({ localChanged: true }));
    assert.deepEqual(
      [item.action, item.localId, item.integrationId, item.reason],
      ['modify', 'L1', 'I1', 'local record changed, or its values were overwritten'],
    );
    assert.ok(effect.kind === 'write');
    assert.deepEqual([effect.write.fields, effect.write.values], [['name'], ['Adatum here']]);
  });

  test('tells what each field was and will be, and the type to show it with', () => {
    const { item } = decideOne(aPair({ localChanged: ['City'] }));
    assert.deepEqual(item.fields, [
      {
        field: 'City',
        integrationField: 'city',
        type: { kind: 'text', maxLength: 30 },
        before: 'Oslo',
        after: 'Oslo here',
      },
    ]);
  });

  test('tells no fields where nobody reads the plan', () => {
    assert.deepEqual(decideOne(aPair({ localChanged: true, batch: { detailed: false } })).item.fields, []);
  });

  test('counts a pair in step as unchanged, and as settled for the other pass', () => {
    const { item, effect } = decideOne(aPair());
    assert.deepEqual([item.action, item.reason], ['unchanged', 'in step']);
    assert.ok(effect.kind === 'remember' && effect.settled);
  });

  test('leaves what the integration record changed unsettled, for the pass from it', () => {
    const { item, effect } = decideOne(aPair({ integrationChanged: true }));
    assert.equal(item.action, 'unchanged');
    assert.ok(effect.kind === 'remember' && !effect.settled);
    assert.equal(effect.coupling.integrationModifiedOn, '2026-11-20T10:00:01.000Z');
  });

  test('writes what the integration record changed on the way from it', () => {
    const { item, effect } = decideOne(aPair({ direction: 'fromIntegrationTable', integrationChanged: true }));
    assert.deepEqual([item.action, item.localId, item.integrationId], ['modify', 'L1', 'I1']);
    assert.ok(effect.kind === 'write');
    assert.deepEqual([effect.write.fields, effect.write.values], [['Name'], ['Adatum there']]);
  });

  test('merges changes of different fields', () => {
    const { item, effect } = decideOne(aPair({ localChanged: ['Name'], integrationChanged: ['City'] }));
    assert.deepEqual([item.action, item.reason], ['modify', 'changed on both sides in different fields']);
    assert.ok(effect.kind === 'write');
    assert.deepEqual(effect.write.fields, ['name']);
  });

  test('asks nobody again about a failure that is over', () => {
    const failures = { toIntegrationTable: aFailure(), fromIntegrationTable: null };
    const { effect } = decideOne(aPair({ coupling: { failures } }));
    assert.ok(effect.kind === 'remember');
    assert.equal(effect.coupling.failures.toIntegrationTable, null);
    assert.equal(effect.coupling.lastJobId, 'job-2');
  });
});

suite('decideRecord, when both sides changed the same field', () => {
  const changes = { localChanged: true, integrationChanged: true } as const;

  test('fails the record, naming the field, both values and tables, and what to do', () => {
    const { item } = decideOne(aPair(changes));
    assert.deepEqual([item.action, item.code], ['fail', 'UPDATE_CONFLICT']);
    assert.equal(
      item.reason,
      "Both records changed: Name is 'Adatum here' in Customer and 'Adatum there' in account. " +
        'Synchronize the record with a direction, or set updateConflict.',
    );
  });

  test('tells each side its own value on the way back, too', () => {
    const { item } = decideOne(aPair({ ...changes, direction: 'fromIntegrationTable' }));
    assert.match(item.reason, /'Adatum here' in Customer and 'Adatum there' in account/);
  });

  test('tells how many more fields are in conflict', () => {
    const { item } = decideOne(aPair({ localChanged: ['Name', 'City'], integrationChanged: ['Name', 'City'] }));
    assert.match(item.reason, /^Both records changed: Name is .* \(and 1 more\)\./);
  });

  test('writes nothing, not even the fields that one side alone changed', () => {
    const { effect } = decideOne(aPair({ localChanged: ['Name', 'City'], integrationChanged: ['Name'] }));
    assert.equal(effect.kind, 'remember');
  });

  for (const [direction, updateConflict, winner] of [
    ['toIntegrationTable', 'sendUpdateToIntegration', 'local'],
    ['fromIntegrationTable', 'getUpdateFromIntegration', 'integration'],
  ] as const) {
    test(`writes ${direction} where updateConflict is ${updateConflict}`, () => {
      const { item } = decideOne(aPair({ ...changes, direction, lines: [`updateConflict: ${updateConflict}`] }));
      assert.deepEqual([item.action, item.reason], ['modify', `changed on both sides, ${winner} wins`]);
    });
  }

  for (const [direction, updateConflict] of [
    ['toIntegrationTable', 'getUpdateFromIntegration'],
    ['fromIntegrationTable', 'sendUpdateToIntegration'],
  ] as const) {
    test(`skips the pass ${direction} where updateConflict is ${updateConflict}`, () => {
      const { item, effect } = decideOne(
        aPair({ ...changes, direction, lines: [`updateConflict: ${updateConflict}`] }),
      );
      assert.deepEqual([item.action, item.code, effect.kind], ['skip', undefined, 'none']);
      assert.equal(item.reason, 'Name changed on both sides, the other direction wins');
    });
  }

  test('writes the other fields of a pair whose conflict the other direction wins', () => {
    const lines = ['updateConflict: getUpdateFromIntegration'];
    const { effect } = decideOne(aPair({ localChanged: ['Name', 'City'], integrationChanged: ['Name'], lines }));
    assert.ok(effect.kind === 'write');
    assert.deepEqual(effect.write.fields, ['city']);
  });

  test('writes where the user gave a direction, whatever updateConflict says', () => {
    const lines = ['updateConflict: getUpdateFromIntegration'];
    const { item } = decideOne(aPair({ ...changes, lines, batch: { overwrite: true } }));
    assert.deepEqual([item.action, item.reason], ['modify', "the local record's values were asked for"]);
  });

  test('fails every difference of two records without a common past', () => {
    const { item } = decideOne(aPair({ localChanged: true, neverSynchronized: true }));
    assert.deepEqual([item.action, item.code], ['fail', 'UPDATE_CONFLICT']);
  });
});

suite('decideRecord, after a failure', () => {
  const conflict = { localChanged: true, integrationChanged: true } as const;
  const before = (changes: Parameters<typeof aFailure>[0] = {}) => ({
    failures: { toIntegrationTable: aFailure({ code: 'UPDATE_CONFLICT', ...changes }), fromIntegrationTable: null },
  });

  test('sets a pair aside that fails for the same reason again', () => {
    const { item, effect } = decideOne(aPair({ ...conflict, coupling: before() }));
    assert.deepEqual([item.action, item.code], ['skip', 'UPDATE_CONFLICT']);
    assert.ok(effect.kind === 'remember' && effect.coupling.skipped);
  });

  test('goes on trying where the reason is another one', () => {
    const { item } = decideOne(aPair({ ...conflict, coupling: before({ code: 'TEXT_TOO_LONG' }) }));
    assert.equal(item.action, 'fail');
  });

  test('passes over what was set aside, and tells its last failure', () => {
    const { item, effect } = decideOne(aPair({ localChanged: true, coupling: { ...before(), skipped: true } }));
    assert.deepEqual([item.action, item.code, effect.kind], ['skip', 'UPDATE_CONFLICT', 'none']);
    assert.equal(item.reason, `skipped after repeated failure: ${aFailure().message}`);
  });

  test('tries what was set aside again where the user chose it', () => {
    const coupling = { ...before(), skipped: true };
    const { item } = decideOne(aPair({ localChanged: true, coupling, batch: { chosen: true } }));
    assert.equal(item.action, 'modify');
  });
});

suite('decideRecord, when the counterpart was deleted', () => {
  const deleted = { counterpartDeleted: true };

  test('fails, and names the table it is gone from', () => {
    const { item } = decideOne(aPair(deleted));
    assert.deepEqual([item.action, item.code], ['fail', 'COUNTERPART_DELETED']);
    assert.match(item.reason, /^Its counterpart in account was deleted\./);
  });

  test('names the local table on the way from the integration table', () => {
    const { item } = decideOne(aPair({ ...deleted, direction: 'fromIntegrationTable' }));
    assert.match(item.reason, /^Its counterpart in Customer was deleted\./);
  });

  test('removes the coupling where the mapping says so', () => {
    const { item, effect } = decideOne(aPair({ ...deleted, lines: ['deletionConflict: removeCoupling'] }));
    assert.deepEqual([item.action, item.localId, item.integrationId], ['uncouple', 'L1', 'I1']);
    assert.ok(effect.kind === 'uncouple');
    assert.equal(effect.coupling.integrationId, 'I1');
  });

  test('creates it anew where the mapping says so, in place of the old coupling', () => {
    const question = aPair({ ...deleted, lines: ['deletionConflict: restoreRecords'] });
    const { item, effect } = decideOne(question);
    assert.deepEqual([item.action, item.localId, item.integrationId], ['insert', 'L1', null]);
    assert.ok(effect.kind === 'write');
    assert.equal(effect.write.coupling, undefined);
    assert.deepEqual(effect.write.replaces, question.coupling);
    assert.deepEqual(effect.write.values, ['Adatum', 'Oslo']);
  });

  test('passes over a pair that was set aside', () => {
    const { item } = decideOne(aPair({ ...deleted, coupling: aCoupling({ skipped: true }) }));
    assert.equal(item.action, 'skip');
  });
});

function decideOne(question: RecordQuestion): Verdict {
  const [verdict, ...others] = decideRecord(question);
  assert.ok(verdict);
  assert.deepEqual(others, []);
  return verdict;
}
