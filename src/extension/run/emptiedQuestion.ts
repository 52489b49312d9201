import type { Confirmation } from './confirmationText';
import type { PlanSummary } from '../../protocol/workerProtocol';
import type { RunSystems } from './runSystems';
import type { Locale } from '../locale';

/** Asks whether records that the guard found missing are meant to be gone (DESIGN 5.7). Undefined where it found none. */
export function emptiedQuestion(
  { mappings }: Pick<PlanSummary, 'mappings'>,
  systems: RunSystems,
  locale: Locale,
): Confirmation | undefined {
  const { t } = locale;
  const seen = mappings.flatMap(({ mapping, emptied }) => (emptied ? [{ mapping, ...emptied }] : []));
  const [first] = seen;
  if (!first) return undefined;
  const facts = seen.map(({ mapping, side, table, gone, total }) =>
    t(
      '{0}: {1} of {2} coupled records are gone from {3} in {4}.',
      mapping,
      locale.count(gone),
      locale.count(total),
      table,
      systems.names[side],
    ),
  );
  return {
    message: t('{0} looks emptied or exchanged. Are the records meant to be gone?', systems.names[first.side]),
    detail: [
      ...facts,
      t(
        'Check the system first. If they are meant to be gone, they count as deleted, and you see what that means before anything is written.',
      ),
    ].join('\n'),
  };
}
