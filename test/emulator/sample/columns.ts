import type { ColumnDefinition, ColumnType, OptionMember } from '../data/tableDefinition';

/** Short words for columns: what tables of many columns are written in. */
export const text = (name: string, maxLength: number, more: More = {}): ColumnDefinition =>
  column(name, { kind: 'text', maxLength }, more);
export const code = (name: string, maxLength: number, more: More = {}): ColumnDefinition =>
  column(name, { kind: 'code', maxLength }, more);
export const guid = (name: string, more: More = {}): ColumnDefinition => column(name, { kind: 'guid' }, more);
export const whole = (name: string, more: More = {}): ColumnDefinition => column(name, { kind: 'integer' }, more);
export const decimal = (name: string, scale: number, more: More = {}): ColumnDefinition =>
  column(name, { kind: 'decimal', scale }, more);
export const money = (name: string, more: More = {}): ColumnDefinition =>
  column(name, { kind: 'money', scale: 2 }, more);
export const yesNo = (name: string, more: More = {}): ColumnDefinition =>
  column(name, { kind: 'boolean' }, { initial: 'false', ...more });
export const stamp = (name: string, more: More = {}): ColumnDefinition =>
  column(name, { kind: 'dateTime' }, { access: 'readOnly', ...more });
export const day = (name: string, more: More = {}): ColumnDefinition => column(name, { kind: 'date' }, more);

/** Numbers with labels, as Dataverse has them. */
export const choice = (name: string, labels: Readonly<Record<string, string>>, more: More = {}): ColumnDefinition =>
  column(name, { kind: 'option', members: members(labels) }, more);

/** Names alone, as Business Central has them; a single blank is a member too. */
export const names = (name: string, options: readonly string[], more: More = {}): ColumnDefinition =>
  column(
    name,
    { kind: 'option', members: options.map((each) => ({ value: each, name: each })) },
    { initial: options[0] ?? ' ', ...more },
  );

export const lookup = (name: string, table: string, more: More = {}): ColumnDefinition =>
  column(name, { kind: 'lookup', targets: [{ table, navigation: name }] }, more);

export const owner: ColumnDefinition = column('ownerid', {
  kind: 'lookup',
  role: 'owner',
  targets: [
    { table: 'systemuser', navigation: 'ownerid' },
    { table: 'team', navigation: 'ownerid' },
  ],
});

/** State and status reason of most tables. */
export const activeOrNot: readonly ColumnDefinition[] = [
  column(
    'statecode',
    { kind: 'option', role: 'state', members: members({ '0': 'Active', '1': 'Inactive' }) },
    { initial: '0' },
  ),
  column('statuscode', {
    kind: 'option',
    role: 'status',
    members: [
      { value: '1', name: 'Active', state: '0' },
      { value: '2', name: 'Inactive', state: '1' },
    ],
  }),
];

export type More = Partial<Omit<ColumnDefinition, 'name' | 'type'>>;

export function column(name: string, type: ColumnType, more: More = {}): ColumnDefinition {
  return { name, type, ...more };
}

function members(labels: Readonly<Record<string, string>>): readonly OptionMember[] {
  return Object.entries(labels).map(([value, name]) => ({ value, name }));
}
