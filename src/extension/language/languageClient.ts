import * as vscode from 'vscode';
import type { CloseHandlerResult, LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { CloseAction, ErrorAction, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type {
  LanguageMethod,
  LanguageServerOptions,
  MappingStatusParams,
  MappingStatusResult,
  WorkspacesParams,
} from '../../protocol/languageProtocol';
import type { TandemWorkspace, Workbench } from '../workbench';
import { createRestartLimit } from '../connection/restartLimit';
import { systemTimers } from '../timers';
import { tellServerStopped } from './tellServerStopped';

/** The language server's process and the line to it. */
export interface RunningLanguageClient {
  /** Resolves when the server answers requests; rejects where it could not be started. */
  readonly ready: Promise<void>;
  /** Ends the process; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends the process as a crash would; for tests of what follows a crash. */
  crash(): Promise<void>;
}

/** How long the process may take to end, in milliseconds. */
const patienceMs = 2000;

/**
 * Starts the language server in a process of its own, keeps it informed of the window's workspaces, and answers what only the window
 * knows. A server that crashes is started again four times within three minutes; then the user is told, once. This file is a bundle
 * of its own: the protocol's library is read with the first file that needs it.
 */
export function startLanguageClient(workbench: Workbench): RunningLanguageClient {
  const { context, workspaces, log } = workbench;
  const limit = createRestartLimit(4);
  const closed = (): CloseHandlerResult => {
    limit.stopped(systemTimers.now());
    if (limit.mayStart(systemTimers.now())) {
      log.warn('The language server stopped by itself and is started again.');
      return { action: CloseAction.Restart, handled: true };
    }
    log.error('The language server stopped several times in a row and is not started again.');
    tellServerStopped();
    return { action: CloseAction.DoNotRestart, handled: true };
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector: [
      { scheme: 'file', language: 'tandem-mapping' },
      { scheme: 'file', language: 'tandem-workspace' },
      { scheme: 'untitled', language: 'tandem-mapping' },
    ],
    diagnosticCollectionName: 'tandem',
    outputChannel: log,
    initializationOptions: (): LanguageServerOptions => ({
      problemPages: vscode.Uri.joinPath(context.extensionUri, 'media', 'problems').toString(),
      answersMappingStatus: true,
      ...workspacesWord(workspaces.all),
    }),
    errorHandler: {
      error: (_error, _message, count) => ({
        action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed,
    },
  };
  const client = new LanguageClient('tandem', 'Tandem', serverOptions(context.extensionUri), clientOptions);
  client.onRequest('tandem/mappingStatus' satisfies LanguageMethod, async (params: MappingStatusParams) => {
    return mappingStatus(workbench, params);
  });

  let told = JSON.stringify(workspacesWord(workspaces.all));
  const tell = (method: LanguageMethod, params?: object): void => {
    // A server that is just being started hears of it with its first words.
    if (client.isRunning())
      void client.sendNotification(method, params).catch((error: unknown) => log.debug(String(error)));
  };
  const following = workspaces.onDidChange(() => {
    const word = workspacesWord(workspaces.all);
    if (JSON.stringify(word) !== told) tell('tandem/workspaces', word);
    told = JSON.stringify(word);
    tell('tandem/mappingStatusChanged');
  });
  const ready = client.start();
  ready.catch((error: unknown) => log.error(`The language server could not be started: ${String(error)}`));
  return {
    ready,
    async crash() {
      await ready;
      client.serverProcess?.kill('SIGKILL');
    },
    async stop() {
      following.dispose();
      // A server that never came up, or is gone already, has nothing to stop.
      await client.dispose(patienceMs).catch(() => undefined);
    },
  };
}

/**
 * Its own process, so that nothing it does holds up the window. The larger young generation halves the time of the first check: most
 * of what parsing makes is garbage at once.
 */
function serverOptions(extension: vscode.Uri): ServerOptions {
  const module = vscode.Uri.joinPath(extension, 'dist', 'server.js').fsPath;
  const run = { module, transport: TransportKind.ipc, options: { execArgv: ['--max-semi-space-size=64'] } };
  return { run, debug: run };
}

function workspacesWord(all: readonly TandemWorkspace[]): WorkspacesParams {
  return {
    workspaces: all.map(({ folder, environment }) => ({
      folder: folder.toString(),
      ...(environment !== undefined && { environment }),
    })),
  };
}

/** From the overview that the window keeps anyway; nothing where it cannot be had. */
async function mappingStatus({ workspaces }: Workbench, { folder }: MappingStatusParams): Promise<MappingStatusResult> {
  const path = vscode.Uri.parse(folder).fsPath;
  const workspace = workspaces.all.find((each) => each.folder.fsPath === path);
  const overview = workspace && (await workspaces.overview(workspace));
  if (!overview?.ok) return { mappings: [] };
  return { mappings: overview.value.mappings.map(({ name, counts, lastJobs }) => ({ name, counts, lastJobs })) };
}
