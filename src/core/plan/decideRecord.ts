import type { BaseFingerprints, Transfer } from './transferRecord';
import type { CompiledField, CompiledMapping, CompiledSide } from './compiledMapping';
import type { Effect, Verdict } from './verdict';
import type { FieldChange, PlanItem } from './recordPlan';
import { afterFailure, afterSuccess, lastFailure, newCoupling } from './couplingChanges';
import { destinationSide, sourceSide } from '../model/side';
import type { Action } from '../model/job';
import type { Attempt } from './couplingChanges';
import type { Coupling } from '../model/coupling';
import type { FieldLists } from './fieldLists';
import type { LookupAnswer } from './lookupAnswer';
import type { MatchAnswer } from './matchIndex';
import type { RecordFailure } from '../model/failure';
import type { TableRecord } from '../model/record';
import type { Value } from '../model/value';
import { fieldLabel, fieldOnSide } from './compiledMapping';
import { findField } from '../model/schema';
import { must, unreachable } from '../assert';
import { transferRecord } from './transferRecord';

/** What holds for all records of a batch. */
export interface BatchQuestion {
  readonly compiled: CompiledMapping;
  readonly attempt: Attempt;
  readonly shape: number;
  readonly lookUp: (field: CompiledField, value: string) => LookupAnswer;
  readonly fieldLists: FieldLists;
  /** Whether uncoupled records may be created on the other side. */
  readonly createNew: boolean;
  /** The user chose these very records: leaving one out needs a word. */
  readonly chosen: boolean;
  readonly overwrite: boolean;
  /** Somebody reads the plan: the fields' values before and after are told. */
  readonly detailed: boolean;
}

/** All that decides about one source record. */
export interface RecordQuestion {
  readonly batch: BatchQuestion;
  readonly source: TableRecord;
  /** The record's coupling, or what is kept of its failure while it is not coupled. */
  readonly coupling: Coupling | undefined;
  /** The coupled or matched counterpart as read; undefined where it does not exist. */
  readonly destination: TableRecord | undefined;
  readonly base: BaseFingerprints | null;
  /** The answer of the match fields for an uncoupled record; null where nobody asked. */
  readonly match: MatchAnswer | null;
}

/** Decides about one source record: nothing, one verdict, or two where a match is coupled and then brought in step. */
export function decideRecord(question: RecordQuestion): readonly Verdict[] {
  const { coupling, destination } = question;
  if (coupling?.skipped) {
    // Choosing a record that was set aside is asking for another try.
    return question.batch.chosen
      ? decideRecord({ ...question, coupling: { ...coupling, skipped: false } })
      : [setAside(question, coupling)];
  }
  if (coupling && isCoupled(coupling)) {
    return [destination ? decidePair(question, coupling, destination) : decideDeleted(question, coupling)];
  }
  return decideUncoupled(question);
}

/** A pair's links are both known; only kept failures of uncoupled records lack one. */
export function isCoupled(coupling: Coupling): boolean {
  return coupling.localId !== null && coupling.integrationId !== null;
}

function setAside(question: RecordQuestion, coupling: Coupling): Verdict {
  const failure = lastFailure(coupling);
  return verdict(
    question,
    'skip',
    `skipped after repeated failure: ${failure?.message ?? 'unknown'}`,
    { kind: 'none' },
    {
      code: failure?.code,
    },
  );
}

function decideUncoupled(question: RecordQuestion): readonly Verdict[] {
  const { coupling, match } = question;
  // A kept failure was to be created by an earlier run; that decision stands (DESIGN 5.3).
  if (!question.batch.createNew && !coupling) {
    if (!question.batch.chosen) return [];
    return [verdict(question, 'skip', 'not coupled, and only coupled records are synchronized', { kind: 'none' }, {})];
  }
  if (!match || match.kind === 'none') return [decideInsert(question, undefined)];
  if (match.kind === 'several') {
    const names = match.labels.slice(0, 3).join(', ');
    return [
      failed(question, {
        code: 'AMBIGUOUS_MATCH',
        message: `Several records match: ${names}. Couple the right one by hand, or make the match fields unique.`,
      }),
    ];
  }
  const to = question.batch.attempt.direction === 'toIntegrationTable';
  const localId = to ? question.source.id : match.record.id;
  const integrationId = to ? match.record.id : question.source.id;
  const fresh = newCoupling(question.batch.compiled.mapping.name, localId, integrationId);
  const paired = { ...question, coupling: fresh, destination: match.record, base: null };
  const effect: Effect = {
    kind: 'remember',
    coupling: { ...fresh, lastJobId: question.batch.attempt.jobId },
    settled: false,
  };
  return [
    verdict(paired, 'couple', `unique match on ${match.fields.join(', ')}`, effect, {}),
    decidePair(paired, fresh, match.record),
  ];
}

function decideDeleted(question: RecordQuestion, coupling: Coupling): Verdict {
  const { mapping } = question.batch.compiled;
  const system = destinationTable(question);
  switch (mapping.deletionConflict) {
    case 'removeCoupling':
      return verdict(
        question,
        'uncouple',
        `its counterpart in ${system} was deleted`,
        { kind: 'uncouple', coupling },
        {},
      );
    case 'restoreRecords':
      return decideInsert(question, coupling);
    case 'none':
      return failed(question, {
        code: 'COUNTERPART_DELETED',
        message: `Its counterpart in ${system} was deleted. Remove the coupling, or set deletionConflict to restoreRecords or removeCoupling.`,
      });
    default:
      return unreachable(mapping.deletionConflict);
  }
}

function decideInsert(question: RecordQuestion, deleted: Coupling | undefined): Verdict {
  const { compiled, attempt, lookUp, overwrite, fieldLists } = question.batch;
  const { direction } = attempt;
  const { source } = question;
  const result = transferRecord({
    compiled,
    direction,
    source,
    destination: null,
    base: null,
    lookUp,
    onConflict: 'write',
    overwrite,
  });
  if (!result.ok) return failed(question, result.error);
  const transfer = result.value;
  const values: Value[] = transfer.writes.map((write) => write.value);
  const added: CompiledSide['onCreate'][number][] = [];
  for (const entry of compiled.sides[destinationSide(direction)].onCreate) {
    if (transfer.writes.some((write) => write.field.name === entry.field)) continue;
    added.push(entry);
    values.push(entry.value);
  }
  const fields = fieldLists.of(
    transfer.writes,
    added.map((entry) => entry.field),
  );
  const coupling = deleted ? undefined : question.coupling;
  const write = { source, destination: null, fields, values, transfer, coupling, replaces: deleted };
  const reason = deleted ? `its counterpart in ${destinationTable(question)} was deleted` : 'not coupled yet';
  const changes = [...changesOf(question, transfer, null), ...addedOnCreation(question, added)];
  return verdict(question, 'insert', reason, { kind: 'write', write }, { fields: changes });
}

function decidePair(question: RecordQuestion, coupling: Coupling, destination: TableRecord): Verdict {
  const { compiled, attempt, lookUp, overwrite, shape, fieldLists } = question.batch;
  const { source, base } = question;
  const { direction } = attempt;
  const onConflict = overwrite ? 'write' : conflictRule(compiled, attempt);
  const result = transferRecord({ compiled, direction, source, destination, base, lookUp, onConflict, overwrite });
  if (!result.ok) return failed(question, result.error);
  const transfer = result.value;

  if (transfer.conflicts.length > 0 && onConflict === 'fail')
    return failed(question, conflict(question, transfer, destination));
  if (transfer.conflicts.length > 0 && onConflict === 'leave' && transfer.writes.length === 0) {
    return verdict(
      question,
      'skip',
      `${labels(transfer.conflicts)} changed on both sides, the other direction wins`,
      { kind: 'none' },
      {},
    );
  }
  if (transfer.writes.length === 0) {
    const state = { source, destination, shape, ...transfer };
    const after = afterSuccess(coupling, attempt, state, coupling.failures[attempt.direction] !== null);
    const effect: Effect = { kind: 'remember', coupling: after, settled: !transfer.left && !transfer.pendingLookups };
    return verdict(question, 'unchanged', 'in step', effect, {});
  }
  const fields = fieldLists.of(transfer.writes, []);
  const values = transfer.writes.map((each) => each.value);
  const write = { source, destination, fields, values, transfer, coupling, replaces: undefined };
  const detail = { fields: changesOf(question, transfer, destination) };
  return verdict(question, 'modify', modifyReason(question, transfer), { kind: 'write', write }, detail);
}

function conflictRule(compiled: CompiledMapping, attempt: Attempt): 'fail' | 'write' | 'leave' {
  // Only a mapping that goes both ways can have changes in the destination worth keeping (DESIGN 5.4).
  switch (compiled.mapping.updateConflict) {
    case 'none':
      return 'fail';
    case 'sendUpdateToIntegration':
      return attempt.direction === 'toIntegrationTable' ? 'write' : 'leave';
    case 'getUpdateFromIntegration':
      return attempt.direction === 'fromIntegrationTable' ? 'write' : 'leave';
    default:
      return unreachable(compiled.mapping.updateConflict);
  }
}

function conflict(question: RecordQuestion, transfer: Transfer, destination: TableRecord): RecordFailure {
  const first = must(transfer.conflicts[0], 'conflicting field');
  const index = question.batch.compiled.fields.indexOf(first);
  const { local, integration } = question.batch.compiled.sides;
  const to = question.batch.attempt.direction === 'toIntegrationTable';
  const shown = (record: TableRecord, position: number | undefined) => excerpt(record.values[position ?? -1] ?? null);
  const localValue = shown(to ? question.source : destination, local.positions[index]);
  const integrationValue = shown(to ? destination : question.source, integration.positions[index]);
  const more = transfer.conflicts.length > 1 ? ` (and ${transfer.conflicts.length - 1} more)` : '';
  return {
    code: 'UPDATE_CONFLICT',
    field: fieldLabel(first),
    message:
      `Both records changed: ${fieldLabel(first)} is ${localValue} in ${local.table.name} and ${integrationValue} in ` +
      `${integration.table.name}${more}. Synchronize the record with a direction, or set updateConflict.`,
  };
}

/** A record's failure: remembered, so that it is retried, and set aside when it repeats. */
export function failed(question: RecordQuestion, failure: RecordFailure): Verdict {
  const to = question.batch.attempt.direction === 'toIntegrationTable';
  const kept =
    question.coupling ??
    newCoupling(question.batch.compiled.mapping.name, to ? question.source.id : null, to ? null : question.source.id);
  const coupling = afterFailure(kept, question.batch.attempt, failure);
  const effect: Effect = { kind: 'remember', coupling, settled: false };
  return verdict(question, coupling.skipped ? 'skip' : 'fail', failure.message, effect, { code: failure.code });
}

function verdict(
  question: RecordQuestion,
  action: Action,
  reason: string,
  effect: Effect,
  detail: Partial<Pick<PlanItem, 'code' | 'fields'>>,
): Verdict {
  const { source, coupling } = question;
  const { attempt, compiled } = question.batch;
  const to = attempt.direction === 'toIntegrationTable';
  const counterpart = action === 'insert' ? null : ((to ? coupling?.integrationId : coupling?.localId) ?? null);
  const label =
    source.values[compiled.sides[sourceSide(attempt.direction)].keyPosition] ||
    question.destination?.values[compiled.sides[destinationSide(attempt.direction)].keyPosition];
  return {
    item: {
      action,
      localId: to ? source.id : counterpart,
      integrationId: to ? counterpart : source.id,
      label: label || undefined,
      reason,
      code: detail.code,
      fields: detail.fields ?? noChanges,
    },
    effect,
  };
}

const noChanges: readonly FieldChange[] = [];

function changesOf(
  question: RecordQuestion,
  transfer: Transfer,
  destination: TableRecord | null,
): readonly FieldChange[] {
  if (!question.batch.detailed) return noChanges;
  const side = destinationSide(question.batch.attempt.direction);
  const { positions } = question.batch.compiled.sides[side];
  return transfer.writes.map((write) => {
    const field = must(question.batch.compiled.fields[write.index], 'field');
    return {
      field: field.local?.name ?? null,
      integrationField: field.integration?.name ?? null,
      type: must(fieldOnSide(field, side), 'destination field').type,
      before: destination?.values[positions[write.index] ?? -1] ?? null,
      after: write.value,
    };
  });
}

/** What a new record gets beyond its fields' mappings: no field on the other side stands behind it. */
function addedOnCreation(question: RecordQuestion, added: CompiledSide['onCreate']): readonly FieldChange[] {
  if (!question.batch.detailed) return noChanges;
  const side = destinationSide(question.batch.attempt.direction);
  const { description } = question.batch.compiled.sides[side];
  return added.map(({ field, value }) => ({
    field: side === 'local' ? field : null,
    integrationField: side === 'integration' ? field : null,
    type: must(findField(description, field), 'onCreate field').type,
    before: null,
    after: value,
  }));
}

function modifyReason(question: RecordQuestion, transfer: Transfer): string {
  const source = question.batch.attempt.direction === 'toIntegrationTable' ? 'local' : 'integration';
  if (question.batch.overwrite) return `the ${source} record's values were asked for`;
  const wins = conflictRule(question.batch.compiled, question.batch.attempt) === 'write';
  if (transfer.conflicts.length > 0 && wins) return `changed on both sides, ${source} wins`;
  if (question.base === null) return 'first synchronization of the pair';
  return transfer.left
    ? 'changed on both sides in different fields'
    : `${source} record changed, or its values were overwritten`;
}

function destinationTable(question: RecordQuestion): string {
  return question.batch.compiled.sides[destinationSide(question.batch.attempt.direction)].table.name;
}

function labels(fields: readonly CompiledField[]): string {
  return fields.map(fieldLabel).join(', ');
}

function excerpt(value: Value): string {
  if (value === null || value === '') return 'blank';
  return value.length > 40 ? `'${value.slice(0, 40)}…'` : `'${value}'`;
}
