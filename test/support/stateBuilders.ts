import type { Coupling, CouplingFailure } from '../../src/core/model/coupling';
import type { Intent } from '../../src/core/ports/stateStore';
import type { Job } from '../../src/core/model/job';
import { noCounts } from '../../src/core/model/job';

/** A coupling of L1 and I1 in CUSTOMER that is in step; `changes` says what matters to the test. */
export function aCoupling(changes: Partial<Coupling> = {}): Coupling {
  return {
    mapping: 'CUSTOMER',
    localId: 'L1',
    integrationId: 'I1',
    localModifiedOn: '2026-11-20T10:00:00.000Z',
    integrationModifiedOn: '2026-11-20T10:00:01.000Z',
    fingerprints: { shape: 1, local: 'abcdefg', integration: 'hijklmn' },
    pending: { toIntegrationTable: false, fromIntegrationTable: false },
    failures: { toIntegrationTable: null, fromIntegrationTable: null },
    skipped: false,
    lastJobId: null,
    ...changes,
  };
}

/** A record of the local side that failed to be created on the other. */
export function aKeptFailure(localId: string, changes: Partial<Coupling> = {}): Coupling {
  return aCoupling({
    localId,
    integrationId: null,
    integrationModifiedOn: null,
    fingerprints: null,
    failures: { toIntegrationTable: aFailure(), fromIntegrationTable: null },
    ...changes,
  });
}

export function aFailure(changes: Partial<CouplingFailure> = {}): CouplingFailure {
  return {
    code: 'TEXT_TOO_LONG',
    message: 'Name is longer than 30 characters. Shorten it.',
    jobId: 'job-1',
    at: '2026-11-21T08:00:00.000Z',
    ...changes,
  };
}

export function aJob(changes: Partial<Job> = {}): Job {
  return {
    id: 'job-1',
    runId: 'run-1',
    mapping: 'CUSTOMER',
    type: 'synchronization',
    mode: 'full',
    direction: 'toIntegrationTable',
    status: 'inProgress',
    startedAt: '2026-11-21T08:00:00.000Z',
    finishedAt: null,
    counters: noCounts,
    message: '',
    ...changes,
  };
}

export function anIntent(changes: Partial<Intent> = {}): Intent {
  return {
    jobId: 'job-1',
    at: '2026-11-21T08:00:00.000Z',
    mapping: 'CUSTOMER',
    direction: 'toIntegrationTable',
    kind: 'insert',
    localId: 'L1',
    integrationId: 'I1',
    fields: ['name', 'address1_city'],
    values: ['Adatum', null],
    shape: 1,
    sourceFingerprints: 'abcdefg',
    ...changes,
  };
}
