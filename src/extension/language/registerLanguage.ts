import * as vscode from 'vscode';
import type { RunningLanguageClient } from './languageClient';
import type { Workbench } from '../workbench';

/** The language server as this window sees it. */
export interface LanguageSupport extends vscode.Disposable {
  /** Undefined until it was needed. */
  readonly client: RunningLanguageClient | undefined;
  /** Resolves when a server that was needed answers requests. */
  started(): Promise<void>;
  /** Ends the server; resolves when it is gone. */
  stop(): Promise<void>;
}

/** The languages of mapping files and of tandem.yaml, as package.json contributes them. */
const languages = ['tandem-mapping', 'tandem-workspace'];

/**
 * Starts the language server when there is something for it: a workspace, whose problems are to show before a file is opened, or a file
 * of ours. Its client's code is read then. It only reads, so that an untrusted folder has it too.
 */
export function registerLanguage(workbench: Workbench): LanguageSupport {
  const { workspaces, log } = workbench;
  let starting: Promise<void> | undefined;
  let client: RunningLanguageClient | undefined;
  let disposed = false;

  const start = async (): Promise<void> => {
    // Which environment to check against is known only then.
    await workspaces.ready;
    const { startLanguageClient } = await import('./languageClient');
    if (!disposed) client = startLanguageClient(workbench);
  };
  const startOnce = (): void => {
    starting ??= start().catch((error: unknown) => {
      starting = undefined;
      log.error(`The language server could not be started: ${String(error)}`);
    });
  };
  const isNeeded = (): boolean =>
    workspaces.all.length > 0 ||
    vscode.workspace.textDocuments.some(({ languageId }) => languages.includes(languageId));
  const look = (): void => {
    if (!starting && !disposed && isNeeded()) startOnce();
  };

  const subscriptions = vscode.Disposable.from(
    workspaces.onDidChange(look),
    vscode.workspace.onDidOpenTextDocument(look),
  );
  // Not before activation is over.
  void workspaces.ready.then(look);
  const stop = async (): Promise<void> => {
    disposed = true;
    subscriptions.dispose();
    await starting;
    await client?.stop();
  };
  return {
    get client() {
      return client;
    },
    async started() {
      await starting;
      await client?.ready;
    },
    stop,
    dispose: () => void stop(),
  };
}
