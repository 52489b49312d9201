import type { StoredValue } from './storedValue';
import type { TableDefinition } from './tableDefinition';

export type Row = {
  /** Changes with each write, rises over all tables: Dataverse's row version. */
  readonly version: number;
  /** When the row came to be, in versions. */
  readonly createdVersion: number;
  readonly values: ReadonlyMap<string, StoredValue>;
  /** Dataverse: the tables that lookups of several targets point to. */
  readonly targets: ReadonlyMap<string, string>;
};

export interface Tombstone {
  readonly id: string;
  readonly version: number;
}

/**
 * The rows of one table, by id, with what is unique kept apart so that a thousand creates do not look through all rows a
 * thousand times.
 */
export interface Rows {
  readonly definition: TableDefinition;
  get(id: string): Row | undefined;
  all(): IterableIterator<Row>;
  readonly size: number;
  readonly deleted: readonly Tombstone[];
  /** The id of the row that has these values in the columns of a key. */
  byKey(columns: readonly string[], values: readonly StoredValue[]): string | undefined;
}

/** All of a dataset as plain data, so that a file can keep it. */
export interface KeptDataset {
  readonly version: number;
  readonly tables: Readonly<
    Record<string, { readonly rows: readonly KeptRow[]; readonly deleted: readonly Tombstone[] }>
  >;
}

export interface KeptRow {
  readonly id: string;
  readonly version: number;
  readonly createdVersion: number;
  readonly values: Readonly<Record<string, StoredValue>>;
  readonly targets: Readonly<Record<string, string>>;
}

export interface Dataset {
  readonly tables: readonly TableDefinition[];
  rows(table: string): Rows;
  /** The version of the latest write. */
  readonly version: number;
  put(table: string, id: string, values: ReadonlyMap<string, StoredValue>, targets?: ReadonlyMap<string, string>): Row;
  remove(table: string, id: string): void;
  /** Runs `work`; where it asks to, everything it wrote is taken back. */
  transaction<T>(work: (takeBack: () => void) => T): T;
  keep(): KeptDataset;
  /** Goes on from what was kept, versions and all; only while nothing is in it yet. */
  goOnFrom(kept: KeptDataset): void;
}

/** `keyText` is how texts are compared where they must be unique. */
export function createDataset(tables: readonly TableDefinition[], keyText: (text: string) => string): Dataset {
  const stores = new Map(tables.map((table) => [table.name, createRows(table, keyText)]));
  let version = 1000;
  let undo: (() => void)[] | undefined;
  const store = (table: string) => {
    const found = stores.get(table);
    if (!found) throw new Error(`The emulator has no table ${table}.`);
    return found;
  };
  return {
    tables,
    rows: store,
    get version() {
      return version;
    },
    put(table, id, values, targets = new Map()) {
      const rows = store(table);
      const before = rows.get(id);
      version += 1;
      const row: Row = { version, createdVersion: before?.createdVersion ?? version, values, targets };
      undo?.push(() => (before ? rows.set(id, before) : rows.drop(id)));
      rows.set(id, row);
      return row;
    },
    remove(table, id) {
      const rows = store(table);
      const before = rows.get(id);
      if (!before) return;
      version += 1;
      rows.drop(id);
      rows.deleted.push({ id, version });
      undo?.push(() => {
        rows.deleted.pop();
        rows.set(id, before);
      });
    },
    transaction(work) {
      const outer = undo;
      const mine: (() => void)[] = [];
      undo = mine;
      try {
        return work(() => {
          for (const step of mine.splice(0).reverse()) step();
        });
      } finally {
        undo = outer;
        outer?.push(...mine);
      }
    },
    keep: () => ({
      version,
      tables: Object.fromEntries([...stores].map(([name, rows]) => [name, keptRows(rows)])),
    }),
    goOnFrom(kept) {
      version = kept.version;
      for (const [name, rows] of stores) {
        for (const { id, values, targets, ...row } of kept.tables[name]?.rows ?? []) {
          rows.set(id, { ...row, values: new Map(Object.entries(values)), targets: new Map(Object.entries(targets)) });
        }
        rows.deleted.push(...(kept.tables[name]?.deleted ?? []));
      }
    },
  };
}

function keptRows(rows: MutableRows): KeptDataset['tables'][string] {
  const kept = [...rows.entries()].map(([id, row]): KeptRow => ({
    ...row,
    id,
    values: Object.fromEntries(row.values),
    targets: Object.fromEntries(row.targets),
  }));
  return { rows: kept, deleted: rows.deleted };
}

interface MutableRows extends Rows {
  entries(): IterableIterator<[string, Row]>;
  readonly deleted: Tombstone[];
  set(id: string, row: Row): void;
  drop(id: string): void;
}

function createRows(definition: TableDefinition, keyText: (text: string) => string): MutableRows {
  const rows = new Map<string, Row>();
  const keys = (definition.keys ?? []).map(({ columns }) => ({ columns, ids: new Map<string, string>() }));
  const entry = (columns: readonly string[], row: Row) =>
    keyEntry(
      columns.map((column) => row.values.get(column) ?? null),
      keyText,
    );
  return {
    definition,
    deleted: [],
    get: (id) => rows.get(id),
    all: () => rows.values(),
    entries: () => rows.entries(),
    get size() {
      return rows.size;
    },
    byKey(columns, values) {
      const key = keys.find((each) => each.columns.join() === columns.join());
      const text = keyEntry(values, keyText);
      return text === undefined ? undefined : key?.ids.get(text);
    },
    set(id, row) {
      const before = rows.get(id);
      rows.set(id, row);
      for (const { columns, ids } of keys) {
        const old = before && entry(columns, before);
        const now = entry(columns, row);
        if (old !== undefined && old !== now) ids.delete(old);
        if (now !== undefined) ids.set(now, id);
      }
    },
    drop(id) {
      const before = rows.get(id);
      if (!before) return;
      rows.delete(id);
      for (const { columns, ids } of keys) {
        const old = entry(columns, before);
        if (old !== undefined) ids.delete(old);
      }
    },
  };
}

/** Undefined where a part is blank: rows without a value are never each other's duplicates. */
function keyEntry(values: readonly StoredValue[], keyText: (text: string) => string): string | undefined {
  if (values.some((value) => value === null || value === '')) return undefined;
  return values.map((value) => keyText(value ?? '')).join('\u0000');
}
