import { columnOf } from './data/tableDefinition';
import type { Dataset } from './data/dataset';
import type { StoredValue } from './data/storedValue';
import type { EmulatorClock } from './dataverse/organization';

export type PlainRow = Readonly<Record<string, StoredValue>>;
export type RowsByTable = Readonly<Record<string, readonly PlainRow[]>>;

/** The data of one system past its web service, for tests: what people do in the system itself. Values are canonical texts. */
export interface TableAccess {
  rows(table: string): readonly PlainRow[];
  row(table: string, id: string): PlainRow | undefined;
  /** Creates and returns the id. Stamps and numbers are the row's own where it names them, also to have none. */
  insert(table: string, row: PlainRow): string;
  update(table: string, id: string, values: PlainRow): void;
  remove(table: string, id: string): void;
  /** Rows as they are, stamps included. */
  load(rows: RowsByTable): void;
}

export function tableAccess(
  data: Dataset,
  clock: EmulatorClock,
  newId: () => string,
  precision: 'seconds' | 'milliseconds',
): TableAccess {
  const now = () => (precision === 'seconds' ? `${clock.now().slice(0, 19)}.000Z` : clock.now());
  const stampFor = (table: string, column: string) =>
    now().slice(0, columnOf(data.rows(table).definition, column)?.type.kind === 'date' ? 10 : undefined);
  const store = (table: string, id: string, values: Map<string, StoredValue>, before?: ReadonlyMap<string, string>) => {
    const { definition } = data.rows(table);
    for (const { name, computed } of definition.columns) {
      if (computed)
        values.set(
          name,
          computed((each) => values.get(each) ?? null),
        );
    }
    const targets = new Map(before ?? []);
    for (const { name, type } of definition.columns) {
      if (type.kind !== 'lookup') continue;
      // The column of the target's name, such as owneridtype, tells which table a lookup points to.
      const told = values.get(`${name}type`);
      if (told) targets.set(name, told);
      values.delete(`${name}type`);
    }
    data.put(table, id, values, targets);
  };
  const insert = (table: string, row: PlainRow): string => {
    const { definition } = data.rows(table);
    const values = new Map<string, StoredValue>(definition.columns.map(({ name, initial }) => [name, initial ?? null]));
    for (const [name, value] of Object.entries(row)) values.set(name, value);
    const id = values.get(definition.id) ?? newId();
    values.set(definition.id, id);
    for (const stamp of [definition.modifiedOn, definition.createdOn]) {
      if (stamp !== undefined && !(stamp in row)) values.set(stamp, stampFor(table, stamp));
    }
    store(table, id, values);
    return id;
  };
  const plain = (values: ReadonlyMap<string, StoredValue>): PlainRow => Object.fromEntries(values);
  return {
    rows: (table) => [...data.rows(table).all()].map(({ values }) => plain(values)),
    row(table, id) {
      const row = data.rows(table).get(id);
      return row && plain(row.values);
    },
    insert,
    update(table, id, changes) {
      const row = data.rows(table).get(id);
      if (!row) throw new Error(`There is no ${table} ${id} to update.`);
      const values = new Map([...row.values, ...Object.entries(changes)]);
      const stamp = data.rows(table).definition.modifiedOn;
      if (stamp !== undefined && !(stamp in changes)) values.set(stamp, stampFor(table, stamp));
      store(table, id, values, row.targets);
    },
    remove: (table, id) => data.remove(table, id),
    load(rows) {
      for (const [table, each] of Object.entries(rows)) for (const row of each) insert(table, row);
    },
  };
}
