import type { NewFieldMapping } from '../writeMapping';
import { newFieldLines } from '../writeMapping';
import type { SourceList, SourceNode } from '../sourceTree';
import { entryOf } from '../sourceTree';
import { isFlow } from './fieldOptions';
import { endOfEntry, insertLine, isWrittenHere } from './mapEntries';
import type { TextChange } from './textChange';
import { lineEndOf } from './textChange';

/**
 * Adds field mappings to a file, behind the last one that is switched on: disabled ones are kept together at the end. Undefined
 * where the file has no keys, or where a person has to.
 */
export function addFieldMappings(
  text: string,
  root: SourceNode | undefined,
  fields: readonly NewFieldMapping[],
): readonly TextChange[] | undefined {
  if (root?.kind !== 'map' || root.flow || fields.length === 0) return undefined;
  const entry = entryOf(root, 'fields');
  const eol = lineEndOf(text);
  const below = (indent: number) =>
    fields
      .flatMap(newFieldLines)
      .map((line) => ' '.repeat(indent) + line)
      .join(eol);
  if (!entry) {
    const last = root.entries.at(-1);
    if (!last) return undefined;
    const indent = last.key.range.start.column - 1;
    return [insertLine(text, endOfEntry(text, last), `${' '.repeat(indent)}fields:${eol}${below(indent + 2)}`)];
  }
  const list = entry.value;
  if (list.kind === 'scalar' && list.text === '') {
    return [insertLine(text, endOfEntry(text, entry), below(entry.key.range.start.column + 1))];
  }
  if (list.kind !== 'list' || !isWrittenHere(text, list)) return undefined;
  const last = list.items.findLast((item) => !isDisabled(item)) ?? list.items.at(-1);
  if (isFlow(text, list)) return [insertBetweenBrackets(list, last, fields)];
  if (!last) return undefined;
  return [insertLine(text, last.range.end.offset, below(list.range.start.column - 1))];
}

function insertBetweenBrackets(
  list: SourceList,
  last: SourceNode | undefined,
  fields: readonly NewFieldMapping[],
): TextChange {
  const items = fields.map((field) => {
    const [arrow = '', ...options] = newFieldLines(field).map((line) => line.replace(/^- /, '').trim());
    return options.length === 0 ? arrow : `{ ${[arrow, ...options].join(', ')} }`;
  });
  const at = last?.range.end.offset ?? list.range.start.offset + 1;
  return { start: at, end: at, newText: `${last ? ', ' : ''}${items.join(', ')}` };
}

function isDisabled(item: SourceNode): boolean {
  const enabled = entryOf(item, 'enabled')?.value;
  return enabled?.kind === 'scalar' && /^false$/i.test(enabled.text);
}
