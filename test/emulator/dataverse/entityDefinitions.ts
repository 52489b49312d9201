import { jsonReply } from '../http/exchange';
import { ExactNumber, number } from '../http/exactJson';
import { compileFilter } from '../odata/evaluateFilter';
import { parseFilter } from '../odata/filterExpression';
import { parseQuery } from '../odata/queryOptions';
import { describeAttribute, describeOptionSet } from './attributeDefinition';
import { DataverseError, noSuchSegment } from './dataverseError';
import { label } from './label';
import { stableGuid } from './stableGuid';
import type { Incoming, Reply } from '../http/exchange';
import type { Json, JsonObject } from '../http/exactJson';
import type { Row } from '../data/dataset';
import type { TableDefinition } from '../data/tableDefinition';
import type { Segment } from '../odata/resourcePath';
import type { Expansion } from '../odata/queryOptions';
import type { Organization } from './organization';

/**
 * `EntityDefinitions`, a table by name or id, its `Attributes` with and without a cast, its keys and relationships. Definitions
 * do not come in pages, and what is expanded must be cast too. Page: webapi/query-metadata-web-api.
 */
export function entityDefinitions(
  organization: Organization,
  segments: readonly Segment[],
  request: Incoming,
  root: string,
): Reply {
  const options = parseQuery(request.query);
  const [set, ...rest] = segments;
  const context = `${root}/$metadata#EntityDefinitions`;
  if (options.all.has('$top') || options.all.has('$skip') || options.orderBy.length > 0) {
    throw new DataverseError(
      501,
      '0x80060888',
      'The query parameters $top, $skip and $orderby are not supported for definitions.',
    );
  }
  if (!set?.key) {
    const all = organization.data.tables.map((table) => describeEntity(organization, table));
    return list(context, matching(all, options.filter), options.select, options.expand, organization);
  }
  const table = wantedTable(organization, set);
  const [next, cast] = rest;
  if (!next) {
    return jsonReply(200, {
      '@odata.context': `${context}/$entity`,
      ...selected(describeEntity(organization, table), options.select, 'MetadataId'),
      ...expandedParts(organization, table, options.expand),
    });
  }
  switch (next.name) {
    case 'Attributes': {
      const type = cast?.name.replace('Microsoft.Dynamics.CRM.', '');
      const all = table.columns
        .map((column, index) => describeAttribute(table, column, index))
        .filter((each) => type === undefined || each['@odata.type'] === `#Microsoft.Dynamics.CRM.${type}`);
      if (type === 'EnumAttributeMetadata') throw noSuchSegment(cast?.name ?? '');
      const named = next.key?.kind === 'named' ? next.key.parts.get('LogicalName') : undefined;
      const chosen = named === undefined ? all : all.filter(({ LogicalName }) => LogicalName === named);
      const shown = matching(chosen, options.filter).map((each) => ({
        // With a cast the type goes without saying.
        ...(type === undefined ? { '@odata.type': each['@odata.type'] ?? null } : {}),
        ...selected(each, options.select, 'MetadataId'),
        ...optionSets(table, each, options.expand, type),
      }));
      const here = `${context}('${table.name}')/Attributes${type === undefined ? '' : `/Microsoft.Dynamics.CRM.${type}`}`;
      if (named === undefined) return jsonReply(200, { '@odata.context': here, value: shown });
      if (!shown[0])
        throw new DataverseError(404, '0x80060888', `Could not find an attribute with LogicalName = '${named}'.`);
      return jsonReply(200, { '@odata.context': `${here}/$entity`, ...shown[0] });
    }
    case 'Keys':
      return list(`${context}('${table.name}')/Keys`, describeKeys(table), options.select, [], organization);
    case 'ManyToOneRelationships':
      return list(
        `${context}('${table.name}')/ManyToOneRelationships`,
        matching(describeRelationships(organization, table), options.filter),
        options.select,
        [],
        organization,
      );
    case 'OneToManyRelationships': {
      const all = organization.data.tables.flatMap((other) => describeRelationships(organization, other));
      const toThis = all.filter(({ ReferencedEntity }) => ReferencedEntity === table.name);
      return list(
        `${context}('${table.name}')/OneToManyRelationships`,
        matching(toThis, options.filter),
        options.select,
        [],
        organization,
      );
    }
    default:
      throw noSuchSegment(next.name);
  }
}

/** `RelationshipDefinitions/Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata`, of all tables. */
export function relationshipDefinitions(organization: Organization, request: Incoming, root: string): Reply {
  const options = parseQuery(request.query);
  const all = organization.data.tables.flatMap((table) => describeRelationships(organization, table));
  return list(
    `${root}/$metadata#RelationshipDefinitions`,
    matching(all, options.filter),
    options.select,
    [],
    organization,
  );
}

function describeEntity(organization: Organization, table: TableDefinition): JsonObject {
  return {
    MetadataId: stableGuid(table.name),
    LogicalName: table.name,
    SchemaName: table.name.charAt(0).toUpperCase() + table.name.slice(1),
    EntitySetName: table.set,
    LogicalCollectionName: table.set,
    DisplayName: label(table.caption ?? table.name),
    DisplayCollectionName: label(`${table.caption ?? table.name}s`),
    PrimaryIdAttribute: table.id,
    PrimaryNameAttribute: table.primaryName ?? null,
    ChangeTrackingEnabled: table.tracksChanges === true && !organization.settings.without?.includes('trackChanges'),
    IsOptimisticConcurrencyEnabled: true,
    IsCustomEntity: table.name.includes('_'),
    IsIntersect: false,
    IsPrivate: false,
    IsLogicalEntity: false,
    IsActivity: false,
    IsValidForAdvancedFind: true,
    TableType: 'Standard',
    DataProviderId: null,
    OwnershipType: table.columns.some(({ name }) => name === 'ownerid') ? 'UserOwned' : 'OrganizationOwned',
    ObjectTypeCode: number(10000 + organization.data.tables.indexOf(table)),
  };
}

function describeKeys(table: TableDefinition): readonly JsonObject[] {
  return (table.keys ?? []).map(({ name, columns }) => ({
    MetadataId: stableGuid(`${table.name}.${name}`),
    LogicalName: name.toLowerCase(),
    SchemaName: name,
    EntityLogicalName: table.name,
    KeyAttributes: columns,
    EntityKeyIndexStatus: 'Active',
    DisplayName: label(name),
  }));
}

function describeRelationships(organization: Organization, table: TableDefinition): readonly JsonObject[] {
  return table.columns.flatMap(({ name, type }) => {
    if (type.kind !== 'lookup') return [];
    // Users and teams are told as one: owner (entity reference: ownerid).
    const targets = type.role === 'owner' ? [{ table: 'owner', navigation: 'ownerid' }] : type.targets;
    return targets.map((target) => ({
      MetadataId: stableGuid(`${table.name}.${target.navigation}`),
      SchemaName: `${target.table}_${table.name}_${name}`,
      RelationshipType: 'OneToManyRelationship',
      ReferencedEntity: target.table,
      ReferencedAttribute: organization.tableByName(target.table)?.id ?? `${target.table}id`,
      ReferencingEntity: table.name,
      ReferencingAttribute: name,
      ReferencingEntityNavigationPropertyName: target.navigation,
      ReferencedEntityNavigationPropertyName: `${target.table}_${table.name}_${name}`,
    }));
  });
}

function expandedParts(organization: Organization, table: TableDefinition, expand: readonly Expansion[]): JsonObject {
  const parts: Record<string, Json> = {};
  for (const { property, select } of expand) {
    const all =
      property === 'Attributes'
        ? table.columns.map((column, index) => describeAttribute(table, column, index))
        : property === 'Keys'
          ? describeKeys(table)
          : property === 'ManyToOneRelationships'
            ? describeRelationships(organization, table)
            : undefined;
    if (!all)
      throw new DataverseError(
        400,
        '0x80060888',
        `Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.EntityMetadata'.`,
      );
    parts[property] = all.map((each) => ({
      ...(property === 'Attributes' ? { '@odata.type': each['@odata.type'] ?? null } : {}),
      ...selected(each, select, 'MetadataId'),
    }));
  }
  return parts;
}

/** Only a cast to the very type lets its option set be expanded. */
function optionSets(
  table: TableDefinition,
  attribute: JsonObject,
  expand: readonly Expansion[],
  cast: string | undefined,
): JsonObject {
  const parts: Record<string, Json> = {};
  for (const { property } of expand) {
    if (property === 'GlobalOptionSet') {
      parts[property] = null;
      continue;
    }
    const column = table.columns.find(({ name }) => name === attribute['LogicalName']);
    const described = column && cast !== undefined ? describeOptionSet(table, column) : undefined;
    if (property !== 'OptionSet' || !described) {
      throw new DataverseError(
        400,
        '0x80060888',
        `Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.${cast ?? 'AttributeMetadata'}'.`,
      );
    }
    parts[property] = described;
  }
  return parts;
}

function list(
  context: string,
  all: readonly JsonObject[],
  select: readonly string[],
  expand: readonly Expansion[],
  organization: Organization,
): Reply {
  const value = all.map((each) => {
    const name = each['LogicalName'];
    const table = expand.length > 0 && typeof name === 'string' ? organization.tableByName(name) : undefined;
    return { ...selected(each, select, 'MetadataId'), ...(table ? expandedParts(organization, table, expand) : {}) };
  });
  return jsonReply(200, { '@odata.context': context, value });
}

function selected(all: JsonObject, select: readonly string[], always: string): JsonObject {
  if (select.length === 0) return all;
  for (const name of select) {
    if (!(name in all))
      throw new DataverseError(400, '0x80060888', `Could not find a property named '${name}' on a definition.`);
  }
  return Object.fromEntries([...select, always].map((name) => [name, all[name] ?? null]));
}

/** Filters on definitions compare exactly; enumerations carry their namespace. */
function matching(all: readonly JsonObject[], filter: string | undefined): readonly JsonObject[] {
  if (filter === undefined) return all;
  const property = (name: string) => ({
    type: { kind: 'text' as const, maxLength: 4000 },
    value: (row: Row) => row.values.get(name) ?? null,
  });
  const test = compileFilter(parseFilter(filter), {
    property,
    textKey: (text) => text,
    literal: (literal) => (literal.kind === 'null' ? null : literal.text),
    functions: ['contains', 'startswith', 'endswith'],
    refuse: (message) => new DataverseError(400, '0x80060888', message),
  });
  return all.filter((each) => {
    const values = new Map(Object.entries(each).map(([name, value]) => [name, plainText(value)]));
    return test({ version: 0, createdVersion: 0, values, targets: new Map() }) === true;
  });
}

function wantedTable(organization: Organization, { key }: Segment): TableDefinition {
  const name = key?.kind === 'named' ? key.parts.get('LogicalName') : undefined;
  const id = key?.kind === 'single' ? key.value.toLowerCase() : undefined;
  const found = organization.data.tables.find((table) => table.name === name || stableGuid(table.name) === id);
  if (found) return found;
  throw new DataverseError(
    404,
    '0x80060888',
    `Could not find an entity with name ${name ?? id ?? ''} and IsPublished true.`,
  );
}

function plainText(value: Json): string | null {
  if (value === null || typeof value === 'object') return value instanceof ExactNumber ? value.text : null;
  return String(value);
}
