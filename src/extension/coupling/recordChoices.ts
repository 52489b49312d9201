import { likelyMatch, nameOfRecord, recordLikeness } from './recordLikeness';
import type { Choice } from '../quickSteps/asker';
import type { CommandError, FoundRecord } from '../../protocol/workerProtocol';
import type { Locale } from '../locale';

/** Records as the list to choose one from shows them. */
export interface RecordsFound {
  readonly records: readonly FoundRecord[];
  /** There are others that the search finds as well. */
  readonly more: boolean;
  /** What was searched for, where nothing had it and others are shown instead. */
  readonly missed?: string;
}

/** The table and mapping that a list of records is about, and the counterpart's name where it is known. */
export interface RecordsAbout {
  readonly mapping: string;
  readonly table: string;
  readonly likeTo: string | undefined;
}

/**
 * Likely matches first, then the rest in the order they came, then coupled ones, which are refused with the reason. There is
 * always something to read, also where nothing was found.
 */
export function recordChoices(found: RecordsFound, about: RecordsAbout, { t }: Locale): readonly Choice<FoundRecord>[] {
  const scored = found.records.map((record) => ({
    record,
    score: about.likeTo === undefined ? 0 : recordLikeness(nameOfRecord(record), about.likeTo),
  }));
  const free = scored.filter(({ record }) => !record.coupled).sort((a, b) => b.score - a.score);
  const coupled = scored.filter(({ record }) => record.coupled);
  const choices = [
    ...free.map(({ record, score }) => freeChoice(record, score >= likelyMatch, about, t)),
    ...coupled.map(({ record }, index) => coupledChoice(record, index === 0, about, t)),
  ];
  if (found.missed !== undefined) return [missedHint(found.missed, about, choices.length > 0, t), ...choices];
  if (choices.length === 0)
    return [hint(t('No record of {0} is found.', about.table), t('Type part of its key or name.'))];
  const narrow = t('Type more of the key or name to find them.');
  return found.more ? [...choices, hint(t('There are more records.'), narrow)] : choices;
}

/** Why no records can be shown, in their place. */
export function failedSearch({ message }: CommandError): readonly Choice<FoundRecord>[] {
  return [hint(message, undefined)];
}

type Translate = Locale['t'];

function freeChoice(
  record: FoundRecord,
  isLikely: boolean,
  { mapping }: RecordsAbout,
  t: Translate,
): Choice<FoundRecord> {
  const notes = [
    ...(isLikely ? [t('likely match')] : []),
    ...(record.inFilter ? [] : [t('outside the filter of {0}', mapping)]),
  ];
  return { label: record.title, value: record, ...(notes.length > 0 && { description: notes.join(', ') }) };
}

function coupledChoice(
  record: FoundRecord,
  isFirst: boolean,
  { mapping }: RecordsAbout,
  t: Translate,
): Choice<FoundRecord> {
  return {
    label: record.title,
    description: t('coupled already'),
    value: record,
    refused: t('{0} is coupled in {1} already. Remove that coupling first.', record.title, mapping),
    ...(isFirst && { heading: t('Coupled already') }),
  };
}

function missedHint(missed: string, { table }: RecordsAbout, others: boolean, t: Translate): Choice<FoundRecord> {
  const next = others ? t('These are the first ones.') : t('Type part of its key or name.');
  return hint(t('No record of {0} contains “{1}”.', table, missed), next);
}

/** A line to read. Choosing it says the same again. */
function hint(label: string, next: string | undefined): Choice<FoundRecord> {
  return {
    label,
    value: { id: '', key: '', title: '', inFilter: false, coupled: false },
    refused: next === undefined ? label : `${label} ${next}`,
    ...(next !== undefined && { description: next }),
  };
}
