import type { Counters, Job } from '../model/job';

/**
 * What a scheduled run came to. changed: records were written or failed · unchanged: there was nothing to do · stopped: the user
 * stopped it · locked: another run has the state · filesBroken: workspace or mappings have errors · failed: it could not run,
 * or a job of it could not.
 */
export type TurnOutcome =
  | { readonly kind: 'changed' | 'unchanged' | 'stopped'; readonly wroteData: boolean }
  | {
      readonly kind: 'locked' | 'filesBroken' | 'failed';
      readonly wroteData: boolean;
      /** For people: what happened, and the next step. */
      readonly message: string;
    };

/** What a run answers, as far as a schedule cares; the service's and the worker's answers both fit. */
export type TurnResult =
  | { readonly ok: true; readonly value: { readonly jobs: readonly Job[]; readonly totals: Counters } }
  | { readonly ok: false; readonly error: TurnError };

export interface TurnError {
  readonly code: string;
  readonly message: string;
  readonly kind: 'usage' | 'run' | 'cancelled';
}

export function turnOutcome(result: TurnResult): TurnOutcome {
  if (!result.ok) return errorOutcome(result.error);
  const { jobs, totals } = result.value;
  const wroteData = totals.inserted + totals.modified + totals.deleted > 0;
  const aborted = jobs.find(({ status }) => status === 'aborted');
  if (aborted) return { kind: 'failed', wroteData, message: `${aborted.mapping}: ${aborted.message}` };
  if (jobs.some(({ status }) => status === 'cancelled')) return { kind: 'stopped', wroteData };
  // Business Central's test for idleness: what was merely coupled, skipped or compared does not count.
  return { kind: wroteData || totals.failed > 0 ? 'changed' : 'unchanged', wroteData };
}

/** Whether waiting may mend it: a system or file that is only busy or out of reach just now. */
export function isPassing({ code }: Pick<TurnError, 'code'>): boolean {
  return passing.has(code) || elsewhere.has(code);
}

/** Another run: in another process, or started by hand in this window. */
const elsewhere: ReadonlySet<string> = new Set(['STATE_LOCKED', 'RUN_ACTIVE']);
const passing: ReadonlySet<string> = new Set([
  'UNREACHABLE',
  'THROTTLED',
  'FILE_LOCKED',
  'FILE_CHANGED',
  'FILE_HAS_WAL',
]);

function errorOutcome(error: TurnError): TurnOutcome {
  const { message } = error;
  if (elsewhere.has(error.code)) return { kind: 'locked', wroteData: false, message };
  if (error.kind === 'cancelled') return { kind: 'stopped', wroteData: false };
  return { kind: error.kind === 'usage' ? 'filesBroken' : 'failed', wroteData: false, message };
}
