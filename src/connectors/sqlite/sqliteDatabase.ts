import type { SqlJs } from '../../files/loadSqlJs';

/** A value as SQLite holds it. Numbers are exact: an integer that a double cannot hold arrives as a bigint. */
export type StoredValue = string | number | bigint | Uint8Array | null;

/** A prepared statement. Every way of using it leaves it ready for the next use. */
export interface SqliteStatement {
  /** Runs a statement that returns nothing; throws what SQLite says. */
  run(parameters: readonly StoredValue[]): void;
  /** The first row, or undefined. */
  first(parameters: readonly StoredValue[]): StoredValue[] | undefined;
  all(parameters: readonly StoredValue[]): StoredValue[][];
  /** Starts a query whose rows are fetched piecemeal by `next`; only for statements made by `open`. */
  start(parameters: readonly StoredValue[]): void;
  next(): StoredValue[] | undefined;
  free(): void;
}

/** One SQLite database in memory: what the connector needs of sql.js, typed, and with exact integers. */
export interface SqliteDatabase {
  run(sql: string): void;
  /** A statement kept for later calls with the same text; not to be freed by the caller. */
  prepare(sql: string): SqliteStatement;
  /** A statement of the caller's own, to be freed. */
  open(sql: string): SqliteStatement;
  /** Rows the last statement inserted or changed, without those that its triggers changed. */
  changes(): number;
  /** The whole database as bytes of a file. Throws inside a transaction. */
  export(): Uint8Array;
  close(): void;
}

/** Opens a database over the bytes of a file. The bytes belong to it from here on: writes change them in place. */
export function sqliteDatabase(sqlJs: SqlJs, bytes: Uint8Array): SqliteDatabase {
  const raw = new sqlJs.Database(bytes) as unknown as RawDatabase;
  const kept = new Map<string, SqliteStatement>();
  return {
    run: (sql) => void raw.run(sql),
    prepare: (sql) => {
      let found = kept.get(sql);
      if (!found) kept.set(sql, (found = statement(raw.prepare(sql))));
      return found;
    },
    open: (sql) => statement(raw.prepare(sql)),
    changes: () => raw.getRowsModified(),
    export: () => raw.export(),
    close: () => raw.close(),
  };
}

function statement(raw: RawStatement): SqliteStatement {
  return {
    run(parameters) {
      try {
        raw.bind(parameters);
        raw.step();
      } finally {
        raw.reset();
      }
    },
    first(parameters) {
      try {
        raw.bind(parameters);
        return raw.step() ? exactRow(raw) : undefined;
      } finally {
        raw.reset();
      }
    },
    all(parameters) {
      const rows: StoredValue[][] = [];
      try {
        raw.bind(parameters);
        while (raw.step()) rows.push(exactRow(raw));
      } finally {
        raw.reset();
      }
      return rows;
    },
    start: (parameters) => void raw.bind(parameters),
    next: () => (raw.step() ? exactRow(raw) : undefined),
    free: () => void raw.free(),
  };
}

// Asking for bigints costs a text conversion per integer, so only rows that need it are read a second time.
function exactRow(raw: RawStatement): StoredValue[] {
  const row = raw.get();
  for (let index = 0; index < row.length; index++) {
    const value = row[index];
    if (typeof value === 'number' && !(value < 2 ** 53 && value > -(2 ** 53))) {
      return raw.get(null, { useBigInt: true }).map((each) => (isSafeBigInt(each) ? Number(each) : each));
    }
  }
  return row;
}

function isSafeBigInt(value: StoredValue): value is bigint {
  return typeof value === 'bigint' && BigInt.asIntN(54, value) === value;
}

/** sql.js as it is; its published types know neither bigints nor the options of `get`. */
interface RawDatabase {
  run(sql: string): unknown;
  prepare(sql: string): RawStatement;
  getRowsModified(): number;
  export(): Uint8Array;
  close(): void;
}

interface RawStatement {
  bind(values: readonly StoredValue[]): boolean;
  step(): boolean;
  get(parameters?: null, options?: { readonly useBigInt: boolean }): StoredValue[];
  reset(): void;
  free(): boolean;
}
