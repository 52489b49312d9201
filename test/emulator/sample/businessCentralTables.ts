import { code, column, decimal, guid, names, stamp, text, yesNo } from './columns';
import type { ColumnDefinition, TableDefinition } from '../data/tableDefinition';

/** Entities of API v2.0 that the sample needs: names, lengths and what may be written as the public pages of the app have them. */
export const businessCentralTables: readonly TableDefinition[] = [
  entity('currency', 'currencies', 'Currency', 'code', [
    code('code', 10, { required: true }),
    text('displayName', 30),
    text('symbol', 10),
    text('amountDecimalPlaces', 5),
    decimal('amountRoundingPrecision', 5),
  ]),
  entity(
    'salespersonPurchaser',
    'salespeoplePurchasers',
    'Salesperson/Purchaser',
    'code',
    [
      code('code', 20, { required: true }),
      text('displayName', 50),
      text('email', 80),
      text('email2', 80),
      text('phoneNo', 30),
      text('jobTitle', 30),
      decimal('commisionPercent', 2),
      yesNo('privacyBlocked'),
      yesNo('blocked'),
    ],
    { column: 'code', prefix: 'SP', digits: 5 },
  ),
  entity('unitOfMeasure', 'unitsOfMeasure', 'Unit of Measure', 'code', [
    code('code', 10, { required: true }),
    text('displayName', 50),
    text('internationalStandardCode', 10),
    text('symbol', 10),
  ]),
  entity(
    'customer',
    'customers',
    'Customer',
    'number',
    [
      code('number', 20),
      text('displayName', 100, { caption: 'Name' }),
      names('type', ['Company', 'Person']),
      ...address(),
      text('phoneNumber', 30),
      text('email', 80),
      text('website', 255),
      relation('salespersonCode', 20, 'salespersonPurchaser'),
      decimal('balanceDue', 2, { access: 'readOnly' }),
      decimal('creditLimit', 2),
      yesNo('taxLiable'),
      guid('taxAreaId'),
      text('taxAreaDisplayName', 100, { access: 'readOnly' }),
      text('taxRegistrationNumber', 20),
      guid('currencyId'),
      relation('currencyCode', 10, 'currency'),
      guid('paymentTermsId'),
      guid('shipmentMethodId'),
      guid('paymentMethodId'),
      names('blocked', [' ', 'Ship', 'Invoice', 'All']),
    ],
    { column: 'number', prefix: 'C', digits: 5 },
  ),
  entity(
    'vendor',
    'vendors',
    'Vendor',
    'number',
    [
      code('number', 20),
      text('displayName', 100, { caption: 'Name' }),
      ...address(),
      text('phoneNumber', 30),
      text('email', 80),
      text('website', 255),
      text('taxRegistrationNumber', 20),
      guid('currencyId'),
      relation('currencyCode', 10, 'currency'),
      text('irs1099Code', 10),
      guid('paymentTermsId'),
      guid('paymentMethodId'),
      yesNo('taxLiable'),
      names('blocked', [' ', 'Payment', 'All']),
      decimal('balance', 2, { access: 'readOnly' }),
    ],
    { column: 'number', prefix: 'V', digits: 5 },
  ),
  entity(
    'contact',
    'contacts',
    'Contact',
    'number',
    [
      code('number', 20),
      names('type', ['Company', 'Person']),
      text('displayName', 100, { caption: 'Name' }),
      text('jobTitle', 30),
      code('companyNumber', 20),
      text('companyName', 100),
      names('contactBusinessRelation', ['None', 'Other', 'Customer', 'Vendor', 'Multiple'], { access: 'readOnly' }),
      ...address(),
      text('phoneNumber', 30),
      text('mobilePhoneNumber', 30),
      text('email', 80),
      text('website', 255),
      text('searchName', 100),
      yesNo('privacyBlocked'),
      text('taxRegistrationNumber', 20),
      column('lastInteractionDate', { kind: 'date' }, { access: 'readOnly' }),
    ],
    { column: 'number', prefix: 'CT', digits: 6 },
  ),
  entity(
    'item',
    'items',
    'Item',
    'number',
    [
      code('number', 20),
      text('displayName', 100, { caption: 'Description' }),
      text('displayName2', 50),
      names('type', ['Inventory', 'Service', 'Non-Inventory']),
      guid('itemCategoryId'),
      code('itemCategoryCode', 20),
      yesNo('blocked'),
      text('gtin', 14),
      decimal('inventory', 5),
      decimal('unitPrice', 5),
      yesNo('priceIncludesTax'),
      decimal('unitCost', 5),
      guid('baseUnitOfMeasureId'),
      relation('baseUnitOfMeasureCode', 10, 'unitOfMeasure'),
    ],
    { column: 'number', prefix: 'I', digits: 5 },
  ),
];

function entity(
  name: string,
  set: string,
  caption: string,
  key: string,
  columns: readonly ColumnDefinition[],
  numberSeries?: TableDefinition['numberSeries'],
): TableDefinition {
  return {
    name,
    set,
    caption,
    id: 'id',
    modifiedOn: 'lastModifiedDateTime',
    keys: [{ name: key, columns: [key] }],
    columns: [guid('id', { access: 'readOnly' }), ...columns, stamp('lastModifiedDateTime')],
    ...(numberSeries ? { numberSeries } : {}),
  };
}

function address(): readonly ColumnDefinition[] {
  return [
    text('addressLine1', 100),
    text('addressLine2', 50),
    text('city', 30),
    text('state', 30),
    code('country', 10),
    code('postalCode', 20),
  ];
}

/** A code that must be found among the records of another entity. */
function relation(name: string, maxLength: number, table: string): ColumnDefinition {
  return column(name, { kind: 'code', maxLength, relation: { table, column: 'code' } });
}
