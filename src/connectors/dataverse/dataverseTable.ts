import type { FieldDescription, TableDescription } from '../../core/model/schema';

/** A table as the Web API knows it, with what its records are read and written by. */
export interface DataverseTable {
  readonly description: TableDescription;
  /** The path of its records, such as `accounts`. */
  readonly entitySet: string;
  readonly idField: string;
  readonly columns: ReadonlyMap<string, DataverseColumn>;
  /** Alternate keys: the fields of each. */
  readonly keys: readonly (readonly string[])[];
}

export interface DataverseColumn {
  readonly field: FieldDescription;
  /** The property of an answer that holds the value: the logical name, or `_name_value` for a lookup. */
  readonly property: string;
  /** The value is an annotation of the property: the table that a lookup refers to. */
  readonly annotation?: string;
  readonly write: ColumnWrite;
  readonly onCreate: boolean;
  readonly onUpdate: boolean;
}

export type ColumnWrite =
  | { readonly kind: 'value' }
  | {
      readonly kind: 'lookup';
      readonly targets: readonly LookupTarget[];
      /** The table that is meant where the record does not say. */
      readonly usual: string;
      /** The field that says which table is meant, where several may be. */
      readonly typeField?: string;
    }
  /** Says which table a lookup means; nothing of its own is written. */
  | { readonly kind: 'lookupType'; readonly lookup: string };

export interface LookupTarget {
  readonly table: string;
  readonly entitySet: string;
  /** Case counts (Associate table rows, `@odata.bind`). */
  readonly navigation: string;
}

/** What tells the table of a lookup's record in answers (Query data using the Web API, lookup property data). */
export const lookupTable = 'Microsoft.Dynamics.CRM.lookuplogicalname';
