import type { CompiledSide } from './compiledMapping';
import type { Effect, Verdict } from './verdict';
import type { FieldChange, PlanItem } from './recordPlan';
import { destinationSide, sourceSide } from '../model/side';
import type { Action } from '../model/job';
import type { RecordQuestion } from './recordQuestion';
import type { TableRecord } from '../model/record';
import type { Transfer } from './transferRecord';
import { fieldOnSide } from './compiledMapping';
import { findField } from '../model/schema';
import { must } from '../assert';

/** A verdict with what the plan tells of it. */
export function verdictOf(
  question: RecordQuestion,
  action: Action,
  reason: string,
  effect: Effect,
  detail: Partial<Pick<PlanItem, 'code' | 'fields' | 'why'>>,
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
      why: detail.why,
      code: detail.code,
      fields: detail.fields ?? noChanges,
    },
    effect,
  };
}

const noChanges: readonly FieldChange[] = [];

/** The fields' values before and after, where somebody reads the plan. */
export function changesOf(
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
export function addedOnCreation(question: RecordQuestion, added: CompiledSide['onCreate']): readonly FieldChange[] {
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
