import assert from 'node:assert/strict';
import type { InStep } from '../../../src/core/plan/couplingChanges';
import { aCoupling, aFailure } from '../../support/stateBuilders';
import { afterFailure, afterSuccess, lastFailure, newCoupling } from '../../../src/core/plan/couplingChanges';
import { anAttempt } from '../../support/planBuilders';

const here = '2026-11-21T07:00:00.000Z';
const there = '2026-11-21T07:30:00.000Z';

suite('afterSuccess', () => {
  test('remembers ids, stamps and fingerprints of both records by their side', () => {
    const coupling = afterSuccess(newCoupling('CUSTOMER', 'S1', null), anAttempt(), inStep(), true);
    assert.deepEqual([coupling.localId, coupling.integrationId], ['S1', 'D1']);
    assert.deepEqual([coupling.localModifiedOn, coupling.integrationModifiedOn], [here, there]);
    assert.deepEqual(coupling.fingerprints, { shape: 3, local: 'sourceP', integration: 'destinP' });
  });

  test('does so in the other direction, where the source is the integration record', () => {
    const attempt = anAttempt({ direction: 'fromIntegrationTable' });
    const coupling = afterSuccess(newCoupling('CUSTOMER', null, 'S1'), attempt, inStep(), true);
    assert.deepEqual([coupling.localId, coupling.integrationId], ['D1', 'S1']);
    assert.deepEqual([coupling.localModifiedOn, coupling.integrationModifiedOn], [there, here]);
    assert.deepEqual(coupling.fingerprints, { shape: 3, local: 'destinP', integration: 'sourceP' });
  });

  test('keeps the old stamp of a destination that has changes for the other pass', () => {
    const before = aCoupling({ integrationModifiedOn: '2026-11-01T00:00:00.000Z' });
    const coupling = afterSuccess(before, anAttempt(), inStep({ left: true }), true);
    assert.equal(coupling.localModifiedOn, here);
    assert.equal(coupling.integrationModifiedOn, '2026-11-01T00:00:00.000Z');
  });

  test('forgets the failure of its own direction only', () => {
    const before = aCoupling({ failures: { toIntegrationTable: aFailure(), fromIntegrationTable: aFailure() } });
    const { failures } = afterSuccess(before, anAttempt(), inStep(), false);
    assert.deepEqual(failures, { toIntegrationTable: null, fromIntegrationTable: aFailure() });
  });

  test('takes back a record that was set aside', () => {
    assert.equal(afterSuccess(aCoupling({ skipped: true }), anAttempt(), inStep(), true).skipped, false);
  });

  test('remembers lookups that wait in its own direction only', () => {
    const pending = { toIntegrationTable: false, fromIntegrationTable: true };
    const before = aCoupling({ pending });
    const waiting = afterSuccess(before, anAttempt(), inStep({ pendingLookups: true }), true);
    assert.deepEqual(waiting.pending, { toIntegrationTable: true, fromIntegrationTable: true });
    assert.deepEqual(afterSuccess(waiting, anAttempt(), inStep(), true).pending, pending);
  });

  test('names the job that did something, and no other', () => {
    const before = aCoupling({ lastJobId: 'job-1' });
    assert.equal(afterSuccess(before, anAttempt(), inStep(), true).lastJobId, 'job-2');
    assert.equal(afterSuccess(before, anAttempt(), inStep(), false).lastJobId, 'job-1');
  });

  function inStep(changes: Partial<InStep> = {}): InStep {
    return {
      source: { id: 'S1', modifiedOn: here, values: [] },
      destination: { id: 'D1', modifiedOn: there, values: [] },
      fingerprints: { source: 'sourceP', destination: 'destinP' },
      shape: 3,
      pendingLookups: false,
      left: false,
      ...changes,
    };
  }
});

suite('afterFailure', () => {
  const tooLong = { code: 'TEXT_TOO_LONG', message: 'Name is longer than 20 characters. Shorten it.' } as const;
  const failedBefore = aCoupling({
    failures: { toIntegrationTable: aFailure({ code: 'TEXT_TOO_LONG', jobId: 'job-1' }), fromIntegrationTable: null },
  });

  test('remembers code, message, job and time, and what was known of the pair', () => {
    const { failures, fingerprints, skipped } = afterFailure(aCoupling(), anAttempt(), tooLong);
    const expected = { ...tooLong, jobId: 'job-2', at: '2026-11-21T08:00:00.000Z' };
    assert.deepEqual(failures, { toIntegrationTable: expected, fromIntegrationTable: null });
    assert.deepEqual(fingerprints, aCoupling().fingerprints);
    assert.equal(skipped, false);
  });

  test('sets a record aside that fails with the same code a second time', () => {
    assert.equal(afterFailure(failedBefore, anAttempt(), tooLong).skipped, true);
  });

  test('does not count two attempts of one job as two failures', () => {
    assert.equal(afterFailure(failedBefore, anAttempt({ jobId: 'job-1' }), tooLong).skipped, false);
  });

  test('does not add up failures of different kinds', () => {
    const { skipped } = afterFailure(failedBefore, anAttempt(), { code: 'VALUE_REQUIRED', message: '' });
    assert.equal(skipped, false);
  });

  test('does not add up failures of different directions', () => {
    const attempt = anAttempt({ direction: 'fromIntegrationTable' });
    assert.equal(afterFailure(failedBefore, attempt, tooLong).skipped, false);
  });

  for (const code of ['LOOKUP_NOT_COUPLED', 'LOOKUP_NOT_FOUND', 'UNREACHABLE', 'CHANGED_MEANWHILE'] as const) {
    test(`never sets a record aside for ${code}`, () => {
      const again = afterFailure(aCoupling(), anAttempt({ jobId: 'job-1' }), { code, message: '' });
      assert.equal(afterFailure(again, anAttempt(), { code, message: '' }).skipped, false);
    });
  }

  test('leaves aside what was set aside for a failure in the other direction', () => {
    const attempt = anAttempt({ direction: 'fromIntegrationTable' });
    assert.equal(afterFailure(aCoupling({ skipped: true }), attempt, tooLong).skipped, true);
  });
});

suite('lastFailure', () => {
  const older = aFailure({ at: '2026-11-20T08:00:00.000Z' });
  const newer = aFailure({ at: '2026-11-21T08:00:00.000Z' });

  test('is the newer one of both directions', () => {
    const failuresOf = (to: typeof older | null, from: typeof older | null) =>
      lastFailure(aCoupling({ failures: { toIntegrationTable: to, fromIntegrationTable: from } }));
    assert.equal(failuresOf(older, newer), newer);
    assert.equal(failuresOf(newer, older), newer);
    assert.equal(failuresOf(null, older), older);
    assert.equal(failuresOf(older, null), older);
    assert.equal(failuresOf(null, null), null);
  });
});
