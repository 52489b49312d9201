import type { Clock } from '../../src/core/ports/clock';
import type {
  ChangePage,
  ChangeQuery,
  ConnectorError,
  Connector,
  ReadQuery,
  RecordWrite,
  WriteOutcome,
} from '../../src/core/ports/connector';
import type { FieldDescription, TableDescription, TableSpec } from '../../src/core/model/schema';
import type { Ids } from '../../src/core/ports/ids';
import type { RecordFailure } from '../../src/core/model/failure';
import type { RecordId, Stamp, TableRecord } from '../../src/core/model/record';
import type { Result } from '../../src/core/result';
import type { Value } from '../../src/core/model/value';
import { compileFilter } from '../../src/core/filter/compileFilter';
import { err, ok } from '../../src/core/result';
import { isBlank } from '../../src/core/model/value';
import { must } from '../../src/core/assert';
import { sequentialIds } from './sequentialIds';

export type ConnectorOperation =
  'describe' | 'read' | 'changes' | 'get' | 'find' | 'newIds' | 'prepareToWrite' | 'write' | 'flush';
export type MemoryRow = Readonly<Record<string, Value>>;

export interface MemoryTable {
  readonly description: TableDescription;
  readonly rows?: readonly MemoryRow[];
}

export interface MemoryConnectorOptions {
  readonly tables: readonly MemoryTable[];
  readonly clock: Clock;
  readonly idSource?: Ids;
  /** server: `newIds` gives none, and inserts get theirs when they arrive. */
  readonly ids?: 'client' | 'server';
  readonly durability?: 'immediate' | 'deferred';
  readonly batchSize?: number;
  /** How late a write may still be carried out after its answer was lost. */
  readonly writeTimeLimitMs?: number;
  /** Asked before each operation, and before each page of a read; what it returns is the operation's error. */
  readonly failOn?: (operation: ConnectorOperation) => ConnectorError | undefined;
  /** Asked before each record is written. */
  readonly failRecord?: (write: RecordWrite) => RecordFailure | undefined;
}

/** A system in memory that behaves as the port says: the double for tests of everything above connectors. */
export interface MemoryConnector extends Connector {
  /** A table's rows as they stand, in id order. */
  rows(table: string): readonly MemoryRow[];
  /** What a user does: sets these fields of the record with the row's id, or adds the record. Stamped unless the row says when. */
  put(table: string, row: MemoryRow): void;
  remove(table: string, id: RecordId): void;
  /** The system forgets what changed so far: tokens from before are no good any more. */
  forgetChanges(): void;
  /** Back to the last flush, where durability is deferred. */
  simulateCrash(): void;
}

export function memoryConnector(options: MemoryConnectorOptions): MemoryConnector {
  const { clock, failOn = () => undefined, failRecord = () => undefined, idSource = sequentialIds() } = options;
  const durability = options.durability ?? 'immediate';
  const tables = new Map(options.tables.map((table) => [table.description.name, emptyTable(table.description)]));
  let durable = new Map<string, Map<RecordId, MemoryRow>>();
  let lastNumber = 0;
  let lastChange = 0;
  let forgotten = 0;

  for (const { description, rows = [] } of options.tables) rows.forEach((row) => put(description.name, row));
  keep();

  function keep(): void {
    durable = new Map([...tables].map(([name, table]) => [name, new Map(table.rows)]));
  }

  function put(name: string, row: MemoryRow): void {
    const table = must(tables.get(name), `table ${name}`);
    const { idField = '', modifiedOnField = '' } = table.description;
    const id = must(row[idField], `a row's ${idField}`);
    const stamp = modifiedOnField in row ? {} : { [modifiedOnField]: clock.now() };
    table.rows.set(id, { ...blankRow(table.description), ...table.rows.get(id), ...row, ...stamp });
    table.changes.set(id, ++lastChange);
  }

  function find(spec: TableSpec, fields: readonly string[]): Result<LiveTable, ConnectorError> {
    const table = tables.get(spec.name);
    if (!table) return err({ code: 'TABLE_NOT_FOUND', message: `There is no table ${spec.name}.` });
    const missing = [spec.id, spec.modifiedOn, ...fields].find((field) => !table.fields.has(field));
    if (missing === undefined) return ok(table);
    return err({ code: 'FIELD_NOT_FOUND', message: `Table ${spec.name} has no field ${missing}.` });
  }

  function refusal(operation: ConnectorOperation, cancel?: { readonly aborted: boolean }): ConnectorError | undefined {
    return cancel?.aborted ? { code: 'CANCELLED', message: 'Cancelled.' } : failOn(operation);
  }

  async function* read(
    query: ReadQuery,
    cancel: { readonly aborted: boolean },
  ): AsyncGenerator<Result<readonly TableRecord[], ConnectorError>> {
    const found = find(query.table, [...query.fields, ...query.filter.map((part) => part.field)]);
    if (!found.ok) {
      yield found;
      return;
    }
    const wanted = query.filter.map((part) => [part.field, compileFilter(part.expression, part.type)] as const);
    let after: Position | undefined;
    for (;;) {
      const refused = refusal('read', cancel);
      if (refused) {
        yield err(refused);
        return;
      }
      const compare = positionOrder(found.value, query);
      const page = [...found.value.rows.values()]
        .filter((row) => wanted.every(([field, passes]) => passes(row[field] ?? null)) && isSince(row, query))
        .map((row) => ({ row, position: positionOf(row, query) }))
        .filter(({ position }) => after === undefined || compare(position, after) > 0)
        .sort((a, b) => compare(a.position, b.position))
        .slice(0, query.pageSize);
      if (page.length === 0) return;
      after = page.at(-1)?.position;
      yield ok(page.map(({ row }) => recordOf(row, query.table, query.fields)));
    }
  }

  /** The newest change first, to show that nobody may count on an order. */
  async function* changes(
    { table: spec, fields, since, pageSize }: ChangeQuery,
    cancel: { readonly aborted: boolean },
  ): AsyncGenerator<Result<ChangePage, ConnectorError>> {
    const found = find(spec, fields);
    const token = String(lastChange);
    if (!found.ok) {
      yield found;
      return;
    }
    if (since !== null && Number(since) < forgotten) {
      yield err({ code: 'TOKEN_EXPIRED', message: 'Too long ago.' });
      return;
    }
    const { rows, changes: numbers } = found.value;
    const changed = [...numbers]
      .filter(([id, number]) => (since === null ? rows.has(id) : number > Number(since)))
      .sort(([, a], [, b]) => b - a)
      .map(([id]) => id);
    for (let at = 0; at === 0 || at < changed.length; at += pageSize) {
      const refused = refusal('changes', cancel);
      if (refused) {
        yield err(refused);
        return;
      }
      const ids = changed.slice(at, at + pageSize);
      yield ok({
        records: ids
          .map((id) => rows.get(id))
          .filter((row) => row !== undefined)
          .map((row) => recordOf(row, spec, fields)),
        deleted: ids.filter((id) => !rows.has(id)),
        ...(at + pageSize >= changed.length && { token }),
      });
    }
  }

  function writeOne(table: LiveTable, spec: TableSpec, write: RecordWrite, readBack: readonly string[]): WriteOutcome {
    const failure = failRecord(write) ?? fieldFailure(table, spec, write);
    if (failure) return { kind: 'failed', failure };
    const given = write.fields.includes(spec.id) ? write.values[write.fields.indexOf(spec.id)] : undefined;
    const id = given ?? write.id ?? newId(table, spec);
    const existing = table.rows.get(id);
    if (write.kind === 'modify') {
      if (!existing) return { kind: 'missing' };
      if ((existing[spec.modifiedOn] ?? null) !== write.expected)
        return failed('CHANGED_MEANWHILE', `Record ${id} changed.`);
    } else if (existing && !write.resent) return failed('CONSTRAINT_VIOLATED', `Record ${id} exists.`, spec.id);
    const values = Object.fromEntries(
      write.fields.map((field, index) => [field, kept(table, field, write.values[index] ?? null)]),
    );
    const row: MemoryRow = {
      ...(existing ?? blankRow(table.description)),
      ...values,
      [spec.id]: id,
      [spec.modifiedOn]: laterStamp(clock.now(), existing?.[spec.modifiedOn] ?? null),
    };
    const violated = uniqueViolation(table, spec, row);
    if (violated !== undefined)
      return failed('CONSTRAINT_VIOLATED', `Another record has the same ${violated}.`, violated);
    table.rows.set(id, row);
    table.changes.set(id, ++lastChange);
    return { kind: 'written', record: recordOf(row, spec, readBack) };
  }

  function newId(table: LiveTable, spec: TableSpec): RecordId {
    if (table.fields.get(spec.id)?.type.kind !== 'integer') return idSource.guid();
    lastNumber = Math.max(lastNumber, ...[...table.rows.keys()].map(Number)) + 1;
    return String(lastNumber);
  }

  return {
    capabilities: {
      durability,
      batchSize: options.batchSize ?? 1_000,
      pageSize: 1_000,
      ...(options.writeTimeLimitMs !== undefined && { writeTimeLimitMs: options.writeTimeLimitMs }),
    },
    async describe(cancel) {
      const refused = refusal('describe', cancel);
      return refused ? err(refused) : ok({ tables: options.tables.map((table) => table.description) });
    },
    read,
    ...(options.tables.some(({ description }) => description.tracksChanges) && { changes }),
    async get({ table: spec, fields, ids }, cancel) {
      const refused = refusal('get', cancel);
      if (refused) return err(refused);
      const table = find(spec, fields);
      if (!table.ok) return table;
      const rows = ids.map((id) => table.value.rows.get(id)).filter((row) => row !== undefined);
      return ok(new Map(rows.map((row) => [row[spec.id] ?? '', recordOf(row, spec, fields)])));
    },
    async find({ table: spec, fields, field, values }, cancel) {
      const refused = refusal('find', cancel);
      if (refused) return err(refused);
      const table = find(spec, [field, ...fields]);
      if (!table.ok) return table;
      const matches = new Map<string, readonly TableRecord[]>();
      for (const value of values.filter((each) => !isBlank(each))) {
        const rows = [...table.value.rows.values()].filter((row) => row[field] === value).slice(0, 2);
        if (rows.length > 0)
          matches.set(
            value,
            rows.map((row) => recordOf(row, spec, fields)),
          );
      }
      return ok(matches);
    },
    async newIds(spec, count) {
      const refused = refusal('newIds');
      if (refused) return err(refused);
      const table = find(spec, []);
      if (!table.ok) return table;
      return ok(options.ids === 'server' ? undefined : Array.from({ length: count }, () => newId(table.value, spec)));
    },
    async prepareToWrite() {
      const refused = refusal('prepareToWrite');
      return refused ? err(refused) : ok(undefined);
    },
    async write({ table: spec, writes, readBack }, cancel) {
      const refused = refusal('write', cancel);
      if (refused) return err(refused);
      const table = find(spec, [...readBack, ...writes.flatMap((write) => write.fields)]);
      if (!table.ok) return table;
      const outcomes = writes.map((write) => writeOne(table.value, spec, write, readBack));
      if (durability === 'immediate') keep();
      return ok(outcomes);
    },
    async flush() {
      const refused = refusal('flush');
      if (refused) return err(refused);
      keep();
      return ok(undefined);
    },
    async close() {},
    rows: (name) => {
      const table = must(tables.get(name), `table ${name}`);
      return [...table.rows.values()].sort((a, b) => idOrder(table)(idOf(table, a), idOf(table, b)));
    },
    put(name, row) {
      put(name, row);
      // What a user does to the system is durable at once.
      const id = must(row[must(tables.get(name)?.description.idField, 'id field')], 'id');
      durable.get(name)?.set(id, must(tables.get(name)?.rows.get(id), 'row'));
    },
    remove(name, id) {
      tables.get(name)?.rows.delete(id);
      tables.get(name)?.changes.set(id, ++lastChange);
      durable.get(name)?.delete(id);
    },
    forgetChanges() {
      forgotten = ++lastChange;
    },
    simulateCrash() {
      for (const [name, table] of tables) table.rows = new Map(durable.get(name));
    },
  };
}

interface LiveTable {
  readonly description: TableDescription;
  readonly fields: ReadonlyMap<string, FieldDescription>;
  rows: Map<RecordId, MemoryRow>;
  /** When each record was last changed or deleted, counted in changes. */
  readonly changes: Map<RecordId, number>;
}

interface Position {
  readonly stamp: Stamp;
  readonly id: RecordId;
}

function emptyTable(description: TableDescription): LiveTable {
  return {
    description,
    fields: new Map(description.fields.map((field) => [field.name, field])),
    rows: new Map(),
    changes: new Map(),
  };
}

function blankRow(description: TableDescription): MemoryRow {
  return Object.fromEntries(description.fields.map((field) => [field.name, null]));
}

function recordOf(row: MemoryRow, spec: TableSpec, fields: readonly string[]): TableRecord {
  return {
    id: row[spec.id] ?? '',
    modifiedOn: row[spec.modifiedOn] ?? null,
    values: fields.map((field) => row[field] ?? null),
  };
}

function positionOf(row: MemoryRow, { table, order }: ReadQuery): Position {
  return { id: row[table.id] ?? '', stamp: order.by === 'modifiedOn' ? (row[table.modifiedOn] ?? '') : '' };
}

function positionOrder(table: LiveTable, query: ReadQuery): (a: Position, b: Position) => number {
  const byId = idOrder(table, query.table.id);
  return (a, b) => (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : byId(a.id, b.id));
}

function idOrder(table: LiveTable, idField = table.description.idField ?? ''): (a: RecordId, b: RecordId) => number {
  const isNumber = table.fields.get(idField)?.type.kind === 'integer';
  return isNumber ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
}

function idOf(table: LiveTable, row: MemoryRow): RecordId {
  return row[table.description.idField ?? ''] ?? '';
}

function isSince(row: MemoryRow, { table, order }: ReadQuery): boolean {
  const stamp = row[table.modifiedOn] ?? null;
  return order.by === 'id' || stamp === null || order.changedSince === null || stamp >= order.changedSince;
}

// Empty text exists in text fields only.
function kept(table: LiveTable, field: string, value: Value): Value {
  return value === '' && table.fields.get(field)?.type.kind !== 'text' ? null : value;
}

function fieldFailure(table: LiveTable, spec: TableSpec, write: RecordWrite): RecordFailure | undefined {
  for (const [index, name] of write.fields.entries()) {
    const field = table.fields.get(name);
    if (field?.readOnly || name === spec.modifiedOn) {
      return { code: 'WRITE_REFUSED', message: `${name} cannot be written.`, field: name };
    }
    if (field?.required && write.values[index] === null) {
      return { code: 'CONSTRAINT_VIOLATED', message: `${name} needs a value.`, field: name };
    }
  }
  return undefined;
}

function uniqueViolation(table: LiveTable, spec: TableSpec, row: MemoryRow): string | undefined {
  const unique = [...table.fields.values()].filter(
    (field) => field.unique && field.name !== spec.id && row[field.name] !== null,
  );
  if (unique.length === 0) return undefined;
  const others = [...table.rows.values()].filter((other) => other[spec.id] !== row[spec.id]);
  return unique.find((field) => others.some((other) => other[field.name] === row[field.name]))?.name;
}

function laterStamp(now: Stamp, previous: Stamp | null): Stamp {
  return previous === null || now > previous ? now : new Date(Date.parse(previous) + 1).toISOString();
}

function failed(code: RecordFailure['code'], message: string, field?: string): WriteOutcome {
  return { kind: 'failed', failure: { code, message, ...(field === undefined ? {} : { field }) } };
}
