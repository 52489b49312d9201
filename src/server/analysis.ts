import type { MappingProblemCode } from '../core/mapping/mappingProblems';
import type { MappingSource } from '../core/mapping/mappingSource';
import type { Problem, Severity } from '../core/model/problem';
import type { Side } from '../core/model/side';
import type { SourceNode } from '../core/mapping/sourceTree';
import type { SystemSchema, TableDescription } from '../core/model/schema';
import type { TableMapping } from '../core/model/tableMapping';
import type { Workspace } from '../core/model/workspace';

/**
 * What the language server knows at one moment, as plain data that never changes: every feature is a function of it. The
 * analysis of a file is made anew when its text changes, the one of the workspace when any file or a schema does.
 */
export interface WorkspaceAnalysis {
  /** The folder of tandem.yaml as a URI, without a slash at its end. */
  readonly folder: string;
  /** tandem.yaml; undefined where it is missing, or not read yet. */
  readonly workspace: WorkspaceFileAnalysis | undefined;
  /** In the workspace's order. */
  readonly mappings: readonly MappingFileAnalysis[];
  /** By the name a file has in problems: relative to the folder, with forward slashes. */
  readonly byFile: ReadonlyMap<string, FileAnalysis>;
  readonly schemas: CachedSchemas;
  /** What no single file can tell, by file; the files' own problems are not among them. */
  readonly crossProblems: ReadonlyMap<string, readonly Problem<MappingProblemCode>[]>;
}

/** The schemas as `.tandem/<environment>.schema.json` holds them. */
export interface CachedSchemas {
  readonly environment: string | undefined;
  readonly local?: SystemSchema;
  readonly integration?: SystemSchema;
  /** When they were read from the systems, ISO UTC; absent where there is no cache. */
  readonly readAt?: string;
}

export type FileAnalysis = MappingFileAnalysis | WorkspaceFileAnalysis;

interface AnalysedFile {
  readonly uri: string;
  /** Relative to the folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** The text as a tree; undefined where it could not be read at all. */
  readonly root: SourceNode | undefined;
  /** The file's own problems, before `tandem-ignore` and severities from the settings. */
  readonly problems: readonly Problem<MappingProblemCode>[];
}

export interface MappingFileAnalysis extends AnalysedFile {
  readonly kind: 'mapping';
  /** As far as it can be told, also where parts of the file are wrong. */
  readonly name: string | undefined;
  /** The model with its places. Where the file has errors, of what could be read (`complete` says so). */
  readonly model:
    { readonly mapping: TableMapping; readonly source: MappingSource; readonly complete: boolean } | undefined;
  /** The tables of both sides, where the file names them and the schema has them; `idField` and the like settled. */
  readonly tables: { readonly [S in Side]?: TableDescription };
}

export interface WorkspaceFileAnalysis extends AnalysedFile {
  readonly kind: 'workspace';
  readonly workspace: Workspace | undefined;
}

/** What users may set for the server. */
export interface ServerSettings {
  /** By problem code; `off` silences one everywhere. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** The environment to check against; absent: the file's default. By folder URI. */
  readonly environments: Readonly<Record<string, string>>;
}
