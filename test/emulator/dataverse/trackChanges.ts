import { jsonReply, preferences } from '../http/exchange';
import { parseQuery } from '../odata/queryOptions';
import { DataverseError } from './dataverseError';
import { annotationsAsked, selectedColumns, showRecord } from './showRecord';
import type { Incoming, Reply } from '../http/exchange';
import type { Json } from '../http/exactJson';
import type { Row } from '../data/dataset';
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
  const until = pageEnd(options.skipToken) ?? organization.data.version;
  const start = pageStart(options.skipToken);
  const columns = selectedColumns(table, options.select);
  const annotations = annotationsAsked(prefer);
  const rows = organization.data.rows(table.name);
  const changed = [...rows.all()]
    .filter(({ version }) => version > since.version)
    .sort((a, b) => a.version - b.version);
  const deleted = token === undefined ? [] : rows.deleted.filter(({ version }) => version > since.version);
  const items: (Row | { readonly id: string })[] = [...changed, ...deleted.filter(({ id }) => !rows.get(id))];
  const size = Math.min(Number(prefer.get('odata.maxpagesize') ?? 5000) || 5000, 5000);
  const page = items.slice(start, start + size);
  const more = start + size < items.length;
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
    'values' in item
      ? showRecord(organization, table, item, { columns, annotations })
      : { '@odata.context': `${context}/$deletedEntity`, id: item.id, reason: 'deleted' },
  );
  if (more) {
    const from = token === undefined ? '' : `$deltatoken=${encodeURIComponent(token)}&`;
    const skip = `<cookie pagenumber="${Math.floor(start / size) + 2}" pagingcookie="${start + size}.${until}" istracking="True" />`;
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

function pageStart(skipToken: string | undefined): number {
  return Number(/pagingcookie="(\d+)\./.exec(skipToken ?? '')?.[1] ?? 0);
}

function pageEnd(skipToken: string | undefined): number | undefined {
  const end = /pagingcookie="\d+\.(\d+)"/.exec(skipToken ?? '')?.[1];
  return end === undefined ? undefined : Number(end);
}
