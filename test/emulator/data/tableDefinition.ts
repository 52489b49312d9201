/**
 * A table of an emulated system, as data. Everything a service says about a table (metadata, checks, coding of values)
 * follows from this; nothing in the emulator knows a table by name.
 */
export interface TableDefinition {
  /** Dataverse: the logical name, such as `account`. Business Central: the entity's name, such as `customer`. */
  readonly name: string;
  /** The entity set's name in URLs. */
  readonly set: string;
  readonly caption?: string;
  /** The column that holds the record's id; in NAV the table's key. */
  readonly id: string;
  /** Columns that are unique together; Dataverse: alternate keys. */
  readonly keys?: readonly AlternateKey[];
  readonly columns: readonly ColumnDefinition[];
  /** The column that people call a record by: Dataverse's primary name. */
  readonly primaryName?: string;
  /** Stamped at each write. */
  readonly modifiedOn?: string;
  readonly createdOn?: string;
  /** Dataverse: change tracking is enabled. */
  readonly tracksChanges?: true;
  /** Dataverse: does not take CreateMultiple and its like. */
  readonly noBulk?: true;
  /** Business Central: new records without a value in this column get the next number. */
  readonly numberSeries?: { readonly column: string; readonly prefix: string; readonly digits: number };
  /** Business Central: the API the table belongs to, `publisher/group/version`; absent: `v2.0`. */
  readonly api?: string;
  /** Every write is refused. */
  readonly readOnly?: true;
}

export interface AlternateKey {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface ColumnDefinition {
  readonly name: string;
  readonly caption?: string;
  readonly type: ColumnType;
  /** How a client may write: never, only while creating, only afterwards. */
  readonly access?: 'readOnly' | 'createOnly' | 'updateOnly';
  /** The system refuses records without a value. */
  readonly required?: true;
  /** What a new record gets where the client says nothing. */
  readonly initial?: string;
  /** Computed from other columns whenever they change; implies read-only. */
  readonly computed?: (value: (column: string) => string | null) => string | null;
}

export type ColumnType =
  | { readonly kind: 'text'; readonly maxLength: number; readonly format?: 'email' | 'url' | 'phone' }
  | { readonly kind: 'memo'; readonly maxLength: number }
  /** Business Central: kept in capitals, without blanks at its ends. */
  | { readonly kind: 'code'; readonly maxLength: number; readonly relation?: Relation }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'bigint' }
  | { readonly kind: 'decimal'; readonly scale: number; readonly min?: string; readonly max?: string }
  /** Dataverse: a decimal with four places in the database, shown with `scale`. */
  | { readonly kind: 'money'; readonly scale: number }
  | { readonly kind: 'double'; readonly scale: number }
  | { readonly kind: 'boolean'; readonly labels?: readonly [string, string] }
  | { readonly kind: 'date' }
  | { readonly kind: 'dateTime' }
  | { readonly kind: 'guid'; readonly relation?: Relation }
  /** Dataverse: numbers with labels. Business Central: names; a member's value and name are one. */
  | { readonly kind: 'option'; readonly members: readonly OptionMember[]; readonly role?: 'state' | 'status' }
  | { readonly kind: 'multiOption'; readonly members: readonly OptionMember[] }
  /** Dataverse only. */
  | { readonly kind: 'lookup'; readonly targets: readonly LookupTarget[]; readonly role?: 'customer' | 'owner' };

export interface OptionMember {
  readonly value: string;
  readonly name: string;
  /** Of a status reason: the state it belongs to. */
  readonly state?: string;
}

export interface LookupTarget {
  readonly table: string;
  /** The single-valued navigation property, in its own capitals: `primarycontactid`, `parentcustomerid_account`. */
  readonly navigation: string;
}

/** Business Central: the value must be found in that column of that table. */
export interface Relation {
  readonly table: string;
  readonly column: string;
}

export function columnOf(table: TableDefinition, name: string): ColumnDefinition | undefined {
  return indexOf(table).get(name);
}

const indexes = new WeakMap<TableDefinition, ReadonlyMap<string, ColumnDefinition>>();

function indexOf(table: TableDefinition): ReadonlyMap<string, ColumnDefinition> {
  const known = indexes.get(table);
  if (known) return known;
  const made = new Map(table.columns.map((column) => [column.name, column]));
  indexes.set(table, made);
  return made;
}
