import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../src/core/ports/clock';
import type { ScenarioGiven, ScenarioTable, ScenarioValue } from './scenarioFile';
import type { ScenarioNames } from './scenarioNames';
import type { Side } from '../../src/core/model/side';
import type { SqlJs } from '../../src/files/loadSqlJs';

type Database = InstanceType<SqlJs['Database']>;

/** Where each side's data stands in a scenario's workspace. */
export const scenarioFiles = { local: 'data/local.sqlite', integration: 'data/integration.sqlite' } as const;

const sides = ['local', 'integration'] as const;
const stampColumn = { local: 'SystemModifiedAt', integration: 'modifiedon' } as const;
const beforeTheStory = '2026-11-21T07:00:00.000Z';

/** The two systems of a scenario, as the people and programs that work in them change and see them. */
export class ScenarioSystems {
  private readonly tables = new Map<string, Table>();
  private readonly tableOfRecord = new Map<string, Table>();

  constructor(
    private readonly folder: string,
    private readonly sqlJs: SqlJs,
    private readonly clock: Clock,
    private readonly names: ScenarioNames,
  ) {}

  create(given: ScenarioGiven): void {
    mkdirSync(path.join(this.folder, 'data'), { recursive: true });
    for (const side of sides) {
      for (const [name, table] of Object.entries(given[side])) this.tables.set(name, tableFrom(side, name, table));
    }
    // Ids first: a record may refer to one that stands further down.
    for (const table of this.tables.values()) {
      for (const [name, values] of Object.entries(table.given.records ?? {})) this.name(table, name, values);
    }
    for (const side of sides) {
      const db = new this.sqlJs.Database();
      const own = [...this.tables.values()].filter((table) => table.side === side);
      for (const table of own) db.run(table.ddl);
      for (const table of own) {
        for (const [name, values] of Object.entries(table.given.records ?? {}))
          this.insert(db, table, name, values, beforeTheStory);
        for (const statement of table.given.after ?? []) db.run(statement);
      }
      this.save(side, db);
    }
  }

  private name(table: Table, record: string, values: readonly ScenarioValue[]): void {
    this.tableOfRecord.set(record, table);
    const at = table.ownColumns.indexOf(table.id);
    if (at < 0) this.names.add(record);
    else this.names.know(record, String(values[at]));
  }

  private insert(db: Database, table: Table, name: string, values: readonly ScenarioValue[], stamp: string): void {
    const columns = table.ownColumns.map(quoted);
    const cells = values.map((value) => this.cell(value));
    if (!table.ownColumns.includes(table.id)) {
      columns.push(quoted(table.id));
      cells.push(this.names.idOf(name));
    }
    if (table.addsStamp) {
      columns.push(quoted(table.stamp));
      cells.push(stamp);
    }
    db.run(
      `INSERT INTO ${quoted(table.name)} (${columns.join(', ')}) VALUES (${cells.map(() => '?').join(', ')})`,
      cells,
    );
  }

  add(tableName: string, name: string, values: readonly ScenarioValue[]): void {
    const table = this.tables.get(tableName);
    if (!table) throw new Error(`There is no table ${tableName}.`);
    this.name(table, name, values);
    this.change(table.side, (db) => this.insert(db, table, name, values, this.clock.now()));
  }

  edit(record: string, fields: Readonly<Record<string, ScenarioValue>>): void {
    const { side, name, id, stamp } = this.tableOf(record);
    const sets = [...Object.keys(fields), stamp].map((column) => `${quoted(column)} = ?`).join(', ');
    const cells = [
      ...Object.values(fields).map((value) => this.cell(value)),
      this.clock.now(),
      this.names.idOf(record),
    ];
    this.change(side, (db) => {
      db.run(`UPDATE ${quoted(name)} SET ${sets} WHERE ${quoted(id)} = ?`, cells);
      if (db.getRowsModified() !== 1) throw new Error(`The edit of ${record} changed ${db.getRowsModified()} records.`);
    });
  }

  delete(record: string): void {
    const { side, name, id } = this.tableOf(record);
    this.change(side, (db) => db.run(`DELETE FROM ${quoted(name)} WHERE ${quoted(id)} = ?`, [this.names.idOf(record)]));
  }

  run(side: Side, sql: string): void {
    const text = sql.replaceAll(/\$[\w+]+/g, (name) => `'${this.names.expand(name)}'`);
    const dated = text.replaceAll(/:now(?:([+-]\d+)(ms|s|m|h|d))?/g, (_, amount?: string, unit?: string) => {
      const at =
        Date.parse(this.clock.now()) + (amount && unit ? Number(amount) * msPer[unit as keyof typeof msPer] : 0);
      return `'${new Date(at).toISOString()}'`;
    });
    this.change(side, (db) => db.run(dated));
  }

  /** Meets records that a run created, in the order of their ids, so that names do not depend on who asks first. */
  meetNew(): void {
    this.eachTable((db, table) => {
      for (const id of column(db, `SELECT ${quoted(table.id)} FROM ${quoted(table.name)} ORDER BY 1`)) {
        this.names.meet(table.name, String(id));
        this.tableOfRecord.set(this.names.nameOf(String(id)), table);
      }
    });
  }

  /** All records of both sides for a golden: everything but stamps. */
  describe(): readonly string[] {
    const lines: string[] = [];
    this.eachTable((db, table) => {
      const columns = [table.id, ...table.columns.filter((name) => name !== table.id && name !== table.stamp)];
      const select = columns.map((name) => `quote(${quoted(name)})`).join(', ');
      const [result] = db.exec(`SELECT ${select} FROM ${quoted(table.name)} ORDER BY ${quoted(table.id)}`);
      const rows = (result?.values ?? []).map((row) => row.map((cell) => this.names.shorten(shown(String(cell)))));
      lines.push('', `== ${table.side} ${table.name}`, ...aligned([columns, ...rows]));
    });
    return lines;
  }

  /** Tells whether anything at all changed, stamps included. */
  digest(): string {
    const hash = createHash('sha256');
    this.eachTable((db, table) =>
      hash.update(JSON.stringify(db.exec(`SELECT * FROM ${quoted(table.name)} ORDER BY 1`))),
    );
    return hash.digest('hex');
  }

  private tableOf(record: string): Table {
    const table = this.tableOfRecord.get(record);
    if (!table) throw new Error(`There is no record ${record}.`);
    return table;
  }

  private cell(value: ScenarioValue): string | number | null {
    if (typeof value === 'boolean') return value ? 1 : 0;
    return typeof value === 'string' ? this.names.expand(value) : value;
  }

  private eachTable(look: (db: Database, table: Table) => void): void {
    for (const side of sides) {
      const db = this.open(side);
      for (const table of this.tables.values()) if (table.side === side) look(db, table);
      db.close();
    }
  }

  private change(side: Side, work: (db: Database) => void): void {
    const db = this.open(side);
    work(db);
    this.save(side, db);
  }

  private open(side: Side): Database {
    return new this.sqlJs.Database(readFileSync(path.join(this.folder, scenarioFiles[side])));
  }

  private save(side: Side, db: Database): void {
    writeFileSync(path.join(this.folder, scenarioFiles[side]), db.export());
    db.close();
  }
}

const msPer = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

interface Table {
  readonly side: Side;
  readonly name: string;
  readonly id: string;
  readonly stamp: string;
  readonly addsStamp: boolean;
  readonly ownColumns: readonly string[];
  readonly columns: readonly string[];
  readonly ddl: string;
  readonly given: ScenarioTable;
}

function tableFrom(side: Side, name: string, given: ScenarioTable): Table {
  const own = given.columns.map((text) => {
    const match =
      /^(.*?)\s+((?:CODE|TEXT|VARCHAR|DECIMAL|INTEGER|BIGINT|BOOLEAN|DATETIME|DATE|GUID|REAL|BLOB)\b.*)$/.exec(text);
    if (!match?.[1] || !match[2]) throw new Error(`${name}: the column '${text}' has no type.`);
    return { name: match[1], rest: match[2] };
  });
  const key = own.find((column) => column.rest.includes('PRIMARY KEY'));
  const id = key?.name ?? (side === 'local' ? 'SystemId' : `${name}id`);
  const stamp = stampColumn[side];
  const addsStamp = !own.some((column) => column.name === stamp);
  const columns = [
    ...(key ? [] : [`${quoted(id)} GUID PRIMARY KEY`]),
    ...own.map((column) => `${quoted(column.name)} ${column.rest}`),
    ...(addsStamp ? [`${quoted(stamp)} DATETIME`] : []),
    ...(given.constraints ?? []),
  ];
  return {
    side,
    name,
    id,
    stamp,
    addsStamp,
    ownColumns: own.map((column) => column.name),
    columns: [id, ...own.map((column) => column.name), stamp],
    ddl: `CREATE TABLE ${quoted(name)} (${columns.join(', ')})`,
    given,
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function column(db: Database, sql: string): readonly unknown[] {
  return db.exec(sql)[0]?.values.map(([cell]) => cell) ?? [];
}

/** A cell as SQLite quotes it, without the quotes where nothing is lost: null and empty text stay apart. */
function shown(cell: string): string {
  if (cell === 'NULL') return '-';
  const text = cell.startsWith("'") ? cell.slice(1, -1).replaceAll("''", "'") : cell;
  return text === '' || text !== text.trim() || text === '-' ? `'${text}'` : text;
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
