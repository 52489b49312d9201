import type { TextRange } from '../model/problem';
import type { FieldKey, MappingKey } from './mappingWords';
import type { Keys } from './sourceReader';
import type { SourceNode } from './sourceTree';

/**
 * Where the parts of a `TableMapping` stand in its file: the same shape as the model, with places for values. Lists stand in
 * the order of the model's lists. For problems that point at one token, and for editors.
 */
export interface MappingSource {
  readonly file: string;
  readonly text: string;
  /** The whole text as a tree; undefined where it could not be read at all. */
  readonly root: SourceNode | undefined;
  readonly name: TextRange;
  readonly direction: TextRange;
  /** The keys that are written, with their values. */
  readonly keys: Keys<MappingKey>;
  readonly table: TableSource;
  readonly integrationTable: TableSource;
  readonly tableFilter: readonly PairSource[];
  readonly integrationTableFilter: readonly PairSource[];
  readonly dependsOn: readonly TextRange[];
  readonly onCreate: { readonly local: readonly PairSource[]; readonly integration: readonly PairSource[] };
  readonly fields: readonly FieldSource[];
  /** Parts of the file could not be read, so that the model lacks some: nothing can be concluded from what it does not hold. */
  readonly partial?: boolean;
}

export interface TableSource {
  readonly name: TextRange;
  readonly id?: TextRange;
  readonly key?: TextRange;
  readonly modifiedOn?: TextRange;
}

/** A field name and what is said of it. */
export interface PairSource {
  readonly field: TextRange;
  readonly value: TextRange;
}

export interface FieldSource {
  /** The whole field mapping. */
  readonly range: TextRange;
  readonly arrow: TextRange;
  /** The arrow as written: in a one-way mapping `<->` means the mapping's way. */
  readonly arrowText: '<->' | '->' | '<-';
  readonly localField?: TextRange;
  readonly integrationField?: TextRange;
  /** The options that are written, with their values; empty for the short form. */
  readonly keys: Keys<FieldKey>;
  readonly lookup: readonly LookupSource[];
  readonly values: readonly { readonly local: TextRange; readonly integration: TextRange }[];
  /** Something in it is an error, which has been told; nothing else is to be concluded from it. */
  readonly broken?: boolean;
}

export interface LookupSource {
  readonly mapping: TextRange;
  readonly localField?: TextRange;
  readonly integrationField?: TextRange;
}
