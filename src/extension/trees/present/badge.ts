import type { MappingOverview } from '../../../protocol/workerProtocol';
import type { Wording } from './wording';
import { troubleWords } from './phrases';

/** The number on the view's icon: records that failed or are skipped. Undefined where all is well. */
export function badgeOf(
  mappings: readonly Pick<MappingOverview, 'counts'>[],
  words: Wording,
): { readonly value: number; readonly tooltip: string } | undefined {
  const failed = mappings.reduce((sum, { counts }) => sum + counts.failed, 0);
  const skipped = mappings.reduce((sum, { counts }) => sum + counts.skipped, 0);
  return failed + skipped === 0
    ? undefined
    : { value: failed + skipped, tooltip: words.t('Records: {0}', troubleWords({ failed, skipped }, words)) };
}
