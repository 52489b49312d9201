import type { TextRange } from './problem';

/** What `tandem.yaml` says (DESIGN 2). Paths are as written: relative to the file, not yet resolved. */
export interface Workspace {
  readonly environments: readonly Environment[];
  readonly defaultEnvironment?: string;
  /** Files or globs, in order; their order breaks ties in the synchronization order. */
  readonly mappings: readonly { readonly pattern: string; readonly range: TextRange }[];
}

export interface Environment {
  readonly name: string;
  readonly local: SideConfiguration;
  readonly integration: SideConfiguration;
  readonly range: TextRange;
  /** Where its name stands; absent where the environment was not read from a file. */
  readonly nameRange?: TextRange;
}

/** How to reach one side. `sqlite` is understood here; other connectors' settings are kept as written for their connector. */
export type SideConfiguration = SqliteConfiguration | OtherConfiguration;

export interface SqliteConfiguration {
  readonly connector: 'sqlite';
  readonly file: string;
  /** Column names used for every table that has them (DESIGN 2). */
  readonly defaults: { readonly id?: string; readonly modifiedOn?: string; readonly key?: string };
  readonly range: TextRange;
}

export interface OtherConfiguration {
  readonly connector: 'businessCentral' | 'nav' | 'dataverse';
  readonly settings: Readonly<Record<string, string>>;
  readonly range: TextRange;
}
