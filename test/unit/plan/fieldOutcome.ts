import type { FailureCode } from '../../../src/core/model/failure';
import type { FieldStory } from '../../support/planBuilders';
import type { Value } from '../../../src/core/model/value';
import { aFieldTransfer } from '../../support/planBuilders';
import { fieldLabel } from '../../../src/core/plan/compiledMapping';
import { transferRecord } from '../../../src/core/plan/transferRecord';

/** What a transfer came to; what is absent did not happen. Empty: the field stays as it is. */
export interface FieldOutcome {
  readonly writes?: Readonly<Record<string, Value>>;
  readonly conflicts?: readonly string[];
  readonly left?: true;
  readonly pending?: true;
  readonly failed?: FailureCode;
}

/** Transfers one field and tells what it came to, in a form that shows only what happened. */
export function outcomeOf(story: FieldStory): FieldOutcome {
  const result = transferRecord(aFieldTransfer(story));
  if (!result.ok) return { failed: result.error.code };
  const { writes, conflicts, left, pendingLookups } = result.value;
  return {
    ...(writes.length > 0 && { writes: Object.fromEntries(writes.map(({ field, value }) => [field.name, value])) }),
    ...(conflicts.length > 0 && { conflicts: conflicts.map(fieldLabel) }),
    ...(left && { left }),
    ...(pendingLookups && { pending: pendingLookups }),
  };
}
