import type { CompiledSide } from '../plan/compiledMapping';
import type { Intent } from '../ports/stateStore';
import type { JobFailure } from './jobFailure';
import type { ParsedFilter } from '../filter/filterExpression';
import type { RecordId, TableRecord } from '../model/record';
import type { Result } from '../result';
import type { RunContext } from './runContext';
import { err, ok } from '../result';
import { findByValues } from './findByValues';
import { findField } from '../model/schema';
import { holdsWritten, withFirstValues } from '../model/record';
import { isBlank } from '../model/value';
import { pause } from './pause';

/** How often a system that may still carry out a write is looked at. */
const lookEveryMs = 30_000;
/** A system's clock may be so far from ours. */
const clockToleranceMs = 10 * 60_000;

/**
 * The record of an interrupted create whose id the system was to give (DESIGN 6): by its key, and where the system was to give
 * that, too, by its content. Where there is none the write may still be on its way: this waits until the system's time limit
 * for writes has passed, and only then says that there is none. A plan waits for nothing.
 */
export async function findUnnamed(
  context: RunContext,
  destination: CompiledSide,
  intent: Intent,
  taken: ReadonlySet<RecordId>,
): Promise<Result<TableRecord | undefined, JobFailure>> {
  const limitMs = context.connectors[destination.side].capabilities.writeTimeLimitMs ?? 0;
  const until = Date.parse(intent.at ?? context.clock.now()) + limitMs;
  for (;;) {
    const found = await look(context, destination, intent, taken);
    if (!found.ok || found.value) return found;
    const leftMs = until - Date.parse(context.clock.now());
    if (leftMs <= 0 || context.rehearsal) return ok(undefined);
    context.events.waiting(
      `${destination.table.name} may still carry out a write whose answer was lost. Looks again until ${new Date(until).toISOString()}.`,
    );
    if (!(await pause(context, Math.min(leftMs, lookEveryMs)))) {
      return err({
        code: 'CANCELLED',
        message: 'Cancelled while an interrupted write was looked for. Run again to go on.',
      });
    }
  }
}

async function look(
  context: RunContext,
  destination: CompiledSide,
  intent: Intent,
  taken: ReadonlySet<RecordId>,
): Promise<Result<TableRecord | undefined, JobFailure>> {
  const key = intent.values[intent.fields.indexOf(destination.table.key)];
  const found = key ? await withKey(context, destination, key) : await withContent(context, destination, intent);
  if (!found.ok) return found;
  const ids = found.value.map((record) => record.id);
  const couplings = context.store.couplingsByIds(intent.mapping, destination.side, ids);
  // A record that is coupled already is somebody else's counterpart: keys and contents need not be unique.
  return ok(found.value.find(({ id }) => !couplings.has(id) && !taken.has(id)));
}

async function withKey(
  context: RunContext,
  { side, table, readFields }: CompiledSide,
  key: string,
): Promise<Result<readonly TableRecord[], JobFailure>> {
  const request = { table, fields: readFields, field: table.key, values: [key] };
  const records = await findByValues(context, context.connectors[side], request);
  return records.ok ? ok(records.value.get(key) ?? []) : records;
}

/** Records that appeared since, with all the values that were sent. Equal ones are interchangeable. */
async function withContent(
  context: RunContext,
  destination: CompiledSide,
  intent: Intent,
): Promise<Result<readonly TableRecord[], JobFailure>> {
  const { side, table, readFields, description } = destination;
  const filter: ParsedFilter = intent.fields.flatMap((field, index) => {
    const value = intent.values[index] ?? null;
    const type = findField(description, field)?.type;
    if (isBlank(value) || !type) return [];
    return [
      { field, type, expression: { kind: 'compare' as const, operator: 'equal' as const, value, ignoreCase: false } },
    ];
  });
  if (filter.length === 0) return ok([]);
  const fields = [...readFields, ...intent.fields];
  const changedSince = intent.at === null ? null : new Date(Date.parse(intent.at) - clockToleranceMs).toISOString();
  const found: TableRecord[] = [];
  const order = { by: 'modifiedOn' as const, changedSince };
  const { pageSize } = context.connectors[side].capabilities;
  const pages = context.connectors[side].read({ table, fields, filter, order, pageSize }, context.cancel);
  for await (const page of pages) {
    if (!page.ok) return page;
    for (const record of page.value) {
      if (holdsWritten(record, fields, intent)) found.push(withFirstValues(record, readFields.length));
    }
  }
  return ok(found);
}
