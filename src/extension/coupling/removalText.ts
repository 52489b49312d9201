import type { Confirmation } from '../quickSteps/dialogue';
import type { Locale } from '../locale';

/** Couplings to remove, in the words of the question. */
export interface Removal {
  /** How many couplings; of one, `titles` says which. */
  readonly count: number;
  /** Both records of the one coupling, as far as they have titles. */
  readonly titles: readonly string[];
  readonly mappings: readonly string[];
  readonly environment: string;
  readonly production: boolean;
}

/** Asks before couplings are removed: how many, where, and what it means. */
export function removalQuestion(removal: Removal, locale: Locale): Confirmation {
  const { t } = locale;
  const { environment, production, mappings } = removal;
  const place = production ? t('{0} (production)', environment) : environment;
  const [mapping = ''] = mappings;
  const [local, integration] = removal.titles;
  return {
    message: question(),
    detail: t(
      'The records stay as they are on both sides. They are no longer synchronized. A later full synchronization couples them again where they match; where they do not match, it creates new ones, so that a record may be there twice.',
    ),
    act: removal.count === 1 ? t('Remove Coupling') : t('Remove {0} Couplings', locale.count(removal.count)),
    keep: removal.count === 1 ? t('Keep Coupling') : t('Keep Couplings'),
  };

  function question(): string {
    if (removal.count === 1 && local !== undefined && integration !== undefined) {
      return t('Remove the coupling of {0} and {1} in {2}, {3}?', local, integration, mapping, place);
    }
    if (removal.count === 1) return t('Remove 1 coupling of {0} in {1}?', mapping, place);
    if (mappings.length === 1)
      return t('Remove {0} couplings of {1} in {2}?', locale.count(removal.count), mapping, place);
    const tables = locale.count(mappings.length);
    return t('Remove {0} couplings of {1} table mappings in {2}?', locale.count(removal.count), tables, place);
  }
}

/** Why nothing of the selection can be removed. */
export function nothingToRemove(selected: number, { t }: Locale): string {
  return selected === 1
    ? t('This record is not coupled, so there is no coupling to remove. Use Couple to give it a counterpart.')
    : t('None of these records is coupled, so there is no coupling to remove.');
}
