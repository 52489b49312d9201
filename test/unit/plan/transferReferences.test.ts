import assert from 'node:assert/strict';
import type { LookupAnswer } from '../../../src/core/plan/lookupAnswer';
import { outcomeOf } from './fieldOutcome';

suite('transferRecord, for a reference', () => {
  const field = '{ map: Salesperson Code <-> ownerid, lookup: SALESPEOPLE }';
  const clearing = '{ map: Salesperson Code <-> ownerid, lookup: SALESPEOPLE, clearValueOnFailedSync: true }';
  const user = '00000000-0000-4000-8000-000000000001';
  const otherUser = '00000000-0000-4000-8000-000000000002';
  const found = (): LookupAnswer => ({ kind: 'found', value: user });
  const later = (): LookupAnswer => ({ kind: 'later' });
  const failed = (): LookupAnswer => ({
    kind: 'failed',
    failure: { code: 'LOOKUP_NOT_COUPLED', message: 'Salesperson Code AH is not coupled yet.' },
  });
  const inStep = { local: 'AH', integration: user };

  test('writes what the lookup found', () => {
    const before = { local: '', integration: null };
    const outcome = outcomeOf({ field, local: 'AH', integration: null, before, lookUp: found });
    assert.deepEqual(outcome, { writes: { ownerid: user } });
  });

  test('writes nothing where the destination refers to that record already', () => {
    assert.deepEqual(outcomeOf({ field, ...inStep, before: inStep, lookUp: found }), {});
  });

  test('follows a target that was coupled anew, though neither value changed', () => {
    const before = { local: 'AH', integration: otherUser };
    const outcome = outcomeOf({ field, local: 'AH', integration: otherUser, before, lookUp: found });
    assert.deepEqual(outcome, { writes: { ownerid: user } });
  });

  test('leaves a reference that only the destination changed', () => {
    const outcome = outcomeOf({ field, local: 'AH', integration: otherUser, before: inStep, lookUp: found });
    assert.deepEqual(outcome, { left: true });
  });

  test('empties the destination for an emptied reference, and asks nobody', () => {
    const outcome = outcomeOf({ field, local: '', integration: user, before: inStep });
    assert.deepEqual(outcome, { writes: { ownerid: null } });
  });

  test('waits where the mapping looked up has yet to run', () => {
    const outcome = outcomeOf({ field, local: 'AH', lookUp: later });
    assert.deepEqual(outcome, { pending: true });
  });

  test('fails where the lookup fails, and names the field', () => {
    assert.deepEqual(outcomeOf({ field, local: 'AH', lookUp: failed }), { failed: 'LOOKUP_NOT_COUPLED' });
  });

  test('fails although the reference has not changed: its target may be gone', () => {
    const outcome = outcomeOf({ field, ...inStep, before: inStep, lookUp: failed });
    assert.deepEqual(outcome, { failed: 'LOOKUP_NOT_COUPLED' });
  });

  test('empties the destination and looks again later where the mapping says to clear', () => {
    const before = { local: 'BO', integration: user };
    const outcome = outcomeOf({ field: clearing, local: 'AH', integration: user, before, lookUp: failed });
    assert.deepEqual(outcome, { writes: { ownerid: null }, pending: true });
  });

  test('writes a cleared reference once its target is found', () => {
    const before = { local: 'AH', integration: null };
    const outcome = outcomeOf({ field: clearing, local: 'AH', integration: null, before, lookUp: found });
    assert.deepEqual(outcome, { writes: { ownerid: user } });
  });

  test('does not take a cleared reference back as an emptied one', () => {
    const before = { local: 'AH', integration: null };
    const direction = 'fromIntegrationTable';
    assert.deepEqual(outcomeOf({ field: clearing, direction, local: 'AH', integration: null, before }), {});
  });

  test('leaves the destination alone where the source names nobody and null is not wanted', () => {
    const notNull = '{ map: Salesperson Code <-> ownerid, lookup: SALESPEOPLE, notNull: true }';
    assert.deepEqual(outcomeOf({ field: notNull, local: '', integration: user, before: inStep }), {});
  });
});
