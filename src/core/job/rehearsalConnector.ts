import type { Clock } from '../ports/clock';
import type {
  ChangePage,
  ChangeQuery,
  Connector,
  ConnectorError,
  RecordWrite,
  WriteOutcome,
  WriteRequest,
} from '../ports/connector';
import type { Ids } from '../ports/ids';
import type { RecordId, TableRecord } from '../model/record';
import type { Result } from '../result';
import type { Value } from '../model/value';
import type { CancelSignal } from '../ports/cancelSignal';
import { compileFilter } from '../filter/compileFilter';
import { ok } from '../result';

/** What a rehearsal wrote to one record, by field. */
interface Scratch {
  readonly isNew: boolean;
  readonly values: Map<string, Value>;
}

/**
 * A system whose writes are durable at once, for a rehearsal: what is written stays here, and what is read afterwards shows it.
 * What the system itself would do to a record (defaults, rounding, refusals) nobody knows before it is done: a plan over a
 * service tells what would be sent. Systems that keep their writes until they are flushed need none of this.
 */
export function rehearsalConnector(
  inner: Connector,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): Connector {
  if (inner.capabilities.durability === 'deferred') return inner;
  const tables = new Map<string, Map<RecordId, Scratch>>();
  const scratchOf = (table: string) => {
    const known = tables.get(table) ?? new Map<RecordId, Scratch>();
    tables.set(table, known);
    return known;
  };
  const patched = (table: string, fields: readonly string[], record: TableRecord): TableRecord => {
    const scratch = scratchOf(table).get(record.id);
    if (!scratch) return record;
    const values = fields.map((field, index) =>
      scratch.values.has(field) ? (scratch.values.get(field) ?? null) : (record.values[index] ?? null),
    );
    return { ...record, values };
  };
  /** A record that exists here alone. */
  const created = (table: string, fields: readonly string[], id: RecordId): TableRecord =>
    patched(table, fields, { id, modifiedOn: clock.now(), values: fields.map(() => null) });
  const allCreated = (table: string) => [...scratchOf(table)].filter(([, { isNew }]) => isNew);

  async function write(
    { table, writes, readBack }: WriteRequest,
    cancel: CancelSignal,
  ): Promise<Result<readonly WriteOutcome[], ConnectorError>> {
    const modified = writes.flatMap((each) => (each.kind === 'modify' ? [each.id] : []));
    const before = await get({ table, fields: readBack, ids: modified }, cancel);
    if (!before.ok) return before;
    return ok(writes.map((each) => writeOne(table.name, each, readBack, before.value)));
  }

  function writeOne(
    table: string,
    write: RecordWrite,
    readBack: readonly string[],
    before: ReadonlyMap<RecordId, TableRecord>,
  ): WriteOutcome {
    const id = write.id ?? ids.guid();
    const existing = before.get(id);
    if (write.kind === 'modify' && !existing) return { kind: 'missing' };
    const scratch = scratchOf(table).get(id) ?? { isNew: write.kind === 'insert', values: new Map<string, Value>() };
    write.fields.forEach((field, index) => scratch.values.set(field, write.values[index] ?? null));
    scratchOf(table).set(id, scratch);
    return {
      kind: 'written',
      record: existing ? patched(table, readBack, existing) : created(table, readBack, id),
    };
  }

  const get: Connector['get'] = async (request, cancel) => {
    const { table, fields } = request;
    const isHere = (id: RecordId) => scratchOf(table.name).get(id)?.isNew === true;
    const found = await inner.get({ ...request, ids: request.ids.filter((id) => !isHere(id)) }, cancel);
    if (!found.ok) return found;
    const records = new Map([...found.value].map(([id, record]) => [id, patched(table.name, fields, record)]));
    for (const id of request.ids.filter(isHere)) records.set(id, created(table.name, fields, id));
    return ok(records);
  };

  async function* changes(
    query: ChangeQuery,
    cancel: CancelSignal,
  ): AsyncGenerator<Result<ChangePage, ConnectorError>> {
    const { table, fields } = query;
    for await (const page of inner.changes?.(query, cancel) ?? []) {
      if (!page.ok) {
        yield page;
        continue;
      }
      const records = page.value.records.map((record) => patched(table.name, fields, record));
      const isLast = page.value.token !== undefined;
      const own = isLast ? allCreated(table.name).map(([id]) => created(table.name, fields, id)) : [];
      yield ok({ ...page.value, records: [...records, ...own] });
    }
  }

  return {
    capabilities: inner.capabilities,
    describe: (cancel) => inner.describe(cancel),
    newIds: (table, count) => inner.newIds(table, count),
    prepareToWrite: () => inner.prepareToWrite(),
    close: () => inner.close(),
    get,
    write,
    async *read(query, cancel) {
      for await (const page of inner.read(query, cancel)) {
        yield page.ok ? ok(page.value.map((record) => patched(query.table.name, query.fields, record))) : page;
      }
      const passes = query.filter.map((part) => [part.field, compileFilter(part.expression, part.type)] as const);
      const own = allCreated(query.table.name)
        .filter(([, { values }]) => passes.every(([field, holds]) => holds(values.get(field) ?? null)))
        .map(([id]) => created(query.table.name, query.fields, id));
      if (own.length > 0) yield ok(own);
    },
    ...(inner.changes && { changes }),
    async find(request, cancel) {
      const { table, fields, field, values } = request;
      const found = await inner.find(request, cancel);
      if (!found.ok) return found;
      const matches = new Map<string, readonly TableRecord[]>(
        [...found.value].map(([value, records]) => [
          value,
          records.map((record) => patched(table.name, fields, record)),
        ]),
      );
      for (const [id, scratch] of allCreated(table.name)) {
        const value = scratch.values.get(field) ?? null;
        if (value === null || !values.includes(value)) continue;
        matches.set(value, [...(matches.get(value) ?? []), created(table.name, fields, id)]);
      }
      return ok(matches);
    },
    flush: () => Promise.resolve(ok(undefined)),
  };
}
