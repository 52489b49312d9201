import type { FieldKey } from '../mappingWords';
import type { SourceEntry, SourceList, SourceMap, SourceNode } from '../sourceTree';
import { entryOf } from '../sourceTree';
import { insertEntry, insertLine, isWrittenHere, removeEntry, replaceEntryValue } from './mapEntries';
import type { TextChange } from './textChange';

/** One item of `fields` in its list. */
export interface FieldItem {
  readonly list: SourceList;
  readonly item: SourceNode;
}

/** The items of `fields`; an empty list where there are none. */
export function fieldItems(root: SourceNode | undefined): readonly FieldItem[] {
  const list = entryOf(root, 'fields')?.value;
  return list?.kind === 'list' ? list.items.map((item) => ({ list, item })) : [];
}

/**
 * Sets an option of a field mapping to `value`, which is YAML on one line; the short form becomes the long one. Undefined where the
 * item is shared by an anchor or laid out so that a person has to do it, as are all changes below.
 */
export function setFieldOption(
  text: string,
  field: FieldItem,
  key: FieldKey,
  value: string,
): readonly TextChange[] | undefined {
  const { item } = field;
  if (!isWrittenHere(text, item)) return undefined;
  const line = `${key}: ${value}`;
  if (item.kind === 'map') {
    const entry = entryOf(item, key);
    return [entry ? replaceEntryValue(text, entry, value) : insertEntry(text, item, line)];
  }
  if (!isOneLine(text, item)) return undefined;
  const { start, end } = item.range;
  if (isFlow(text, field.list)) {
    return [insertion(start.offset, '{ map: '), insertion(end.offset, `, ${line} }`)];
  }
  return [insertion(start.offset, 'map: '), insertLine(text, end.offset, `${' '.repeat(start.column - 1)}${line}`)];
}

/** Takes an option away; what then is an arrow alone becomes the short form. */
export function removeFieldOption(text: string, field: FieldItem, key: FieldKey): readonly TextChange[] | undefined {
  const { item } = field;
  const entry = entryOf(item, key);
  if (item.kind !== 'map' || !entry || !isWrittenHere(text, item)) return undefined;
  const removal = removeEntry(text, item, entry);
  if (!removal) return undefined;
  if (item.entries.length > 2) return [removal];
  const arrow = entryOf(item, 'map');
  if (!arrow) return [removal];
  if (item.flow) return isOneLine(text, item) ? [arrowAlone(text, item, arrow)] : [removal];
  const shortened = item.entries[0] === arrow && isBare(text, item, entry) ? [withoutMap(arrow)] : [];
  return [...shortened, removal];
}

/** `- Name <-> name` with a key: `- map: Name <-> name`. */
export function toLongForm(text: string, { list, item }: FieldItem): readonly TextChange[] | undefined {
  if (item.kind !== 'scalar' || !isOneLine(text, item) || !isWrittenHere(text, item)) return undefined;
  const { start, end } = item.range;
  if (isFlow(text, list)) return [insertion(start.offset, '{ map: '), insertion(end.offset, ' }')];
  return [insertion(start.offset, 'map: ')];
}

/** The other way round; undefined where there are options. */
export function toShortForm(text: string, { item }: FieldItem): readonly TextChange[] | undefined {
  const arrow = entryOf(item, 'map');
  if (item.kind !== 'map' || item.entries.length !== 1 || !arrow || !isOneLine(text, item)) return undefined;
  if (!isWrittenHere(text, item)) return undefined;
  return [item.flow ? arrowAlone(text, item, arrow) : withoutMap(arrow)];
}

export function isFlow(text: string, list: SourceList): boolean {
  return text[list.range.start.offset] === '[';
}

function insertion(at: number, newText: string): TextChange {
  return { start: at, end: at, newText };
}

function withoutMap({ key, value }: SourceEntry): TextChange {
  return { start: key.range.start.offset, end: value.range.start.offset, newText: '' };
}

function arrowAlone(text: string, item: SourceMap, { value }: SourceEntry): TextChange {
  const newText = text.slice(value.range.start.offset, value.range.end.offset);
  return { start: item.range.start.offset, end: item.range.end.offset, newText };
}

function isOneLine(text: string, { range }: SourceNode): boolean {
  return !text.slice(range.start.offset, range.end.offset).includes('\n');
}

/** No comment on a line of its own stands within the item: below a scalar it would end what cannot go on. */
function isBare(text: string, item: SourceMap, removed: SourceEntry): boolean {
  const { start, end } = item.range;
  const written = text.slice(start.offset, end.offset);
  const behind = text.slice(removed.value.range.end.offset, text.indexOf('\n', end.offset) + 1 || text.length);
  return !/^[ \t]*#/m.test(written) && !behind.trimStart().startsWith('#');
}
