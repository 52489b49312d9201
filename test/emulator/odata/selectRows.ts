import { compareValues } from '../data/storedValue';
import type { Row, Rows } from '../data/dataset';
import type { StoredValue } from '../data/storedValue';
import type { Predicate, Property } from './evaluateFilter';
import type { Expression } from './filterExpression';

export interface Selection {
  readonly rows: Rows;
  readonly predicate: Predicate | undefined;
  readonly expression?: Expression | undefined;
  readonly order: readonly { readonly property: Property; readonly descending: boolean }[];
  readonly id: Property & { readonly name: string };
  readonly textKey: (text: string) => string;
  /** Where the last page ended: the values ordered by, and the id. */
  readonly after?: readonly StoredValue[] | undefined;
  readonly skip?: number | undefined;
  readonly limit: number;
}

export interface Selected {
  readonly rows: readonly Row[];
  /** Where the next page begins; undefined on the last one. */
  readonly next?: readonly StoredValue[];
  /** All that pass the filter, on any page. */
  readonly total: number;
}

/** Filters, orders (by id where nothing else decides) and takes one page that begins where the last one ended. */
export function selectRows(selection: Selection): Selected {
  const { predicate, order, id, textKey, after, limit } = selection;
  const passing: Row[] = [];
  for (const row of candidates(selection)) if (!predicate || predicate(row) === true) passing.push(row);
  const keyOf = (row: Row) => [...order.map(({ property }) => property.value(row)), id.value(row)];
  const types = [...order.map(({ property }) => property.type), id.type];
  const compareKeys = (a: readonly StoredValue[], b: readonly StoredValue[]) => {
    for (const [index, type] of types.entries()) {
      const way = compareValues(type, a[index] ?? null, b[index] ?? null, textKey);
      if (way !== 0) return order[index]?.descending ? -way : way;
    }
    return 0;
  };
  const keyed = passing.map((row) => ({ row, key: keyOf(row) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key));
  const from = (after ? keyed.findIndex(({ key }) => compareKeys(key, after) > 0) : 0) + (selection.skip ?? 0);
  const page = after && from === -1 ? [] : keyed.slice(from, from + limit);
  const last = page.at(-1);
  const more = last !== undefined && from + page.length < keyed.length;
  return { rows: page.map(({ row }) => row), total: passing.length, ...(more ? { next: last.key } : {}) };
}

/** The rows that may pass: a filter on ids alone is looked up. */
function candidates({ rows, expression, id }: Selection): Iterable<Row> {
  const ids = expression && id.type.kind === 'guid' ? idsWanted(expression, id) : undefined;
  if (!ids) return rows.all();
  return [...new Set(ids)].flatMap((each) => rows.get(each.toLowerCase()) ?? []);
}

function idsWanted(expression: Expression, id: Selection['id']): readonly string[] | undefined {
  if (expression.kind === 'or') {
    const [left, right] = [idsWanted(expression.left, id), idsWanted(expression.right, id)];
    return left && right && [...left, ...right];
  }
  if (expression.kind === 'and') return idsWanted(expression.left, id) ?? idsWanted(expression.right, id);
  const { name } = id;
  if (expression.kind === 'query')
    return expression.name === 'In' && expression.property === name ? expression.values : undefined;
  if (expression.kind === 'in') {
    const isId = expression.operand.kind === 'property' && expression.operand.name === name;
    return isId ? expression.values.map(({ text }) => text) : undefined;
  }
  if (expression.kind !== 'compare' || expression.operator !== 'eq') return undefined;
  const { left, right } = expression;
  return left.kind === 'property' && left.name === name && right.kind === 'literal' ? [right.value.text] : undefined;
}
