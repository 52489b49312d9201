import type { BatchRequest } from '../odata/jsonBatch';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { ExactObject } from '../odata/exactJson';
import type { Result } from '../../core/result';
import type { ServiceSession } from './serviceSession';
import type { ServiceField, ServiceTable } from './serviceTable';
import { isBrokenOff } from '../odata/isBrokenOff';
import { connectorErrorFrom } from '../odata/connectorErrorFrom';
import { refusalIn } from './failures';
import { err, ok } from '../../core/result';
import { isExactObject } from '../odata/exactJson';
import { readPages } from '../odata/readPages';
import { rowPage, selectText } from './rows';
import { sendParts } from './sendParts';

/** Conditions in one request: what keeps its address below what servers take. */
const conditionsEach = 40;

export type RowsFound = Result<readonly ExactObject[], ConnectorError | 'filterRefused'>;

/** All rows that meet one of the conditions, which are about one field. */
export async function rowsMeeting(
  session: ServiceSession,
  table: ServiceTable,
  fields: readonly ServiceField[],
  conditions: readonly string[],
  cancel: CancelSignal,
): Promise<RowsFound> {
  const select = selectText(table, fields);
  const parts: BatchRequest[] = [];
  for (let at = 0; at < conditions.length; at += conditionsEach) {
    const filter = encodeURIComponent(conditions.slice(at, at + conditionsEach).join(' or '));
    parts.push({ method: 'GET', url: `${table.path}?${select}&$filter=${filter}` });
  }
  const answers = await sendParts(session, table.route, parts, 'read', cancel);
  const rows: ExactObject[] = [];
  for (const answer of answers) {
    if (answer.kind === 'failed') return err(connectorErrorFrom(answer.failure, session.system));
    if (answer.status === 400 || answer.status === 501) return err('filterRefused');
    const page = answer.status < 400 ? rowPage(answer.body) : undefined;
    if (!page) return err(refusedPart(session, answer.status, answer.body));
    rows.push(...page.rows);
    if (page.nextLink === undefined) continue;
    for await (const next of readPages(session.client, { url: page.nextLink }, cancel)) {
      if (!next.ok) return err(connectorErrorFrom(next.error, session.system));
      rows.push(...next.value.rows);
    }
  }
  return ok(rows);
}

/** The rows at these addresses; those that do not exist are left out. */
export async function rowsAt(
  session: ServiceSession,
  table: ServiceTable,
  fields: readonly ServiceField[],
  addresses: readonly string[],
  cancel: CancelSignal,
): Promise<Result<readonly ExactObject[], ConnectorError>> {
  const select = selectText(table, fields);
  const parts = addresses.map((address) => ({ method: 'GET', url: `${table.path}${address}?${select}` }) as const);
  const rows: ExactObject[] = [];
  for (const answer of await sendParts(session, table.route, parts, 'read', cancel)) {
    if (answer.kind === 'failed') return err(connectorErrorFrom(answer.failure, session.system));
    if (answer.status === 404) continue;
    if (answer.status >= 400) return err(refusedPart(session, answer.status, answer.body));
    if (isExactObject(answer.body)) rows.push(answer.body);
  }
  return ok(rows);
}

function refusedPart(session: ServiceSession, status: number, body: Parameters<typeof refusalIn>[0]): ConnectorError {
  const { code, message } = refusalIn(body);
  if (status === 429 || status === 503 || isBrokenOff(status, code)) {
    return connectorErrorFrom({ kind: 'throttled', message, retryAfterMs: 1_000 }, session.system);
  }
  if (status === 401 || status === 403) return connectorErrorFrom({ kind: 'forbidden', code, message }, session.system);
  return connectorErrorFrom({ kind: 'refused', status, code, message }, session.system);
}
