import { destinationSide, sourceSide } from '../../core/model/side';
import type { RunDirection } from '../../core/model/side';
import type { FieldKind } from '../../core/model/value';
import type { TransformationKind } from '../../core/model/tableMapping';
import { findField } from '../../core/model/schema';
import { fieldNameOn } from './fieldLine';
import type { FileView } from './fileView';

const forTexts: readonly TransformationKind[] = [
  'trim',
  'uppercase',
  'lowercase',
  'titleCase',
  'removeNonAlphanumeric',
  'substring',
  'replace',
  'regexReplace',
  'regexMatch',
];

/** The rules that make sense for the fields of a line, as far as their types are known; empty where they are not. */
export function suitableRules(
  { tables, lines }: Pick<FileView, 'tables' | 'lines'>,
  { direction, item }: { readonly direction: RunDirection; readonly item: number },
): readonly TransformationKind[] {
  const typeOn = (side: 'local' | 'integration') => {
    const [table, name] = [tables[side], fieldNameOn(lines[item], side)];
    return table && name !== undefined ? findField(table, name)?.type : undefined;
  };
  const from = typeOn(sourceSide(direction));
  const to = typeOn(destinationSide(direction));
  if (!from) return [];
  const isCut =
    to?.kind === 'text' && from.kind === 'text' && (from.maxLength ?? Infinity) > (to.maxLength ?? Infinity);
  return [...(isCut ? (['truncate'] as const) : []), ...rulesFor(from.kind, to?.kind)];
}

function rulesFor(from: FieldKind, to: FieldKind | undefined): readonly TransformationKind[] {
  switch (from) {
    case 'text':
      if (to === 'date') return ['dateFormat', 'trim'];
      if (to === 'dateTime') return ['dateTimeFormat', 'trim'];
      if (to === 'integer' || to === 'decimal') return ['decimalFormat', 'trim'];
      return forTexts;
    case 'integer':
    case 'decimal':
      return to === 'text' ? ['decimalFormat', 'round'] : ['round'];
    case 'date':
      return ['dateFormat'];
    case 'dateTime':
      return ['dateTimeFormat', 'dateFormat'];
    case 'boolean':
    case 'guid':
    case 'option':
      return [];
  }
}
