import type { ColumnDefinition, ColumnType, TableDefinition } from '../emulator/data/tableDefinition';
import type { ConformanceRow } from './conformanceTable';
import type { FieldType } from '../../src/core/model/value';
import type { PlainRow } from '../emulator/tableAccess';
import type { Renaming } from '../support/renamingConnector';
import type { ServiceAccess } from '../../src/connectors/odata/serviceAccess';
import type { Clock } from '../../src/core/ports/clock';
import type { TableDescription } from '../../src/core/model/schema';
import { must } from '../../src/core/assert';
import { ok } from '../../src/core/result';
import { sequentialIds } from '../support/sequentialIds';

/** What an emulated system calls the suite's table, and how it keeps its keys. */
export interface EmulatedNames extends Renaming {
  readonly set: string;
  /** How the system keeps the number that people enter, where not as plain text. */
  readonly number?: ColumnType;
}

/** The suite's table as an emulated system has it, under that system's names. */
export function emulatedTable(description: TableDescription, names: EmulatedNames): TableDefinition {
  const { idField = '', keyField = '', modifiedOnField = '' } = description;
  const theirs = (name: string) => names.fields[name] ?? name;
  const columns = description.fields.map((field): ColumnDefinition => {
    const column = { name: theirs(field.name), caption: field.name };
    if (field.name === idField) return { ...column, type: columnType(field.type), access: 'createOnly' };
    if (field.name === keyField) return { ...column, type: names.number ?? columnType(field.type) };
    if (field.name === modifiedOnField) return { ...column, type: columnType(field.type), access: 'readOnly' };
    if (!field.readOnly) return { ...column, type: columnType(field.type) };
    return {
      ...column,
      type: columnType(field.type),
      computed: (value) => value(theirs('Name'))?.slice(0, 1) ?? null,
    };
  });
  return {
    name: names.table[1],
    set: names.set,
    caption: description.name,
    id: theirs(idField),
    primaryName: theirs('Name'),
    modifiedOn: theirs(modifiedOnField),
    ...(description.tracksChanges && { tracksChanges: true }),
    keys: [{ name: 'number', columns: [theirs(keyField)] }],
    columns,
  };
}

export function emulatedRow(row: ConformanceRow, { fields }: Renaming): PlainRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [fields[name] ?? name, value]));
}

/** Lets everybody in, at the clock's time. `series` keeps the ids of two clients of one system apart. */
export function openAccess(clock: Clock, series: number): ServiceAccess {
  return {
    fetch,
    authorize: async () => ok('Bearer demo'),
    clock,
    ids: sequentialIds(series),
    random: () => 0.5,
    log: () => undefined,
  };
}

const at = { line: 0, column: 0, offset: 0 };
/** For settings that stand in no file. */
export const nowhere = { start: at, end: at };

function columnType(type: FieldType): ColumnType {
  switch (type.kind) {
    case 'text':
      return { kind: 'text', maxLength: must(type.maxLength, 'a longest length') };
    case 'integer':
      return { kind: 'bigint' };
    case 'decimal':
      return { kind: 'decimal', scale: type.scale ?? 0 };
    case 'boolean':
    case 'date':
    case 'dateTime':
    case 'guid':
      return { kind: type.kind };
    case 'option':
      return { kind: 'option', members: type.members };
  }
}
