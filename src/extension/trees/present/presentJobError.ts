import type { CouplingLine } from '../../../protocol/workerProtocol';
import type { Job, JobError } from '../../../core/model/job';
import type { Row, ShownFailure } from '../treeNode';
import type { FailureCode } from '../../../core/model/failure';
import { escapeMarkdown } from './escapeMarkdown';
import { failurePhrase } from './failurePhrase';
import { groupBy } from './groupBy';
import type { Wording } from './wording';
import { withoutName } from './withoutName';

/** Errors of one code, in the order of their first appearance. */
export interface ErrorGroup {
  readonly code: FailureCode;
  readonly errors: readonly ShownFailure[];
}

/** A job's errors by code. */
export function groupErrors(errors: readonly ShownFailure[]): readonly ErrorGroup[] {
  return groupBy(errors, (error) => error.code).map(([code, group]) => ({ code, errors: group }));
}

/** The errors of one code; `complete` unless more of the job's errors are still to be read. */
export function presentErrorGroup({ code, errors }: ErrorGroup, complete: boolean, words: Wording): Row {
  const phrase = capitalised(failurePhrase(code, words.t));
  const count = complete ? words.count(errors.length) : words.t('{0} so far', words.count(errors.length));
  return {
    label: phrase,
    description: count,
    icon: { name: 'error', color: 'problemsErrorIcon.foreground' },
    contextValue: 'jobErrors',
    accessibleLabel: errors.length === 1 ? words.t('{0}, 1 error', phrase) : words.t('{0}, {1} errors', phrase, count),
    tooltip: () => escapeMarkdown(code),
  };
}

/** One record's error in a job: the record's title, as far as it is known, and the message. */
export function presentJobError({ title, message, localId, integrationId, at }: ShownFailure, words: Wording): Row {
  const told = withoutName(message, title);
  const ids = [localId, integrationId]
    .filter((id) => id !== null && id !== title)
    .map((id) => escapeMarkdown(id ?? ''));
  return {
    label: title,
    description: told,
    icon: { name: 'circle-small-filled' },
    contextValue: 'jobError',
    accessibleLabel: words.t('Record {0}: {1}', title, told),
    tooltip: () =>
      [
        `**${escapeMarkdown(title)}**`,
        escapeMarkdown(told),
        ...(ids.length > 0 ? [ids.join(' ↔ ')] : []),
        escapeMarkdown(words.instant(at)),
      ].join('\n\n'),
  };
}

/**
 * What a job's error has to tell. The job's log knows ids only; `troubled`, the mapping's failed and skipped couplings as
 * they are now, lend the record's title and state where they still name it.
 */
export function jobErrorFailure(
  job: Pick<Job, 'mapping'>,
  error: JobError,
  troubled: readonly CouplingLine[],
): ShownFailure {
  const line = troubled.find(
    (each) =>
      (error.localId !== null && each.localId === error.localId) ||
      (error.integrationId !== null && each.integrationId === error.integrationId),
  );
  return {
    mapping: job.mapping,
    title: line?.localTitle ?? line?.integrationTitle ?? error.localId ?? error.integrationId ?? '',
    state: line?.state,
    ...error,
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
