import { inverseRules, rulesText } from '../../core/mapping/edits/inverseRules';
import { removeFieldOption, setFieldOption } from '../../core/mapping/edits/fieldOptions';
import { insertEntry, isWrittenHere, removeEntry } from '../../core/mapping/edits/mapEntries';
import type { TextChange } from '../../core/mapping/edits/textChange';
import { lineEndOf } from '../../core/mapping/edits/textChange';
import type { SourceList } from '../../core/mapping/sourceTree';
import { entryOf } from '../../core/mapping/sourceTree';
import type { TextRange } from '../../core/model/problem';
import type { RunDirection } from '../../core/model/side';
import { oppositeDirection } from '../../core/model/side';
import type { FieldInFile, NamedChange } from './codeActionContext';

/** Cuts texts to the length of the destination, whose name stands at `destination`. */
export function truncate(text: string, found: FieldInFile, destination: TextRange): NamedChange {
  const onLocal = found.place.localField?.start.offset === destination.start.offset;
  const direction = onLocal ? 'fromIntegrationTable' : 'toIntegrationTable';
  return { title: "Cut longer texts: add 'truncate'", changes: withRule(text, found, direction, 'truncate') };
}

/** For rules that change a value one way only: those that undo them, where there are any, and none on purpose. */
export function wayBack(text: string, { field, node }: FieldInFile): readonly NamedChange[] {
  const transform = entryOf(node.item, 'transform')?.value;
  if (transform?.kind !== 'map' || !isWrittenHere(text, transform)) return [];
  const given = directions.filter((direction) => entryOf(transform, direction));
  const [direction] = given;
  if (direction === undefined || given.length > 1 || field.transform[direction].length === 0) return [];
  const back = oppositeDirection(direction);
  const inverse = inverseRules(field.transform[direction]);
  const add = (rules: string) => [insertEntry(text, transform, `${back}: ${rules}`)];
  return [
    ...(inverse && inverse.length > 0
      ? [{ title: 'Add the rules for the way back', changes: add(rulesText(inverse)) }]
      : []),
    { title: 'Take the value back as it is', changes: add('[]') },
  ];
}

/** Takes the rules of one direction away, whose key stands at `key`. */
export function removeRules(text: string, { node }: FieldInFile, key: TextRange): NamedChange {
  const transform = entryOf(node.item, 'transform')?.value;
  const entry =
    transform?.kind === 'map'
      ? transform.entries.find((each) => each.key.range.start.offset === key.start.offset)
      : undefined;
  const title = 'Remove these rules';
  if (transform?.kind !== 'map' || !entry || !isWrittenHere(text, node.item)) return { title, changes: undefined };
  if (transform.entries.length === 1) return { title, changes: removeFieldOption(text, node, 'transform') };
  const removal = removeEntry(text, transform, entry);
  return { title, changes: removal && [removal] };
}

const directions: readonly RunDirection[] = ['toIntegrationTable', 'fromIntegrationTable'];

function withRule(
  text: string,
  { field, node }: FieldInFile,
  direction: RunDirection,
  rule: string,
): readonly TextChange[] | undefined {
  const transform = entryOf(node.item, 'transform')?.value;
  if (!transform) {
    // The other way needs no rules, and says so: else the field looks half done.
    const back = field.direction === 'bidirectional' ? `, ${oppositeDirection(direction)}: []` : '';
    return setFieldOption(text, node, 'transform', `{ ${direction}: [${rule}]${back} }`);
  }
  if (transform.kind !== 'map' || !isWrittenHere(text, node.item)) return undefined;
  const rules = entryOf(transform, direction)?.value;
  if (!rules) return [insertEntry(text, transform, `${direction}: [${rule}]`)];
  return rules.kind === 'list' ? [appendItem(text, rules, rule)] : undefined;
}

function appendItem(text: string, list: SourceList, item: string): TextChange {
  const last = list.items.at(-1);
  const at = last?.range.end.offset ?? list.range.start.offset + 1;
  if (text[list.range.start.offset] === '[') return { start: at, end: at, newText: `${last ? ', ' : ''}${item}` };
  const lineEnd = text.slice(at).search(/\r?\n|$/) + at;
  const indent = ' '.repeat(list.range.start.column - 1);
  return { start: lineEnd, end: lineEnd, newText: `${lineEndOf(text)}${indent}- ${item}` };
}
