/**
 * Words between the language server and the editor that are not part of the Language Server Protocol. An editor that knows none of
 * them gets everything but what only the editor knows: the chosen environments and the results of jobs.
 */
import type { MappingOverview } from './workerProtocol';

/** What an editor may say as `initializationOptions`; all of it is optional. */
export interface LanguageServerOptions {
  /** The folder that holds a page a problem code, as a URI without a slash at its end; absent: problems have no link. */
  readonly problemPages?: string;
  /** The workspaces, where the editor has found them; absent: the server looks through the editor's folders itself. */
  readonly workspaces?: readonly EditorWorkspace[];
  /** The editor answers `tandem/mappingStatus`. */
  readonly answersMappingStatus?: boolean;
}

/** A folder with a tandem.yaml, as the editor sees it. */
export interface EditorWorkspace {
  /** A URI. */
  readonly folder: string;
  /** The chosen environment; absent: the file's default. */
  readonly environment?: string;
}

/** Notification from the editor: its workspaces, or the environments chosen in them, are others now. */
export interface WorkspacesParams {
  readonly workspaces: readonly EditorWorkspace[];
}

/** Request from the server: what the editor knows of the mappings of a workspace. */
export interface MappingStatusParams {
  /** A URI. */
  readonly folder: string;
}

export interface MappingStatusResult {
  readonly mappings: readonly MappingStatus[];
}

/** How a mapping stands: its couplings, and the newest job of each direction that it runs in. */
export type MappingStatus = Pick<MappingOverview, 'name' | 'counts' | 'lastJobs'>;

/** The names of the requests and notifications. */
export type LanguageMethod =
  /** Notification from the editor. */
  | 'tandem/workspaces'
  /** Notification from the editor: couplings or jobs changed, so lenses are to be drawn again. */
  | 'tandem/mappingStatusChanged'
  /** Request from the server. */
  | 'tandem/mappingStatus';
