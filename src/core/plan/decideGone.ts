import type { BatchQuestion } from './recordQuestion';
import type { Coupling } from '../model/coupling';
import type { TableRecord } from '../model/record';
import type { Verdict } from './verdict';
import { failed } from './decideRecord';
import { destinationSide, sourceSide } from '../model/side';
import { verdictOf } from './verdictOf';

/** A coupling whose source record is gone, where no pass goes the other way, or where nothing survives. */
export interface GoneQuestion {
  readonly batch: BatchQuestion;
  readonly coupling: Coupling;
  /** Its counterpart, if that exists. */
  readonly survivor: TableRecord | undefined;
}

/**
 * Decides about a coupling that lost its source (DESIGN 5.7). Nothing can be restored from there, so `restoreRecords` removes the
 * coupling only where both records are gone. What survives stays as it is: a run deletes nothing.
 */
export function decideGone({ batch, coupling, survivor }: GoneQuestion): Verdict {
  const { compiled, attempt } = batch;
  const { deletionConflict } = compiled.mapping;
  const id = attempt.direction === 'toIntegrationTable' ? coupling.localId : coupling.integrationId;
  const source = { id: id ?? '', modifiedOn: null, values: [] };
  const question = { batch, source, coupling, destination: survivor, base: null, match: null };
  const table = compiled.sides[sourceSide(attempt.direction)].table.name;
  const other = compiled.sides[destinationSide(attempt.direction)].table.name;
  if (deletionConflict === 'removeCoupling' || (deletionConflict === 'restoreRecords' && !survivor)) {
    const reason = survivor ? `its counterpart in ${table} was deleted` : 'both records were deleted';
    return verdictOf(question, 'uncouple', reason, { kind: 'uncouple', coupling }, { why: 'counterpartDeleted' });
  }
  return failed(question, {
    code: 'COUNTERPART_DELETED',
    message: survivor
      ? `The record was deleted, its counterpart in ${other} is still there. Remove the coupling, or set deletionConflict to removeCoupling.`
      : `The record was deleted, and so was its counterpart in ${other}. Remove the coupling, or set deletionConflict to removeCoupling.`,
  });
}
