/**
 * Why one record failed. Codes are closed and stable; their class decides what happens next (DESIGN 5.5).
 * Never branch on the message.
 */
export type FailureClass = 'transient' | 'dependency' | 'data' | 'conflict' | 'deletion' | 'configuration';

/** Every code a record can fail with, and its class. README lists them with what to do. */
export const failureClasses = {
  /** The service asked to slow down. */
  THROTTLED: 'transient',
  /** The service did not answer. */
  UNREACHABLE: 'transient',
  /** The service's answer to the write was lost: whether it arrived, the next run finds out. */
  OUTCOME_UNKNOWN: 'transient',
  /** The record changed in the destination between reading and writing. */
  CHANGED_MEANWHILE: 'transient',
  /** A looked-up record exists but is not coupled yet. */
  LOOKUP_NOT_COUPLED: 'dependency',
  /** A looked-up record does not exist in any of the lookup's mappings. */
  LOOKUP_NOT_FOUND: 'dependency',
  /** The value cannot be converted to the destination field's type. */
  VALUE_NOT_CONVERTIBLE: 'data',
  /** The text is longer than the destination field. */
  TEXT_TOO_LONG: 'data',
  /** The decimal would be rounded. */
  DECIMAL_ROUNDED: 'data',
  /** The number is outside the destination field's range. */
  NUMBER_OUT_OF_RANGE: 'data',
  /** The destination field needs a value and would get none. */
  VALUE_REQUIRED: 'data',
  /** The value map has no entry for the value, or more than one. */
  VALUE_NOT_MAPPED: 'data',
  /** The destination refused the record: unique, check or foreign key constraint, validation. */
  CONSTRAINT_VIOLATED: 'data',
  /** Several records match; one must be coupled by hand. */
  AMBIGUOUS_MATCH: 'data',
  /** No record matches. */
  NO_MATCH: 'data',
  /** The only matching record is coupled already. */
  MATCH_ALREADY_COUPLED: 'data',
  /** A record chosen by its id does not exist. */
  RECORD_NOT_FOUND: 'data',
  /** Both records changed, and a field differs. */
  UPDATE_CONFLICT: 'conflict',
  /** The counterpart is gone. */
  COUNTERPART_DELETED: 'deletion',
  /** The destination refuses writes to the record or field. */
  WRITE_REFUSED: 'configuration',
} as const satisfies Record<string, FailureClass>;

export type FailureCode = keyof typeof failureClasses;

export interface RecordFailure {
  readonly code: FailureCode;
  /** A sentence for the user: names field, value and limit, and ends with the next step. Never holds a secret. */
  readonly message: string;
  /** The destination or source field concerned, where one is. */
  readonly field?: string;
}

export function failureClass(code: FailureCode): FailureClass {
  return failureClasses[code];
}

/** Whether a second failure with the same code in the same direction sets the record to skipped (DESIGN 5.5). */
export function skipsWhenRepeated(code: FailureCode): boolean {
  const kind = failureClass(code);
  return kind !== 'transient' && kind !== 'dependency';
}
