import type { Dataset } from '../data/dataset';
import type { TableDefinition } from '../data/tableDefinition';

/** One emulated Dataverse environment: its data, its rules, and what it knows of who is calling. */
export interface Organization {
  readonly data: Dataset;
  readonly settings: DataverseSettings;
  readonly clock: EmulatorClock;
  /** A GUID that rises with time, as the database's sequential ones do. */
  newId(): string;
  tableByName(name: string): TableDefinition | undefined;
  tableBySet(set: string): TableDefinition | undefined;
}

/** ISO 8601 UTC with milliseconds. */
export interface EmulatorClock {
  now(): string;
}

export interface DataverseSettings {
  readonly tables: readonly TableDefinition[];
  /** What RetrieveVersion answers, and up to which version the API is there. */
  readonly version?: string;
  readonly userId?: string;
  readonly organizationId?: string;
  readonly organizationName?: string;
  /** How long a delta token is good for: `ExpireChangeTrackingInDays`, 7 by default. */
  readonly changeTrackingDays?: number;
  /** Privileges that the user lacks, such as `prvCreateAccount`. */
  readonly missingPrivileges?: readonly string[];
  /** Columns that must not have the same values in two records of a table while duplicate detection is asked for. */
  readonly duplicateRules?: readonly { readonly table: string; readonly columns: readonly string[] }[];
  /** Service protection limits for each user; the documented ones by default, Infinity switches one off. */
  readonly limits?: {
    readonly requests?: number;
    readonly windowMs?: number;
    readonly concurrent?: number;
  };
  /** On premises: messages the server does not have. */
  readonly without?: readonly ('bulk' | 'trackChanges' | 'annotations')[];
  /** Cascading, plug-ins: called after each write inside its transaction; may change values or refuse. */
  readonly plugins?: readonly Plugin[];
}

/** Custom logic on a table; returns the values it sets, throws a DataverseError to refuse. */
export interface Plugin {
  readonly table: string;
  readonly message: 'Create' | 'Update';
  run(values: ReadonlyMap<string, string | null>): ReadonlyMap<string, string | null>;
}

export const defaultUserId = '0a000000-0000-4000-8000-000000000001';
export const defaultOrganizationId = '0a000000-0000-4000-8000-0000000000ff';
export const defaultBusinessUnitId = '0a000000-0000-4000-8000-0000000000b1';

/** The default collation ignores case and blanks at the end (filter-rows: "case insensitive"). */
export function collate(text: string): string {
  return text.toLowerCase().trimEnd();
}

/** Stamps have no fraction of a second, though the database keeps one (entity reference: DateTime columns). */
export function wholeSeconds(now: string): string {
  return `${now.slice(0, 19)}.000Z`;
}
