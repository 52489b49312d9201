import type { FailureCode } from '../../../core/model/failure';
import type { Translate } from '../../translate';

/** A failure's code in two or three words, where there is no room for its message. */
export function failurePhrase(code: FailureCode, t: Translate): string {
  return phrases[code](t);
}

const phrases: { readonly [C in FailureCode]: (t: Translate) => string } = {
  THROTTLED: (t) => t('slowed down by the service'),
  UNREACHABLE: (t) => t('service not reached'),
  OUTCOME_UNKNOWN: (t) => t('answer lost'),
  CHANGED_MEANWHILE: (t) => t('changed meanwhile'),
  LOOKUP_NOT_COUPLED: (t) => t('looked-up record not coupled'),
  LOOKUP_NOT_FOUND: (t) => t('looked-up record not found'),
  VALUE_NOT_CONVERTIBLE: (t) => t('value not convertible'),
  TEXT_TOO_LONG: (t) => t('text too long'),
  DECIMAL_ROUNDED: (t) => t('too many decimals'),
  NUMBER_OUT_OF_RANGE: (t) => t('number out of range'),
  VALUE_REQUIRED: (t) => t('value missing'),
  VALUE_NOT_MAPPED: (t) => t('value not in the value map'),
  CONSTRAINT_VIOLATED: (t) => t('refused by a constraint'),
  AMBIGUOUS_MATCH: (t) => t('several records match'),
  NO_MATCH: (t) => t('no record matches'),
  MATCH_ALREADY_COUPLED: (t) => t('match is coupled already'),
  RECORD_NOT_FOUND: (t) => t('record not found'),
  UPDATE_CONFLICT: (t) => t('both records changed'),
  COUNTERPART_DELETED: (t) => t('counterpart deleted'),
  WRITE_REFUSED: (t) => t('write refused'),
};
