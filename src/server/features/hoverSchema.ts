import { findField, findTable } from '../../core/model/schema';
import type { TableDescription } from '../../core/model/schema';
import type { Side } from '../../core/model/side';
import type { OptionMember } from '../../core/model/value';
import { readOption } from '../../core/transfer/parseValue';
import { fieldFacts, memberNameOf, memberWords } from './describeField';
import { code } from './describeFieldMapping';
import { describeFilter } from './describeFilter';
import type { HoverAsk } from './hoverAsk';
import { settledFields } from './inlayHints';
import type { Meaning } from './meanings';

const sideWords: Readonly<Record<Side, string>> = { local: 'local', integration: 'integration' };

/** A field: type, length, caption, what it demands, and its options. Says so where the table has none of that name. */
export function hoverName(
  { analysis }: HoverAsk,
  { side, name, table }: { readonly side: Side; readonly name: string; readonly table: TableDescription | undefined },
): string | undefined {
  if (!table) {
    return analysis.schemas[side]
      ? undefined
      : `${code(name)}: the tables of the ${sideWords[side]} side are not known yet.`;
  }
  const field = findField(table, name);
  if (!field) return `${code(table.name)} has no field ${code(name)}.`;
  const caption = field.caption === undefined || field.caption === name ? '' : ` _${plain(field.caption)}_`;
  const uses = settledFields(table).flatMap(([word, each]) => (each === name ? [useWords[word] ?? word] : []));
  const facts = [...fieldFacts(field), ...uses].join(', ');
  const options = field.type.kind === 'option' ? optionList(field.type.members) : '';
  return `${code(`${table.name}.${name}`)}${caption}: ${facts}${options}`;
}

const useWords: Readonly<Record<string, string>> = {
  id: 'identifies the record',
  key: 'what lookups call the record by',
  modifiedOn: 'says when the record was changed',
};

/** A list of more would fill the screen. */
const mostOptions = 20;

function optionList(members: readonly OptionMember[]): string {
  const shown = members.slice(0, mostOptions).map((member) => `\n- ${plain(memberWords(member))}`);
  const rest = members.length - mostOptions;
  return `${shown.length > 0 ? '\n' : ''}${shown.join('')}${rest > 0 ? `\n- and ${rest} more` : ''}`;
}

/** A table: how many fields, which of them synchronization uses, who maps it, and how old that knowledge is. */
export function hoverTable({ analysis, options }: HoverAsk, side: Side, name: string): string | undefined {
  const schema = analysis.schemas[side];
  if (!schema)
    return `The tables of the ${sideWords[side]} side are not known yet. Refresh the schema to check against them.`;
  const own = analysis.mappings.find(({ tables }) => tables[side]?.name === name)?.tables[side];
  const table = own ?? findTable(schema, name);
  if (!table) return `The ${sideWords[side]} side has no table ${code(name)}.`;
  const caption = table.caption === undefined || table.caption === name ? '' : ` _${plain(table.caption)}_`;
  const fields = settledFields(table).map(([word, field]) => `\n- ${word}: ${code(field)}`);
  const mappings = analysis.mappings.flatMap((each) =>
    each.tables[side]?.name === name && each.name !== undefined ? [code(each.name)] : [],
  );
  return [
    `${code(name)}${caption}: table of the ${sideWords[side]} side with ${table.fields.length} fields`,
    ...(fields.length > 0 ? [fields.join('').trimStart()] : []),
    ...(mappings.length > 0 ? [`Mapped by ${[...new Set(mappings)].join(', ')}.`] : []),
    ...(analysis.schemas.readAt === undefined
      ? []
      : [`Read from the system ${timeWords(analysis.schemas.readAt, options.now)}.`]),
  ].join('\n\n');
}

/** A value of an option by its name, and the others it could be. */
export function hoverValue({ table, field, text }: Meaning & { readonly kind: 'value' }): string | undefined {
  const described = table && findField(table, field);
  if (!described || described.type.kind !== 'option') return undefined;
  const { members } = described.type;
  const stored = readOption(text, members);
  const name = memberNameOf(members, stored);
  const known = stored === undefined || stored === null ? `${code(text)} is no option of ${code(field)}.` : undefined;
  const said =
    known ?? `${code(stored ?? '')}${name === undefined ? '' : ` is ${plain(name)}`}, an option of ${code(field)}.`;
  return text.trim() === '' ? undefined : `${said}${optionList(members)}`;
}

/** A filter in words. */
export function hoverFilter({ table, field, expression }: Meaning & { readonly kind: 'filter' }): string | undefined {
  const type = table && findField(table, field)?.type;
  const words = type && describeFilter(expression, type);
  return words === undefined ? undefined : `Records take part where ${code(field)} ${plain(words)}.`;
}

/** `on 2026-11-01 08:00 UTC`, and how long ago that is where it is known. */
export function timeWords(iso: string, now: string | undefined): string {
  const at = `on ${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  const days = now === undefined ? Number.NaN : Math.floor((Date.parse(now) - Date.parse(iso)) / 86_400_000);
  if (Number.isNaN(days) || days < 0) return at;
  return `${at} (${days === 0 ? 'today' : days === 1 ? 'a day ago' : `${days} days ago`})`;
}

/** Text that Markdown leaves as it is. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}
