import type { BoundTable } from './boundTable';
import type { RecordFailure } from '../../core/model/failure';
import type { RecordId, Stamp, TableRecord } from '../../core/model/record';
import type { RecordWrite, WriteOutcome } from '../../core/ports/connector';
import type { SqliteColumn } from './sqliteTable';
import type { SqliteSession } from './sqliteSession';
import type { StoredValue } from '../../files/sqlEngine';
import type { WritePlan } from './writePlan';
import { isBlank } from '../../core/model/value';
import { must } from '../../core/assert';
import { laterStamp } from './stampCodec';
import { newRecordIds } from './newRecordIds';
import { quoted } from './sqliteTable';
import { recordFromRow, selectList } from './recordRow';
import { refusedValue } from './refusedValue';
import { encodeWrite, writePlan, writtenValues } from './writePlan';

type Insert = Extract<RecordWrite, { kind: 'insert' }>;
type Modify = Extract<RecordWrite, { kind: 'modify' }>;

/** Writes records of one table, inside whatever transaction is open, and tells what then stands in their rows. */
export interface RecordWriter {
  /** A refusal by SQLite is thrown as SQLite puts it; everything that can be known before is an outcome. */
  one(write: RecordWrite): WriteOutcome;
  /**
   * Inserts as many of the writes, from a position on, as one statement takes. Undefined where it does not take them or one is
   * refused: nothing was written then, and `one` tells of each.
   */
  block(writes: readonly RecordWrite[], from: number): readonly WriteOutcome[] | undefined;
}

/** `columns` are those to read back. */
export function recordWriter(
  session: SqliteSession,
  bound: BoundTable,
  columns: readonly SqliteColumn[],
): RecordWriter {
  const { db } = session;
  const { table, stamps } = bound;
  const now = session.clock.now();
  const select = `FROM ${quoted(table.name)} WHERE ${bound.idEquals(1)}`;
  const selectRow = db.prepare(`SELECT ${selectList(bound, columns)} ${select}`);
  const selectStamp = db.prepare(`SELECT ${quoted(bound.id.name)}, ${quoted(bound.modifiedOn.name)} ${select}`);
  const plans = new Map<readonly string[], WritePlan>();

  return {
    one(write) {
      const plan = planOf(write.fields);
      if (plan.refusal) return failed(plan.refusal);
      return write.kind === 'insert' ? insert(plan, write) : modify(plan, write);
    },
    block(writes, from) {
      const first = writes[from];
      if (first?.kind !== 'insert') return undefined;
      const plan = planOf(first.fields);
      const { block } = plan;
      if (!block || plan.refusal || plan.idAt >= 0 || from + block.rows > writes.length) return undefined;
      const parameters = blockParameters(plan, writes, from, block.rows);
      if (!parameters || !runs(block.sql, parameters)) return undefined;
      return Array.from({ length: block.rows }, (_, index) => {
        const at = index * block.parametersEach;
        const id = must(writes[from + index]?.id, 'id');
        return written(plan.inserted, parameters, at + 2, parameters[at] ?? null, id, now);
      });
    },
  };

  /** Undefined where one of the writes is none of a row of plain inserts, or cannot be kept as it is. */
  function blockParameters(
    plan: WritePlan,
    writes: readonly RecordWrite[],
    from: number,
    rows: number,
  ): StoredValue[] | undefined {
    const parameters: StoredValue[] = [];
    for (let index = from; index < from + rows; index++) {
      const write = writes[index] as RecordWrite;
      if (write.kind !== 'insert' || write.resent || isBlank(write.id) || planOf(write.fields) !== plan)
        return undefined;
      const storedId = bound.id.codec.encode(write.id);
      if (storedId === undefined) return undefined;
      parameters.push(storedId, stamps.encode(now));
      if (encodeWrite(plan, write.values, parameters)) return undefined;
    }
    return parameters;
  }

  /** A refused statement leaves nothing behind, whatever the reason: writing one by one meets the same, and tells it. */
  function runs(sql: string, parameters: readonly StoredValue[]): boolean {
    try {
      db.prepare(sql).run(parameters);
      return true;
    } catch {
      return false;
    }
  }

  function planOf(fields: readonly string[]): WritePlan {
    let plan = plans.get(fields);
    if (!plan) plans.set(fields, (plan = writePlan(bound, fields, columns)));
    return plan;
  }

  function insert(plan: WritePlan, write: Insert): WriteOutcome {
    const given = plan.idAt < 0 ? null : (write.values[plan.idAt] ?? null);
    const id = isBlank(given) ? (write.id ?? newRecordIds(session, bound, 1)?.[0]) : given;
    if (id === undefined) return failed(idsUsedUp());
    const existing = write.resent ? find(id) : undefined;
    if (existing) return update(plan, write, id, existing, laterStamp(now, existing.modifiedOn));
    const storedId = bound.id.codec.encode(id);
    if (storedId === undefined) return failed(refusedValue(bound.id, id));
    const parameters: StoredValue[] = [storedId, stamps.encode(now)];
    const failure = encodeWrite(plan, write.values, parameters);
    if (failure) return failed(failure);
    db.prepare(plan.insertSql).run(parameters);
    return db.changes() === 0 ? ignored() : written(plan.inserted, parameters, 2, storedId, id, now);
  }

  function modify(plan: WritePlan, write: Modify): WriteOutcome {
    const given = plan.idAt < 0 ? write.id : write.values[plan.idAt];
    if (given !== write.id) return failed(idChanges());
    const modifiedOn = laterStamp(now, write.expected);
    const parameters: StoredValue[] = [stamps.encode(modifiedOn)];
    const failure = encodeWrite(plan, write.values, parameters);
    if (failure) return failed(failure);
    const expected = write.expected === null ? null : stamps.encode(write.expected);
    // One statement both checks the stamp and writes; only where it finds nothing is it worth asking why.
    const statement = db.prepare(plan.updateExpectedSql);
    const storedId = bound.lookUp(write.id, (stored) => {
      statement.run([...parameters, stored, expected]);
      return db.changes() === 0 ? undefined : stored;
    });
    if (storedId !== undefined) return written(plan.modified, parameters, 1, storedId, write.id, modifiedOn);
    const existing = find(write.id);
    if (!existing) return { kind: 'missing' };
    if (existing.modifiedOn !== write.expected) return failed(changedMeanwhile(write.id));
    return update(plan, write, write.id, existing, laterStamp(now, existing.modifiedOn));
  }

  function update(
    plan: WritePlan,
    write: RecordWrite,
    id: RecordId,
    existing: Existing,
    modifiedOn: Stamp,
  ): WriteOutcome {
    const parameters: StoredValue[] = [stamps.encode(modifiedOn)];
    const failure = encodeWrite(plan, write.values, parameters);
    if (failure) return failed(failure);
    db.prepare(plan.updateSql).run([...parameters, existing.storedId]);
    return db.changes() === 0 ? ignored() : written(plan.modified, parameters, 1, existing.storedId, id, modifiedOn);
  }

  interface Existing {
    readonly storedId: StoredValue;
    readonly modifiedOn: Stamp | null;
  }

  function find(id: RecordId): Existing | undefined {
    const row = bound.lookUp(id, (stored) => selectStamp.first([stored]));
    return row && { storedId: row[0] ?? null, modifiedOn: stamps.decode(row[1] ?? null) };
  }

  function written(
    sources: WritePlan['inserted'],
    parameters: readonly StoredValue[],
    from: number,
    storedId: StoredValue,
    id: RecordId,
    modifiedOn: Stamp,
  ): WriteOutcome {
    const values = sources && writtenValues(sources, columns, parameters, from, id);
    const record: TableRecord | undefined = values ? { id, modifiedOn, values } : reread(storedId);
    return record ? { kind: 'written', record } : ignored();
  }

  function reread(storedId: StoredValue): TableRecord | undefined {
    const row = selectRow.first([storedId]);
    return row && recordFromRow(bound, columns, row);
  }

  function ignored(): WriteOutcome {
    return failed({
      code: 'CONSTRAINT_VIOLATED',
      message: `A trigger of ${table.name} kept the record from being written. Change the record, or the trigger.`,
    });
  }

  function idsUsedUp(): RecordFailure {
    const message = `${bound.id.name} of ${table.name} has no number left to give. Delete the record with the largest id, or use GUIDs.`;
    return { code: 'CONSTRAINT_VIOLATED', message, field: bound.id.name };
  }

  function idChanges(): RecordFailure {
    const message = `${bound.id.name} is the id of ${table.name}, and an id never changes. Take the field out of the mapping.`;
    return { code: 'WRITE_REFUSED', message, field: bound.id.name };
  }

  function changedMeanwhile(id: RecordId): RecordFailure {
    const message = `Record ${id} of ${table.name} changed after it was read. The next run looks at it again.`;
    return { code: 'CHANGED_MEANWHILE', message };
  }
}

function failed(failure: RecordFailure): WriteOutcome {
  return { kind: 'failed', failure };
}
