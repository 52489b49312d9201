import { dueMs } from './schedule';
import type { Schedule, ScheduleSettings, Wait } from './schedule';
import type { TurnOutcome } from './turnOutcome';

/** What moves a schedule on. `atMs` is the time it happens, in milliseconds since 1970. */
export type ScheduleEvent =
  | { readonly kind: 'turnEnded'; readonly atMs: number; readonly outcome: TurnOutcome['kind'] }
  /** A mapping file or data changed, and no scheduled run did it. */
  | { readonly kind: 'changeSeen'; readonly atMs: number }
  | { readonly kind: 'runAsked'; readonly atMs: number }
  | { readonly kind: 'settingsChanged'; readonly atMs: number; readonly settings: ScheduleSettings }
  /** Nothing but time. */
  | { readonly kind: 'looked'; readonly atMs: number };

/** A schedule that has just been switched on. */
export function beginSchedule(settings: ScheduleSettings, atMs: number): Schedule {
  return { settings, waitsFor: 'first', sinceMs: atMs, failures: 0 };
}

/** The schedule after an event. A clock that was set back puts no run off for longer than its delay. */
export function advanceSchedule(schedule: Schedule, event: ScheduleEvent): Schedule {
  const { atMs } = event;
  const current = atMs < schedule.sinceMs ? { ...schedule, sinceMs: atMs } : schedule;
  switch (event.kind) {
    case 'looked':
      return current;
    case 'settingsChanged':
      return { ...current, settings: event.settings };
    case 'runAsked':
      return { ...current, waitsFor: 'asked', sinceMs: atMs };
    case 'changeSeen':
      return earlier(current, { ...current, waitsFor: 'change', sinceMs: atMs });
    case 'turnEnded':
      return {
        ...current,
        waitsFor: waitAfter[event.outcome],
        sinceMs: atMs,
        failures: failuresAfter(current.failures, event.outcome),
      };
  }
}

const waitAfter: Readonly<Record<TurnOutcome['kind'], Wait>> = {
  changed: 'interval',
  unchanged: 'quiet',
  stopped: 'interval',
  locked: 'lock',
  filesBroken: 'repair',
  failed: 'recovery',
};

/** A turn that could not even begin says nothing about the systems. */
function failuresAfter(failures: number, outcome: TurnOutcome['kind']): number {
  if (outcome === 'failed') return failures + 1;
  return outcome === 'locked' || outcome === 'stopped' ? failures : 0;
}

/** A change brings a run forward and never puts one off. */
function earlier(current: Schedule, changed: Schedule): Schedule {
  const due = dueMs(current);
  const dueAfterChange = dueMs(changed);
  return due === undefined || (dueAfterChange !== undefined && dueAfterChange < due) ? changed : current;
}
