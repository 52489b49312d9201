import type { BrowseContext } from './workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { CompiledField, CompiledMapping } from '../../core/plan/compiledMapping';
import type { ComparisonQuery, RecordComparison } from '../../protocol/workerProtocol';
import type { FieldType, Value } from '../../core/model/value';
import type { LookUp } from './lookUpReferences';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { Side } from '../../core/model/side';
import type { SystemPair } from './mappingSides';
import type { TableRecord } from '../../core/model/record';
import type { WorkspaceSession } from '../workspaceSession';
import { allows } from '../../core/model/side';
import { canonicalId } from '../canonicalId';
import { compileFor, withSystems } from './mappingSides';
import { err, ok } from '../../core/result';
import { isBlank, sameValue } from '../../core/model/value';
import { lookUpReferences } from './lookUpReferences';
import { openPlace } from './openPlace';
import { readTitles } from './recordTitles';
import { runError, usageError } from '../serviceErrors';

/** Both records of a pair as they are now, field mapping by field mapping; a record that is gone has no values. */
export async function compareRecords(
  context: BrowseContext,
  query: ComparisonQuery,
  cancel: CancelSignal,
): Promise<Result<RecordComparison, ServiceError>> {
  return withPair(context, query, cancel, async (pair) => {
    const { local, integration } = pair;
    if (!local.record && !integration.record) {
      const ids = [query.localId, query.integrationId].filter((id) => id !== null).join(' and ');
      const message = `${query.mapping} has no record ${ids} on either side any more. Remove the coupling, or refresh the view.`;
      return err(usageError('RECORD_NOT_FOUND', message));
    }
    const fields = await comparedFields(context, pair, cancel);
    if (!fields.ok) return fields;
    return ok({ localTitle: local.title, integrationTitle: integration.title, fields: fields.value });
  });
}

/** A pair field mapping by field mapping. */
export async function comparedFields(
  context: BrowseContext,
  { session, systems, compiled, local, integration }: ReadPair,
  cancel: CancelSignal,
): Promise<Result<RecordComparison['fields'], ServiceError>> {
  const lookUp = await lookUpReferences({ context, session, systems, compiled, record: local.record }, cancel);
  if (!lookUp.ok) return lookUp;
  const valueOf = (side: Side, { record }: OneRecord, index: number) =>
    record?.values[compiled.sides[side].positions[index] ?? -1] ?? null;
  return ok(
    compiled.fields.map((field, index) =>
      compareField(field, valueOf('local', local, index), valueOf('integration', integration, index), lookUp.value),
    ),
  );
}

/** Both records of a pair as they are now, and what they were read with. */
export interface ReadPair {
  readonly session: WorkspaceSession;
  readonly systems: SystemPair;
  readonly compiled: CompiledMapping;
  readonly local: OneRecord;
  readonly integration: OneRecord;
}

/** Reads both records of a pair, with their titles, and hands them over for as long as `work` goes on. */
export async function withPair<T>(
  context: BrowseContext,
  query: ComparisonQuery,
  cancel: CancelSignal,
  work: (pair: ReadPair) => Promise<Result<T, ServiceError>>,
): Promise<Result<T, ServiceError>> {
  const place = openPlace(context, query);
  if (!place.ok) return place;
  const session = place.value;
  const busy = context.states.isLent(session.files.folder, session.environment.name);
  return withSystems(context.systems, session, busy, async (systems) => {
    const compiled = compileFor(session, systems, query.mapping);
    if (!compiled.ok) return compiled;
    const local = await readOne(context, systems, compiled.value, 'local', query.localId, cancel);
    if (!local.ok) return local;
    const integration = await readOne(context, systems, compiled.value, 'integration', query.integrationId, cancel);
    if (!integration.ok) return integration;
    return work({ session, systems, compiled: compiled.value, local: local.value, integration: integration.value });
  });
}

interface OneRecord {
  readonly record: TableRecord | undefined;
  readonly title: string | null;
}

async function readOne(
  { clock }: BrowseContext,
  systems: SystemPair,
  compiled: CompiledMapping,
  side: Side,
  written: string | null,
  cancel: CancelSignal,
): Promise<Result<OneRecord, ServiceError>> {
  if (written === null) return ok({ record: undefined, title: null });
  const own = compiled.sides[side];
  const ids = [canonicalId(own, written)];
  const found = await systems[side].connector.get({ table: own.table, fields: own.readFields, ids }, cancel);
  if (!found.ok) return err(runError(found.error));
  const titles = await readTitles(systems[side], compiled, side, ids, clock, cancel);
  if (!titles.ok) return err(runError(titles.error));
  const [record] = found.value.values();
  return ok({ record, title: titles.value.get(ids[0] ?? '') ?? null });
}

function compareField(
  field: CompiledField,
  local: Value,
  integration: Value,
  lookUp: LookUp,
): RecordComparison['fields'][number] {
  const converted = convert(field, local, lookUp);
  return {
    localField: field.local?.name ?? null,
    integrationField: field.integration?.name ?? null,
    direction: field.direction,
    local: shownValue(local, field.local?.type),
    integration: shownValue(integration, field.integration?.type),
    localConverted: converted.ok ? shownValue(converted.value, field.integration?.type) : null,
    same: isSame(field, local, integration, converted),
  };
}

type Conversion = { readonly ok: true; readonly value: Value } | { readonly ok: false };

/** The local value as it would stand on the integration side. A field that only comes from there has no way to it. */
function convert(field: CompiledField, local: Value, lookUp: LookUp): Conversion {
  if (field.constant !== undefined && field.integration) return { ok: true, value: field.constant };
  if (field.lookup.length > 0) {
    if (isBlank(local)) return { ok: true, value: null };
    const found = lookUp(field, local);
    return found === undefined ? { ok: false } : { ok: true, value: found };
  }
  const transferred = field.transfer.toIntegrationTable?.(local);
  return transferred?.ok ? { ok: true, value: transferred.value } : { ok: false };
}

function isSame(field: CompiledField, local: Value, integration: Value, converted: Conversion): boolean {
  if (field.constant !== undefined) return sameValue(field.constant, field.integration ? integration : local);
  if (converted.ok && sameValue(converted.value, integration)) return true;
  if (!allows(field.direction, 'fromIntegrationTable')) return false;
  const back = field.transfer.fromIntegrationTable?.(integration);
  return back?.ok === true && sameValue(back.value, local);
}

/** A value for people: a choice with its name. */
export function shownValue(value: Value, type: FieldType | undefined): string | null {
  if (value === null || type?.kind !== 'option') return value;
  const member = type.members.find((each) => each.value === value);
  return member ? `${value} (${member.name})` : value;
}
