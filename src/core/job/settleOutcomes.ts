import type { CouplingChange, Outcomes } from '../ports/stateStore';
import type { Coupling } from '../model/coupling';
import type { JobFailure } from './jobFailure';
import type { RecordId, TableRecord } from '../model/record';
import type { Result } from '../result';
import type { RunContext } from './runContext';
import type { Side } from '../model/side';
import { fingerprint, fingerprintAt } from '../transfer/fingerprint';
import { unknownFingerprint } from '../plan/transferRecord';
import { destinationSide } from '../model/side';
import { getByIds } from './getByIds';
import { isCoupled } from '../plan/decideRecord';
import { ok } from '../result';

/**
 * Settles the outcomes that a crash left prepared, before anything else is read or written (DESIGN 6). Either the flush that
 * was to follow happened, and the records stand in the destination as they were written: then their couplings hold. Or it did
 * not, and nothing was written: then the run decides anew. Tells how many couplings hold.
 */
export async function settleOutcomes(context: RunContext): Promise<Result<number, JobFailure>> {
  const open = context.store.openOutcomes();
  if (open.length === 0) return ok(0);
  const changes: CouplingChange[] = [];
  for (const outcomes of open) {
    for (const [mapping, couplings] of byMapping(outcomes)) {
      const settled = await thatCameTrue(context, mapping, couplings, outcomes);
      if (!settled.ok) return settled;
      changes.push(...settled.value.map((coupling) => ({ kind: 'put', coupling }) as const));
    }
  }
  const committed = await context.store.commit({ couplings: changes, closeOutcomes: true });
  return committed.ok ? ok(changes.length) : committed;
}

async function thatCameTrue(
  context: RunContext,
  mapping: string,
  couplings: readonly Coupling[],
  outcomes: Outcomes,
): Promise<Result<readonly Coupling[], JobFailure>> {
  const compiled = context.mappings.get(mapping);
  // A mapping that is no more leaves nothing to settle with; its records stay as they are.
  if (!compiled) return ok([]);
  const side = destinationSide(outcomes.direction);
  const { table, readFields } = compiled.sides[side];
  const ids = couplings.flatMap((coupling) => idOn(side, coupling) ?? []);
  const found = await getByIds(context, context.connectors[side], { table, fields: readFields, ids });
  if (!found.ok) return found;
  const created = new Set(
    outcomes.records.flatMap(({ record }) => (record.action === 'insert' ? (idOn(side, record) ?? []) : [])),
  );
  const standing = couplings.flatMap((coupling) => {
    const record = found.value.get(idOn(side, coupling) ?? '');
    return record ? [{ coupling, record }] : [];
  });
  const isOurs = ({ coupling, record }: Standing) => hasOurStamp(record, coupling, side);
  const flushed = standing.some((each) => isOurs(each) || (created.has(each.record.id) && isGuid(each.record.id)));
  const { positions } = compiled.sides[side];
  const isCreated = ({ coupling, record }: Standing) =>
    created.has(record.id) && (flushed || holdsWhatWasWritten(record, coupling, side, positions));
  return ok(standing.filter((each) => isOurs(each) || isCreated(each)).map(({ coupling }) => coupling));
}

interface Standing {
  readonly coupling: Coupling;
  readonly record: TableRecord;
}

/** A stamp that is still ours says that the record was written. One that moved on may be somebody's later change. */
function hasOurStamp(record: TableRecord, coupling: Coupling, side: Side): boolean {
  const stamp = side === 'local' ? coupling.localModifiedOn : coupling.integrationModifiedOn;
  return stamp !== null && record.modifiedOn === stamp;
}

/** Nobody else gives a GUID of ours, but numbers are given again: then the content tells whose record it is. */
function holdsWhatWasWritten(
  record: TableRecord,
  { fingerprints }: Coupling,
  side: Side,
  positions: readonly number[],
): boolean {
  const written = fingerprints?.[side] ?? '';
  const known = positions
    .map((position, index) => ({ position, print: fingerprintAt(written, index) }))
    .filter(({ position, print }) => position >= 0 && print !== unknownFingerprint);
  const same = known.every(({ position, print }) => fingerprint(record.values[position] ?? null) === print);
  return known.length > 0 && same;
}

function byMapping({ couplings }: Outcomes): ReadonlyMap<string, readonly Coupling[]> {
  const groups = new Map<string, Coupling[]>();
  for (const change of couplings) {
    if (change.kind !== 'put' || !isCoupled(change.coupling)) continue;
    const group = groups.get(change.coupling.mapping);
    if (group) group.push(change.coupling);
    else groups.set(change.coupling.mapping, [change.coupling]);
  }
  return groups;
}

function idOn(
  side: Side,
  record: { readonly localId: RecordId | null; readonly integrationId: RecordId | null },
): RecordId | null {
  return side === 'local' ? record.localId : record.integrationId;
}

function isGuid(id: RecordId): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
}
