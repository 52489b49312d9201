import type { CompiledField, CompiledMapping, CompiledSide } from '../plan/compiledMapping';
import { err, ok } from '../result';
import { destinationSide, sourceSide } from '../model/side';
import type { ConnectorError } from '../ports/connector';
import type { Lookup } from '../model/tableMapping';
import type { LookupAnswer } from '../plan/lookupAnswer';
import type { RecordId, TableRecord } from '../model/record';
import type { Result } from '../result';
import type { RunContext } from './runContext';
import type { RunDirection } from '../model/side';
import type { StateStore } from '../ports/stateStore';
import type { AskContext } from './askAgain';
import { findByValues } from './findByValues';
import { getByIds } from './getByIds';
import { fieldLabel } from '../plan/compiledMapping';
import { findField } from '../model/schema';
import { isBlank } from '../model/value';
import { makeConverter } from '../transfer/makeConverter';

/** What of a run translating references needs. */
export interface LookupContext extends AskContext, Pick<RunContext, 'mappings' | 'connectors'> {
  readonly store: Pick<StateStore, 'couplingsByIds'>;
}

/**
 * Translates references through couplings (DESIGN 3, `lookup`): a value on the source's side names a record of another
 * mapping; the answer is what the coupled record is called on the destination's side. Values are loaded a batch at a time
 * and remembered for the run; what was not coupled is asked again by every pass.
 */
export class LookupResolver {
  private found = answersByField<string>();
  private failed = answersByField<LookupAnswer>();

  constructor(private readonly context: LookupContext) {}

  /** Forgets failures: another pass may have coupled what was missing. */
  beginPass(): void {
    this.failed = answersByField();
  }

  /** Forgets everything: couplings were removed or replaced. */
  forget(): void {
    this.found = answersByField();
    this.failed = answersByField();
  }

  /** Makes `answer` ready for these values of one field. */
  async load(
    field: CompiledField,
    direction: RunDirection,
    values: Iterable<string>,
  ): Promise<Result<void, ConnectorError>> {
    const found = answersOf(this.found[direction], field);
    const failed = answersOf(this.failed[direction], field);
    let open = new Set<string>();
    for (const value of values) if (!found.has(value) && !failed.has(value)) open.add(value);
    const known = new Map<string, string>();
    for (const lookup of field.lookup) {
      if (open.size === 0) break;
      const target = this.context.mappings.get(lookup.mapping);
      if (!target) continue;
      const answers = await this.translate(field, lookup, target, direction, [...open]);
      if (!answers.ok) return answers;
      const remaining = new Set<string>();
      for (const value of open) {
        const answer = answers.value.get(value);
        if (answer?.kind === 'coupled') found.set(value, answer.value);
        else remaining.add(value);
        if (answer?.kind === 'uncoupled') known.set(value, lookup.mapping);
      }
      open = remaining;
    }
    for (const value of open) failed.set(value, failure(field, value, known.get(value)));
    return ok(undefined);
  }

  answer(field: CompiledField, direction: RunDirection, value: string): LookupAnswer {
    const found = this.found[direction].get(field)?.get(value);
    if (found !== undefined) return { kind: 'found', value: found };
    return this.failed[direction].get(field)?.get(value) ?? failure(field, value, undefined);
  }

  private async translate(
    field: CompiledField,
    lookup: Lookup,
    target: CompiledMapping,
    direction: RunDirection,
    values: readonly string[],
  ): Promise<Result<ReadonlyMap<string, Translation>, ConnectorError>> {
    const from = target.sides[sourceSide(direction)];
    const to = target.sides[destinationSide(direction)];
    const fromField = referenceField(from, lookup);
    const toField = referenceField(to, lookup);

    const referenced = await this.idsByReference(field, from, fromField, values);
    if (!referenced.ok) return referenced;
    const couplings = this.context.store.couplingsByIds(target.mapping.name, from.side, [
      ...new Set(referenced.value.values()),
    ]);

    const translations = new Map<string, Translation>();
    const counterparts = new Map<string, RecordId>();
    for (const [value, id] of referenced.value) {
      const coupling = couplings.get(id);
      const counterpart = to.side === 'local' ? coupling?.localId : coupling?.integrationId;
      if (counterpart) counterparts.set(value, counterpart);
      else translations.set(value, { kind: 'uncoupled' });
    }
    const names = await this.referencesById(field, to, toField, [...new Set(counterparts.values())], direction);
    if (!names.ok) return names;
    for (const [value, counterpart] of counterparts) {
      const name = names.value.get(counterpart);
      translations.set(value, name === undefined ? { kind: 'uncoupled' } : { kind: 'coupled', value: name });
    }
    return ok(translations);
  }

  /** The ids of the records that the values name; values that name none are absent. */
  private async idsByReference(
    field: CompiledField,
    side: CompiledSide,
    referenceName: string,
    values: readonly string[],
  ): Promise<Result<ReadonlyMap<string, RecordId>, ConnectorError>> {
    const ids = new Map<string, RecordId>();
    const own = side.side === 'local' ? field.local : field.integration;
    const reference = findField(side.description, referenceName);
    const convert = own && reference ? makeConverter(own.type, reference.type, referenceName) : null;
    const valueByReference = new Map<string, string>();
    for (const value of values) {
      const converted = convert ? convert(value) : ok(value);
      if (converted.ok && !isBlank(converted.value)) valueByReference.set(converted.value, value);
    }
    if (valueByReference.size === 0) return ok(ids);
    const connector = this.context.connectors[side.side];
    const wanted = [...valueByReference.keys()];
    if (referenceName === side.table.id) {
      const records = await getByIds(this.context, connector, { table: side.table, fields: [], ids: wanted });
      if (!records.ok) return records;
      for (const [reference, value] of valueByReference) if (records.value.has(reference)) ids.set(value, reference);
      return ok(ids);
    }
    const request = { table: side.table, fields: [], field: referenceName, values: wanted };
    const records = await findByValues(this.context, connector, request);
    if (!records.ok) return records;
    for (const [reference, value] of valueByReference) {
      const only = onlyRecord(records.value.get(reference));
      if (only) ids.set(value, only.id);
    }
    return ok(ids);
  }

  /** What each record is called in the field that refers to it. */
  private async referencesById(
    field: CompiledField,
    side: CompiledSide,
    referenceName: string,
    ids: readonly RecordId[],
    direction: RunDirection,
  ): Promise<Result<ReadonlyMap<RecordId, string>, ConnectorError>> {
    const names = new Map<RecordId, string>();
    const own = direction === 'toIntegrationTable' ? field.integration : field.local;
    const reference = findField(side.description, referenceName);
    const convert = own && reference ? makeConverter(reference.type, own.type, own.name) : null;
    const name = (id: RecordId, value: string | null | undefined) => {
      if (value === null || value === undefined) return;
      const converted = convert ? convert(value) : ok(value);
      if (converted.ok && !isBlank(converted.value)) names.set(id, converted.value);
    };
    if (ids.length === 0) return ok(names);
    if (referenceName === side.table.id) {
      for (const id of ids) name(id, id);
      return ok(names);
    }
    const request = { table: side.table, fields: [referenceName], ids };
    const records = await getByIds(this.context, this.context.connectors[side.side], request);
    if (!records.ok) return err(records.error);
    for (const [id, record] of records.value) name(id, record.values[0]);
    return ok(names);
  }
}

type Translation = { readonly kind: 'coupled'; readonly value: string } | { readonly kind: 'uncoupled' };

/** By default a local reference holds the other table's key, an integration reference its id (DESIGN 3). */
function referenceField(side: CompiledSide, lookup: Lookup): string {
  return side.side === 'local' ? (lookup.localField ?? side.table.key) : (lookup.integrationField ?? side.table.id);
}

function onlyRecord(records: readonly TableRecord[] | undefined): TableRecord | undefined {
  return records?.length === 1 ? records[0] : undefined;
}

type AnswersByField<T> = { readonly [D in RunDirection]: Map<CompiledField, Map<string, T>> };

function answersByField<T>(): AnswersByField<T> {
  return { toIntegrationTable: new Map(), fromIntegrationTable: new Map() };
}

function answersOf<T>(answers: Map<CompiledField, Map<string, T>>, field: CompiledField): Map<string, T> {
  let own = answers.get(field);
  if (!own) answers.set(field, (own = new Map<string, T>()));
  return own;
}

function failure(field: CompiledField, value: string, uncoupledIn: string | undefined): LookupAnswer {
  const targets = field.lookup.map((lookup) => lookup.mapping).join(' or ');
  return uncoupledIn === undefined
    ? {
        kind: 'failed',
        failure: {
          code: 'LOOKUP_NOT_FOUND',
          message: `${fieldLabel(field)} ${value} names no record of ${targets}. Correct the value, or create that record.`,
        },
      }
    : {
        kind: 'failed',
        failure: {
          code: 'LOOKUP_NOT_COUPLED',
          message: `${fieldLabel(field)} ${value} is not coupled yet. Couple or synchronize it in ${uncoupledIn}; this record follows by itself.`,
        },
      };
}
