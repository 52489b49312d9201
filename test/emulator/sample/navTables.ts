import { code, column, day, decimal, names, text } from './columns';
import type { ColumnDefinition, TableDefinition } from '../data/tableDefinition';

const readOnly = { access: 'readOnly' } as const;

/** Pages as a NAV server publishes them: captions with underscores, the table's key, a day and no moment of the last change. */
export const navTables: readonly TableDefinition[] = [
  page('Currencies', 'Code', [code('Code', 10), text('Description', 30), day('Last_Date_Modified', readOnly)]),
  page('Salespersons', 'Code', [
    code('Code', 20),
    text('Name', 50),
    text('E_Mail', 80),
    text('Phone_No', 30),
    text('Job_Title', 30),
    decimal('Commission_Percent', 2),
  ]),
  page('Customer', 'No', [
    code('No', 20),
    text('Name', 100),
    text('Address', 100),
    text('Address_2', 50),
    code('Post_Code', 20),
    text('City', 30),
    text('Phone_No', 30),
    text('E_Mail', 80),
    text('Home_Page', 255),
    column('Currency_Code', { kind: 'code', maxLength: 10, relation: { table: 'Currencies', column: 'Code' } }),
    column('Salesperson_Code', { kind: 'code', maxLength: 20, relation: { table: 'Salespersons', column: 'Code' } }),
    decimal('Credit_Limit_LCY', 2),
    names('Blocked', [' ', 'Ship', 'Invoice', 'All']),
    day('Last_Date_Modified', readOnly),
  ]),
];

function page(name: string, id: string, columns: readonly ColumnDefinition[]): TableDefinition {
  const stamp = columns.find(({ name: each }) => each === 'Last_Date_Modified')?.name;
  return {
    name,
    set: name,
    id,
    columns,
    keys: [{ name: id, columns: [id] }],
    ...(stamp === undefined ? {} : { modifiedOn: stamp }),
  };
}
