import { dueMs } from '../../core/schedule/schedule';
import type { Schedule } from '../../core/schedule/schedule';
import type { Locale } from '../locale';
import type { TurnOutcome } from '../../core/schedule/turnOutcome';

/** When the next run is due, ISO 8601; undefined where only a change brings one. */
export function nextRunAt(schedule: Schedule): string | undefined {
  const due = dueMs(schedule);
  return due === undefined ? undefined : new Date(due).toISOString();
}

/** The log's line for a scheduled run's end: what the run itself did not log, and what comes next. */
export function scheduleLogText(outcome: TurnOutcome, schedule: Schedule, locale: Locale): string {
  const { t } = locale;
  const at = nextRunAt(schedule);
  const next = at === undefined ? t('Next run after a change.') : t('Next run {0}.', locale.time(at));
  switch (outcome.kind) {
    case 'locked':
      return t('Put off: {0} {1}', outcome.message, next);
    case 'failed':
      return t('Could not run: {0} {1}', outcome.message, next);
    case 'filesBroken':
      return t('Waits until the files are mended: {0} {1}', outcome.message, next);
    case 'unchanged':
      return at === undefined ? next : t('Nothing to do. {0} A change brings it forward.', next);
    case 'changed':
    case 'stopped':
      return next;
  }
}
