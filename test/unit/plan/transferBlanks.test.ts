import assert from 'node:assert/strict';
import { aFieldTransfer } from '../../support/planBuilders';
import { outcomeOf } from './fieldOutcome';
import { transferRecord } from '../../../src/core/plan/transferRecord';

suite('transferRecord, for a blank', () => {
  for (const [kind, field, name, written] of [
    ['a decimal', 'Credit Limit <-> creditlimit', 'creditlimit', '0'],
    ['a boolean', 'Blocked <-> onhold', 'onhold', 'false'],
    ['a text', 'Name <-> name', 'name', ''],
  ] as const) {
    test(`writes ${written === '' ? 'empty text' : written} into ${kind} that refuses null`, () => {
      const before = { decimal: '500', boolean: 'true', text: 'Adatum' }[kind.slice(2)] ?? '';
      const described = { [name]: { notNull: true } };
      const outcome = outcomeOf({ field, described, local: null, integration: before, before });
      assert.deepEqual(outcome, { writes: { [name]: written } });
    });
  }

  test('writes null where null is taken', () => {
    const story = { field: 'Credit Limit <-> creditlimit', local: null, integration: '500', before: '500' };
    assert.deepEqual(outcomeOf(story), { writes: { creditlimit: null } });
  });

  test('fails where a date needs a value, and names the field', () => {
    const field = 'Start Date <-> startdate';
    const request = aFieldTransfer({ field, described: { startdate: { required: true } }, local: null });
    const result = transferRecord(request);
    assert.ok(!result.ok);
    assert.equal(result.error.code, 'VALUE_REQUIRED');
    assert.equal(result.error.field, 'startdate');
    assert.match(result.error.message, /^startdate needs a value/);
  });

  test('fails where a date that needs a value was emptied', () => {
    const story = { field: 'Start Date <-> startdate', described: { startdate: { notNull: true } } };
    const outcome = outcomeOf({ ...story, local: null, integration: '2026-01-01', before: '2026-01-01' });
    assert.deepEqual(outcome, { failed: 'VALUE_REQUIRED' });
  });

  test('leaves alone a date that was missing all along, beside a default', () => {
    const before = { local: null, integration: '2026-01-01' };
    const story = { field: 'Start Date -> startdate', described: { startdate: { notNull: true } } };
    assert.deepEqual(outcomeOf({ ...story, ...before, before }), {});
  });

  test('leaves a new record to its default, unless the field needs a value', () => {
    const field = 'Credit Limit <-> creditlimit';
    assert.deepEqual(outcomeOf({ field, local: null }), {});
    assert.deepEqual(outcomeOf({ field, described: { creditlimit: { notNull: true } }, local: null }), {});
    const described = { creditlimit: { required: true } };
    assert.deepEqual(outcomeOf({ field, described, local: null }), { writes: { creditlimit: '0' } });
  });

  test('leaves the destination alone where null is not wanted', () => {
    const field = '{ map: Name <-> name, notNull: true }';
    assert.deepEqual(outcomeOf({ field, local: '', integration: 'Adatum', before: 'Adatum' }), {});
    assert.deepEqual(outcomeOf({ field, local: 'Adatum Corp', integration: 'Adatum', before: 'Adatum' }), {
      writes: { name: 'Adatum Corp' },
    });
  });
});

suite('transferRecord, for a constant', () => {
  const field = '{ map: -> owneridtype, constant: systemuser }';

  test('sets it on a new record', () => {
    assert.deepEqual(outcomeOf({ field }), { writes: { owneridtype: 'systemuser' } });
  });

  test('puts it back where somebody changed it', () => {
    const before = { local: null, integration: 'systemuser' };
    assert.deepEqual(outcomeOf({ field, integration: 'team', before }), { writes: { owneridtype: 'systemuser' } });
  });

  test('sets it where it never was, though nothing changed', () => {
    const before = { local: null, integration: 'team' };
    assert.deepEqual(outcomeOf({ field, integration: 'team', before }), { writes: { owneridtype: 'systemuser' } });
  });

  test('writes nothing where it stands', () => {
    assert.deepEqual(outcomeOf({ field, integration: 'systemuser' }), {});
  });
});

suite('transferRecord, for a value that cannot go over', () => {
  const tooLong = 'A name of more than twenty characters';

  test('fails where the source changed', () => {
    const outcome = outcomeOf({ local: tooLong, integration: 'Adatum', before: 'Adatum' });
    assert.deepEqual(outcome, { failed: 'TEXT_TOO_LONG' });
  });

  test('fails for a new record', () => {
    assert.deepEqual(outcomeOf({ local: tooLong }), { failed: 'TEXT_TOO_LONG' });
  });

  test('fails nobody while it does not change', () => {
    const before = { local: tooLong, integration: 'Adatum' };
    assert.deepEqual(outcomeOf({ local: tooLong, integration: 'Adatum', before }), {});
  });

  test('does not hold up a change on the other side', () => {
    const before = { local: tooLong, integration: 'Adatum' };
    assert.deepEqual(outcomeOf({ local: tooLong, integration: 'Adatum Ltd.', before }), { left: true });
  });

  test('fails where a one-way field was changed at the destination and cannot be put back', () => {
    const before = { local: tooLong, integration: 'Adatum' };
    const outcome = outcomeOf({ field: 'Name -> name', local: tooLong, integration: 'Adatum Ltd.', before });
    assert.deepEqual(outcome, { failed: 'TEXT_TOO_LONG' });
  });

  test('empties the destination where the mapping says to clear', () => {
    const field = '{ map: Name <-> name, clearValueOnFailedSync: true }';
    const outcome = outcomeOf({ field, local: tooLong, integration: 'Adatum', before: 'Adatum' });
    assert.deepEqual(outcome, { writes: { name: null } });
  });
});

suite('transferRecord remembers', () => {
  test('the values as they stand now of a field that is written', () => {
    const request = aFieldTransfer({ local: 'Adatum Corp', integration: 'Adatum', before: 'Adatum' });
    const now = aFieldTransfer({ local: 'Adatum Corp', integration: 'Adatum', before: 'Adatum Corp' });
    assert.equal(transferOf(request).fingerprints.source, now.base?.source);
  });

  test('the values of last time of a field that is left, so that the other pass sees the change', () => {
    const request = aFieldTransfer({ local: 'Adatum', integration: 'Adatum Ltd.', before: 'Adatum' });
    assert.deepEqual(transferOf(request).fingerprints, request.base);
  });

  test('the values of last time of a conflict that the other pass decides', () => {
    const conflict = { local: 'Adatum Corp', integration: 'Adatum Ltd.', before: 'Adatum' };
    const request = aFieldTransfer({ ...conflict, onConflict: 'leave' });
    assert.deepEqual(transferOf(request).fingerprints, request.base);
  });

  test('the values as they stand now of a field that both sides changed alike', () => {
    const request = aFieldTransfer({ local: 'Adatum Corp', integration: 'Adatum Corp', before: 'Adatum' });
    const now = aFieldTransfer({ local: 'Adatum Corp', integration: 'Adatum Corp', before: 'Adatum Corp' });
    assert.deepEqual(transferOf(request).fingerprints, now.base);
  });

  function transferOf(request: ReturnType<typeof aFieldTransfer>) {
    const result = transferRecord(request);
    assert.ok(result.ok);
    return result.value;
  }
});
