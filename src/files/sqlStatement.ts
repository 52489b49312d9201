import type { Pointer, SqlEngine, StoredValue } from './sqlEngine';
import { assert } from '../core/assert';

/**
 * A prepared statement; all that it does may throw what SQLite says. Every way of using it but `start` leaves it ready for the next use.
 *
 * Stands where sql.js has a class of its own, which encodes a text twice, asks for memory for each value, and decodes in ways
 * that are slow for short texts: a seventh of what a run takes.
 */
export class SqlStatement {
  /** How many values the last use bound: what the next one leaves out is to be null again. */
  private bound = 0;
  /** Memory of a query that was started. */
  private own: Pointer = 0;

  constructor(
    private readonly engine: SqlEngine,
    private readonly db: Pointer,
    private handle: Pointer,
    private readonly onFree: (statement: SqlStatement) => void,
  ) {}

  /** Runs a statement that returns nothing. */
  run(parameters: readonly StoredValue[]): void {
    this.bindShared(parameters);
    this.step();
    this.reset();
  }

  /** The first row, or undefined. */
  first(parameters: readonly StoredValue[]): StoredValue[] | undefined {
    this.bindShared(parameters);
    const row = this.next();
    this.reset();
    return row;
  }

  all(parameters: readonly StoredValue[]): StoredValue[][] {
    this.bindShared(parameters);
    const rows: StoredValue[][] = [];
    while (this.step()) rows.push(this.engine.row(this.handle));
    this.reset();
    return rows;
  }

  /** Starts a query whose rows are fetched one by one with `next`, until there are no more or `reset` ends it. */
  start(parameters: readonly StoredValue[]): void {
    this.reset();
    const bytes = this.engine.roomFor(parameters);
    // Other statements may run before this one ends.
    if (bytes > 0) this.own = this.engine.allocate(bytes);
    this.bind(parameters, this.own);
  }

  next(): StoredValue[] | undefined {
    return this.step() ? this.engine.row(this.handle) : undefined;
  }

  reset(): void {
    const { functions } = this.engine;
    functions._sqlite3_reset(this.handle);
    if (this.own === 0) return;
    functions._sqlite3_clear_bindings(this.handle);
    functions._free(this.own);
    this.own = 0;
  }

  /** The database does it, too, when it is closed. Using the statement afterwards is a bug, and throws. */
  free(): void {
    if (this.handle === 0) return;
    this.onFree(this);
    this.reset();
    this.engine.functions._sqlite3_finalize(this.handle);
    this.handle = 0;
  }

  private bindShared(parameters: readonly StoredValue[]): void {
    this.bind(parameters, this.engine.sharedRoom(this.engine.roomFor(parameters)));
  }

  private bind(parameters: readonly StoredValue[], room: Pointer): void {
    const { engine, db, handle } = this;
    assert(handle !== 0, 'the statement is open');
    if (parameters.length < this.bound) engine.functions._sqlite3_clear_bindings(handle);
    this.bound = parameters.length;
    engine.bind(db, handle, parameters, room);
  }

  /** Whether there is a row. */
  private step(): boolean {
    assert(this.handle !== 0, 'the statement is open');
    const outcome = this.engine.functions._sqlite3_step(this.handle);
    if (outcome === aRow) return true;
    if (outcome === isDone) return false;
    try {
      this.engine.check(this.db, outcome);
      return false;
    } finally {
      this.reset();
    }
  }
}

// https://www.sqlite.org/rescode.html
const aRow = 100;
const isDone = 101;
