import type * as vscode from 'vscode';
import type {
  Answer,
  EnvironmentWord,
  NotificationName,
  ParamsOf,
  ProgressWord,
  RequestName,
  ResultOf,
  RunResult,
  WorkerNotifications,
  WorkspaceAddress,
  WorkspaceOverview,
} from '../protocol/workerProtocol';

/** What every part of the shell is given: one object a window, made by `activate`. */
export interface Workbench {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly worker: WorkerClient;
  readonly workspaces: Workspaces;
  readonly runs: Runs;
}

/** The worker thread with the synchronization service in it; started by the first request. */
export interface WorkerClient extends vscode.Disposable {
  /**
   * Never rejects: a refusal, an untrusted workspace (`NOT_TRUSTED`), a cancelled request (`CANCELLED`) and a bug in the worker
   * (`UNEXPECTED`, the log has it) are answers. A worker that died (`WORKER_STOPPED`) was told to the user already, so callers
   * keep silent; the next request starts it again, unless it died too often (`WORKER_NOT_STARTED`).
   */
  request<N extends RequestName>(
    name: N,
    params: ParamsOf<N>,
    token?: vscode.CancellationToken,
  ): Promise<Answer<ResultOf<N>>>;
  on<N extends NotificationName>(name: N, listener: (word: WorkerNotifications[N]) => void): vscode.Disposable;
}

/** One folder with a tandem.yaml, as this window sees it. */
export interface TandemWorkspace {
  /** Stable for this window: the folder's path. */
  readonly id: string;
  readonly folder: vscode.Uri;
  /** What people call it: the folder's name, made unique where two are alike. */
  readonly name: string;
  /** The chosen environment; the file's default where none was chosen. */
  readonly environment: string | undefined;
  readonly environments: readonly ShownEnvironment[];
  address(): WorkspaceAddress;
}

/** An environment with the shell's judgement whether it is in production: by its systems or by `tandem.productionEnvironments`. */
export type ShownEnvironment = EnvironmentWord;

export interface Workspaces extends vscode.Disposable {
  /** In the order of the window's folders. */
  readonly all: readonly TandemWorkspace[];
  /** Something of this workspace changed: its files, its state, its environment. Undefined: the list itself. */
  readonly onDidChange: vscode.Event<TandemWorkspace | undefined>;
  /** Resolves when the folders were looked through for the first time: until then `all` is empty and says nothing. */
  readonly ready: Promise<void>;
  /** Finds the folders anew; resolves when `all` is true. */
  discover(): Promise<void>;
  byId(id: string): TandemWorkspace | undefined;
  /** The only one, or the one the user picks; undefined where there is none (says so) or the user pressed Escape. */
  pick(title: string): Promise<TandemWorkspace | undefined>;
  /** Cached until something changes. */
  overview(workspace: TandemWorkspace): Promise<Answer<WorkspaceOverview>>;
  /** Forgets what is cached and tells `onDidChange`. */
  refresh(workspace?: TandemWorkspace): void;
  switchEnvironment(workspace: TandemWorkspace, environment: string): Promise<void>;
  /** Is the chosen environment in production? */
  isProduction(workspace: TandemWorkspace): boolean;
}

/** Runs that this window started, one at a time for each workspace. */
export interface Runs extends vscode.Disposable {
  readonly onDidChange: vscode.Event<ActiveRun>;
  active(workspace: TandemWorkspace): ActiveRun | undefined;
  /** The last run that ended in this window. */
  last(workspace: TandemWorkspace): { readonly result: Answer<RunResult>; readonly endedAt: string } | undefined;
  /**
   * Makes a run known to views and status bar while `work` goes on; its progress events arrive by the token. Answers
   * `RUN_ACTIVE` where this window already runs on the workspace. `quiet` runs show no notification.
   */
  run(
    workspace: TandemWorkspace,
    options: {
      readonly title: string;
      readonly quiet: boolean;
      readonly work: (progressToken: string, token: vscode.CancellationToken) => Promise<Answer<RunResult>>;
    },
  ): Promise<Answer<RunResult>>;
  cancel(workspace: TandemWorkspace): void;
}

export interface ActiveRun {
  readonly workspace: TandemWorkspace;
  readonly title: string;
  readonly startedAt: string;
  /** The newest word of each job, in the order they began; a `waiting` word stands last while the run waits. */
  readonly jobs: readonly ProgressWord[];
  /** The newest job's place among the run's jobs, from 1; absent until one began. */
  readonly place?: { readonly position: number; readonly of: number };
  readonly cancelling: boolean;
  readonly ended: boolean;
}
