import type { FieldType } from '../../src/core/model/value';
import type { OpenSubject } from './connectorConformance';
import type { TableDescription } from '../../src/core/model/schema';
import { connectorConformance } from './connectorConformance';
import { sqliteWorkspace } from '../support/sqliteWorkspace';

connectorConformance('The SQLite connector', openWith(true));
connectorConformance('The SQLite connector without an index on the stamp', openWith(false));

function openWith(indexed: boolean): OpenSubject {
  return async (table, rows, clock) => {
    const workspace = await sqliteWorkspace();
    const columns = table.fields.map((field) => `"${field.name}" ${declaration(table, field.name, field.type)}`);
    const writable = table.fields.filter((field) => field.name !== 'Initial').map((field) => field.name);
    workspace.create('data.sqlite', [
      `CREATE TABLE "${table.name}" (${columns.join(', ')})`,
      ...(indexed ? [`CREATE INDEX by_stamp ON "${table.name}" ("${table.modifiedOnField}")`] : []),
      ...rows.map((row) => ({
        sql: `INSERT INTO "${table.name}" (${writable.map((name) => `"${name}"`).join(', ')}) VALUES (${writable.map(() => '?').join(', ')})`,
        parameters: writable.map((name) => row[name] ?? null),
      })),
    ]);
    const open = () => workspace.open('data.sqlite', { clock, defaults: { modifiedOn: table.modifiedOnField ?? '' } });
    return { connector: await open(), reopen: open, dispose: () => workspace.dispose() };
  };
}

function declaration(table: TableDescription, name: string, type: FieldType): string {
  if (name === table.idField) return 'GUID PRIMARY KEY NOT NULL';
  if (name === 'Initial') return `VARCHAR(1) GENERATED ALWAYS AS (substr("Name", 1, 1)) VIRTUAL`;
  const unique = name === table.keyField ? ' UNIQUE' : '';
  if (type.kind === 'text') return `VARCHAR(${type.maxLength})${unique}`;
  return type.kind === 'decimal' ? `DECIMAL(${type.precision}, ${type.scale})` : type.kind.toUpperCase();
}
