/**
 * When the next scheduled run is due. Plain data and arithmetic: who runs, waits and watches is `driveSchedule` and its
 * host. Instants are milliseconds since 1970, durations milliseconds.
 */
export interface ScheduleSettings {
  /** From the end of a run to the next one. */
  readonly intervalMs: number;
  /** The same after a run that found nothing to do; 0 for no run before a change is seen. Never below the interval. */
  readonly inactivityMs: number;
  /** From the schedule's beginning to its first run. */
  readonly firstRunAfterMs: number;
}

/** As Business Central's job queue has it: half an hour, and half a day where nothing happens. */
export const defaultSchedule = { intervalMs: 30 * 60_000, inactivityMs: 720 * 60_000 } as const;

/** A schedule between two runs. */
export interface Schedule {
  readonly settings: ScheduleSettings;
  /** Why it waits, which says for how long. */
  readonly waitsFor: Wait;
  /** When it began to wait. */
  readonly sinceMs: number;
  /** Runs in a row that failed. */
  readonly failures: number;
}

/**
 * first: nothing ran yet · asked: somebody wants a run now · interval: the last run changed something · quiet: it changed
 * nothing · change: a file changed · lock: another run has the state · repair: files have errors · recovery: the run failed.
 */
export type Wait = 'first' | 'asked' | 'interval' | 'quiet' | 'change' | 'lock' | 'repair' | 'recovery';

/** When the next run is due; undefined where only a change brings one. */
export function dueMs(schedule: Schedule): number | undefined {
  const delayMs = delayOf(schedule);
  return delayMs === undefined ? undefined : schedule.sinceMs + delayMs;
}

/** After a change, so that what belongs together arrives together. */
const settleMs = 30_000;
/** Between two looks at a state that another run has. */
const lockMs = 60_000;
const firstRecoveryMs = 30_000;
const longestRecoveryMs = 60 * 60_000;

function delayOf({ settings, waitsFor, failures }: Schedule): number | undefined {
  const { intervalMs, inactivityMs, firstRunAfterMs } = settings;
  switch (waitsFor) {
    case 'first':
      return firstRunAfterMs;
    case 'asked':
      return 0;
    case 'interval':
      return intervalMs;
    case 'quiet':
      return inactivityMs === 0 ? undefined : Math.max(inactivityMs, intervalMs);
    case 'change':
      return Math.min(settleMs, intervalMs);
    case 'lock':
      return Math.min(lockMs, intervalMs);
    case 'repair':
      // A mended file is seen; what is wrong in a system's tables is mended unseen.
      return intervalMs;
    case 'recovery':
      return Math.min(firstRecoveryMs * 2 ** (failures - 1), longestRecoveryMs);
  }
}
