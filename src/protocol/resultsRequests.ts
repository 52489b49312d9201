/** What the editor asks its worker on behalf of the results view: the view's own questions, with the workspace they are about. */
import type { FieldChoice, NamedRecord, QuestionName, Questions } from './resultsProtocol';
import type { FailureCode } from '../core/model/failure';
import type { RunResult, WorkspaceAddress } from './workerProtocol';

/** Each question of the view is one request; answers are the view's words and can be passed on as they are. */
export interface ResultsRequests {
  /** From the state alone, runs that go on included: a run of the worker itself up to its last batch. */
  'results/runs': Asked<'runs'>;
  'results/records': Asked<'records', AskedTitles>;
  'results/errors': Asked<'errors', AskedTitles>;
  /** Without `titles` the facts are those of files and state alone; with them also what the records say now. */
  'results/story': Asked<'story', AskedTitles>;
  /** Reads both records. Refused with `RECORD_NOT_FOUND` where one is gone. */
  'results/conflict': Asked<'conflict'>;
  'results/graph': { params: WorkspaceAddress; result: Questions['graph']['answer'] };

  /** Writes what was chosen for each field to the side that it was not taken from; one run of mode `records`. */
  'run/resolveConflict': { params: ResolveParameters; result: RunResult };
  /** Removes the logs of finished jobs, at once. */
  'jobs/clear': { params: ClearParameters; result: ClearedJobs };
}

interface Asked<Q extends QuestionName, More = unknown> {
  params: WorkspaceAddress & Questions[Q]['params'] & More;
  result: Questions[Q]['answer'];
}

/** Whether the two systems are asked too; needs trust. Where one does not answer there are no titles, and no refusal. */
export interface AskedTitles {
  readonly titles: boolean;
}

export interface ResolveParameters extends WorkspaceAddress {
  readonly mapping: string;
  readonly localId: string;
  readonly integrationId: string;
  /** Conflicting fields that are left out stay in conflict. */
  readonly choices: readonly FieldChoice[];
  readonly progressToken: string;
}

/** The errors of a run, of one of its jobs, of one code. */
export interface NamedErrors {
  readonly runId: string;
  readonly jobId?: string;
  readonly code?: FailureCode;
}

export interface RetryParameters extends WorkspaceAddress {
  /** Absent: all mappings. */
  readonly mapping?: string;
  /** Local ids. Empty: all of the mapping, unless `integrationRecords` names some. */
  readonly records: readonly string[];
  /** Integration ids, for records that failed before they had a counterpart. */
  readonly integrationRecords?: readonly string[];
  /** In place of mapping and records: the records that these errors name. */
  readonly errors?: NamedErrors;
}

/** `records` is there where the request named errors: the records that those name and that still stand failed or skipped. */
export interface RetryAnswer {
  /** Skipped records that the next run tries again. */
  readonly restored: number;
  readonly records?: readonly NamedRecord[];
}

export interface ClearParameters extends WorkspaceAddress {
  /** Whole days; absent for all that may go. Jobs that a failed or skipped coupling refers to, and open ones, always stay. */
  readonly olderThanDays?: number;
}

export interface ClearedJobs {
  readonly removedJobs: number;
  readonly keptJobs: number;
}
