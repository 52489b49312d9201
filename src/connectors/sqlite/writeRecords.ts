import type { BoundTable } from './boundTable';
import type { ConnectorError, RecordWrite, WriteOutcome, WriteRequest } from '../../core/ports/connector';
import type { RecordWriter } from './recordWriter';
import type { Result } from '../../core/result';
import type { SqlDatabase } from '../../files/sqlDatabase';
import type { SqliteSession } from './sqliteSession';
import { bindTable, findColumns } from './sqliteSession';
import { connectorErrorFrom } from './connectorErrors';
import { constraintFailure } from './constraintFailure';
import { must } from '../../core/assert';
import { ok } from '../../core/result';
import { recordWriter } from './recordWriter';

/**
 * Writes a batch in one transaction (port `Connector.write`). A refused statement undoes only itself. Where the transaction as
 * a whole is lost, by a foreign key that is checked at its end or a trigger that rolls back, nothing of it happened: then each
 * record gets a transaction of its own.
 */
export function writeRecords(
  session: SqliteSession,
  request: WriteRequest,
): Result<readonly WriteOutcome[], ConnectorError> {
  const found = bindTable(session, request.table);
  if (!found.ok) return found;
  const bound = found.value;
  const known = findColumns(session, bound.table, [...request.readBack, ...fieldsOf(request.writes)]);
  if (!known.ok) return known;

  const writer = recordWriter(session, bound, known.value.slice(0, request.readBack.length));
  const batch = { session, bound, writer };
  const outcomes = writeTogether(batch, request.writes) ?? request.writes.map((each) => writeAlone(batch, each));
  if (outcomes.some((outcome) => outcome.kind === 'written')) session.dirty = true;
  if (bound.table.hasTriggers) session.bound.forEach((table) => table.forget());
  return ok(outcomes);
}

interface Batch {
  readonly session: SqliteSession;
  readonly bound: BoundTable;
  readonly writer: RecordWriter;
}

// Undefined: the transaction was lost, and with it all of the batch.
function writeTogether(batch: Batch, writes: readonly RecordWrite[]): readonly WriteOutcome[] | undefined {
  const { db } = batch.session;
  return withRollback(db, () => {
    db.script('BEGIN');
    const outcomes: WriteOutcome[] = [];
    // Once refused, a block is not tried again: refusals come in numbers.
    let tryBlocks = true;
    while (outcomes.length < writes.length) {
      const block = tryBlocks ? batch.writer.block(writes, outcomes.length) : undefined;
      if (block) {
        outcomes.push(...block);
        continue;
      }
      tryBlocks = false;
      const { outcome, lost } = attempt(batch, must(writes[outcomes.length], 'write'));
      if (lost) return undefined;
      outcomes.push(outcome);
    }
    return commit(batch) === undefined ? outcomes : undefined;
  });
}

function writeAlone(batch: Batch, write: RecordWrite): WriteOutcome {
  const { db } = batch.session;
  return withRollback(db, () => {
    db.script('BEGIN');
    const { outcome, lost } = attempt(batch, write);
    if (lost) return outcome;
    const refusal = commit(batch);
    return refusal === undefined ? outcome : refused(batch, write, refusal);
  });
}

function attempt(batch: Batch, write: RecordWrite): { readonly outcome: WriteOutcome; readonly lost: boolean } {
  const { db, displayName } = batch.session;
  try {
    return { outcome: batch.writer.one(write), lost: false };
  } catch (error) {
    if (!(error instanceof Error) || connectorErrorFrom(error, displayName)) throw error;
    return { outcome: refused(batch, write, error.message), lost: !inTransaction(db) };
  }
}

/** What SQLite says where it cannot commit; the transaction is then rolled back. */
function commit({ session: { db, displayName } }: Batch): string | undefined {
  try {
    db.script('COMMIT');
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || connectorErrorFrom(error, displayName)) throw error;
    db.script('ROLLBACK');
    return error.message;
  }
}

function refused({ bound }: Batch, write: RecordWrite, message: string): WriteOutcome {
  return { kind: 'failed', failure: constraintFailure(message, bound.table, write) };
}

function withRollback<T>(db: SqlDatabase, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (inTransaction(db)) db.script('ROLLBACK');
    throw error;
  }
}

// sql.js does not tell; SQLite refuses a second BEGIN and says why.
function inTransaction(db: SqlDatabase): boolean {
  try {
    db.script('BEGIN');
  } catch {
    return true;
  }
  db.script('ROLLBACK');
  return false;
}

function fieldsOf(writes: readonly RecordWrite[]): readonly string[] {
  const lists = new Set(writes.map((write) => write.fields));
  return [...lists].flat();
}
