import type { SourceNode } from '../sourceTree';
import { entryOf } from '../sourceTree';
import { isFlow } from './fieldOptions';
import { endOfLine, isWrittenHere } from './mapEntries';
import type { TextChange } from './textChange';
import { changeBetween, lineEndOf } from './textChange';

/**
 * Sorts the fields of each group by local field. Groups are parted by blank lines, and a comment at the head of one stays there; any
 * other comment stays with its field: above it, or further in below it. Fields without a local field come first, as they were.
 * Undefined where they are in order already, or laid out so that a person has to do it.
 */
export function sortFields(text: string, root: SourceNode | undefined): TextChange | undefined {
  const list = entryOf(root, 'fields')?.value;
  if (list?.kind !== 'list' || isFlow(text, list) || !isWrittenHere(text, list)) return undefined;
  const [first, last] = [list.items[0], list.items.at(-1)];
  if (!first || !last || /&\S/.test(text.slice(list.range.start.offset, list.range.end.offset))) return undefined;
  const start = text.lastIndexOf('\n', list.range.start.offset) + 1;
  // A list may begin behind the dash or key that holds it.
  if (text.slice(start, list.range.start.offset).trim() !== '') return undefined;
  const indent = list.range.start.column - 1;
  const end = endWithComments(text, last.range.end.offset, indent);
  const lines = text.slice(start, end).split(/\r?\n/);
  const firstLine = list.range.start.line;
  const parts = list.items.map((item, index): Part => ({
    from: item.range.start.line - firstLine,
    name: nameOf(item),
    index,
  }));
  // Nulls and nested lists begin on lines of their own; then only a person can tell.
  if (parts.some(({ from }, index) => !/^\s*-/.test(lines[from] ?? '') || from <= (parts[index - 1]?.from ?? -1))) {
    return undefined;
  }
  const sorted = groupsOf(lines, parts, indent).flatMap(sortedGroup);
  const change = changeBetween(text.slice(start, end), sorted.join(lineEndOf(text)));
  if (change.start === change.end && change.newText === '') return undefined;
  return { ...change, start: change.start + start, end: change.end + start };
}

/** The end of the last item's lines, with the comments below it that are further in than its dash. */
function endWithComments(text: string, itemEnd: number, indent: number): number {
  // A block scalar ends with its line break.
  let end = text[itemEnd - 1] === '\n' ? itemEnd - 1 : endOfLine(text, itemEnd);
  for (;;) {
    const next = /^\r?\n( *)#.*/.exec(text.slice(end));
    if (!next || (next[1] ?? '').length <= indent) return end;
    end = endOfLine(text, end + next[0].length);
  }
}

interface Part {
  /** The item's first line, counted from the list's. */
  readonly from: number;
  readonly name: string;
  readonly index: number;
}

interface Group {
  /** Blank lines and the comment above the first field. */
  readonly head: readonly string[];
  readonly fields: readonly { readonly name: string; readonly index: number; readonly lines: readonly string[] }[];
}

function groupsOf(lines: readonly string[], parts: readonly Part[], indent: number): readonly Group[] {
  const groups: { head: readonly string[]; fields: Group['fields'][number][] }[] = [];
  let begin = 0;
  parts.forEach(({ from, name, index }, position) => {
    const next = parts[position + 1]?.from;
    const end = next === undefined ? lines.length : next - linesAbove(lines, next, from, indent);
    const above = lines.slice(begin, from);
    const group = groups.at(-1);
    const own = lines.slice(from, end);
    if (group && !above.some((line) => line.trim() === ''))
      group.fields.push({ name, index, lines: [...above, ...own] });
    else groups.push({ head: above, fields: [{ name, index, lines: own }] });
    begin = end;
  });
  return groups;
}

/** How many lines before an item are blank, or comments that are not further in than its dash. */
function linesAbove(lines: readonly string[], item: number, previous: number, indent: number): number {
  let count = 0;
  for (let at = item - 1; at > previous; at--) {
    const line = lines[at] ?? '';
    const isOwn = line.trim() === '' || (line.trimStart().startsWith('#') && line.search(/\S/) <= indent);
    if (!isOwn) break;
    count += 1;
  }
  return count;
}

function sortedGroup({ head, fields }: Group): readonly string[] {
  const sorted = fields.toSorted((a, b) => compared(a.name, b.name) || a.index - b.index);
  return [...head, ...sorted.flatMap(({ lines }) => lines)];
}

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function nameOf(item: SourceNode): string {
  const arrow = entryOf(item, 'map')?.value ?? item;
  const text = arrow.kind === 'scalar' ? arrow.text : '';
  return (text.split(/(?:^|\s)(?:<->|->|<-)(?=\s|$)/)[0] ?? '').trim().toLowerCase();
}
