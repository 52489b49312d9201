import type { RecordFailure } from '../../core/model/failure';
import type { SqliteTable } from './sqliteTable';
import type { Value } from '../../core/model/value';

/** What was being written when SQLite refused, for the message. */
export interface RefusedWrite {
  readonly fields: readonly string[];
  readonly values: readonly Value[];
}

/**
 * Puts SQLite's refusal of one record into words. `message` is SQLite's own text, or whatever a trigger of the user's raised.
 */
export function constraintFailure(message: string, table: SqliteTable, write: RefusedWrite): RecordFailure {
  const [, kind, rest = ''] = /^(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: (.*))?$/s.exec(message) ?? [];
  const fields = rest
    .split(/,\s+/)
    .map((name) => (name.startsWith(`${table.name}.`) ? name.slice(table.name.length + 1) : name));
  switch (kind) {
    case 'UNIQUE':
      return violated(
        `Another record of ${table.name} already has ${fields.map((field) => named(field, write)).join(', ')}, which must be unique. Change the value, or couple the existing record.`,
        fields[0],
      );
    case 'NOT NULL':
      return violated(`${fields[0]} of ${table.name} needs a value. Map a field or a constant to it.`, fields[0]);
    case 'CHECK':
      return violated(
        `The record does not meet the check ${rest} of ${table.name}. Change the values, or add a transformation that meets it.`,
      );
    case 'FOREIGN KEY': {
      const referring = [...table.columns.values()].filter(
        (column) => column.references && write.fields.includes(column.name),
      );
      const links = referring.map(
        ({ name, references }) => `${named(name, write)} (a record of ${references?.table ?? 'another table'})`,
      );
      return violated(
        `A record that ${table.name} refers to does not exist: ${links.join(', ') || 'see its foreign keys'}. Synchronize or create that record first.`,
        referring[0]?.name,
      );
    }
    case undefined:
    default:
      return violated(
        `${table.name} refused the record: ${message}. Change the record so that the rule of the database is met.`,
      );
  }
}

function violated(message: string, field?: string): RecordFailure {
  return { code: 'CONSTRAINT_VIOLATED', message, ...(field === undefined ? {} : { field }) };
}

function named(field: string, { fields, values }: RefusedWrite): string {
  const value = values[fields.indexOf(field)];
  return value === undefined ? field : `${field} '${value ?? ''}'`;
}
