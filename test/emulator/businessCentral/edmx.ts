import { encodeName } from './fieldCodec';
import type { Reply } from '../http/exchange';
import type { ColumnDefinition, TableDefinition } from '../data/tableDefinition';

/**
 * The `$metadata` of one API route, in Business Central's namespace: entity types with lengths, enumerations as types of
 * their own, companies with the entity sets below them. Page: webservices/return-obtain-service-metadata-edmx-document.
 */
export function edmx(tables: readonly TableDefinition[]): Reply {
  return edmxOf(tables, {
    set: 'companies',
    key: 'id',
    properties:
      '<Property Name="id" Type="Edm.Guid" Nullable="false"/><Property Name="systemVersion" Type="Edm.String"/>' +
      '<Property Name="name" Type="Edm.String" MaxLength="30"/><Property Name="displayName" Type="Edm.String" MaxLength="250"/><Property Name="businessProfileId" Type="Edm.String" MaxLength="250"/>',
  });
}

/** Companies and what lies below them, whatever the dialect calls its companies. */
export function edmxOf(
  tables: readonly TableDefinition[],
  company: { readonly set: string; readonly key: string; readonly properties: string },
): Reply {
  const enums = new Map<string, string>();
  const types = tables.map((table) => entityType(table, enums)).join('');
  const sets = tables.map(({ name, set }) => `<EntitySet Name="${set}" EntityType="Microsoft.NAV.${name}"/>`).join('');
  const navigations = tables.map(
    ({ name, set }) =>
      `<NavigationProperty Name="${set}" Type="Collection(Microsoft.NAV.${name})" ContainsTarget="true"/>`,
  );
  const companyType = `<EntityType Name="company"><Key><PropertyRef Name="${company.key}"/></Key>${company.properties}${navigations.join('')}</EntityType>`;
  const body =
    '<?xml version="1.0" encoding="utf-8"?>\n<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>' +
    `<Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">${companyType}${types}${[...enums.values()].join('')}` +
    `<EntityContainer Name="NAV"><EntitySet Name="${company.set}" EntityType="Microsoft.NAV.company"/>${sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
  return { status: 200, headers: { 'Content-Type': 'application/xml', 'OData-Version': '4.0' }, body };
}

function entityType(table: TableDefinition, enums: Map<string, string>): string {
  const properties = table.columns.map((column) => property(table, column, [table.id], enums)).join('');
  return `<EntityType Name="${table.name}"><Key><PropertyRef Name="${table.id}"/></Key>${properties}</EntityType>`;
}

function property(
  table: TableDefinition,
  column: ColumnDefinition,
  keys: readonly string[],
  enums: Map<string, string>,
): string {
  const { type, facets } = edmType(table, column, enums);
  const nullable = keys.includes(column.name) ? ' Nullable="false"' : '';
  const label =
    column.caption === undefined ? '' : `<Annotation Term="NAV.LabelId" String="${escaped(column.caption)}"/>`;
  // Computed is how the server marks what it does not take (Org.OData.Core.V1).
  const readOnly =
    column.access === 'readOnly' || column.computed
      ? '<Annotation Term="Org.OData.Core.V1.Permissions"><EnumMember>Org.OData.Core.V1.Permission/Read</EnumMember></Annotation>'
      : '';
  const inner = `${label}${readOnly}`;
  const head = `<Property Name="${column.name}" Type="${type}"${nullable}${facets}`;
  return inner === '' ? `${head}/>` : `${head}>${inner}</Property>`;
}

function edmType(
  table: TableDefinition,
  column: ColumnDefinition,
  enums: Map<string, string>,
): { type: string; facets: string } {
  const plain = (type: string, facets = '') => ({ type, facets });
  const { type } = column;
  switch (type.kind) {
    case 'text':
    case 'memo':
    case 'code':
      return plain('Edm.String', ` MaxLength="${type.maxLength}"`);
    case 'integer':
      return plain('Edm.Int32');
    case 'bigint':
      return plain('Edm.Int64');
    case 'decimal':
    case 'money':
    case 'double':
      return plain('Edm.Decimal', ' Scale="Variable"');
    case 'boolean':
      return plain('Edm.Boolean');
    case 'date':
      return plain('Edm.Date');
    case 'dateTime':
      return plain('Edm.DateTimeOffset');
    case 'guid':
      return plain('Edm.Guid');
    case 'option': {
      const name = `${table.name}${column.name.charAt(0).toUpperCase()}${column.name.slice(1)}`;
      const members = type.members
        .map((member, index) => `<Member Name="${encodeName(member.name)}" Value="${index}"/>`)
        .join('');
      enums.set(name, `<EnumType Name="${name}">${members}</EnumType>`);
      return plain(`Microsoft.NAV.${name}`);
    }
    default:
      return plain('Edm.String');
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
