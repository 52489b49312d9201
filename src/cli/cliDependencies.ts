import type { Problem } from '../core/model/problem';
import type { Result } from '../core/result';
import type { SampleServices } from '../protocol/sampleServices';
import type { ServiceError, WorkspaceService } from '../service/workspaceService';
import type { WatchOptions, WatchTurn } from '../service/watchWorkspace';

/**
 * All that the command line reaches outside itself, so that a test can stand in for the process and the service.
 * `main.ts` makes the real ones.
 */
export interface CliDependencies {
  /**
   * `command` names the caller for a second process that finds the state locked; `allowedHosts` are servers that may be talked
   * to, besides this machine and Microsoft's.
   */
  readonly openWorkspace: (options: {
    readonly folder: string;
    readonly environment?: string;
    readonly command: string;
    readonly allowedHosts: readonly string[];
  }) => Promise<Result<WorkspaceService, ServiceError>>;
  /** `paths` are absolute; none means the whole workspace. */
  readonly validateWorkspace: (options: {
    readonly folder: string;
    readonly paths: readonly string[];
    readonly environment?: string;
  }) => Promise<Result<Validation, ServiceError>>;
  readonly createWorkspace: (options: {
    readonly folder: string;
    readonly template: TemplateName;
    readonly local?: TemplateLocal;
    readonly sample: boolean;
    readonly sampleServices?: { readonly port: number };
  }) => Promise<Result<{ readonly files: readonly string[] }, { readonly code: string; readonly message: string }>>;
  /** Runs on schedule until it is told to stop; see `watchWorkspace` in the service. */
  readonly watchWorkspace: (
    options: Omit<WatchOptions, 'services'> & { readonly allowedHosts: readonly string[] },
  ) => Promise<Result<WatchTurn | undefined, ServiceError>>;
  /** Serves the sample's data as services on this machine. Rejects with Node's error where the port is taken. */
  readonly startSampleServices: (port: number) => Promise<SampleServices>;
  /** Speaks to an editor over standard input and output. The process ends with the editor: this never comes back. */
  readonly serveLanguage: () => Promise<never>;

  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; relative paths on the command line start here. */
  readonly cwd: string;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls `listener` each time the user asks to stop (Ctrl+C); gives back how to end that. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Ends the process at once. */
  readonly exitNow: (code: number) => void;
}

export interface Validation {
  /** The folder that files are named from, where it is not the one that was asked for. */
  readonly folder?: string;
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

export const templateNames = ['dataverse', 'sales', 'blank'] as const;
export type TemplateName = (typeof templateNames)[number];

/** The local systems whose own names for tables and fields a template can have. */
export const templateLocals = ['businessCentral'] as const;
export type TemplateLocal = (typeof templateLocals)[number];

/** Standard output or standard error. Never throws: a reader that went away is not the writer's business. */
export interface TextSink {
  readonly isTerminal: boolean;
  /** Characters in a line; undefined where nothing limits it. Asked anew each time: a window may be resized. */
  readonly columns: () => number | undefined;
  readonly write: (text: string) => void;
}
