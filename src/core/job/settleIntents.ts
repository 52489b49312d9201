import type { Coupling } from '../model/coupling';
import type { Intent } from '../ports/stateStore';
import type { RecordId, TableRecord } from '../model/record';
import { destinationSide, sourceSide } from '../model/side';
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
  const connector = context.connectors[destination.side];
  const taken = new Set<RecordId>();
  const changes: CouplingChange[] = [];
  for (const intent of intents) {
    const known = context.store
      .couplingsByIds(intent.mapping, sourceSide(direction), [sourceIdOf(intent)])
      .get(sourceIdOf(intent));
    const settledBefore = known ? await stands(context, destination, known) : ok(false);
    if (!settledBefore.ok) return settledBefore;
    if (settledBefore.value) continue;
    const found = await findCreated(context, destination, intent, taken);
    if (!found.ok) return found;
    if (found.value === 'foreign') continue;
    if (found.value) {
      taken.add(found.value.id);
      changes.push(couple(compiled, intent, found.value));
      continue;
    }
    const id = destinationIdOf(intent);
    if (id === null) continue;
    const write = { kind: 'insert', id, fields: intent.fields, values: intent.values, resent: true } as const;
    const ready = context.rehearsal ? ok(undefined) : await connector.prepareToWrite();
    if (!ready.ok) return ready;
    const request = { table: destination.table, writes: [write], readBack: destination.readFields };
    const outcomes = await sendWrites(context, connector, request);
    if (!outcomes.ok) return outcomes;
    const [outcome] = outcomes.value;
    // A write that is refused now was refused before the crash as well: the run reports it with its reason.
    if (outcome?.kind === 'written') changes.push(couple(compiled, intent, outcome.record));
    if (outcome?.kind === 'unknown') return err(stillUnknown(destination));
  }
  return ok(changes);
}

function stillUnknown({ table }: CompiledSide): JobFailure {
  const message = `${table.name} did not say whether an interrupted write arrived. Run again; it is settled before anything else.`;
  return { code: 'OUTCOME_UNKNOWN', message };
}

/**
 * Whether the source is coupled to a record that exists. A coupling to one that is gone is what an interrupted restore was
 * about to replace: its create is settled like any other, and takes the old coupling's place.
 */
async function stands(
  context: RunContext,
  destination: CompiledSide,
  coupling: Coupling,
): Promise<Result<boolean, JobFailure>> {
  const id = destination.side === 'local' ? coupling.localId : coupling.integrationId;
  if (!isCoupled(coupling) || id === null) return ok(false);
  const connector = context.connectors[destination.side];
  const records = await getByIds(context, connector, { table: destination.table, fields: [], ids: [id] });
  return records.ok ? ok(records.value.has(id)) : records;
}

/** The record an interrupted create left behind; `foreign` when its id meanwhile belongs to somebody else's record. */
async function findCreated(
  context: RunContext,
  destination: CompiledSide,
  intent: Intent,
  taken: ReadonlySet<RecordId>,
): Promise<Result<TableRecord | 'foreign' | undefined, JobFailure>> {
  const connector = context.connectors[destination.side];
  const id = destinationIdOf(intent);
  if (id === null) return findUnnamed(context, destination, intent, taken);
  const fields = [...destination.readFields, ...intent.fields];
  const records = await getByIds(context, connector, { table: destination.table, fields, ids: [id] });
  if (!records.ok) return records;
  const record = records.value.get(id);
  if (!record) return ok(undefined);
  const written = record.values.slice(destination.readFields.length);
  const ours = isGuid(id) || intent.values.every((value, index) => sameValue(value, written[index] ?? null));
  return ok(ours ? { ...record, values: record.values.slice(0, destination.readFields.length) } : 'foreign');
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
