import type { DataverseColumn, LookupTarget } from './dataverseTable';
import type { ExactJson, ExactObject } from '../odata/exactJson';
import type { FieldType, OptionMember } from '../../core/model/value';
import { isExactList, isExactObject, JsonNumeral, textOf } from '../odata/exactJson';
import { lookupTable } from './dataverseTable';

/** What of a table's metadata its columns are described by. */
export interface ColumnContext {
  readonly idField: string;
  /** Option sets by the column's logical name; they are asked for apart. */
  readonly options: ReadonlyMap<string, readonly OptionMember[]>;
  /** Where a lookup's values can point to, by its logical name. */
  readonly targets: ReadonlyMap<string, readonly LookupTarget[]>;
  readonly idFieldOf: (table: string) => string | undefined;
  /** Columns that alone make an alternate key. */
  readonly unique: ReadonlySet<string>;
}

/**
 * The fields behind one attribute (AttributeMetadata EntityType): none where the Web API gives no value of it, two for a lookup that
 * may point to several tables, its second being the table.
 */
export function describeColumn(attribute: ExactObject, context: ColumnContext): readonly DataverseColumn[] {
  const name = textOf(attribute, 'LogicalName');
  // What is an attribute of another one is a name or a type derived from it.
  if (name === undefined || textOf(attribute, 'AttributeOf') !== undefined || !flag(attribute, 'IsValidForRead', true))
    return [];
  const kind =
    textOf(attribute['AttributeTypeName'], 'Value')?.replace(/Type$/, '') ?? textOf(attribute, 'AttributeType') ?? '';
  const type = fieldType(kind, name, attribute, context);
  if (!type) return [];
  const onCreate = flag(attribute, 'IsValidForCreate', true);
  const onUpdate = flag(attribute, 'IsValidForUpdate', true);
  const isId = name === context.idField;
  const level = textOf(attribute['RequiredLevel'], 'Value') ?? 'None';
  const isRequired = level === 'SystemRequired' || level === 'ApplicationRequired';
  const caption = labelOf(attribute['DisplayName']);
  const field = {
    name,
    type,
    required: isRequired && onCreate && !isId && !givenByTheService.has(kind) && !hasDefault(attribute),
    readOnly: !onCreate && !onUpdate,
    unique: isId || context.unique.has(name),
    ...(caption === undefined ? {} : { caption }),
  };
  if (!lookupKinds.has(kind)) return [{ field, property: name, write: { kind: 'value' }, onCreate, onUpdate }];
  return lookupColumns({ field, property: `_${name}_value`, onCreate, onUpdate, write: { kind: 'value' } }, context);
}

const lookupKinds: ReadonlySet<string> = new Set(['Lookup', 'Customer', 'Owner']);
const givenByTheService: ReadonlySet<string> = new Set(['Owner', 'State', 'Status', 'Boolean']);
const usualTargets = ['systemuser', 'account'];

function lookupColumns(column: DataverseColumn, context: ColumnContext): readonly DataverseColumn[] {
  const { name } = column.field;
  const targets = context.targets.get(name) ?? [];
  const usual =
    usualTargets.find((table) => targets.some((target) => target.table === table)) ?? targets[0]?.table ?? '';
  const only = targets.length === 1 ? targets[0] : undefined;
  const idField = only && context.idFieldOf(only.table);
  const references = only && idField !== undefined ? { references: { table: only.table, field: idField } } : {};
  // Without a navigation property there is no way to write the lookup.
  const readOnly = column.field.readOnly || targets.length === 0;
  const typeField = `${name}type`;
  const lookup: DataverseColumn = {
    ...column,
    field: { ...column.field, readOnly, ...references },
    write: { kind: 'lookup', targets, usual, ...(targets.length > 1 ? { typeField } : {}) },
  };
  if (targets.length < 2) return [lookup];
  return [
    lookup,
    {
      ...column,
      field: { name: typeField, type: { kind: 'text' }, required: false, readOnly, unique: false },
      annotation: lookupTable,
      write: { kind: 'lookupType', lookup: name },
    },
  ];
}

const int32 = { min: '-2147483648', max: '2147483647' };
const int64 = { min: '-9223372036854775808', max: '9223372036854775807' };

function fieldType(kind: string, name: string, attribute: ExactObject, context: ColumnContext): FieldType | undefined {
  switch (kind) {
    case 'String':
    case 'Memo': {
      const length = Number(numeral(attribute, 'MaxLength') ?? 0);
      return length > 0 ? { kind: 'text', maxLength: length } : { kind: 'text' };
    }
    // Several options in one text, such as `1,4`.
    case 'MultiSelectPicklist':
      return { kind: 'text' };
    case 'Integer':
      return {
        kind: 'integer',
        min: numeral(attribute, 'MinValue') ?? int32.min,
        max: numeral(attribute, 'MaxValue') ?? int32.max,
      };
    case 'BigInt':
      return { kind: 'integer', ...int64 };
    case 'Decimal':
      return exactDecimal(attribute, 11, 10);
    case 'Money':
      return exactDecimal(attribute, 15, 4);
    case 'Double':
      return { kind: 'decimal', scale: Number(numeral(attribute, 'Precision') ?? 5), significantDigits: 15 };
    case 'Boolean':
      return { kind: 'boolean' };
    case 'DateTime':
      return textOf(attribute['DateTimeBehavior'], 'Value') === 'DateOnly'
        ? { kind: 'date' }
        : { kind: 'dateTime', fractionDigits: 0 };
    case 'Uniqueidentifier':
    case 'Lookup':
    case 'Customer':
    case 'Owner':
      return { kind: 'guid' };
    case 'Picklist':
    case 'State':
    case 'Status':
      return { kind: 'option', members: context.options.get(name) ?? [] };
    default:
      return undefined;
  }
}

function exactDecimal(attribute: ExactObject, wholeDigits: number, usualScale: number): FieldType {
  const scale = Number(numeral(attribute, 'Precision') ?? usualScale);
  const largest = numeral(attribute, 'MaxValue') ?? '';
  const digits = /^(\d+)(?:\.\d+)?$/.exec(largest)?.[1]?.length ?? wholeDigits;
  return { kind: 'decimal', precision: digits + scale, scale };
}

/** The options of an OptionSet (OptionSetMetadata), in their order. */
export function optionMembers(attribute: ExactObject): readonly OptionMember[] {
  const set = [attribute['OptionSet'], attribute['GlobalOptionSet']].find(isExactObject);
  const options = set?.['Options'];
  if (!isExactList(options)) return [];
  return options.filter(isExactObject).flatMap((option) => {
    const value = numeral(option, 'Value');
    return value === undefined ? [] : [{ value, name: labelOf(option['Label']) ?? value }];
  });
}

/** A label in the user's language; undefined where it has none. */
export function labelOf(label: ExactJson | undefined): string | undefined {
  if (!isExactObject(label)) return undefined;
  const labels = label['LocalizedLabels'];
  const first = isExactList(labels) ? labels[0] : undefined;
  return textOf(label['UserLocalizedLabel'], 'Label') ?? textOf(first, 'Label');
}

export function flag(owner: ExactObject, name: string, otherwise: boolean): boolean {
  const value = owner[name];
  // Managed properties hold their value one level down.
  const plain = isExactObject(value) ? value['Value'] : value;
  return typeof plain === 'boolean' ? plain : otherwise;
}

function hasDefault(attribute: ExactObject): boolean {
  return numeral(attribute, 'DefaultFormValue') !== undefined && numeral(attribute, 'DefaultFormValue') !== '-1';
}

function numeral(owner: ExactObject, name: string): string | undefined {
  const value = owner[name];
  return value instanceof JsonNumeral ? value.text : undefined;
}
