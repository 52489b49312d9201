import { jsonReply } from '../http/exchange';
import { propertyName } from './showRecord';
import { navigationsOf } from './lookups';
import type { Reply } from '../http/exchange';
import type { ColumnType, TableDefinition } from '../data/tableDefinition';
import type { Organization } from './organization';

/** The entity sets. Page: webapi/web-api-service-documents. */
export function serviceDocument(organization: Organization, root: string): Reply {
  return jsonReply(200, {
    '@odata.context': `${root}/$metadata`,
    value: organization.data.tables.map(({ set }) => ({ name: set, kind: 'EntitySet', url: set })),
  });
}

/** The CSDL document; what needs an annotation is there when annotations are asked for. */
export function dataverseMetadata(organization: Organization, annotated: boolean): Reply {
  const { tables } = organization.data;
  const types = tables.map((table) => entityType(table)).join('');
  const sets = tables.map((table) => entitySet(table, annotated)).join('');
  const body =
    '<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>' +
    '<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">' +
    `<EntityType Name="crmbaseentity" Abstract="true"/>${types}<EntityContainer Name="System">${sets}</EntityContainer>` +
    '</Schema></edmx:DataServices></edmx:Edmx>';
  return { status: 200, headers: { 'Content-Type': 'application/xml', 'OData-Version': '4.0' }, body };
}

function entityType(table: TableDefinition): string {
  const properties = table.columns.map(
    (column) => `<Property Name="${propertyName(column)}" Type="${edmType(column.type)}"/>`,
  );
  const navigations = [...navigationsOf(table)].map(
    ([name, { column, targets }]) =>
      `<NavigationProperty Name="${name}" Type="mscrm.${targets.length > 1 ? 'principal' : targets[0]}" Nullable="true"><ReferentialConstraint Property="_${column}_value" ReferencedProperty="${targets.length > 1 ? 'owner' : targets[0]}id"/></NavigationProperty>`,
  );
  return `<EntityType Name="${table.name}" BaseType="mscrm.crmbaseentity"><Key><PropertyRef Name="${table.id}"/></Key>${properties.join('')}${navigations.join('')}</EntityType>`;
}

function entitySet(table: TableDefinition, annotated: boolean): string {
  const tracking =
    annotated && table.tracksChanges
      ? '<Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record><PropertyValue Property="Supported" Bool="true"/></Record></Annotation>'
      : '';
  return `<EntitySet Name="${table.set}" EntityType="mscrm.${table.name}">${tracking}</EntitySet>`;
}

function edmType(type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
    case 'option':
      return 'Edm.Int32';
    case 'bigint':
      return 'Edm.Int64';
    case 'decimal':
    case 'money':
      return 'Edm.Decimal';
    case 'double':
      return 'Edm.Double';
    case 'boolean':
      return 'Edm.Boolean';
    case 'date':
      return 'Edm.Date';
    case 'dateTime':
      return 'Edm.DateTimeOffset';
    case 'guid':
    case 'lookup':
      return 'Edm.Guid';
    default:
      return 'Edm.String';
  }
}
