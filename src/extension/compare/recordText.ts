import type { Locale } from '../locale';
import type { PlanItem } from '../../core/plan/recordPlan';
import type { RecordComparison } from '../../protocol/workerProtocol';
import type { RunDirection } from '../../core/model/side';
import { destinationSide } from '../../core/model/side';
import { fieldPair } from '../preview/fieldText';
import { isBlank } from '../../core/model/value';
import { shownValue, visibleText } from '../preview/shownValue';

/** Two texts for the diff editor: `Field: value` lines, the same fields in the same order on both sides. */
export interface TextPair {
  readonly before: string;
  readonly after: string;
}

/**
 * A planned record's destination now and after synchronization. With the comparison of both records, fields that stay as they
 * are stand around those that change, in the mapping's order; without it the changes stand alone. A record yet to be created
 * is empty now.
 */
export function changeTexts(
  item: PlanItem,
  direction: RunDirection,
  comparison: RecordComparison | undefined,
  locale: Locale,
): TextPair {
  const side = destinationSide(direction);
  const changes = new Map(item.fields.map((change) => [keyOf(change.field, change.integrationField), change]));
  const steady = (comparison?.fields ?? []).flatMap((field) => {
    const key = keyOf(field.localField, field.integrationField);
    const change = changes.get(key);
    changes.delete(key);
    const name = fieldPair({ field: field.localField, integrationField: field.integrationField });
    if (change) return [changed(name, change, locale)];
    const hasSide = (side === 'local' ? field.localField : field.integrationField) !== null;
    const line = fieldText(name, field[side], locale);
    return hasSide ? [{ before: line, after: line }] : [];
  });
  const pairs = [...steady, ...[...changes.values()].map((change) => changed(fieldPair(change), change, locale))];
  const creates = item.action === 'insert';
  return {
    before: creates ? '' : textOf(pairs.map(({ before }) => before)),
    after: textOf(pairs.map(({ after }) => after)),
  };
}

/**
 * Both records of a coupling, field mapping by field mapping: the local one as its values would stand on the integration side.
 * Fields that agree read alike on both sides, so that only real differences show.
 */
export function comparisonTexts({ fields }: RecordComparison, locale: Locale): TextPair {
  const pairs = fields
    .filter(({ localField, integrationField }) => localField !== null && integrationField !== null)
    .map((field) => {
      const name = fieldPair({ field: field.localField, integrationField: field.integrationField });
      const integration = fieldText(name, field.integration, locale);
      return {
        before: field.same ? integration : fieldText(name, field.localConverted ?? field.local, locale),
        after: integration,
      };
    });
  return { before: textOf(pairs.map(({ before }) => before)), after: textOf(pairs.map(({ after }) => after)) };
}

function changed(name: string, { before, after, type }: PlanItem['fields'][number], locale: Locale): TextPair {
  const shown =
    type.kind === 'option'
      ? (value: string | null) => shownValue(value, type, locale)
      : (value: string | null) => value;
  return { before: fieldText(name, shown(before), locale), after: fieldText(name, shown(after), locale) };
}

/** Values of several lines stand below their field, so that the diff shows which line differs. */
function fieldText(name: string, value: string | null, { t }: Locale): string {
  if (isBlank(value)) return `${name}: ${t('(blank)')}`;
  const lines = value.split(/\r\n|\n|\r/).map(visibleText);
  if (lines.length === 1) return `${name}: ${lines[0] ?? ''}`;
  return [`${name}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function textOf(lines: readonly string[]): string {
  return lines.length === 0 ? '' : lines.join('\n') + '\n';
}

function keyOf(localField: string | null, integrationField: string | null): string {
  return JSON.stringify([localField, integrationField]);
}
