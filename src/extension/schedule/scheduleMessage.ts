import { signInHelps } from '../signIn/signInHelps';
import type { Answer, RunResult } from '../../protocol/workerProtocol';
import type { Locale } from '../locale';
import type { TurnOutcome } from '../../core/schedule/turnOutcome';

/** What a scheduled run says where it did not go well. A run that went well says nothing. */
export interface ScheduleMessage {
  readonly severity: 'warning' | 'error';
  readonly text: string;
  /** Where *Show Errors* leads: the jobs of the run, the problems of the files, or the log where nothing ran. */
  readonly errorsIn: 'jobs' | 'problems' | 'log';
  /** Signing in would help: nobody was asked to, since nobody was there. */
  readonly asksToSignIn?: true;
  /** The same for the same trouble: it is told once, not after every run. */
  readonly trouble: string;
}

/** The message for a scheduled run's end; undefined where there is nothing to tell. `what` names workspace and environment. */
export function scheduleMessage(
  what: string,
  result: Answer<RunResult>,
  outcome: TurnOutcome,
  locale: Locale,
): ScheduleMessage | undefined {
  const { t } = locale;
  // That the worker stopped is told once, by the shell.
  if (!result.ok && result.error.code === 'WORKER_STOPPED') return undefined;
  switch (outcome.kind) {
    case 'locked':
    case 'stopped':
      return undefined;
    case 'filesBroken': {
      const problems = result.ok ? [] : (result.error.problems ?? []);
      return {
        severity: 'warning',
        text: t('Scheduled synchronization of {0} waits until its files are mended: {1}', what, outcome.message),
        errorsIn: problems.length > 0 ? 'problems' : 'log',
        trouble: outcome.message,
      };
    }
    case 'failed':
      return {
        severity: 'error',
        text: t('Scheduled synchronization of {0} could not run: {1}', what, outcome.message),
        errorsIn: result.ok ? 'jobs' : 'log',
        trouble: outcome.message,
        ...(!result.ok && signInHelps(result.error.code) && { asksToSignIn: true }),
      };
    case 'changed':
    case 'unchanged':
      return result.ok ? recordsMessage(what, result.value, locale) : undefined;
  }
}

/** A record that failed again is set aside with an error, and not counted as failed. */
function recordsMessage(what: string, result: RunResult, locale: Locale): ScheduleMessage | undefined {
  const { t } = locale;
  const { firstErrors, totals, jobs } = result;
  if (totals.failed === 0 && firstErrors.length === 0) return undefined;
  const records = firstErrors.map(({ jobId, error }) => {
    const mapping = jobs.find(({ id }) => id === jobId)?.mapping ?? '';
    return JSON.stringify([mapping, error.code, error.localId, error.integrationId]);
  });
  return {
    severity: 'warning',
    text: [
      recordsText(what, totals.failed, locale),
      firstErrors[0]?.error.message ?? t('Show the errors to see why.'),
    ].join(' '),
    errorsIn: 'jobs',
    trouble: [...new Set(records)].sort().join('\n'),
  };
}

function recordsText(what: string, failed: number, locale: Locale): string {
  const { t } = locale;
  if (failed === 0)
    return t('Scheduled synchronization of {0}: records that failed again are set aside until you retry them.', what);
  return failed === 1
    ? t('Scheduled synchronization of {0}: 1 record failed.', what)
    : t('Scheduled synchronization of {0}: {1} records failed.', what, locale.count(failed));
}
