import type { FilterExpression, ParsedFilter } from '../../core/filter/filterExpression';
import type { SqliteColumn, SqliteTable } from './sqliteTable';
import type { StoredValue } from '../../files/sqlEngine';
import { quoted } from './sqliteTable';

/** A condition with `?` for each of its parameters. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: readonly StoredValue[];
}

/**
 * The part of a filter that SQL can decide beforehand: true of every record that passes, and of some that do not. Whoever
 * reads must still ask the filter itself, so collations, odd stored forms and rounding can never lose or add a record.
 */
export function filterSql(filter: ParsedFilter, table: SqliteTable): readonly SqlCondition[] {
  return filter.flatMap(({ field, expression }) => {
    const column = table.columns.get(field);
    return (column && condition(expression, column)) ?? [];
  });
}

// Undefined: SQL cannot narrow this down.
function condition(expression: FilterExpression, column: SqliteColumn): SqlCondition | undefined {
  const name = quoted(column.name);
  switch (expression.kind) {
    case 'blank':
      return expression.negated
        ? { sql: `(${name} IS NOT NULL AND ${name} COLLATE BINARY <> '')`, parameters: [] }
        : { sql: `(${name} IS NULL OR ${name} COLLATE BINARY = '')`, parameters: [] };
    case 'and': {
      const parts = expression.operands.flatMap((operand) => condition(operand, column) ?? []);
      return parts.length === 0 ? undefined : joined(parts, 'AND');
    }
    case 'or': {
      const parts = expression.operands.map((operand) => condition(operand, column));
      // One open branch opens the whole.
      return parts.length > 0 && parts.every((part) => part !== undefined) ? joined(parts, 'OR') : undefined;
    }
    case 'compare': {
      if (expression.ignoreCase || expression.value === '') return undefined;
      if (expression.operator === 'equal') return equals(column, expression.value);
      if (expression.operator === 'notEqual') return undefined;
      const isLower = expression.operator === 'greater' || expression.operator === 'greaterOrEqual';
      return isLower ? between(column, expression.value, undefined) : between(column, undefined, expression.value);
    }
    case 'range':
      return between(column, expression.from, expression.to);
    case 'wildcard':
      return undefined;
  }
}

function equals(column: SqliteColumn, value: string): SqlCondition | undefined {
  const name = quoted(column.name);
  if (column.type.kind === 'text' && column.affinity === 'text') {
    // Bytes show as x'…' and could equal such a text.
    return value.startsWith("x'") ? undefined : { sql: `${name} COLLATE BINARY = ?`, parameters: [value] };
  }
  return between(column, value, value);
}

// Numbers only, and inclusive on both ends: a bound that rounds to the nearest double still lets every passing value through.
function between(column: SqliteColumn, from: string | undefined, to: string | undefined): SqlCondition | undefined {
  const { kind } = column.type;
  if ((kind !== 'integer' && kind !== 'decimal') || column.affinity === 'none' || column.affinity === 'text')
    return undefined;
  const name = quoted(column.name);
  const bounds: SqlCondition[] = [];
  for (const [operator, bound] of [['>=', from] as const, ['<=', to] as const]) {
    if (bound === undefined) continue;
    const parameter = numericBound(bound);
    if (parameter === undefined) return undefined;
    bounds.push({ sql: `${name} ${operator} ?`, parameters: [parameter] });
  }
  if (bounds.length === 0) return undefined;
  const within = joined(bounds, 'AND');
  // What is not a number there is left to the filter.
  return { sql: `(${within.sql} OR typeof(${name}) NOT IN ('integer', 'real'))`, parameters: within.parameters };
}

// Undefined where a double would round the bound across a 64-bit integer.
function numericBound(text: string): StoredValue | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  if (text.length <= 15) return Number(text);
  // Bound as text: the column's affinity converts all digits.
  return !text.includes('.') && BigInt.asIntN(64, BigInt(text)) === BigInt(text) ? text : undefined;
}

function joined(parts: readonly SqlCondition[], operator: 'AND' | 'OR'): SqlCondition {
  if (parts.length === 1 && parts[0]) return parts[0];
  return {
    sql: `(${parts.map((part) => part.sql).join(` ${operator} `)})`,
    parameters: parts.flatMap((part) => part.parameters),
  };
}
