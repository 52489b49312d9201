import type { Coupling } from '../model/coupling';
import type { Intent } from '../ports/stateStore';
import type { RecordId, TableRecord } from '../model/record';
import type { RecordWrite } from '../ports/connector';
import { holdsWritten, withFirstValues } from '../model/record';
import { must } from '../assert';
import { destinationSide, otherSide } from '../model/side';
import { err, ok } from '../result';
import type { CompiledMapping, CompiledSide } from '../plan/compiledMapping';
import type { CouplingChange } from '../ports/stateStore';
import type { JobFailure } from './jobFailure';
import type { Result } from '../result';
import type { RunContext } from './runContext';
import { findUnnamed } from './findUnnamed';
import { getByIds } from './getByIds';
import { fingerprint, fingerprintAt } from '../transfer/fingerprint';
import { isCoupled } from '../plan/decideRecord';
import { newCoupling } from '../plan/couplingChanges';
import { sameValue } from '../model/value';
import { sendWrites } from './sendWrites';
import { unknownFingerprint } from '../plan/transferRecord';

/**
 * Settles what a crash left open, before anything else is read or written (DESIGN 6). A create is sent again with the same
 * id, whether or not it arrived the first time, and its coupling is kept. A change that arrived is recognised as ours; one
 * that did not is decided anew by the run. Tells how many records were settled.
 */
export async function settleIntents(context: RunContext): Promise<Result<number, JobFailure>> {
  const intents = context.store.openIntents();
  const changes: CouplingChange[] = [];
  for (const [group, members] of groupIntents(intents)) {
    const compiled = context.mappings.get(group.mapping);
    // A mapping that is no more leaves nothing to settle with; its records stay as they are.
    if (!compiled) continue;
    const settled =
      group.kind === 'insert'
        ? await settleInserts(context, compiled, members)
        : await settleModifies(context, compiled, members);
    if (!settled.ok) return settled;
    changes.push(...settled.value);
  }
  if (intents.length === 0) return ok(0);
  for (const side of context.rehearsal ? [] : (['local', 'integration'] as const)) {
    const flushed = await context.connectors[side].flush();
    if (!flushed.ok) return err(flushed.error);
  }
  const jobs = [...new Set(intents.map((intent) => intent.jobId))];
  const committed = await context.store.commit({ couplings: changes, closeIntentsOf: jobs });
  return committed.ok ? ok(changes.length) : committed;
}

async function settleInserts(
  context: RunContext,
  compiled: CompiledMapping,
  intents: readonly Intent[],
): Promise<Result<readonly CouplingChange[], JobFailure>> {
  const { direction } = intents[0] ?? { direction: 'toIntegrationTable' as const };
  const destination = compiled.sides[destinationSide(direction)];
  const open = await thatAreOpen(context, destination, intents);
  if (!open.ok) return open;
  const found = await findCreated(context, destination, open.value);
  if (!found.ok) return found;
  const missing = open.value.filter((intent) => destinationIdOf(intent) !== null && !found.value.has(intent));
  const created = await createAgain(context, destination, missing);
  if (!created.ok) return created;
  return ok(
    open.value.flatMap((intent) => {
      const record = found.value.get(intent) ?? created.value.get(intent);
      return record && record !== 'foreign' ? [couple(compiled, intent, record)] : [];
    }),
  );
}

/**
 * The intents whose source is not coupled to a record that exists. A coupling to one that is gone is what an interrupted restore
 * was about to replace: its create is settled like any other, and takes the old coupling's place.
 */
async function thatAreOpen(
  context: RunContext,
  destination: CompiledSide,
  intents: readonly Intent[],
): Promise<Result<readonly Intent[], JobFailure>> {
  const sources = intents.map(sourceIdOf);
  const mapping = intents[0]?.mapping ?? '';
  const known = context.store.couplingsByIds(mapping, otherSide(destination.side), sources);
  const counterpart = (intent: Intent) => {
    const coupling = known.get(sourceIdOf(intent));
    if (!coupling || !isCoupled(coupling)) return null;
    return destination.side === 'local' ? coupling.localId : coupling.integrationId;
  };
  const ids = intents.flatMap((intent) => counterpart(intent) ?? []);
  const request = { table: destination.table, fields: [], ids };
  const standing = await getByIds(context, context.connectors[destination.side], request);
  return standing.ok ? ok(intents.filter((intent) => !standing.value.has(counterpart(intent) ?? ''))) : standing;
}

/** The records that interrupted creates left behind; `foreign` where an id meanwhile belongs to somebody else's record. */
async function findCreated(
  context: RunContext,
  destination: CompiledSide,
  intents: readonly Intent[],
): Promise<Result<ReadonlyMap<Intent, TableRecord | 'foreign'>, JobFailure>> {
  const { table, readFields } = destination;
  const fields = [...new Set([...readFields, ...intents.flatMap((intent) => intent.fields)])];
  const ids = intents.flatMap((intent) => destinationIdOf(intent) ?? []);
  const records = await getByIds(context, context.connectors[destination.side], { table, fields, ids });
  if (!records.ok) return records;
  const found = new Map<Intent, TableRecord | 'foreign'>();
  const taken = new Set<RecordId>();
  for (const intent of intents) {
    const id = destinationIdOf(intent);
    if (id === null) {
      const unnamed = await findUnnamed(context, destination, intent, taken);
      if (!unnamed.ok) return unnamed;
      if (unnamed.value) found.set(intent, unnamed.value);
      if (unnamed.value) taken.add(unnamed.value.id);
      continue;
    }
    const record = records.value.get(id);
    if (!record) continue;
    const isOurs = isGuid(id) || holdsWritten(record, fields, intent);
    found.set(intent, isOurs ? withFirstValues(record, readFields.length) : 'foreign');
  }
  return ok(found);
}

/** Sends creates once more, with the same ids. What is refused now was refused before: the run reports it with its reason. */
async function createAgain(
  context: RunContext,
  destination: CompiledSide,
  intents: readonly Intent[],
): Promise<Result<ReadonlyMap<Intent, TableRecord>, JobFailure>> {
  const connector = context.connectors[destination.side];
  const created = new Map<Intent, TableRecord>();
  if (intents.length === 0) return ok(created);
  const ready = context.rehearsal ? ok(undefined) : await connector.prepareToWrite();
  if (!ready.ok) return ready;
  const { batchSize } = connector.capabilities;
  for (let at = 0; at < intents.length; at += batchSize) {
    const piece = intents.slice(at, at + batchSize);
    const writes = piece.map((intent): RecordWrite => {
      const { fields, values } = intent;
      return { kind: 'insert', id: destinationIdOf(intent), fields, values, resent: true };
    });
    const request = { table: destination.table, writes, readBack: destination.readFields };
    const outcomes = await sendWrites(context, connector, request);
    if (!outcomes.ok) return outcomes;
    if (outcomes.value.some((outcome) => outcome.kind === 'unknown')) return err(stillUnknown(destination));
    outcomes.value.forEach((outcome, index) => {
      if (outcome.kind === 'written') created.set(must(piece[index], 'intent'), outcome.record);
    });
  }
  return ok(created);
}

function stillUnknown({ table }: CompiledSide): JobFailure {
  const message = `${table.name} did not say whether an interrupted write arrived. Run again; it is settled before anything else.`;
  return { code: 'OUTCOME_UNKNOWN', message };
}

function couple(compiled: CompiledMapping, intent: Intent, record: TableRecord): CouplingChange {
  const to = intent.direction === 'toIntegrationTable';
  const { positions } = compiled.sides[destinationSide(intent.direction)];
  const source = intent.sourceFingerprints;
  // What was written is the base; everything else on either side is for the run to compare.
  const destination = positions
    .map((position) => (position < 0 ? unknownFingerprint : fingerprint(record.values[position] ?? null)))
    .join('');
  const localId = to ? intent.localId : record.id;
  const integrationId = to ? record.id : intent.integrationId;
  const coupling: Coupling = {
    ...newCoupling(intent.mapping, localId, integrationId),
    fingerprints: { shape: intent.shape, local: to ? source : destination, integration: to ? destination : source },
    lastJobId: intent.jobId,
  };
  return { kind: 'put', coupling };
}

async function settleModifies(
  context: RunContext,
  compiled: CompiledMapping,
  intents: readonly Intent[],
): Promise<Result<readonly CouplingChange[], JobFailure>> {
  const { direction } = intents[0] ?? { direction: 'toIntegrationTable' as const };
  const destination = compiled.sides[destinationSide(direction)];
  const ids = intents.flatMap((intent) => destinationIdOf(intent) ?? []);
  const request = { table: destination.table, fields: destination.readFields, ids };
  const records = await getByIds(context, context.connectors[destination.side], request);
  if (!records.ok) return records;
  const couplings = context.store.couplingsByIds(compiled.mapping.name, destination.side, ids);
  const changes: CouplingChange[] = [];
  for (const intent of intents) {
    const id = destinationIdOf(intent) ?? '';
    const record = records.value.get(id);
    const coupling = couplings.get(id);
    if (record && coupling)
      changes.push({ kind: 'put', coupling: recogniseEcho(context, compiled, intent, coupling, record) });
  }
  return ok(changes);
}

/** Fields that hold what we were about to write hold it because of us: their base moves on, so that no conflict is seen. */
function recogniseEcho(
  context: RunContext,
  compiled: CompiledMapping,
  intent: Intent,
  coupling: Coupling,
  record: TableRecord,
): Coupling {
  const prints = coupling.fingerprints;
  const keys = context.store.shapeById(intent.shape)?.fields;
  if (!prints || !keys || prints.shape !== intent.shape) return coupling;
  const to = intent.direction === 'toIntegrationTable';
  const destination = compiled.sides[destinationSide(intent.direction)];
  let local = '';
  let integration = '';
  keys.forEach((key, index) => {
    const name = key.split('\u001f')[to ? 1 : 0] ?? '';
    const sent = intent.values[intent.fields.indexOf(name)];
    const stands = record.values[destination.readFields.indexOf(name)] ?? null;
    const arrived = intent.fields.includes(name) && sameValue(sent ?? null, stands);
    const sourcePrint = fingerprintAt(intent.sourceFingerprints, index);
    const destinationPrint = fingerprint(stands);
    local += arrived ? (to ? sourcePrint : destinationPrint) : fingerprintAt(prints.local, index);
    integration += arrived ? (to ? destinationPrint : sourcePrint) : fingerprintAt(prints.integration, index);
  });
  return { ...coupling, fingerprints: { shape: prints.shape, local, integration } };
}

interface Group {
  readonly mapping: string;
  readonly kind: Intent['kind'];
}

function groupIntents(intents: readonly Intent[]): ReadonlyMap<Group, readonly Intent[]> {
  const groups = new Map<string, Intent[]>();
  for (const intent of intents) {
    const key = `${intent.kind}\u001f${intent.direction}\u001f${intent.mapping}`;
    const group = groups.get(key);
    if (group) group.push(intent);
    else groups.set(key, [intent]);
  }
  return new Map(
    [...groups.values()].map((group) => [
      { mapping: group[0]?.mapping ?? '', kind: group[0]?.kind ?? 'insert' },
      group,
    ]),
  );
}

function sourceIdOf(intent: Intent): RecordId {
  return (intent.direction === 'toIntegrationTable' ? intent.localId : intent.integrationId) ?? '';
}

function destinationIdOf(intent: Intent): RecordId | null {
  return intent.direction === 'toIntegrationTable' ? intent.integrationId : intent.localId;
}

function isGuid(id: RecordId): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
}
