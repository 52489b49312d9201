import type { BatchPartAnswer } from '../odata/multipartBatch';
import type { DataverseTable } from './dataverseTable';
import type { FailureCode, RecordFailure } from '../../core/model/failure';
import type { RecordWrite } from '../../core/ports/connector';
import { dataverseError } from './dataverseService';
import { excerpt } from '../../core/transfer/excerpt';
import { isBrokenOff } from '../odata/isBrokenOff';
import { sentence } from '../odata/connectorErrorFrom';

/** What the service refused: told apart by its codes, never by its words. */
export type Refusal =
  /** Turned away before anything was done. */
  | { readonly kind: 'busy' }
  /** Nobody knows whether it was carried out: a gateway gave up waiting, or the server broke off without a word of its own. */
  | { readonly kind: 'inDoubt' }
  /** No such record: the one to change, or one that it refers to. */
  | { readonly kind: 'notFound'; readonly failure: RecordFailure }
  /** A record with this id exists. */
  | { readonly kind: 'idTaken'; readonly failure: RecordFailure }
  /** The record is not in the version that was named. */
  | { readonly kind: 'otherVersion' }
  | { readonly kind: 'failed'; readonly failure: RecordFailure };

/** Web service error codes. */
const codes = {
  duplicateKey: '0x80040237',
  duplicateAlternateKey: '0x80060892',
  duplicatesFound: '0x80040333',
  textTooLong: '0x80044331',
  outOfRange: '0x80044330',
  notFound: '0x80040217',
  otherVersion: '0x80060882',
} as const;

export function refusalOf(answer: BatchPartAnswer, table: DataverseTable, write: RecordWrite): Refusal {
  const error = dataverseError(answer);
  const code = error.code.toLowerCase();
  const { status } = answer;
  if (status === 429 || status === 503 || error.verdict === 'throttled') return { kind: 'busy' };
  if (isBrokenOff(status, code)) return { kind: 'inDoubt' };
  const { name } = table.description;
  const said = error.message === '' ? `status ${status}` : error.message;
  const failed = (as: FailureCode, message: string): RecordFailure => ({ code: as, message });
  const refused = (next: string) =>
    failed('CONSTRAINT_VIOLATED', `${name} refused the record: ${sentence(said)} ${next}`);
  switch (code) {
    case codes.duplicateKey:
      return {
        kind: 'idTaken',
        failure: refused('Couple the existing record, or change the value that must be unique.'),
      };
    case codes.duplicateAlternateKey:
      return { kind: 'failed', failure: duplicateAlternateKey(table, write, said) };
    case codes.duplicatesFound:
      return {
        kind: 'failed',
        failure: refused(
          'A duplicate detection rule found another record like it: couple that one, or turn duplicateDetection off.',
        ),
      };
    case codes.textTooLong:
      return {
        kind: 'failed',
        failure: failed(
          'TEXT_TOO_LONG',
          `${name}: ${sentence(said)} Shorten the value in the source, or add the transformation truncate.`,
        ),
      };
    case codes.outOfRange:
      return {
        kind: 'failed',
        failure: failed('NUMBER_OUT_OF_RANGE', `${name}: ${sentence(said)} Correct the value in the source.`),
      };
    case codes.notFound:
      return { kind: 'notFound', failure: refused('Synchronize or create the record it refers to first.') };
    case codes.otherVersion:
      return { kind: 'otherVersion' };
  }
  if (status === 404)
    return { kind: 'notFound', failure: refused('Synchronize or create the record it refers to first.') };
  // Without a code of its own a 412 can only be about what was asked in If-Match.
  if (status === 412 && error.code === '') return { kind: 'otherVersion' };
  if (status === 401 || status === 403) {
    return {
      kind: 'failed',
      failure: failed(
        'WRITE_REFUSED',
        `${name} may not be written by this account: ${sentence(said)} Ask the administrator for the privilege.`,
      ),
    };
  }
  return { kind: 'failed', failure: refused('Change the record so that the service takes it.') };
}

export function changedMeanwhile({ description }: DataverseTable, id: string): RecordFailure {
  return {
    code: 'CHANGED_MEANWHILE',
    message: `The record ${id} of ${description.name} changed while the job ran. Run the synchronization again.`,
  };
}

function duplicateAlternateKey(table: DataverseTable, write: RecordWrite, said: string): RecordFailure {
  const values = new Map(write.fields.map((field, index) => [field, write.values[index] ?? '']));
  const key = table.keys.find((fields) => fields.some((field) => values.has(field))) ?? [];
  const [field] = key;
  const { name } = table.description;
  if (field === undefined) {
    return {
      code: 'CONSTRAINT_VIOLATED',
      message: `${name} refused the record: ${sentence(said)} Change the value that must be unique.`,
    };
  }
  const shown = key.map((each) => `${each} ${excerpt(values.get(each) ?? '')}`).join(', ');
  return {
    code: 'CONSTRAINT_VIOLATED',
    field,
    message: `Another record of ${name} already has ${shown}, which must be unique. Change the value, or couple the existing record.`,
  };
}
