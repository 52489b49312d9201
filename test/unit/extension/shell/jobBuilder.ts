import { noCounts } from '../../../../src/core/model/job';
import type { Job } from '../../../../src/core/model/job';
import type { RunResult } from '../../../../src/protocol/workerProtocol';

export function aJob(changes: Partial<Job> = {}): Job {
  return {
    id: 'job-1',
    runId: 'run-1',
    mapping: 'CUSTOMER',
    type: 'synchronization',
    mode: 'modified',
    direction: 'toIntegrationTable',
    status: 'inProgress',
    startedAt: '2026-11-21T08:00:00.000Z',
    finishedAt: null,
    counters: noCounts,
    message: '',
    ...changes,
  };
}

export function aResult(changes: Partial<RunResult> = {}): RunResult {
  const jobs = [aJob({ status: 'finished', finishedAt: '2026-11-21T08:00:09.000Z' })];
  return {
    runId: 'run-1',
    mode: 'modified',
    jobs,
    totals: noCounts,
    troubled: false,
    firstErrors: [],
    changedFiles: [],
    ...changes,
  };
}
