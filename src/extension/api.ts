import type * as vscode from 'vscode';
import type { Answer, WorkspaceOverview } from '../protocol/workerProtocol';
import type { Workbench } from './workbench';
import type { views } from './names';

/**
 * What `activate` answers to other extensions. Version 1 stays as it is; additions are optional members. Commands take plain
 * data and answer values, so that everything which acts goes through `vscode.commands.executeCommand`.
 */
export interface TandemApi {
  readonly version: 1;
  /** The folders of this window that hold a tandem.yaml, in the order of the window. */
  workspaces(): Promise<readonly ApiWorkspace[]>;
  /** What the files and the state of one of them say; `folder` is its path. Refused with a code where it cannot be read. */
  overview(folder: string): Promise<Answer<WorkspaceOverview>>;
  /** The path of the folder that changed; undefined where the list itself did. */
  readonly onDidChange: vscode.Event<string | undefined>;
  /** Only in a window that runs the tests of an extension; nothing else may rely on it. */
  readonly testing?: TestingApi;
}

export interface ApiWorkspace {
  /** Absolute path. */
  readonly folder: string;
  readonly name: string;
  readonly environment: string | undefined;
}

/** What tests inside VS Code need to see. */
export interface TestingApi {
  readonly workbench: Workbench;
  /** How long `activate` took, in milliseconds. */
  readonly activationMs: number;
  /** The context keys as they were set last. */
  contextKeys(): Readonly<Record<string, unknown>>;
  /** The status bar item as it is shown; undefined while it is hidden. */
  statusBar(): { readonly text: string; readonly tooltip: string; readonly blocking: boolean } | undefined;
  readonly trees: TreeSnapshots;
  /** Ends the worker as a crash would. */
  crashWorker(): Promise<void>;
  /** The same for the language server. */
  crashLanguageServer(): Promise<void>;
  /** Resolves when the language server answers. */
  languageServerStarted(): Promise<void>;
}

/** The views as text, for tests. */
export interface TreeSnapshots {
  /** A view's items down to `depth` levels (1: the roots alone), as the view itself would ask for them. */
  snapshot(view: (typeof views)[keyof typeof views], depth: number): Promise<readonly TreeSnapshot[]>;
}

export interface TreeSnapshot {
  readonly id: string | undefined;
  readonly label: string;
  readonly description: string;
  readonly contextValue: string | undefined;
  /** What a screen reader says. */
  readonly accessibleLabel: string;
  /** The codicon's name. */
  readonly icon: string | undefined;
  readonly expandable: boolean;
  readonly children: readonly TreeSnapshot[];
}
