import type { EdmModel, EdmProperty } from '../odata/edmx';
import type { FieldDescription } from '../../core/model/schema';
import type { FieldType } from '../../core/model/value';
import type { ServiceField } from './serviceTable';
import { decodeOptionName } from './optionNames';
import { wireCodec } from './wireValues';

/** What the metadata says of one field; undefined for what holds no plain value: collections, streams, complex types. */
export function serviceField(
  property: EdmProperty,
  model: EdmModel,
  more: Partial<Pick<FieldDescription, 'readOnly' | 'unique' | 'required' | 'caption'>> = {},
): ServiceField | undefined {
  const type = fieldType(property, model);
  if (!type) return undefined;
  const description: FieldDescription = {
    name: property.name,
    type,
    required: false,
    readOnly: isReadOnly(property),
    unique: false,
    ...(hasNoBlank(type) && { notNull: true }),
    ...more,
  };
  return { description, codec: wireCodec(type, model.enums.get(property.type)) };
}

function fieldType({ type, maxLength, precision, scale }: EdmProperty, model: EdmModel): FieldType | undefined {
  switch (type) {
    case 'Edm.String':
      return { kind: 'text', ...(maxLength !== undefined && { maxLength }) };
    case 'Edm.Byte':
      return { kind: 'integer', min: '0', max: '255' };
    case 'Edm.Int16':
      return { kind: 'integer', min: '-32768', max: '32767' };
    case 'Edm.Int32':
      return { kind: 'integer', min: '-2147483648', max: '2147483647' };
    case 'Edm.Int64':
      return { kind: 'integer', min: '-9223372036854775808', max: '9223372036854775807' };
    case 'Edm.Decimal':
      // Without both, neither is a limit: metadata gives them to few fields.
      return precision !== undefined && scale !== undefined
        ? { kind: 'decimal', precision, scale }
        : { kind: 'decimal' };
    case 'Edm.Double':
      return { kind: 'decimal', significantDigits: 15 };
    case 'Edm.Boolean':
      return { kind: 'boolean' };
    case 'Edm.Date':
      return { kind: 'date' };
    case 'Edm.DateTimeOffset':
      return { kind: 'dateTime', fractionDigits: 3 };
    case 'Edm.Guid':
      return { kind: 'guid' };
    default: {
      const members = model.enums.get(type);
      if (!members) return undefined;
      return {
        kind: 'option',
        members: members.map((member) => {
          const name = decodeOptionName(member.name);
          return { value: name.trim() === '' ? '' : name, name };
        }),
      };
    }
  }
}

/** Numbers, booleans and options without a blank member are never blank in Business Central: zero, no, the first. */
function hasNoBlank(type: FieldType): boolean {
  if (type.kind === 'option') return !type.members.some((member) => member.value === '');
  return type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'boolean';
}

/** Only some metadata tells; where it does not, the service refuses the record and says which field. */
function isReadOnly({ flags, choices }: EdmProperty): boolean {
  const permissions = choices.get('Org.OData.Core.V1.Permissions');
  const mayOnlyRead = permissions !== undefined && !permissions.includes('Write') && !permissions.includes('ReadWrite');
  return mayOnlyRead || flags.get('Org.OData.Core.V1.Computed') === true || flags.get('NAV.AllowEdit') === false;
}
