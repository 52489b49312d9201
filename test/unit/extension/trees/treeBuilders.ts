import type {
  CouplingLine,
  FieldOverview,
  MappingOverview,
  ProgressWord,
} from '../../../../src/protocol/workerProtocol';
import type { Job, JobError } from '../../../../src/core/model/job';
import type { Problem } from '../../../../src/core/model/problem';
import type { Wording } from '../../../../src/extension/trees/present/wording';
import { createWording } from '../../../../src/extension/trees/present/wording';
import { inEnglish } from '../../../support/translations';
import { noCounts } from '../../../../src/core/model/job';

/** It is half past two in the afternoon in London. */
export const words: Wording = wordsAt('2026-05-04T14:30:00.000Z');

export function wordsAt(now: string): Wording {
  return createWording({ t: inEnglish, language: 'en-GB', now: () => new Date(now), timeZone: 'UTC' });
}

export function aMapping(about: Partial<MappingOverview> = {}): MappingOverview {
  return {
    name: 'CUSTOMER',
    file: 'mappings/customer.mapping.yaml',
    line: 1,
    table: 'Customer',
    integrationTable: 'account',
    direction: 'bidirectional',
    synchOnlyCoupledRecords: true,
    fields: [aField()],
    counts: { ok: 63, failed: 0, skipped: 0 },
    lastJobs: [],
    ...about,
  };
}

export function aField(about: Partial<FieldOverview> = {}): FieldOverview {
  return {
    localField: 'Name',
    integrationField: 'name',
    direction: 'bidirectional',
    enabled: true,
    constant: null,
    match: null,
    notes: [],
    line: 9,
    ...about,
  };
}

export function aLine(about: Partial<CouplingLine> = {}): CouplingLine {
  return {
    mapping: 'CUSTOMER',
    localId: 'c-1',
    integrationId: 'a-1',
    state: 'ok',
    localTitle: '10000 Cannon Group PLC',
    integrationTitle: 'Cannon Group PLC',
    lastJobId: null,
    failure: null,
    ...about,
  };
}

export const tooLong = {
  code: 'TEXT_TOO_LONG',
  message: 'name takes at most 50 characters. Shorten the value.',
  at: '2026-05-04T14:00:00.000Z',
} as const;

export function aJob(
  about: Partial<Omit<Job, 'counters'>> & { readonly counters?: Partial<Job['counters']> } = {},
): Job {
  return {
    id: 'job-1',
    runId: 'run-1',
    mapping: 'CUSTOMER',
    type: 'synchronization',
    mode: 'full',
    direction: 'toIntegrationTable',
    status: 'finished',
    startedAt: '2026-05-04T14:28:00.000Z',
    finishedAt: '2026-05-04T14:28:10.000Z',
    message: '',
    ...about,
    counters: { ...noCounts, ...about.counters },
  };
}

export function anError(about: Partial<JobError> = {}): JobError {
  return { localId: 'c-1', integrationId: 'a-1', ...tooLong, ...about };
}

export function aWord(job: Job, done: number, total?: number): ProgressWord {
  return { kind: 'jobProgress', job, done, ...(total !== undefined && { total }) };
}

export function aProblem(about: {
  readonly file?: string;
  readonly line?: number;
  readonly severity?: Problem['severity'];
}): Problem {
  const { file = 'mappings/customer.mapping.yaml', line = 3, severity = 'error' } = about;
  const position = { offset: line * 10, line, column: 1 };
  return {
    code: 'UNKNOWN_KEY',
    file,
    severity,
    message: `Line ${line} is wrong.`,
    range: { start: position, end: position },
  };
}
