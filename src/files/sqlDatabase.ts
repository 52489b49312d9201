import type { Database } from 'sql.js';
import type { DatabasePieces } from './databasePieces';
import type { Pointer } from './sqlEngine';
import type { SqlJs } from './loadSqlJs';
import { SqlStatement } from './sqlStatement';
import { assert, must } from '../core/assert';

/** One SQLite database in memory over pieces of bytes: what connector and store need of sql.js. */
export class SqlDatabase {
  private readonly kept = new Map<string, SqlStatement>();
  /** All that were not freed: as long as there is one, SQLite closes no database. */
  private readonly statements = new Set<SqlStatement>();
  private handle: Pointer;

  private constructor(
    private readonly sqlJs: SqlJs,
    private readonly database: Database,
    private readonly content: DatabasePieces,
  ) {
    this.handle = must((database as unknown as { readonly db?: number }).db, 'the handle of a database');
  }

  /** Opens the content as a database, which it belongs to from here on: writes change it in place. */
  static open(sqlJs: SqlJs, content: DatabasePieces): SqlDatabase {
    return new SqlDatabase(sqlJs, content.open(sqlJs), content);
  }

  /** Runs statements without parameters, as many as the text holds. */
  script(sql: string): void {
    this.database.run(sql);
  }

  /** A statement kept for later calls with the same text; not to be freed by the caller. */
  prepare(sql: string): SqlStatement {
    let found = this.kept.get(sql);
    if (!found) this.kept.set(sql, (found = this.open(sql)));
    return found;
  }

  /** A statement of the caller's own, to be freed when it is done with. */
  open(sql: string): SqlStatement {
    const { engine } = this.sqlJs;
    assert(this.handle !== 0, 'the database is open');
    const handle = engine.prepare(this.handle, sql);
    const statement = new SqlStatement(engine, this.handle, handle, (freed) => this.statements.delete(freed));
    this.statements.add(statement);
    return statement;
  }

  /** Rows the last statement inserted, changed or deleted, without those that its triggers did. */
  changes(): number {
    return this.database.getRowsModified();
  }

  /** The whole database as bytes of a file, to be written before the next statement. Throws inside a transaction. */
  image(): readonly Uint8Array[] {
    return this.content.image(this.database);
  }

  close(): void {
    for (const statement of this.statements) statement.free();
    this.kept.clear();
    this.handle = 0;
    this.database.close();
  }
}
