import { ExactNumber, number } from '../http/exactJson';
import { label } from './label';
import { stableGuid } from './stableGuid';
import type { Json, JsonObject } from '../http/exactJson';
import type { ColumnDefinition, ColumnType, TableDefinition } from '../data/tableDefinition';

/** A column as `Attributes` has it, all properties of its type among them. Page: webapi/query-metadata-web-api. */
export function describeAttribute(table: TableDefinition, column: ColumnDefinition, index: number): JsonObject {
  const { metadata, type, special } = typeWords(column.type);
  const isId = column.name === table.id;
  const readOnly = column.access === 'readOnly' || column.computed !== undefined;
  return {
    '@odata.type': `#Microsoft.Dynamics.CRM.${metadata}`,
    MetadataId: stableGuid(`${table.name}/${column.name}`),
    LogicalName: column.name,
    SchemaName: column.name.charAt(0).toUpperCase() + column.name.slice(1),
    EntityLogicalName: table.name,
    AttributeType: isId ? 'Uniqueidentifier' : type,
    AttributeTypeName: { Value: `${isId ? 'Uniqueidentifier' : type}Type` },
    AttributeOf: null,
    DisplayName: label(column.caption ?? column.name),
    Description: label(''),
    RequiredLevel: {
      Value: column.required || isId ? 'SystemRequired' : 'None',
      CanBeChanged: false,
      ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
    },
    IsValidForCreate: !readOnly && column.access !== 'updateOnly',
    IsValidForUpdate: !readOnly && column.access !== 'createOnly' && !isId,
    IsValidForRead: true,
    IsValidODataAttribute: true,
    IsLogical: false,
    IsPrimaryId: isId,
    IsPrimaryName: column.name === table.primaryName,
    IsCustomAttribute: column.name.includes('_'),
    ColumnNumber: number(index + 1),
    ...special,
  };
}

export function describeOptionSet(table: TableDefinition, column: ColumnDefinition): JsonObject | undefined {
  const { type } = column;
  if (type.kind === 'boolean') {
    const [no, yes] = type.labels ?? ['No', 'Yes'];
    const option = (value: number, name: string): JsonObject => ({ Value: number(value), Label: label(name) });
    return {
      MetadataId: stableGuid(`${table.name}/${column.name}?`),
      Name: `${table.name}_${column.name}`,
      OptionSetType: 'Boolean',
      TrueOption: option(1, yes),
      FalseOption: option(0, no),
    };
  }
  if (type.kind !== 'option' && type.kind !== 'multiOption') return undefined;
  const role = type.kind === 'option' ? type.role : undefined;
  return {
    MetadataId: stableGuid(`${table.name}/${column.name}?`),
    Name: `${table.name}_${column.name}`,
    IsGlobal: false,
    OptionSetType: role === 'state' ? 'State' : role === 'status' ? 'Status' : 'Picklist',
    Options: type.members.map(({ value, name, state }) => ({
      Value: new ExactNumber(value),
      Label: label(name),
      ...(state === undefined ? {} : { State: new ExactNumber(state) }),
    })),
  };
}

function typeWords(type: ColumnType): {
  readonly metadata: string;
  readonly type: string;
  readonly special: JsonObject;
} {
  const words = (name: string, special: Record<string, Json> = {}, shown = name) => ({
    metadata: `${name}AttributeMetadata`,
    type: shown,
    special,
  });
  switch (type.kind) {
    case 'text':
    case 'code':
      return words('String', {
        MaxLength: number(type.maxLength),
        Format: type.kind === 'text' ? formats[type.format ?? 'text'] : 'Text',
      });
    case 'memo':
      return words('Memo', { MaxLength: number(type.maxLength), Format: 'TextArea' });
    case 'integer':
      return words('Integer', {
        MinValue: number(type.min ?? -2147483648),
        MaxValue: number(type.max ?? 2147483647),
        Format: 'None',
      });
    case 'bigint':
      return words('BigInt', {
        MinValue: new ExactNumber('-9223372036854775808'),
        MaxValue: new ExactNumber('9223372036854775807'),
      });
    case 'decimal':
      return words('Decimal', {
        Precision: number(type.scale),
        MinValue: new ExactNumber(type.min ?? '-100000000000'),
        MaxValue: new ExactNumber(type.max ?? '100000000000'),
      });
    case 'money':
      return words('Money', {
        Precision: number(type.scale),
        PrecisionSource: number(2),
        MinValue: new ExactNumber('-922337203685477'),
        MaxValue: new ExactNumber('922337203685477'),
        IsBaseCurrency: false,
      });
    case 'double':
      return words('Double', {
        Precision: number(type.scale),
        MinValue: new ExactNumber('-100000000000'),
        MaxValue: new ExactNumber('100000000000'),
      });
    case 'boolean':
      return words('Boolean', { DefaultValue: false });
    case 'date':
      return words('DateTime', { Format: 'DateOnly', DateTimeBehavior: { Value: 'DateOnly' } });
    case 'dateTime':
      return words('DateTime', { Format: 'DateAndTime', DateTimeBehavior: { Value: 'UserLocal' } });
    case 'guid':
      return { metadata: 'AttributeMetadata', type: 'Uniqueidentifier', special: {} };
    case 'option':
      if (type.role === 'state') return words('State', { DefaultFormValue: number(0) });
      return type.role === 'status'
        ? words('Status', { DefaultFormValue: number(-1) })
        : words('Picklist', { DefaultFormValue: number(-1) });
    case 'multiOption':
      return words('MultiSelectPicklist', { DefaultFormValue: number(-1) }, 'Virtual');
    case 'lookup': {
      const shown = type.role === 'owner' ? 'Owner' : type.role === 'customer' ? 'Customer' : 'Lookup';
      return words('Lookup', { Targets: type.targets.map(({ table }) => table), Format: 'None' }, shown);
    }
  }
}

const formats = { text: 'Text', email: 'Email', url: 'Url', phone: 'Phone' } as const;
