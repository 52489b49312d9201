import type { TextRange } from './problem';
import type { Direction } from './side';

/** What happens when both records changed since the last synchronization (DESIGN 5.4). */
export type UpdateConflict = 'none' | 'sendUpdateToIntegration' | 'getUpdateFromIntegration';

/** What happens when a coupled record's counterpart is gone (DESIGN 5.7). */
export type DeletionConflict = 'none' | 'restoreRecords' | 'removeCoupling';

/** A table as a mapping file names it; absent fields come from the workspace's defaults or from the schema. */
export interface TableReference {
  readonly name: string;
  readonly id?: string;
  readonly key?: string;
  readonly modifiedOn?: string;
}

/** A filter as written: every field's expression must hold. The expressions are parsed by `core/filter` once types are known. */
export type TableFilter = readonly FieldFilter[];

export interface FieldFilter {
  readonly field: string;
  readonly expression: string;
}

/** One table mapping, whole and consistent in itself. Made by `core/mapping` from a file that has no errors. */
export interface TableMapping {
  readonly name: string;
  readonly table: TableReference;
  readonly integrationTable: TableReference;
  readonly direction: Direction;
  readonly synchOnlyCoupledRecords: boolean;
  readonly tableFilter: TableFilter;
  readonly integrationTableFilter: TableFilter;
  readonly updateConflict: UpdateConflict;
  readonly deletionConflict: DeletionConflict;
  /** Mapping names beyond what lookups imply. */
  readonly dependsOn: readonly string[];
  readonly matching: { readonly createNew: boolean; readonly synchronize: boolean };
  readonly onCreate: { readonly local: readonly FixedValue[]; readonly integration: readonly FixedValue[] };
  /** In file order; transfer runs in this order. Disabled fields are kept for the views and left out of runs. */
  readonly fields: readonly FieldMapping[];
  /** The file the mapping was read from, relative to the workspace, with forward slashes. */
  readonly file: string;
  readonly nameRange: TextRange;
}

/** A field with a value as written in YAML, in text form; converted by the field's type when the schema is known. */
export interface FixedValue {
  readonly field: string;
  readonly value: string | null;
}

/** One pair of fields, or a constant for one field. */
export interface FieldMapping {
  /** Absent only where a constant goes to the integration field. */
  readonly localField?: string;
  /** Absent only where a constant goes to the local field. */
  readonly integrationField?: string;
  readonly direction: Direction;
  readonly enabled: boolean;
  readonly constant?: string | null;
  readonly transform: {
    readonly toIntegrationTable: readonly TransformationRule[];
    readonly fromIntegrationTable: readonly TransformationRule[];
  };
  /** Pairs of local and integration value; empty when the field has no value map. */
  readonly values: readonly { readonly local: string; readonly integration: string }[];
  /** Tried in order; the first mapping that knows the value wins. Empty when the value is no reference. */
  readonly lookup: readonly Lookup[];
  readonly clearValueOnFailedSync: boolean;
  readonly notNull: boolean;
  readonly match?: MatchUse;
  /** Where the field mapping stands in the file. */
  readonly range: TextRange;
}

export interface Lookup {
  readonly mapping: string;
  /** The field of the looked-up local table that the local value holds; absent: that table's key. */
  readonly localField?: string;
  /** The field of the looked-up integration table that the integration value holds; absent: that table's id. */
  readonly integrationField?: string;
}

/** Fields of one priority match together; lower numbers are tried first. */
export interface MatchUse {
  readonly priority: number;
  readonly caseSensitive: boolean;
}

/** A change to a value on its way (DESIGN 3). Positions and lengths count characters from 1. */
export type TransformationRule =
  | { readonly kind: 'trim' }
  | { readonly kind: 'uppercase' }
  | { readonly kind: 'lowercase' }
  | { readonly kind: 'titleCase' }
  | { readonly kind: 'removeNonAlphanumeric' }
  | { readonly kind: 'substring'; readonly start: number; readonly length?: number }
  | { readonly kind: 'replace'; readonly find: string; readonly with: string }
  | { readonly kind: 'regexReplace'; readonly find: string; readonly with: string }
  | { readonly kind: 'regexMatch'; readonly find: string }
  | { readonly kind: 'dateFormat'; readonly format: string }
  | { readonly kind: 'dateTimeFormat'; readonly format: string }
  | { readonly kind: 'decimalFormat'; readonly format: string }
  | { readonly kind: 'round'; readonly precision: string }
  | { readonly kind: 'truncate' };

export type TransformationKind = TransformationRule['kind'];
