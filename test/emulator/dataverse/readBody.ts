import { columnOf } from '../data/tableDefinition';
import { guidPattern } from '../data/storedValue';
import { parseSegments } from '../odata/resourcePath';
import { fromJson } from './columnCodec';
import { DataverseError, invalidPayload, undeclaredProperty } from './dataverseError';
import { findId } from './findRecord';
import { navigationsOf } from './lookups';
import type { JsonObject } from '../http/exactJson';
import type { StoredValue } from '../data/storedValue';
import type { TableDefinition } from '../data/tableDefinition';
import type { Organization } from './organization';

export interface Change {
  readonly values: Map<string, StoredValue>;
  /** Of lookups that were set: which table they point to. */
  readonly targets: Map<string, string>;
}

/**
 * The columns that a body sets. Names are the logical ones in small letters; lookups are set by
 * `<navigation property>@odata.bind`, whose capitals count; what may not be written is passed over without a word, as the
 * service does. Pages: webapi/create-entity-web-api, webapi/associate-disassociate-entities-using-web-api.
 */
export function readBody(
  organization: Organization,
  table: TableDefinition,
  body: JsonObject,
  phase: 'create' | 'update',
  contentIds: ReadonlyMap<string, string> = new Map(),
): Change {
  const change: Change = { values: new Map(), targets: new Map() };
  const navigations = navigationsOf(table);
  for (const [name, json] of Object.entries(body)) {
    const setBy = name.endsWith('@odata.bind') ? name.slice(0, -'@odata.bind'.length) : undefined;
    if (setBy !== undefined) {
      const navigation = navigations.get(setBy);
      if (!navigation) throw undeclaredProperty(table.name, setBy);
      if (typeof json !== 'string' && json !== null) throw invalidPayload(`'${name}' must be a text.`);
      const bound =
        json === null || json === '' ? undefined : boundTo(organization, navigation.targets, json, contentIds);
      change.values.set(navigation.column, bound?.id ?? null);
      if (bound) change.targets.set(navigation.column, bound.table);
      continue;
    }
    if (name.includes('@')) continue;
    const navigation = navigations.get(name);
    if (navigation && json === null) {
      // A single-valued navigation property may be emptied by null (update page: disassociate).
      change.values.set(navigation.column, null);
      continue;
    }
    const column = columnOf(table, name);
    if (!column || column.type.kind === 'lookup') throw undeclaredProperty(table.name, name);
    const ignored =
      column.access === 'readOnly' ||
      column.computed !== undefined ||
      (phase === 'update' && (column.access === 'createOnly' || name === table.id)) ||
      (phase === 'create' && column.access === 'updateOnly');
    if (!ignored) change.values.set(name, fromJson(table, column, json));
  }
  return change;
}

/** `accounts(guid)`, `/accounts(key='x')`, an absolute address of these, or `$1` within a change set. */
function boundTo(
  organization: Organization,
  targets: readonly string[],
  text: string,
  contentIds: ReadonlyMap<string, string>,
): { readonly table: string; readonly id: string } {
  const address = text.startsWith('$') ? contentIds.get(text.slice(1)) : text;
  if (address === undefined) {
    throw new DataverseError(400, '0x80060888', `Content-ID Reference: '${text}' does not exist in the batch context.`);
  }
  const segment = parseSegments(address.replace(/^https?:\/\/[^/]+/, '').replace(/^\/api\/data\/v[\d.]+/, '')).at(-1);
  const table = segment && organization.tableBySet(segment.name);
  if (!table || !segment.key) throw invalidPayload(`The URI '${text}' is not valid for an entity reference.`);
  if (!targets.includes(table.name)) {
    throw new DataverseError(
      400,
      '0x80060888',
      `'${text}' is no ${targets.join(' or ')}: the navigation property does not point to it.`,
    );
  }
  const id = findId(organization, table, segment.key);
  if (id === undefined) {
    const named = segment.key.kind === 'single' && guidPattern.test(segment.key.value) ? segment.key.value : text;
    throw new DataverseError(404, '0x80040217', `Entity '${table.name}' With Id = ${named} Does Not Exist`);
  }
  return { table: table.name, id };
}
