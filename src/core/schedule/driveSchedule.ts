import { advanceSchedule, beginSchedule } from './advanceSchedule';
import { dueMs } from './schedule';
import { turnOutcome } from './turnOutcome';
import type { Schedule, ScheduleSettings } from './schedule';
import type { ScheduleEvent } from './advanceSchedule';
import type { TurnOutcome, TurnResult } from './turnOutcome';

/** What a schedule needs from around it. `R` is what a run answers. */
export interface ScheduleHost<R extends TurnResult> {
  /** Wall clock, milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Calls back once after so many milliseconds; gives back how to call that off. */
  readonly startTimer: (ms: number, callback: () => void) => () => void;
  /**
   * How often to look at clock and files. Timers stand still while a machine sleeps: after it the next look finds the time
   * that passed, and makes up for all missed runs by one.
   */
  readonly lookEveryMs: () => number;
  readonly readMarks: () => Promise<FileMarks>;
  /** Runs once. Answers rather than rejects; a rejection is a bug and ends the schedule. */
  readonly takeTurn: () => Promise<R>;
  readonly tell: (word: ScheduleWord<R>) => void;
}

/** What the files look like from outside, as texts that differ when a file does. */
export interface FileMarks {
  /** tandem.yaml and the mapping files, which no scheduled run writes. */
  readonly mappings: string;
  /** Both systems, where they are files. */
  readonly data: string;
}

export type ScheduleWord<R> = { readonly schedule: Schedule } & (
  | { readonly kind: 'waiting' | 'changeSeen' | 'turnStarted' }
  | { readonly kind: 'turnEnded'; readonly result: R; readonly outcome: TurnOutcome }
);

export interface ScheduleDriver {
  readonly schedule: () => Schedule;
  /** Brings the next run forward to now. */
  readonly runNow: () => void;
  readonly changeSettings: (settings: ScheduleSettings) => void;
  /** No further run begins. A run that goes on is not stopped by it. */
  readonly stop: () => void;
  /** Resolves once it was stopped and the last run has ended. */
  readonly ended: Promise<void>;
}

/** Carries a schedule out: waits, looks for changes, takes turns, one at a time, until it is stopped. */
export function driveSchedule<R extends TurnResult>(settings: ScheduleSettings, host: ScheduleHost<R>): ScheduleDriver {
  let schedule = beginSchedule(settings, host.nowMs());
  let stopped = false;
  let interrupt: () => void = () => undefined;

  const advance = (event: ScheduleEvent): boolean => {
    const before = schedule;
    schedule = advanceSchedule(schedule, event);
    return schedule !== before;
  };
  const nap = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const callOff = host.startTimer(ms, resolve);
      interrupt = () => {
        callOff();
        resolve();
      };
    });

  async function drive(): Promise<void> {
    host.tell({ kind: 'waiting', schedule });
    let marks = await host.readMarks();
    while (!stopped) {
      advance({ kind: 'looked', atMs: host.nowMs() });
      const seen = await host.readMarks();
      if (differ(marks, seen) && advance({ kind: 'changeSeen', atMs: host.nowMs() })) {
        host.tell({ kind: 'changeSeen', schedule });
      }
      marks = seen;
      const leftMs = timeLeft(schedule, host.nowMs());
      if (stopped) break;
      if (leftMs > 0) await nap(Math.min(leftMs, host.lookEveryMs()));
      else marks = await takeTurn(marks);
    }
  }

  /** Answers the marks that a later change shows against: not the run's own writes, but all that happened beside it. */
  async function takeTurn(before: FileMarks): Promise<FileMarks> {
    host.tell({ kind: 'turnStarted', schedule });
    const result = await host.takeTurn();
    const outcome = turnOutcome(result);
    advance({ kind: 'turnEnded', atMs: host.nowMs(), outcome: outcome.kind });
    host.tell({ kind: 'turnEnded', schedule, result, outcome });
    return outcome.wroteData ? { ...before, data: (await host.readMarks()).data } : before;
  }

  return {
    schedule: () => schedule,
    runNow() {
      advance({ kind: 'runAsked', atMs: host.nowMs() });
      interrupt();
    },
    changeSettings(changed) {
      advance({ kind: 'settingsChanged', atMs: host.nowMs(), settings: changed });
      host.tell({ kind: 'waiting', schedule });
      interrupt();
    },
    stop() {
      stopped = true;
      interrupt();
    },
    ended: drive(),
  };
}

/** Milliseconds to the next run; not positive when it is due. */
function timeLeft(schedule: Schedule, nowMs: number): number {
  return (dueMs(schedule) ?? Infinity) - nowMs;
}

function differ(one: FileMarks, other: FileMarks): boolean {
  return one.mappings !== other.mappings || one.data !== other.data;
}
