import { jsonReply, preferences } from '../http/exchange';
import { number } from '../http/exactJson';
import { compileFilter } from '../odata/evaluateFilter';
import { FilterSyntaxError, parseFilter } from '../odata/filterExpression';
import { parseQuery } from '../odata/queryOptions';
import { selectRows } from '../odata/selectRows';
import { DataverseError } from './dataverseError';
import { dataverseFilter } from './dataverseFilter';
import { readCookie, writeCookie } from './pagingCookie';
import { collate } from './organization';
import { requirePrivilege } from './privileges';
import { annotationsAsked, selectedColumns, showRecord } from './showRecord';
import { trackedChanges } from './trackChanges';
import { lookupTarget, navigationsOf } from './lookups';
import type { Incoming, Reply } from '../http/exchange';
import type { Json, JsonObject } from '../http/exactJson';
import type { Row } from '../data/dataset';
import type { TableDefinition } from '../data/tableDefinition';
import type { Expansion, QueryOptions } from '../odata/queryOptions';
import type { Expression } from '../odata/filterExpression';
import type { Organization } from './organization';
import type { Shown } from './showRecord';

/** Never more in one answer, whatever is asked for (query/page-results). */
export const largestPage = 5000;

/** A GET on an entity set. */
export function retrieveMultiple(
  organization: Organization,
  table: TableDefinition,
  request: Incoming,
  root: string,
): Reply {
  requirePrivilege(organization, 'Read', table);
  const options = parseQuery(request.query);
  const prefer = preferences(request);
  if (prefer.has('odata.track-changes') || options.all.has('$deltatoken')) {
    return trackedChanges(organization, table, request, root);
  }
  if (options.all.has('$skip')) {
    throw new DataverseError(501, '0x80060891', 'The query parameter $skip is not supported');
  }
  refuseUnknownOptions(options);
  const asked = prefer.get('odata.maxpagesize');
  const pageSize = Math.min(Number(asked ?? largestPage) || largestPage, largestPage);
  // With a page size $top counts for nothing (query/page-results).
  const limit = asked === undefined ? Math.min(options.top ?? largestPage, largestPage) : pageSize;
  const cookie = options.skipToken === undefined ? undefined : readCookie(options.skipToken);
  const selected = selectRows({ ...filtered(organization, table, options), after: cookie?.after, limit });
  const shown: Shown = { columns: selectedColumns(table, options.select), annotations: annotationsAsked(prefer) };
  const body: Record<string, Json> = {
    '@odata.context': `${root}/$metadata#${table.set}${options.select.length > 0 ? `(${options.select.join(',')})` : ''}`,
  };
  const wants = (name: string) => shown.annotations.some((each) => each === '*' || each === name);
  if (wants('Microsoft.Dynamics.CRM.totalrecordcount')) {
    body['@Microsoft.Dynamics.CRM.totalrecordcount'] = number(
      options.count ? Math.min(selected.total, largestPage) : -1,
    );
    body['@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded'] = options.count && selected.total > largestPage;
  }
  if (options.count) body['@odata.count'] = number(Math.min(selected.total, largestPage));
  body['value'] = selected.rows.map((row) => expanded(organization, table, row, options.expand, shown));
  if (selected.next && (asked !== undefined || options.top === undefined)) {
    body['@odata.nextLink'] = nextLink(root, table, options, writeCookie((cookie?.page ?? 1) + 1, selected.next));
  }
  return jsonReply(200, body, asked === undefined ? {} : { 'Preference-Applied': `odata.maxpagesize=${pageSize}` });
}

/** `GET accounts/$count`: plain text, capped like everything (query/count-rows). */
export function countRecords(organization: Organization, table: TableDefinition, request: Incoming): Reply {
  requirePrivilege(organization, 'Read', table);
  const { total } = selectRows({ ...filtered(organization, table, parseQuery(request.query)), limit: 0 });
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: `\uFEFF${Math.min(total, largestPage)}` };
}

/** A record with what was expanded of it. */
export function expanded(
  organization: Organization,
  table: TableDefinition,
  row: Row,
  expand: readonly Expansion[],
  shown: Shown,
): JsonObject {
  const json: Record<string, Json> = { ...showRecord(organization, table, row, shown) };
  for (const { property, select } of expand) {
    const navigation = navigationsOf(table).get(property);
    if (!navigation) {
      throw new DataverseError(
        400,
        '0x80060888',
        `Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.${table.name}'.`,
      );
    }
    const id = row.values.get(navigation.column) ?? null;
    const pointsTo = lookupTarget(table, navigation.column, row.targets) ?? '';
    const target = navigation.targets.includes(pointsTo) ? organization.tableByName(pointsTo) : undefined;
    const other = target && id !== null ? organization.data.rows(target.name).get(id) : undefined;
    json[property] =
      target && other
        ? showRecord(organization, target, other, { ...shown, columns: selectedColumns(target, select) })
        : null;
  }
  return json;
}

function filtered(organization: Organization, table: TableDefinition, options: QueryOptions) {
  const dialect = dataverseFilter(table);
  const expression = options.filter === undefined ? undefined : parsed(options.filter);
  return {
    rows: organization.data.rows(table.name),
    expression,
    predicate: expression && compileFilter(expression, dialect),
    order: options.orderBy.map(({ property, descending }) => ({ property: dialect.property(property), descending })),
    id: { ...dialect.property(table.id), name: table.id },
    textKey: collate,
  };
}

function parsed(filter: string): Expression {
  try {
    return parseFilter(filter);
  } catch (error) {
    if (error instanceof FilterSyntaxError) throw new DataverseError(400, '0x80060888', error.message);
    throw error;
  }
}

function nextLink(root: string, table: TableDefinition, options: QueryOptions, cookie: string): string {
  const kept = [...options.all]
    .filter(([name]) => name !== '$skiptoken')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${root}/${table.set}?${[...kept, `$skiptoken=${encodeURIComponent(cookie)}`].join('&')}`;
}

const knownOptions = ['$select', '$filter', '$orderby', '$top', '$count', '$expand', '$skiptoken'];

function refuseUnknownOptions(options: QueryOptions): void {
  for (const name of options.all.keys()) {
    if (name.startsWith('$') && !knownOptions.includes(name)) {
      throw new DataverseError(501, '0x80060888', `The query parameter ${name} is not supported.`);
    }
  }
}
