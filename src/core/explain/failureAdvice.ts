import type { FailureCode } from '../model/failure';

/** What a failure code means to people who see many records with it. */
export interface FailureAdvice {
  /** Two or three words, for where there is no room. */
  readonly short: string;
  /** What went wrong, in a sentence for all of them. */
  readonly cause: string;
  /** What resolves it, in a sentence. */
  readonly nextStep: string;
}

export function failureAdvice(code: FailureCode): FailureAdvice {
  return advice[code];
}

const itIsTriedAgain = 'Nothing to do: the next run tries again.';

const advice: { readonly [C in FailureCode]: FailureAdvice } = {
  THROTTLED: {
    short: 'slowed down by the service',
    cause: 'The service asked for fewer requests.',
    nextStep: itIsTriedAgain,
  },
  UNREACHABLE: {
    short: 'service not reached',
    cause: 'The service did not answer.',
    nextStep: 'Check the connection; the next run tries again.',
  },
  OUTCOME_UNKNOWN: {
    short: 'answer lost',
    cause: 'The service did not say whether it wrote the record.',
    nextStep: 'Nothing to do: the next run finds out before it writes.',
  },
  CHANGED_MEANWHILE: {
    short: 'changed meanwhile',
    cause: 'Somebody changed the record between reading and writing it.',
    nextStep: itIsTriedAgain,
  },
  LOOKUP_NOT_COUPLED: {
    short: 'looked-up record not coupled',
    cause: 'The record refers to one that has no counterpart on the other side yet.',
    nextStep: 'Couple or synchronize the record it refers to; this one follows with the next run.',
  },
  LOOKUP_NOT_FOUND: {
    short: 'looked-up record not found',
    cause: 'The record refers to one that none of the lookup’s mappings knows.',
    nextStep: 'Create the record it refers to, or correct the reference; this one follows with the next run.',
  },
  VALUE_NOT_CONVERTIBLE: {
    short: 'value not convertible',
    cause: 'A value cannot be converted to the type of the field it goes to.',
    nextStep: 'Correct the value, or add a transformation to the field mapping, then retry.',
  },
  TEXT_TOO_LONG: {
    short: 'text too long',
    cause: 'A text is longer than the field it goes to.',
    nextStep: 'Shorten the text, or add the transformation truncate, then retry.',
  },
  DECIMAL_ROUNDED: {
    short: 'too many decimals',
    cause: 'A number has more decimals than the field it goes to.',
    nextStep: 'Correct the number, or add the transformation round, then retry.',
  },
  NUMBER_OUT_OF_RANGE: {
    short: 'number out of range',
    cause: 'A number is outside what the field it goes to can hold.',
    nextStep: 'Correct the number, then retry.',
  },
  VALUE_REQUIRED: {
    short: 'value missing',
    cause: 'A field that needs a value would get none.',
    nextStep: 'Fill the source field, or map another one, then retry.',
  },
  VALUE_NOT_MAPPED: {
    short: 'value not in the value map',
    cause: 'The field mapping’s value map does not say what a value becomes.',
    nextStep: 'Add the value to the map in the mapping file, then retry.',
  },
  CONSTRAINT_VIOLATED: {
    short: 'refused by a constraint',
    cause: 'The other system has a rule that the record breaks.',
    nextStep: 'Read the message, correct the record, then retry.',
  },
  AMBIGUOUS_MATCH: {
    short: 'several records match',
    cause: 'Several records on the other side match.',
    nextStep: 'Couple the right pair by hand.',
  },
  NO_MATCH: {
    short: 'no record matches',
    cause: 'No record on the other side matches.',
    nextStep: 'Couple it by hand, or let the mapping create records.',
  },
  MATCH_ALREADY_COUPLED: {
    short: 'match is coupled already',
    cause: 'The only record that matches is coupled to another one.',
    nextStep: 'Remove that coupling if it is wrong, or couple this record by hand.',
  },
  RECORD_NOT_FOUND: {
    short: 'record not found',
    cause: 'The record does not exist any more.',
    nextStep: 'Check its id, or remove its coupling.',
  },
  UPDATE_CONFLICT: {
    short: 'both records changed',
    cause: 'The same field was changed on both sides to different values.',
    nextStep: 'Choose a side for each field in conflict, or set updateConflict in the mapping file.',
  },
  COUNTERPART_DELETED: {
    short: 'counterpart deleted',
    cause: 'The record on the other side was deleted.',
    nextStep: 'Remove the coupling, or set deletionConflict in the mapping file.',
  },
  WRITE_REFUSED: {
    short: 'write refused',
    cause: 'The other system does not let this account write the record or a field.',
    nextStep: 'Grant the right, or take the field out of the mapping, then retry.',
  },
};
