import { columnOf } from '../data/tableDefinition';
import { toJson } from './columnCodec';
import { noSuchProperty } from './dataverseError';
import { navigationsOf, lookupTarget } from './lookups';
import type { Json, JsonObject } from '../http/exactJson';
import type { Row } from '../data/dataset';
import type { ColumnDefinition, TableDefinition } from '../data/tableDefinition';
import type { Organization } from './organization';

export interface Shown {
  readonly columns: readonly ColumnDefinition[];
  /** `*`, a name, or a beginning with `*` at its end. */
  readonly annotations: readonly string[];
}

/** The columns a `$select` names, all where it names none. Lookups are selected as `_x_value`; a bare name is refused. */
export function selectedColumns(table: TableDefinition, select: readonly string[]): readonly ColumnDefinition[] {
  if (select.length === 0 || select.includes('*')) return table.columns;
  const wanted = select.map((name) => columnOfProperty(table, name));
  // The id always comes along (query/select-columns).
  return wanted.some(({ name }) => name === table.id)
    ? wanted
    : [...wanted, ...table.columns.filter(({ name }) => name === table.id)];
}

export function columnOfProperty(table: TableDefinition, property: string): ColumnDefinition {
  const lookup = /^_(.+)_value$/.exec(property)?.[1];
  const column = columnOf(table, lookup ?? property);
  if (!column || (column.type.kind === 'lookup') !== (lookup !== undefined)) throw noSuchProperty(table.name, property);
  return column;
}

/** The property that shows a column. */
export function propertyName(column: ColumnDefinition): string {
  return column.type.kind === 'lookup' ? `_${column.name}_value` : column.name;
}

/** Pages: query/select-columns (lookups, formatted values), compose-http-requests-handle-errors (annotations). */
export function showRecord(organization: Organization, table: TableDefinition, row: Row, shown: Shown): JsonObject {
  const json: Record<string, Json> = { '@odata.etag': etag(row) };
  const wants = (annotation: string) => shown.annotations.some((each) => matches(each, annotation));
  for (const column of shown.columns) {
    const name = propertyName(column);
    const value = row.values.get(column.name) ?? null;
    if (value !== null) {
      if (column.type.kind === 'lookup') {
        const target = lookupTarget(table, column.name, row.targets) ?? '';
        const navigation = [...navigationsOf(table)].find(
          ([, each]) => each.column === column.name && each.targets.includes(target),
        )?.[0];
        if (wants('Microsoft.Dynamics.CRM.associatednavigationproperty') && navigation !== undefined) {
          json[`${name}@Microsoft.Dynamics.CRM.associatednavigationproperty`] = navigation;
        }
        if (wants('Microsoft.Dynamics.CRM.lookuplogicalname')) {
          json[`${name}@Microsoft.Dynamics.CRM.lookuplogicalname`] = target;
        }
      }
      const label = wants(formattedValue) ? formatted(organization, table, column, row) : undefined;
      if (label !== undefined) json[`${name}@${formattedValue}`] = label;
    }
    json[name] = toJson(column.type, value);
  }
  return json;
}

/** Which annotations a request wants, by name or pattern. */
export function annotationsAsked(prefer: ReadonlyMap<string, string>): readonly string[] {
  return (prefer.get('odata.include-annotations') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Weak, and not to be understood (perform-conditional-operations-using-web-api). */
export function etag(row: Row): string {
  return `W/"${row.version}"`;
}

const formattedValue = 'OData.Community.Display.V1.FormattedValue';

function matches(pattern: string, annotation: string): boolean {
  return pattern === annotation || (pattern.endsWith('*') && annotation.startsWith(pattern.slice(0, -1)));
}

/** As the user's settings would have it: the emulator's user reads American English. */
function formatted(
  organization: Organization,
  table: TableDefinition,
  column: ColumnDefinition,
  row: Row,
): string | undefined {
  const value = row.values.get(column.name) ?? null;
  if (value === null) return undefined;
  const { type } = column;
  switch (type.kind) {
    case 'option':
      return type.members.find((member) => member.value === value)?.name;
    case 'multiOption':
      return value
        .split(',')
        .map((each) => type.members.find((member) => member.value === each)?.name)
        .join('; ');
    case 'boolean':
      return (type.labels ?? ['No', 'Yes'])[value === 'true' ? 1 : 0];
    case 'lookup': {
      const target = lookupTarget(table, column.name, row.targets);
      const other = target === undefined ? undefined : organization.tableByName(target);
      const named = other?.primaryName;
      return named === undefined || !other
        ? undefined
        : (organization.data.rows(other.name).get(value)?.values.get(named) ?? undefined);
    }
    case 'dateTime':
      return new Date(value).toLocaleString('en-US', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'short' });
    case 'date':
      return new Date(value).toLocaleDateString('en-US', { timeZone: 'UTC' });
    case 'integer':
    case 'decimal':
    case 'double':
    case 'money':
      return Number(value).toLocaleString('en-US', {
        minimumFractionDigits: type.kind === 'integer' ? 0 : 2,
        ...(type.kind === 'money' ? { style: 'currency', currency: 'USD' } : {}),
      });
    default:
      return undefined;
  }
}
