import type { FieldDescription, SystemSchema } from '../../src/core/model/schema';
import type { FieldType } from '../../src/core/model/value';

/** The tables that examples of problems with tables are about: small ones, in the likeness of the real systems'. */
export const exampleTables: { readonly local: SystemSchema; readonly integration: SystemSchema } = {
  local: {
    tables: [
      {
        name: 'Customer',
        idField: 'SystemId',
        keyField: 'No.',
        modifiedOnField: 'SystemModifiedAt',
        fields: [
          field('SystemId', { kind: 'guid' }),
          field('SystemModifiedAt', { kind: 'dateTime', fractionDigits: 3 }, { readOnly: true }),
          field('No.', { kind: 'text', maxLength: 20 }, { unique: true }),
          field('Name', { kind: 'text', maxLength: 100 }),
          field('Address', { kind: 'text', maxLength: 100 }),
          field('E-Mail', { kind: 'text', maxLength: 80 }),
          field('Blocked', option([' ', 'Ship', 'Invoice', 'All'])),
          field('Balance (LCY)', { kind: 'decimal', precision: 18, scale: 2 }, { readOnly: true }),
          field('Credit Limit (LCY)', { kind: 'decimal', precision: 18, scale: 2 }),
          field('Priority', { kind: 'integer', min: '-2147483648', max: '2147483647' }),
          field('Last Date Modified', { kind: 'date' }),
        ],
      },
    ],
  },
  integration: {
    tables: [
      {
        name: 'account',
        idField: 'accountid',
        keyField: 'accountnumber',
        modifiedOnField: 'modifiedon',
        fields: [
          field('accountid', { kind: 'guid' }),
          field('modifiedon', { kind: 'dateTime', fractionDigits: 3 }, { readOnly: true }),
          field('accountnumber', { kind: 'text', maxLength: 20 }),
          field('name', { kind: 'text', maxLength: 100 }, { required: true }),
          field('emailaddress1', { kind: 'text', maxLength: 80 }),
          field('fax', { kind: 'text', maxLength: 50 }),
          field('statecode', option(['Active', 'Inactive'])),
          field('customertypecode', {
            kind: 'option',
            members: [
              { value: '3', name: 'Customer' },
              { value: '11', name: 'Vendor' },
            ],
          }),
          field('creditlimit', { kind: 'decimal', precision: 18, scale: 2 }),
          field('numberofemployees', { kind: 'integer', min: '-2147483648', max: '2147483647' }),
          field('lastonholdtime', { kind: 'dateTime', fractionDigits: 3 }),
        ],
      },
      {
        name: 'territory',
        fields: [
          field('territoryid', { kind: 'guid' }),
          field('name', { kind: 'text', maxLength: 100 }),
          field('changedon', { kind: 'dateTime', fractionDigits: 3 }),
        ],
      },
    ],
  },
};

function field(name: string, type: FieldType, more: Partial<FieldDescription> = {}): FieldDescription {
  return { name, type, required: false, readOnly: false, unique: false, ...more };
}

function option(names: readonly string[]): FieldType {
  return { kind: 'option', members: names.map((name, value) => ({ value: String(value), name })) };
}
