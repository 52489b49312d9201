import type { ExactJson } from '../odata/exactJson';
import type { FailureCode, RecordFailure } from '../../core/model/failure';
import { isExactObject, textOf } from '../odata/exactJson';
import { sentence } from '../odata/connectorErrorFrom';

/** What a service says where it refuses: its code, and its words without the noise around them. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Reads an error body (OData JSON Format 19); without one, there is neither code nor message. */
export function refusalIn(body: ExactJson | undefined): Refusal {
  const error = isExactObject(body) ? body['error'] : undefined;
  return { code: textOf(error, 'code') ?? '', message: withoutCorrelation(textOf(error, 'message') ?? '') };
}

/** The request's id is in the log; in a sentence for people it is noise. */
export function withoutCorrelation(message: string): string {
  return message.replace(/\s*CorrelationId:\s*[0-9a-f-]+\.?\s*/gi, ' ').trim();
}

/** Why the service refused one record. `status` is 400 or more. */
export function recordFailure(status: number, refusal: Refusal, table: string): RecordFailure {
  const code = failureCode(status, refusal.code);
  const said = sentence(refusal.message || `status ${status}`);
  return { code, message: `${table} refused the record: ${said} ${nextSteps[code]}` };
}

/** Somebody changed the record since it was read (error codes; status codes). */
export function isChangedMeanwhile(status: number, code: string): boolean {
  return (
    code === 'Request_EntityChanged' ||
    status === 412 ||
    (status === 409 && code !== 'Internal_EntityWithSameKeyExists')
  );
}

function failureCode(status: number, code: string): RecordFailureCode {
  const known = byCode[code];
  if (known) return known;
  if (isChangedMeanwhile(status, code)) return 'CHANGED_MEANWHILE';
  if (status === 429) return 'THROTTLED';
  // Nothing is kept of a request that ends in an error: each runs in a transaction of its own.
  if (status >= 502) return 'UNREACHABLE';
  return status === 401 || status === 403 || code.startsWith('Authorization_')
    ? 'WRITE_REFUSED'
    : 'CONSTRAINT_VIOLATED';
}

type RecordFailureCode = Extract<
  FailureCode,
  'CHANGED_MEANWHILE' | 'CONSTRAINT_VIOLATED' | 'TEXT_TOO_LONG' | 'THROTTLED' | 'UNREACHABLE' | 'WRITE_REFUSED'
>;

/** Web service error codes of Business Central that mean something to us; all others go by their status. */
const byCode: Readonly<Record<string, RecordFailureCode>> = {
  Request_EntityChanged: 'CHANGED_MEANWHILE',
  BadRequest_InvalidToken: 'CHANGED_MEANWHILE',
  Internal_EntityWithSameKeyExists: 'CONSTRAINT_VIOLATED',
  Application_StringExceededLength: 'TEXT_TOO_LONG',
  Application_FieldReadOnly: 'WRITE_REFUSED',
  BadRequest_MethodNotAllowed: 'WRITE_REFUSED',
};

const nextSteps: Readonly<Record<RecordFailureCode, string>> = {
  CHANGED_MEANWHILE: 'It is read again.',
  CONSTRAINT_VIOLATED: 'Correct the record, or change the mapping so that it is met.',
  TEXT_TOO_LONG: "Shorten the text, or add the transformation 'truncate'.",
  THROTTLED: 'It is tried again.',
  UNREACHABLE: 'It is tried again.',
  WRITE_REFUSED: 'Give the account the permission, or take the field out of the mapping.',
};
