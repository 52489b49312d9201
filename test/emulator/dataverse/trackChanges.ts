import { jsonReply, preferences } from '../http/exchange';
import { parseQuery } from '../odata/queryOptions';
import { DataverseError } from './dataverseError';
import { annotationsAsked, selectedColumns, showRecord } from './showRecord';
import type { Incoming, Reply } from '../http/exchange';
import type { Json } from '../http/exactJson';
import type { Row, Tombstone } from '../data/dataset';
import type { TableDefinition } from '../data/tableDefinition';
import type { Organization } from './organization';

/**
 * Change tracking: everything with a delta link at its end, then what changed since the link, deletions last. What was
 * created and deleted since comes as a deletion. A token is good for some days. Page: use-change-tracking-synchronize-data-external-systems.
 */
export function trackedChanges(
  organization: Organization,
  table: TableDefinition,
  request: Incoming,
  root: string,
): Reply {
  const options = parseQuery(request.query);
  const prefer = preferences(request);
  if (!table.tracksChanges || organization.settings.without?.includes('trackChanges')) {
    throw new DataverseError(400, '0x80060888', `Change tracking is not enabled for the entity ${table.name}.`);
  }
  for (const name of ['$filter', '$orderby', '$expand', '$top']) {
    if (options.all.has(name)) {
      throw new DataverseError(
        400,
        '0x80060888',
        `The \\"${name}\\" query parameter isn't supported when Change Tracking is enabled.`,
      );
    }
  }
  const token = options.all.get('$deltatoken');
  const since = token === undefined ? { version: 0, at: '' } : readToken(organization, token);
  const cookie = readCookie(options.skipToken);
  const until = cookie?.until ?? organization.data.version;
  const columns = selectedColumns(table, options.select);
  const annotations = annotationsAsked(prefer);
  const rows = organization.data.rows(table.name);
  // What changes while pages are read comes with the next link: positions are versions, so that no row slips through.
  const isTold = ({ version }: { readonly version: number }) => version > since.version && version <= until;
  const changed = [...rows.all()].filter(isTold).sort((a, b) => a.version - b.version);
  const deleted = token === undefined ? [] : rows.deleted.filter((gone) => isTold(gone) && !rows.get(gone.id));
  const items = [...changed, ...deleted];
  const rest = cookie ? items.filter((item) => isAfter(item, cookie)) : items;
  const size = Math.min(Number(prefer.get('odata.maxpagesize') ?? 5000) || 5000, 5000);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const more = last !== undefined && rest.length > size;
  const context = `${root}/$metadata#${table.set}`;
  const body: Record<string, Json> = {
    '@odata.context': `${context}${options.select.length > 0 ? `(${options.select.join(',')})` : ''}${token === undefined ? '' : '/$delta'}`,
  };
  const query = options.select.length > 0 ? `$select=${options.select.join(',')}&` : '';
  if (!more) {
    const next = `${until}!${organization.clock.now()}`;
    body['@odata.deltaLink'] = `${root}/${table.set}?${query}$deltatoken=${encodeURIComponent(next)}`;
  }
  body['value'] = page.map((item) =>
    isGone(item)
      ? { '@odata.context': `${context}/$deletedEntity`, id: item.id, reason: 'deleted' }
      : showRecord(organization, table, item, { columns, annotations }),
  );
  if (more) {
    const from = token === undefined ? '' : `$deltatoken=${encodeURIComponent(token)}&`;
    const position = `${isGone(last) ? 'deleted' : 'changed'}.${last.version}.${until}`;
    const skip = `<cookie pagenumber="${(cookie?.page ?? 1) + 1}" pagingcookie="${position}" istracking="True" />`;
    body['@odata.nextLink'] = `${root}/${table.set}?${query}${from}$skiptoken=${encodeURIComponent(skip)}`;
  }
  return jsonReply(200, body, prefer.has('odata.track-changes') ? { 'Preference-Applied': 'odata.track-changes' } : {});
}

function readToken(organization: Organization, token: string): { readonly version: number; readonly at: string } {
  const [, version = '', at = ''] = /^(\d+)!(.+)$/.exec(token) ?? [];
  const made = Date.parse(at);
  if (version === '' || Number.isNaN(made))
    throw new DataverseError(400, '0x80044150', `Invalid delta token: '${token}'.`);
  const days = organization.settings.changeTrackingDays ?? 7;
  if (Date.parse(organization.clock.now()) - made > days * 86_400_000) {
    // The page says that the system throws; this is its name for it: ExpiredVersionStamp.
    throw new DataverseError(
      400,
      '0x80044352',
      'Version stamp associated with the client has expired. Please perform a full sync.',
    );
  }
  return { version: Number(version), at };
}

/** Where the last page ended. */
interface TrackingCookie {
  readonly page: number;
  readonly among: 'changed' | 'deleted';
  readonly version: number;
  readonly until: number;
}

function readCookie(skipToken: string | undefined): TrackingCookie | undefined {
  const [, page, among, version, until] =
    /pagenumber="(\d+)" pagingcookie="(changed|deleted)\.(\d+)\.(\d+)"/.exec(skipToken ?? '') ?? [];
  if (among !== 'changed' && among !== 'deleted') return undefined;
  return { page: Number(page), among, version: Number(version), until: Number(until) };
}

function isAfter(item: Row | Tombstone, { among, version }: TrackingCookie): boolean {
  if (isGone(item) !== (among === 'deleted')) return isGone(item);
  return item.version > version;
}

function isGone(item: Row | Tombstone): item is Tombstone {
  return !('values' in item);
}
