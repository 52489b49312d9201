import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../src/core/ports/clock';
import type { ColumnDefaults } from '../../src/connectors/sqlite/describeTables';
import type { Connector, ConnectorError } from '../../src/core/ports/connector';
import type { Result } from '../../src/core/result';
import { fakeClock } from './fakeClock';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { must } from '../../src/core/assert';
import { openSqliteConnector } from '../../src/connectors/sqlite/openSqliteConnector';
import { sequentialIds } from './sequentialIds';

type Cell = string | number | null | Uint8Array;
/** SQL, or SQL with parameters. */
export type Statement = string | { readonly sql: string; readonly parameters: readonly Cell[] };

interface OpenOptions {
  readonly clock?: Clock;
  readonly defaults?: ColumnDefaults;
}

/** A folder of its own with SQLite files, and connectors over them; `dispose` takes all of it away. */
export interface SqliteWorkspace {
  readonly folder: string;
  file(name: string): string;
  create(name: string, statements: readonly Statement[]): void;
  /** What another program reads in the file now. */
  query(name: string, sql: string): readonly (readonly unknown[])[];
  /** What another program does to the file; keeps to sql.js, so also where no sqlite3 is installed. */
  edit(name: string, statements: readonly Statement[]): void;
  tryOpen(name: string, options?: OpenOptions): Promise<Result<Connector, ConnectorError>>;
  open(name: string, options?: OpenOptions): Promise<Connector>;
  dispose(): Promise<void>;
}

export async function sqliteWorkspace(): Promise<SqliteWorkspace> {
  const sqlJs = await loadSqlJs();
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tandem-sqlite-')));
  const open: Connector[] = [];
  const file = (name: string): string => path.join(folder, name);
  let opened = 0;

  const write = (name: string, bytes: Uint8Array | null, statements: readonly Statement[]): void => {
    const db = new sqlJs.Database(bytes);
    for (const statement of statements) {
      if (typeof statement === 'string') db.run(statement);
      else db.run(statement.sql, [...statement.parameters]);
    }
    writeFileSync(file(name), db.export());
    db.close();
  };

  const tryOpen = async (name: string, options: OpenOptions = {}): Promise<Result<Connector, ConnectorError>> => {
    const result = await openSqliteConnector({
      file: file(name),
      workspaceFolder: folder,
      displayName: name,
      clock: options.clock ?? fakeClock(),
      ids: sequentialIds(++opened),
      sqlJs,
      defaults: options.defaults ?? {},
    });
    if (result.ok) open.push(result.value);
    return result;
  };

  return {
    folder,
    file,
    create: (name, statements) => write(name, null, statements),
    edit: (name, statements) => write(name, readFileSync(file(name)), statements),
    query(name, sql) {
      const db = new sqlJs.Database(readFileSync(file(name)));
      try {
        return db.exec(sql)[0]?.values ?? [];
      } finally {
        db.close();
      }
    },
    tryOpen,
    async open(name, options) {
      const result = await tryOpen(name, options);
      return must(result.ok ? result.value : undefined, result.ok ? '' : result.error.message);
    },
    async dispose() {
      for (const connector of open.splice(0)) await connector.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
