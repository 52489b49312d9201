import type { ShownFailure } from '../treeNode';
import type { Wording } from './wording';
import { commands } from '../../names';
import { withoutName } from './withoutName';

/** What a user can do about a failure, offered as a button. */
export interface FailureStep {
  readonly title: string;
  readonly command: (typeof commands)['retry' | 'synchronizeRecord' | 'compareRecords' | 'openMapping'];
}

/** The failure in full: whose it is, what happened, and whether it is waited for. */
export function failureMessage(failure: ShownFailure, { t }: Wording): string {
  const told = t('{0}, {1}: {2}', failure.mapping, failure.title, withoutName(failure.message, failure.title));
  return failure.state === 'skipped' ? t('{0} Runs skip the record until you retry it.', told) : told;
}

/** What helps: only what this failure and this window allow. */
export function failureSteps(failure: ShownFailure, isTrusted: boolean, { t }: Wording): readonly FailureStep[] {
  const { localId, integrationId, state } = failure;
  const steps: readonly (FailureStep | undefined)[] = [
    isTrusted && state === 'skipped' ? { title: t('Retry'), command: commands.retry } : undefined,
    isTrusted && localId !== null ? { title: t('Synchronize Record'), command: commands.synchronizeRecord } : undefined,
    isTrusted && localId !== null && integrationId !== null
      ? { title: t('Compare'), command: commands.compareRecords }
      : undefined,
    { title: t('Open Mapping'), command: commands.openMapping },
  ];
  return steps.filter((step) => step !== undefined);
}
