import type { RecordFailure } from '../model/failure';
import type { RecordQuestion } from './recordQuestion';
import type { TableRecord } from '../model/record';
import type { Transfer } from './transferRecord';
import type { Value } from '../model/value';
import { fieldLabel } from './compiledMapping';
import { must } from '../assert';

/** The failure of a pair whose conflict nobody decides: names the first field, both values, and what to do. */
export function updateConflict(question: RecordQuestion, transfer: Transfer, destination: TableRecord): RecordFailure {
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

function excerpt(value: Value): string {
  if (value === null || value === '') return 'blank';
  return value.length > 40 ? `'${value.slice(0, 40)}…'` : `'${value}'`;
}
