import { jsonReply, preferences } from '../http/exchange';
import { number } from '../http/exactJson';
import { compileFilter } from '../odata/evaluateFilter';
import { FilterSyntaxError, parseFilter } from '../odata/filterExpression';
import { parseQuery } from '../odata/queryOptions';
import { selectRows } from '../odata/selectRows';
import { apiFilter, refuseUnsupported } from './apiFilter';
import { BusinessCentralError, badRequest } from './businessCentralError';
import { toJson } from './fieldCodec';
import { collateExactly } from './installation';
import { columnOf } from '../data/tableDefinition';
import type { Incoming, Reply } from '../http/exchange';
import type { Json, JsonObject } from '../http/exactJson';
import type { Row } from '../data/dataset';
import type { StoredValue } from '../data/storedValue';
import type { TableDefinition } from '../data/tableDefinition';
import type { QueryOptions } from '../odata/queryOptions';
import type { Company, Installation } from './installation';

/** Where an entity set is, for links and contexts: `…/api/v2.0` and `companies(id)/customers`. */
export interface Place {
  readonly root: string;
  readonly set: string;
}

/** A GET on an entity set. Page: webservices/server-driven-paging-in-odata-web-services. */
export function readEntities(
  installation: Installation,
  company: Company,
  table: TableDefinition,
  request: Incoming,
  place: Place,
): Reply {
  const options = parseQuery(request.query);
  const prefer = preferences(request);
  const largest = installation.settings.largestPage ?? 20_000;
  const asked = Number(prefer.get('odata.maxpagesize') ?? largest) || largest;
  const pageSize = Math.min(asked, largest);
  const token = readToken(options.skipToken);
  const left = token?.left ?? options.top;
  const limit = Math.min(pageSize, left ?? pageSize);
  const selected = selectRows({
    ...filtered(company, table, options),
    after: token?.after,
    skip: token ? 0 : options.skip,
    limit,
  });
  const names = selectedNames(table, options.select);
  const body: Record<string, Json> = {
    '@odata.context': `${place.root}/$metadata#${place.set}${options.select.length > 0 ? `(${options.select.join(',')})` : ''}`,
  };
  if (options.count) body['@odata.count'] = number(selected.total);
  body['value'] = selected.rows.map((row) => showEntity(table, row, names));
  const stillLeft = left === undefined ? undefined : left - selected.rows.length;
  if (selected.next && stillLeft !== 0) {
    body['@odata.nextLink'] = nextLink(place, options, selected.next, stillLeft);
  }
  const applied: Record<string, string> = prefer.has('odata.maxpagesize')
    ? { 'Preference-Applied': `odata.maxpagesize=${pageSize}` }
    : {};
  return jsonReply(200, body, applied);
}

export function countEntities(company: Company, table: TableDefinition, request: Incoming): Reply {
  const { total } = selectRows({ ...filtered(company, table, parseQuery(request.query)), limit: 0 });
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: String(total) };
}

export function showEntity(table: TableDefinition, row: Row, names: readonly string[]): JsonObject {
  const json: Record<string, Json> = { '@odata.etag': entityTag(row) };
  for (const name of names) {
    const column = columnOf(table, name);
    if (column) json[name] = toJson(column.type, row.values.get(name) ?? null);
  }
  return json;
}

export function selectedNames(table: TableDefinition, select: readonly string[]): readonly string[] {
  if (select.length === 0 || select.includes('*')) return table.columns.map(({ name }) => name);
  for (const name of select) {
    if (!columnOf(table, name))
      throw badRequest(`Could not find a property named '${name}' on type 'Microsoft.NAV.${table.name}'.`);
  }
  return select;
}

/** Weak, and to be taken as it is: the row's version among other things, in base 64. */
export function entityTag(row: Row): string {
  return `W/"${Buffer.from(`'20;${row.version};'`).toString('base64')}"`;
}

function filtered(company: Company, table: TableDefinition, options: QueryOptions) {
  const dialect = apiFilter(table);
  const expression = options.filter === undefined ? undefined : parsed(options.filter);
  if (expression) refuseUnsupported(expression, options.all.get('$schemaversion'));
  return {
    rows: company.data.rows(table.name),
    expression,
    predicate: expression && compileFilter(expression, dialect),
    order: options.orderBy.map(({ property, descending }) => ({ property: dialect.property(property), descending })),
    id: { ...dialect.property(table.id), name: table.id },
    textKey: collateExactly,
  };
}

function parsed(filter: string) {
  try {
    return parseFilter(filter);
  } catch (error) {
    if (error instanceof FilterSyntaxError) throw new BusinessCentralError(400, 'BadRequest_NotFound', error.message);
    throw error;
  }
}

function nextLink(
  { root, set }: Place,
  options: QueryOptions,
  after: readonly StoredValue[],
  left: number | undefined,
): string {
  const token = Buffer.from(JSON.stringify({ after, left })).toString('base64url');
  const kept = [...options.all].filter(([name]) => !['$skiptoken', '$skip', '$top', 'aid'].includes(name));
  const query = [
    ...kept.map(([name, value]) => `${name}=${encodeURIComponent(value)}`),
    'aid=FIN',
    `$skiptoken=${token}`,
  ];
  return `${root}/${set}?${query.join('&')}`;
}

function readToken(
  token: string | undefined,
): { readonly after: readonly StoredValue[]; readonly left?: number } | undefined {
  if (token === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as { after: StoredValue[]; left?: number };
  } catch {
    throw badRequest('The skip token is not valid.');
  }
}
