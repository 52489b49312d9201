import type { Database, SqlValue, Statement } from 'sql.js';
import type { SqlJs } from '../files/loadSqlJs';

/**
 * The state's SQLite database in memory. It keeps its prepared statements, sets the pragmas that make sql.js fast, and
 * knows nothing of couplings, files or durability.
 */
export class StateDatabase {
  private readonly statements = new Map<string, Statement>();

  private constructor(private readonly database: Database) {}

  /** Takes ownership of `bytes`; without them the database is empty. Throws when they are no database. */
  static open(sqlJs: SqlJs, bytes?: Uint8Array): StateDatabase {
    const database = new sqlJs.Database(bytes);
    try {
      // Exclusive locking saves a call into the emulated file system per statement; our journal makes writes durable.
      // The cache doubles what it holds of the file, so it is kept small against the memory goal of DESIGN's benchmarks.
      database.run(
        'PRAGMA locking_mode=exclusive; PRAGMA journal_mode=memory; PRAGMA synchronous=off; ' +
          'PRAGMA temp_store=memory; PRAGMA cache_size=-2048',
      );
      return new StateDatabase(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** The prepared statement for this text: made once, to be bound, stepped and reset. */
  statement(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs statements without parameters, as many as the text holds. */
  script(sql: string): void {
    this.database.run(sql);
  }

  /** Returns how many rows the statement inserted, changed or deleted. */
  run(sql: string, parameters: readonly SqlValue[]): number {
    this.statement(sql).run(parameters as SqlValue[]);
    return this.database.getRowsModified();
  }

  /** The first row, or undefined. */
  row(sql: string, parameters: readonly SqlValue[]): readonly SqlValue[] | undefined {
    const statement = this.statement(sql);
    statement.bind(parameters as SqlValue[]);
    const row = statement.step() ? statement.get() : undefined;
    statement.reset();
    return row;
  }

  rows(sql: string, parameters: readonly SqlValue[]): (readonly SqlValue[])[] {
    const statement = this.statement(sql);
    statement.bind(parameters as SqlValue[]);
    const rows: SqlValue[][] = [];
    while (statement.step()) rows.push(statement.get());
    statement.reset();
    return rows;
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
    this.database.run('BEGIN');
  }

  commit(): void {
    this.database.run('COMMIT');
  }

  rollback(): void {
    this.database.run('ROLLBACK');
  }

  /** The whole database as the bytes of a SQLite file. */
  export(): Uint8Array {
    return this.database.export();
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }
}
