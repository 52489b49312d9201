import type { Clock } from '../../src/core/ports/clock';
import type { ExactJson, ExactObject } from '../../src/connectors/odata/exactJson';
import type { FieldDescription, TableDescription } from '../../src/core/model/schema';
import type { FieldType, Value } from '../../src/core/model/value';
import {
  JsonNumeral,
  exactJsonText,
  isExactList,
  isExactObject,
  parseExactJson,
} from '../../src/connectors/odata/exactJson';
import { compareDecimals } from '../../src/core/transfer/decimalText';
import { sequentialIds } from './sequentialIds';

export type ApiRow = Readonly<Record<string, Value>>;

/** A small stand-in for one table of an OData service of Business Central, for the tests of what speaks to it. */
export interface ApiDouble {
  readonly fetch: typeof fetch;
  /** `POST v2.0/$batch 100`, say: method, path without its query, and how many requests a batch held. */
  readonly requests: readonly string[];
  readonly rows: () => readonly ApiRow[];
}

export interface ApiDoubleOptions {
  /** By its names on the wire. */
  readonly table: TableDescription;
  readonly rows: readonly ApiRow[];
  readonly clock: Clock;
  /** How the address of the table begins: `/api/v2.0/companies(…)/`. */
  readonly owner: string;
  /** The route that metadata and batches belong to: `/api/v2.0`. */
  readonly route: string;
  /** Where companies are listed, and what is said. */
  readonly companies: { readonly path: string; readonly rows: readonly ExactObject[] };
  /** The key's properties; the first is made by the service where it is a GUID. */
  readonly key: readonly string[];
  readonly stamp?: string;
  readonly uniqueField?: string;
  readonly takesBatches?: boolean;
}

interface Kept {
  values: Record<string, ExactJson>;
  version: number;
}

export function apiDouble(options: ApiDoubleOptions): ApiDouble {
  const { table, clock, key, stamp } = options;
  const fields = new Map(table.fields.map((field) => [field.name, field]));
  const ids = sequentialIds();
  const requests: string[] = [];
  let versions = 0;
  const kept: Kept[] = options.rows.map((row) => ({
    values: Object.fromEntries(table.fields.map((field) => [field.name, onWire(row[field.name] ?? null, field.type)])),
    version: ++versions,
  }));

  const shown = ({ values, version }: Kept, select?: readonly string[]): ExactObject => ({
    '@odata.etag': `W/"${version}"`,
    ...Object.fromEntries(Object.entries(values).filter(([name]) => !select || select.includes(name))),
  });

  function answer(method: string, address: string, headers: ReadonlyMap<string, string>, body: string): Answer {
    const url = new URL(address, 'http://service');
    const path = decodeURIComponent(url.pathname);
    if (path === options.companies.path) return { status: 200, body: { value: options.companies.rows } };
    const place = `${options.owner}${table.name}`;
    if (!path.startsWith(place)) return refused(404, 'BadRequest_NotFound', `${path} is unknown.`);
    const predicate = path.slice(place.length);
    if (method === 'GET') {
      if (predicate !== '') {
        const row = rowAt(predicate);
        return row ? { status: 200, body: shown(row, selected(url)) } : notFound;
      }
      return list(url, headers);
    }
    const document = parseExactJson(body);
    if (!isExactObject(document)) return refused(400, 'BadRequest', 'No body.');
    const readOnly = Object.keys(document).find((name) => fields.get(name)?.readOnly ?? true);
    if (readOnly !== undefined)
      return refused(400, 'Application_DialogException', `Control '${readOnly}' is read-only.`);
    const row = predicate === '' ? undefined : rowAt(predicate);
    if (method === 'PATCH') {
      if (!row) return notFound;
      const etag = headers.get('if-match');
      if (etag === undefined) return refused(428, 'BadRequest', 'If-Match is missing.');
      if (etag !== '*' && etag !== `W/"${row.version}"`) {
        return refused(
          409,
          'Request_EntityChanged',
          'Another user has already changed the record. CorrelationId: 6f9619ff-8b86-d011-b42d-00c04fc964ff.',
        );
      }
    }
    const before = row?.values ?? blankValues();
    const values = { ...before, ...document };
    const unique = options.uniqueField;
    const twin = kept.find(
      (other) => unique !== undefined && other !== row && same(other.values[unique], values[unique]),
    );
    if (twin && unique !== undefined) {
      return refused(
        400,
        'Internal_EntityWithSameKeyExists',
        `The record already exists: No.='${wireText(values[unique])}'.`,
      );
    }
    if (stamp !== undefined) values[stamp] = laterStamp(clock.now(), wireText(before[stamp]));
    const changed = row ?? { values, version: 0 };
    changed.values = values;
    changed.version = ++versions;
    if (!row) kept.push(changed);
    return { status: row ? 200 : 201, body: shown(changed) };
  }

  function list(url: URL, headers: ReadonlyMap<string, string>): Answer {
    const filter = url.searchParams.get('$filter');
    const order = (url.searchParams.get('$orderby') ?? key.join(',')).split(',');
    const size = Number(/maxpagesize=(\d+)/.exec(headers.get('prefer') ?? '')?.[1] ?? 20_000);
    const after = parseExactJson(url.searchParams.get('$skiptoken') ?? '[]') as readonly ExactJson[];
    const byOrder = (a: Kept, position: readonly ExactJson[]) => {
      for (const [index, name] of order.entries()) {
        const compared = compareWire(a.values[name] ?? '', position[index] ?? '', fields.get(name)?.type);
        if (compared !== 0) return compared;
      }
      return 0;
    };
    const positionOf = (row: Kept) => order.map((name) => row.values[name] ?? '');
    const passing = kept
      .filter((row) => filter === null || evaluate(filter, row.values, fields))
      .filter((row) => after.length === 0 || byOrder(row, after) > 0)
      .sort((a, b) => byOrder(a, positionOf(b)));
    const page = passing.slice(0, size);
    const last = page.at(-1);
    if (last && passing.length > size) url.searchParams.set('$skiptoken', exactJsonText(positionOf(last)));
    return {
      status: 200,
      body: {
        value: page.map((row) => shown(row, selected(url))),
        ...(passing.length > size && { '@odata.nextLink': url.toString() }),
      },
    };
  }

  function rowAt(predicate: string): Kept | undefined {
    const parts = [...predicate.slice(1, -1).matchAll(/(?:(\w+)=)?('(?:[^']|'')*'|[^,']+)/g)];
    const wanted = parts.map(([, name, value = ''], index) => [name ?? key[index] ?? '', unquoted(value)] as const);
    return kept.find(({ values }) => wanted.every(([name, value]) => wireText(values[name]) === value));
  }

  function blankValues(): Record<string, ExactJson> {
    const values = Object.fromEntries(table.fields.map((field) => [field.name, onWire(null, field.type)]));
    const [first = ''] = key;
    return fields.get(first)?.type.kind === 'guid' ? { ...values, [first]: ids.guid() } : values;
  }

  const batch = (body: string): Answer => {
    if (options.takesBatches === false) return refused(404, 'BadRequest_NotFound', '$batch is unknown.');
    const document = parseExactJson(body);
    const parts = isExactObject(document) && isExactList(document['requests']) ? document['requests'] : [];
    if (parts.length > 100) return refused(400, 'BadRequest', 'Too many requests in a batch.');
    const responses = parts.filter(isExactObject).map((part) => {
      const given = isExactObject(part['headers']) ? Object.entries(part['headers']) : [];
      const headers = new Map(given.map(([name, value]) => [name.toLowerCase(), wireText(value)]));
      const inner = part['body'] === undefined ? '' : exactJsonText(part['body']);
      const made = answer(wireText(part['method']), `${options.route}/${wireText(part['url'])}`, headers, inner);
      return { id: part['id'] ?? '', status: new JsonNumeral(String(made.status)), body: made.body };
    });
    // In whatever order the service likes.
    return { status: 200, body: { responses: responses.reverse() } };
  };

  const fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input));
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? init.body : '';
    requests.push(`${method} ${url.pathname}`);
    if (url.pathname === `${options.route}/$metadata`) return new Response(metadataOf(table, key));
    const headers = new Map([...new Headers(init.headers)]);
    const made =
      url.pathname === `${options.route}/$batch` ? batch(body) : answer(method, url.toString(), headers, body);
    return new Response(exactJsonText(made.body), {
      status: made.status,
      headers: { 'content-type': 'application/json' },
    });
  };

  const rows = () =>
    kept.map(({ values }) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wireText(value)])),
    );
  return { fetch, requests, rows };
}

interface Answer {
  readonly status: number;
  readonly body: ExactObject;
}

const notFound = refused(404, 'Internal_RecordNotFound', 'The record does not exist.');

function refused(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

function selected(url: URL): readonly string[] | undefined {
  return url.searchParams.get('$select')?.split(',');
}

/** Blanks as Business Central shows them. */
function onWire(value: Value, type: FieldType): ExactJson {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return new JsonNumeral(value ?? '0');
    case 'boolean':
      return value === 'true';
    case 'date':
      return value ?? '0001-01-01';
    case 'dateTime':
      return value ?? '0001-01-01T00:00:00Z';
    case 'guid':
      return value ?? '00000000-0000-0000-0000-000000000000';
    default:
      return value ?? '';
  }
}

function wireText(value: ExactJson | undefined): string {
  if (value instanceof JsonNumeral) return value.text;
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
}

function same(a: ExactJson | undefined, b: ExactJson | undefined): boolean {
  return wireText(a).toLowerCase() === wireText(b).toLowerCase();
}

function compareWire(a: ExactJson, b: ExactJson, type: FieldType | undefined): number {
  const [left, right] = [wireText(a), wireText(b)];
  if (type?.kind === 'integer' || type?.kind === 'decimal') return compareDecimals(left, right);
  if (type?.kind === 'dateTime') return Date.parse(left) - Date.parse(right);
  return left < right ? -1 : left > right ? 1 : 0;
}

function laterStamp(now: string, before: string): string {
  if (before.startsWith('0001') || now > before) return now;
  return new Date(Date.parse(before) + 1).toISOString();
}

function unquoted(literal: string): string {
  return literal.startsWith("'") ? literal.slice(1, -1).replaceAll("''", "'") : literal;
}

/** Comparisons joined by `and` and `or`. Texts compare as by a database that ignores case and closing spaces. */
function evaluate(
  filter: string,
  values: Readonly<Record<string, ExactJson>>,
  fields: ReadonlyMap<string, FieldDescription>,
): boolean {
  const tokens = filter.match(/'(?:[^']|'')*'|[()]|[^\s()']+/g) ?? [];
  let at = 0;
  const term = (): boolean => {
    if (tokens[at] === '(') {
      at++;
      const inner = either();
      at++;
      return inner;
    }
    const [name = '', operator = '', literal = ''] = tokens.slice(at, at + 3);
    at += 3;
    const field = fields.get(name);
    if (!field) throw new Error(`an unknown property in the filter: ${filter}`);
    const folded = (text: string) => (field.type.kind === 'text' ? text.toLowerCase().trimEnd() : text);
    const order = compareWire(folded(wireText(values[name])), folded(unquoted(literal)), field.type);
    const holds = { eq: order === 0, ne: order !== 0, lt: order < 0, le: order <= 0, gt: order > 0, ge: order >= 0 };
    return holds[operator as keyof typeof holds];
  };
  const both = (): boolean => {
    let result = term();
    while (tokens[at] === 'and') {
      at++;
      result = term() && result;
    }
    return result;
  };
  const either = (): boolean => {
    let result = both();
    while (tokens[at] === 'or') {
      at++;
      result = both() || result;
    }
    return result;
  };
  return either();
}

function metadataOf(table: TableDescription, key: readonly string[]): string {
  const properties = table.fields.map(({ name, type, readOnly }) => {
    const limit = type.kind === 'text' && type.maxLength !== undefined ? ` MaxLength="${type.maxLength}"` : '';
    const scale =
      type.kind === 'decimal' && type.scale !== undefined ? ` Precision="${type.precision}" Scale="${type.scale}"` : '';
    const edit = readOnly ? '<Annotation Term="NAV.AllowEdit" Bool="false" />' : '';
    return `<Property Name="${name}" Type="${edmTypes[type.kind]}"${limit}${scale}>${edit}</Property>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="entity"><Key>${key.map((name) => `<PropertyRef Name="${name}" />`).join('')}</Key>${properties.join('')}
<NavigationProperty Name="picture" Type="Microsoft.NAV.picture" /><Property Name="photo" Type="Edm.Stream" /></EntityType>
<EntityContainer Name="NAV"><EntitySet Name="${table.name}" EntityType="Microsoft.NAV.entity" /></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;
}

const edmTypes: Readonly<Record<FieldType['kind'], string>> = {
  text: 'Edm.String',
  integer: 'Edm.Int64',
  decimal: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  dateTime: 'Edm.DateTimeOffset',
  guid: 'Edm.Guid',
  option: 'Edm.String',
};
