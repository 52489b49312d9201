import { defaultSchedule } from '../../core/schedule/schedule';
import type { ScheduleSettings } from '../../core/schedule/schedule';

/** The settings as they stand, whatever the user typed. */
export interface ScheduleValues {
  readonly enabled: unknown;
  readonly intervalMinutes: unknown;
  readonly inactivityMinutes: unknown;
}

/**
 * The schedule that the settings ask for; undefined where it is off. What is no sensible number counts as the default. An
 * inactivity of 0 waits for a change, as a job queue entry without an inactivity timeout does in Business Central.
 */
export function scheduleSettings(values: ScheduleValues, firstRunAfterMs: number): ScheduleSettings | undefined {
  if (values.enabled !== true) return undefined;
  return {
    intervalMs: minutesAsMs(values.intervalMinutes, 1) ?? defaultSchedule.intervalMs,
    inactivityMs: minutesAsMs(values.inactivityMinutes, 0) ?? defaultSchedule.inactivityMs,
    firstRunAfterMs,
  };
}

function minutesAsMs(value: unknown, least: number): number | undefined {
  return typeof value === 'number' && value >= least && value <= mostMinutes ? value * 60_000 : undefined;
}

const mostMinutes = 365 * 24 * 60;
