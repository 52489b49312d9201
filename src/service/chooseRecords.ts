import type { CompiledMapping } from '../core/plan/compiledMapping';
import { err, ok } from '../core/result';
import { runError, usageError } from './serviceErrors';
import type { ConnectorError } from '../core/ports/connector';
import type { RecordId } from '../core/model/record';
import type { Result } from '../core/result';
import type { RunContext } from '../core/job/runContext';
import type { ServiceError } from './workspaceService';
import { canonicalId } from './canonicalId';
import { findByValues } from '../core/job/findByValues';

/** Chosen records by their local ids, with the mappings they belong to. */
export interface ChosenRecords {
  readonly mappings: readonly CompiledMapping[];
  readonly ids: readonly RecordId[];
}

/**
 * Finds the records that a request names by local id, or by what people call them: their key. Where the request leaves open
 * which mapping is meant, each record tells by itself, and one that several mappings know is refused.
 */
export async function chooseRecords(
  context: RunContext,
  mappings: readonly CompiledMapping[],
  named: readonly string[],
): Promise<Result<ChosenRecords, ServiceError>> {
  const known: Known[] = [];
  for (const compiled of mappings) {
    const found = await lookFor(context, compiled, named);
    if (!found.ok) return err(runError(found.error));
    known.push(found.value);
  }
  const chosen = new Set<CompiledMapping>();
  const ids = new Set<RecordId>();
  for (const name of named) {
    const byId = known.filter((each) => each.byId.has(name));
    const owners = byId.length > 0 ? byId : known.filter((each) => each.byKey.has(name));
    const [owner] = owners;
    if (!owner) return err(notFound(mappings, name));
    if (owners.length > 1) return err(notClear(owners, name));
    chosen.add(owner.compiled);
    ids.add(owner.byId.get(name) ?? owner.byKey.get(name) ?? name);
  }
  return ok({ mappings: mappings.filter((compiled) => chosen.has(compiled)), ids: [...ids] });
}

/** Which of the names one mapping knows, and the ids they stand for. */
interface Known {
  readonly compiled: CompiledMapping;
  readonly byId: ReadonlyMap<string, RecordId>;
  readonly byKey: ReadonlyMap<string, RecordId>;
}

async function lookFor(
  context: RunContext,
  compiled: CompiledMapping,
  named: readonly string[],
): Promise<Result<Known, ConnectorError>> {
  const { local } = compiled.sides;
  const { table } = local;
  const connector = context.connectors.local;
  const ids = named.map((name) => canonicalId(local, name));
  const records = await connector.get({ table, fields: [], ids }, context.cancel);
  if (!records.ok) return records;
  const keyed = await findByValues(context, connector, { table, fields: [], field: table.key, values: named });
  if (!keyed.ok) return keyed;
  const byId = new Map<string, RecordId>();
  const byKey = new Map<string, RecordId>();
  // A deleted record is known by its coupling: its surviving counterpart is what the user wants looked at.
  const couplings = context.store.couplingsByIds(compiled.mapping.name, 'local', ids);
  for (const [index, name] of named.entries()) {
    const id = ids[index] ?? name;
    if (records.value.has(id) || couplings.has(id)) byId.set(name, id);
    const [first] = keyed.value.get(name) ?? [];
    if (first) byKey.set(name, first.id);
  }
  return ok({ compiled, byId, byKey });
}

function notFound(mappings: readonly CompiledMapping[], name: string): ServiceError {
  const [first] = mappings;
  if (!first || mappings.length > 1) {
    return usageError('RECORD_NOT_FOUND', `No mapping has a local record with the id or key ${name}. Check the id.`);
  }
  const { table } = first.sides.local;
  return usageError(
    'RECORD_NOT_FOUND',
    `${table.name} has no record with the id or ${table.key} ${name}. Check the id.`,
  );
}

function notClear(owners: readonly Known[], name: string): ServiceError {
  const names = owners.map((owner) => owner.compiled.mapping.name).join(' and ');
  return usageError('MAPPING_NOT_CHOSEN', `${names} both know a record ${name}. Say which one with --mapping.`);
}
