import type { Problem, TextEdit } from '../../../src/core/model/problem';
import { must } from '../../../src/core/assert';

/** A small mapping file without problems, with lines replaced or added by key; undefined takes the key away. */
export function mappingText(lines: Readonly<Record<string, string | undefined>> = {}): string {
  const all = {
    name: 'CUSTOMER',
    table: 'Customer',
    integrationTable: 'account',
    direction: 'bidirectional',
    fields: '\n  - Name <-> name',
    ...lines,
  };
  return Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}

/** A mapping file with these items in `fields`. */
export function withFields(...items: readonly string[]): string {
  return mappingText({ fields: items.map((item) => `\n  - ${item}`).join('') });
}

/** Each problem as its code and the text it points at: `UNKNOWN_KEY nmae`. */
export function pointedAt(text: string, problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`);
}

/** The text after a problem's first fix. */
export function fixed(text: string, problem: Problem | undefined): string {
  const [fix] = must(problem, 'problem').fixes ?? [];
  return must(fix, 'fix').edits.reduceRight(applied, text);
}

function applied(text: string, edit: TextEdit): string {
  return text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
}
