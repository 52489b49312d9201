import { driveSchedule } from '../core/schedule/driveSchedule';
import { err, ok } from '../core/result';
import { isPassing } from '../core/schedule/turnOutcome';
import { noProgress } from './runSynchronization';
import { openWorkspace } from './openWorkspace';
import { systemClock } from './systemClock';
import { watchedFiles } from './watchedFiles';
import type { FileMarks, ScheduleDriver, ScheduleWord } from '../core/schedule/driveSchedule';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { OpenOptions } from './openWorkspace';
import type { Result } from '../core/result';
import type { ServiceReach } from './openService';
import type { RunReport, ServiceError, WorkspaceService } from './workspaceService';
import type { Schedule, ScheduleSettings } from '../core/schedule/schedule';

export interface WatchOptions {
  /** Where to look for tandem.yaml: here, then above. */
  readonly folder: string;
  readonly environment?: string;
  /** Names the caller for whoever finds the state locked. */
  readonly command: string;
  /** How services are reached; absent, none is. */
  readonly services?: ServiceReach;
  readonly settings: ScheduleSettings;
  /** Ends after one run. */
  readonly once: boolean;
  /** A run that goes on finishes its batch; no other begins. */
  readonly stop: StopSignal;
  readonly tell: (word: WatchWord) => void;
}

/** A cancel signal that also says when it is given. A real AbortSignal fits. */
export interface StopSignal extends CancelSignal {
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What a watch has to say, in the order it happens. */
export type WatchWord =
  /** The files are in order; the first run comes next. */
  | { readonly kind: 'started'; readonly environment: string; readonly mappings: number }
  | { readonly kind: 'changeSeen'; readonly schedule: Schedule }
  | WatchTurn;

/** A run, or the attempt at one. */
export interface WatchTurn {
  readonly kind: 'turnEnded';
  readonly result: Result<RunReport, ServiceError>;
  /** Another run has the state: this turn is only put off. */
  readonly putOff: boolean;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** The schedule from here on; undefined where no further run follows. */
  readonly schedule: Schedule | undefined;
}

/** What a watch needs from the machine; tests bring their own. */
export interface WatchMachine {
  readonly nowMs: () => number;
  readonly startTimer: (ms: number, callback: () => void) => () => void;
  /** Gives a look at the files of the workspace in this folder. */
  readonly watchFiles: (folder: string, environment: string) => () => FileMarks;
  readonly openWorkspace: (options: OpenOptions) => Promise<Result<WorkspaceService, ServiceError>>;
}

/**
 * Synchronizes what is modified, on schedule, until it is told to stop; each run reads the files anew. Answers the last turn, or why
 * the watch could not start: its files are wrong, or the first run met what waiting does not mend.
 */
export async function watchWorkspace(
  options: WatchOptions,
  machine: WatchMachine = systemMachine,
): Promise<Result<WatchTurn | undefined, ServiceError>> {
  const opened = await machine.openWorkspace(openOptions(options));
  if (!opened.ok) return opened;
  const { environment, folder, mappings } = opened.value;
  await opened.value.close();
  options.tell({ kind: 'started', environment, mappings: mappings.length });

  const readMarks = machine.watchFiles(folder, environment);
  let driver: ScheduleDriver | undefined = undefined;
  let turns = 0;
  let startedAt = '';
  let last: WatchTurn | undefined;
  let failedStart: ServiceError | undefined;
  const hear = (word: ScheduleWord<Result<RunReport, ServiceError>>): void => {
    if (word.kind === 'changeSeen') options.tell({ kind: 'changeSeen', schedule: word.schedule });
    if (word.kind === 'turnStarted') startedAt = isoTime(machine);
    if (word.kind !== 'turnEnded') return;
    const { result, outcome, schedule } = word;
    turns++;
    if (turns === 1 && !result.ok && outcome.kind !== 'stopped' && !isPassing(result.error)) {
      failedStart = result.error;
    }
    const ends = options.once || options.stop.aborted || failedStart !== undefined;
    if (ends) driver?.stop();
    last = {
      kind: 'turnEnded',
      ...{ result, startedAt, endedAt: isoTime(machine), putOff: outcome.kind === 'locked' },
      schedule: ends ? undefined : schedule,
    };
    if (!failedStart) options.tell(last);
  };
  driver = driveSchedule(options.settings, {
    nowMs: machine.nowMs,
    startTimer: machine.startTimer,
    lookEveryMs: () => Math.min(lookEveryMs, options.settings.intervalMs),
    readMarks: () => Promise.resolve(readMarks()),
    // An edit of tandem.yaml must not lead later runs to other systems.
    takeTurn: () => takeTurn({ ...options, folder, environment }, machine),
    tell: hear,
  });
  const { stop } = driver;
  options.stop.addEventListener('abort', stop);
  try {
    if (options.stop.aborted) stop();
    await driver.ended;
  } finally {
    options.stop.removeEventListener('abort', stop);
  }
  return failedStart ? err(failedStart) : ok(last);
}

const lookEveryMs = 5_000;

async function takeTurn(options: WatchOptions, machine: WatchMachine): Promise<Result<RunReport, ServiceError>> {
  const opened = await machine.openWorkspace(openOptions(options));
  if (!opened.ok) return opened;
  const service = opened.value;
  const request = { mode: 'modified', mappings: [], records: [] } as const;
  const ran = await service.sync(request, { ...noProgress, allowNew: false, acceptMissing: false }, options.stop);
  const closed = await service.close();
  return ran.ok && !closed.ok ? closed : ran;
}

function openOptions({ folder, environment, command, services }: WatchOptions): OpenOptions {
  return { folder, command, ...(services && { services }), ...(environment === undefined ? {} : { environment }) };
}

function isoTime({ nowMs }: WatchMachine): string {
  return new Date(nowMs()).toISOString();
}

const systemMachine: WatchMachine = {
  nowMs: () => Date.parse(systemClock.now()),
  startTimer(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  watchFiles: watchedFiles,
  openWorkspace,
};
