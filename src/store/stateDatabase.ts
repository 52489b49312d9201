import type { DatabasePieces } from '../files/databasePieces';
import type { SqlJs } from '../files/loadSqlJs';
import type { SqlStatement } from '../files/sqlStatement';
import type { StoredValue } from '../files/sqlEngine';
import { SqlDatabase } from '../files/sqlDatabase';

/** The state's SQLite database in memory, with the pragmas that make it fast. Knows nothing of couplings, files or durability. */
export class StateDatabase {
  private constructor(private readonly database: SqlDatabase) {}

  /** Takes ownership of the content. Throws when it is no database. */
  static open(sqlJs: SqlJs, content: DatabasePieces): StateDatabase {
    const database = SqlDatabase.open(sqlJs, content);
    try {
      // Exclusive locking saves a call into the emulated file system per statement; our journal makes writes durable.
      // The cache doubles what it holds of the file, so it is kept small against the memory goal of DESIGN's benchmarks.
      database.script(
        'PRAGMA locking_mode=exclusive; PRAGMA journal_mode=memory; PRAGMA synchronous=off; ' +
          'PRAGMA temp_store=memory; PRAGMA cache_size=-2048',
      );
      return new StateDatabase(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** The prepared statement for this text: made once, to be started and reset. */
  statement(sql: string): SqlStatement {
    return this.database.prepare(sql);
  }

  /** Runs statements without parameters, as many as the text holds. */
  script(sql: string): void {
    this.database.script(sql);
  }

  /** Returns how many rows the statement inserted, changed or deleted. */
  run(sql: string, parameters: readonly StoredValue[]): number {
    this.database.prepare(sql).run(parameters);
    return this.database.changes();
  }

  /** The first row, or undefined. */
  row(sql: string, parameters: readonly StoredValue[]): readonly StoredValue[] | undefined {
    return this.database.prepare(sql).first(parameters);
  }

  rows(sql: string, parameters: readonly StoredValue[]): readonly (readonly StoredValue[])[] {
    return this.database.prepare(sql).all(parameters);
  }

  /** All that `work` does, or nothing of it when it throws. */
  transaction<T>(work: () => T): T {
    this.begin();
    try {
      const result = work();
      this.commit();
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  begin(): void {
    this.script('BEGIN');
  }

  commit(): void {
    this.script('COMMIT');
  }

  rollback(): void {
    this.script('ROLLBACK');
  }

  /** The whole database as the bytes of a SQLite file, to be written before the next statement. */
  image(): readonly Uint8Array[] {
    return this.database.image();
  }

  close(): void {
    this.database.close();
  }
}
