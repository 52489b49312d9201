import { createHash } from 'node:crypto';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SqlJs } from '../../src/files/loadSqlJs';
import { loadSqlJs } from '../../src/files/loadSqlJs';

/** A real workspace on disk: customers in one SQLite file, and an empty table of accounts to couple them with in another. */
export interface CustomerWorkspace {
  readonly folder: string;
  /** Absolute, from a path with forward slashes. */
  file(name: string): string;
  readText(name: string): string;
  write(name: string, content: string | Uint8Array): void;
  /** What another program does to a data file. */
  edit(name: DataFile, sql: string): void;
  query(name: DataFile, sql: string): readonly (readonly unknown[])[];
  /** Every file below the folder with its permissions and a digest of its content; to compare. */
  contents(below?: string): Readonly<Record<string, string>>;
  /** The same files in a folder of their own. */
  copy(): CustomerWorkspace;
  remove(): void;
}

export type DataFile = 'data/local.sqlite' | 'data/integration.sqlite';

export const localId = (number: number): string => `5c000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export async function customerWorkspace(customers: number): Promise<CustomerWorkspace> {
  const sqlJs = await loadSqlJs();
  const workspace = workspaceIn(newFolder(), sqlJs);
  workspace.write('tandem.yaml', workspaceText);
  workspace.write('mappings/customer.mapping.yaml', mappingText);
  for (const name of ['data/local.sqlite', 'data/integration.sqlite'] as const) {
    workspace.write(name, new sqlJs.Database().export());
  }
  workspace.edit('data/local.sqlite', localSql(customers));
  workspace.edit('data/integration.sqlite', integrationSql);
  return workspace;
}

function newFolder(): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), 'tandem-process-')));
}

function workspaceIn(folder: string, sqlJs: SqlJs): CustomerWorkspace {
  const file = (name: string): string => path.join(folder, ...name.split('/'));
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(path.dirname(file(name)), { recursive: true });
    writeFileSync(file(name), content);
  };
  const open = <T>(name: DataFile, work: (db: InstanceType<SqlJs['Database']>) => T): T => {
    const db = new sqlJs.Database(readFileSync(file(name)));
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  return {
    folder,
    file,
    write,
    readText: (name) => readFileSync(file(name), 'utf8'),
    edit: (name, sql) =>
      open(name, (db) => {
        db.exec(sql);
        write(name, db.export());
      }),
    query: (name, sql) => open(name, (db) => db.exec(sql)[0]?.values ?? []),
    contents: (below = '.') => contents(folder, file(below)),
    copy() {
      const copied = newFolder();
      cpSync(folder, copied, { recursive: true });
      return workspaceIn(copied, sqlJs);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const workspaceText = `environments:
  sample:
    local: { connector: sqlite, file: data/local.sqlite, defaults: { modifiedOn: SystemModifiedAt } }
    integration: { connector: sqlite, file: data/integration.sqlite, defaults: { modifiedOn: modifiedon } }
mappings: [mappings/*.mapping.yaml]
`;

const mappingText = `name: CUSTOMER
table: Customer
integrationTable: account
direction: bidirectional
fields: [No. <-> accountnumber, { map: Name <-> name, match: 1 }, City <-> address1_city]
`;

const localSql = (customers: number): string => `
  CREATE TABLE Customer (
    SystemId GUID PRIMARY KEY, "No." CODE(20) NOT NULL UNIQUE, Name TEXT(100), City TEXT(30), SystemModifiedAt DATETIME
  );
  WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${customers})
  INSERT INTO Customer
  SELECT '5c000000-0000-4000-8000-' || printf('%012d', n), printf('C%05d', n), 'Customer ' || n, 'Oslo',
    '2026-11-20T08:00:00.000Z'
  FROM numbers;`;

const integrationSql = `
  CREATE TABLE account (
    accountid GUID PRIMARY KEY, accountnumber TEXT(20) UNIQUE, name TEXT(100), address1_city TEXT(30), modifiedon DATETIME
  );`;

function contents(root: string, place: string): Readonly<Record<string, string>> {
  const stat = lstatSync(place, { throwIfNoEntry: false });
  if (!stat) return {};
  if (stat.isDirectory()) {
    return Object.assign({}, ...readdirSync(place).map((name) => contents(root, path.join(place, name)))) as Record<
      string,
      string
    >;
  }
  const bytes = stat.isSymbolicLink() ? readlinkSync(place) : readFileSync(place);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { [path.relative(root, place)]: `${(stat.mode & 0o777).toString(8)} ${digest}` };
}
