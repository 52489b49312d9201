import type { BatchRequest } from '../odata/jsonBatch';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ExactJson } from '../odata/exactJson';
import type { ServiceCall, ServiceFailure } from '../odata/serviceCall';
import type { ServiceSession } from './serviceSession';
import { refusalIn } from './failures';
import { exactJsonText, parseExactJson } from '../odata/exactJson';
import { isBrokenOff } from '../odata/isBrokenOff';
import { jsonBatchText, parseJsonBatch } from '../odata/jsonBatch';

/** What became of one request among many. */
export type PartAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: ExactJson | undefined }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** Requests in one batch, at most (operational limits). */
const batchLimit = 100;

/** A service that has no batches says so by one of these, and has carried out nothing. */
const noBatches: readonly number[] = [404, 405, 415, 501];

/**
 * Sends requests to one route, as few calls as the service allows: in batches, or one by one where it takes none (NAV). One
 * answer a request, in order; the client sees to it that not too many are under way.
 */
export async function sendParts(
  session: ServiceSession,
  route: string,
  parts: readonly BatchRequest[],
  safety: ServiceCall['safety'],
  cancel: CancelSignal,
): Promise<readonly PartAnswer[]> {
  const batches: (readonly BatchRequest[])[] = [];
  for (let at = 0; at < parts.length; at += batchLimit) batches.push(parts.slice(at, at + batchLimit));
  const answers = await Promise.all(batches.map((batch) => sendBatch(session, route, batch, safety, cancel)));
  return answers.flat();
}

async function sendBatch(
  session: ServiceSession,
  route: string,
  batch: readonly BatchRequest[],
  safety: ServiceCall['safety'],
  cancel: CancelSignal,
): Promise<readonly PartAnswer[]> {
  if (batch.length > 1 && session.takesBatches) {
    const url = `${route}/$batch`;
    // A service stops at the first part that it refuses unless it is asked not to (OData, batch requests).
    const headers = { 'Content-Type': 'application/json', Prefer: 'odata.continue-on-error' };
    const answer = await session.client.call(
      { method: 'POST', url, headers, body: jsonBatchText(batch), safety },
      cancel,
    );
    if (answer.ok) return partsOf(session.system, answer.value.body, batch.length, safety);
    const { error } = answer;
    if (error.kind !== 'refused' || !noBatches.includes(error.status)) {
      return batch.map(() => ({ kind: 'failed', failure: error }));
    }
    session.takesBatches = false;
  }
  return Promise.all(batch.map((part) => sendAlone(session, route, part, safety, cancel)));
}

function partsOf(system: string, body: string, count: number, safety: ServiceCall['safety']): readonly PartAnswer[] {
  const answers = parseJsonBatch(body, count) ?? Array.from({ length: count }, () => undefined);
  const message = `${system} left out answers to a batch. Run the synchronization again; it finds out what was carried out.`;
  const lost: ServiceFailure = safety === 'read' ? { kind: 'unreachable', message } : { kind: 'ambiguous', message };
  return answers.map((answer) =>
    answer && (safety === 'read' || !isBrokenOff(answer.status, refusalIn(answer.body).code))
      ? { kind: 'answered', ...answer }
      : { kind: 'failed', failure: answer ? unsaid(system, answer.status) : lost },
  );
}

function unsaid(system: string, status: number): ServiceFailure {
  return {
    kind: 'ambiguous',
    message: `${system} may or may not have carried out a write: a request of a batch ended with status ${status}. Run the synchronization again; it finds out.`,
  };
}

async function sendAlone(
  session: ServiceSession,
  route: string,
  { method, url, headers, body }: BatchRequest,
  safety: ServiceCall['safety'],
  cancel: CancelSignal,
): Promise<PartAnswer> {
  const typed = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const answer = await session.client.call(
    {
      method,
      url: `${route}/${url}`,
      headers: { ...typed, ...headers },
      ...(body !== undefined && { body: exactJsonText(body) }),
      safety,
    },
    cancel,
  );
  if (answer.ok) return { kind: 'answered', status: answer.value.status, body: parseExactJson(answer.value.body) };
  const { error } = answer;
  if (error.kind !== 'refused' && error.kind !== 'forbidden') return { kind: 'failed', failure: error };
  const status = error.kind === 'refused' ? error.status : 403;
  return { kind: 'answered', status, body: { error: { code: error.code, message: error.message } } };
}
