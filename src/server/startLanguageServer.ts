import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver/node';
import type { DiagnosticOptions } from './fileDiagnostics';
import type { FilePort } from './filePort';
import type { LanguageMethod, LanguageServerOptions, MappingStatusResult } from '../protocol/languageProtocol';
import type { ServerTimers } from './serverTimers';
import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDiagnosticsPublisher } from './diagnosticsPublisher';
import { createLanguageWorkspaces } from './languageWorkspaces';
import { createMappingStatuses } from './mappingStatuses';
import { featureCapabilities, registerFeatures } from './registerFeatures';
import { optionsFrom, propertyOf, severitiesFrom, workspacesFrom } from './serverSettings';
import { watchFiles } from './watchFiles';

/** The machine around the server; tests bring their own. */
export interface LanguageServerDeps {
  readonly files: FilePort;
  readonly timers: ServerTimers;
}

/** What tests wait for; editors see the protocol alone. */
export interface RunningLanguageServer {
  /** Resolves when all that was told so far is read and shown. */
  settled(): Promise<void>;
}

/**
 * Serves one editor over a connection: keeps its documents and workspaces, publishes problems, and answers requests with the functions
 * in `features/`. It reads files and nothing else: no system, no state.
 */
export function startLanguageServer(connection: Connection, deps: LanguageServerDeps): RunningLanguageServer {
  const documents = new TextDocuments(TextDocument);
  const workspaces = createLanguageWorkspaces(deps);
  let options: LanguageServerOptions = {};
  let diagnosticOptions: DiagnosticOptions = { severities: {} };
  let editor: InitializeParams['capabilities'] = {};
  const log = (what: string, error: unknown): void =>
    connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);

  const publisher = createDiagnosticsPublisher(
    {
      workspaces,
      timers: deps.timers,
      publish(uri, diagnostics) {
        const version = documents.get(uri)?.version;
        const params = { uri, diagnostics: [...diagnostics], ...(version !== undefined && { version }) };
        void connection.sendDiagnostics(params).catch((error: unknown) => log('Sending problems', error));
      },
      onError: (error) => log('Checking files', error),
    },
    diagnosticOptions,
  );
  const setDiagnosticOptions = (change: Partial<DiagnosticOptions>): void => {
    diagnosticOptions = { ...diagnosticOptions, ...change };
    publisher.setOptions(diagnosticOptions);
  };

  /** Lets the editor ask again for what it has drawn. An editor that is closing refuses, which is as well. */
  const redrawLenses = (): void => {
    if (!editor.workspace?.codeLens?.refreshSupport) return;
    void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  };
  const redraw = (): void => {
    redrawLenses();
    if (editor.workspace?.inlayHint?.refreshSupport)
      void connection.languages.inlayHint.refresh().catch(() => undefined);
    if (!editor.workspace?.semanticTokens?.refreshSupport) return;
    void connection.languages.semanticTokens.refresh().catch(() => undefined);
  };
  const statuses = createMappingStatuses((folder) => {
    if (!options.answersMappingStatus) return undefined;
    return connection.sendRequest<MappingStatusResult>('tandem/mappingStatus' satisfies LanguageMethod, { folder });
  }, redrawLenses);

  /** What goes on besides; problems are as they should be when it is done. */
  let busy: Promise<unknown> = Promise.resolve();
  const alongside = (what: string, work: () => Promise<void>): void => {
    busy = Promise.all([busy, work().catch((error: unknown) => log(what, error))]);
  };
  /** Files, schemas or environments are others now: also what nobody typed in is shown anew. */
  const worldChanged = (): void => {
    publisher.soon();
    alongside('Reading files', async () => {
      await workspaces.settle();
      redraw();
    });
  };
  const askSettings = async (): Promise<void> => {
    if (!editor.workspace?.configuration) return;
    setDiagnosticOptions({ severities: severitiesFrom(await connection.workspace.getConfiguration('tandem')) });
  };

  connection.onInitialize((params): InitializeResult => {
    editor = params.capabilities;
    options = optionsFrom(params.initializationOptions);
    const root = params.rootUri;
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (root === null ? [] : [root]);
    if (options.workspaces) workspaces.setWorkspaces(options.workspaces);
    workspaces.setFolders(folders);
    const { problemPages } = options;
    if (problemPages !== undefined) setDiagnosticOptions({ problemPages });
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...featureCapabilities,
      },
      serverInfo: { name: 'Tandem' },
    };
  });
  connection.onInitialized(() => {
    publisher.soon();
    if (editor.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(() =>
        alongside('Asking for folders', async () => {
          const folders = await connection.workspace.getWorkspaceFolders();
          workspaces.setFolders((folders ?? []).map(({ uri }) => uri));
          worldChanged();
        }),
      );
    }
    alongside('Asking for settings', async () => {
      if (editor.workspace?.didChangeConfiguration?.dynamicRegistration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: 'tandem' });
      }
      await askSettings();
    });
    alongside('Watching files', () => watchFiles(connection, editor));
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    // Editors that cannot be asked send the settings along.
    if (editor.workspace?.configuration) alongside('Asking for settings', askSettings);
    else setDiagnosticOptions({ severities: severitiesFrom(propertyOf(settings, 'tandem')) });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    workspaces.filesChanged(changes.map(({ uri }) => uri));
    worldChanged();
  });
  connection.onNotification('tandem/workspaces' satisfies LanguageMethod, (params: unknown) => {
    workspaces.setWorkspaces(workspacesFrom(propertyOf(params, 'workspaces')));
    worldChanged();
  });
  connection.onNotification('tandem/mappingStatusChanged' satisfies LanguageMethod, () => statuses.changed());

  documents.onDidChangeContent(({ document }) => {
    workspaces.setDocument(document.uri, document.getText());
    publisher.soon();
  });
  documents.onDidClose(({ document }) => {
    workspaces.closeDocument(document.uri);
    publisher.soon();
  });
  connection.onShutdown(() => publisher.dispose());

  registerFeatures(connection, {
    workspaces,
    statuses,
    files: deps.files,
    now: () => deps.timers.now(),
    editor: () => ({ snippets: editor.textDocument?.completion?.completionItem?.snippetSupport === true }),
  });
  documents.listen(connection);
  connection.listen();
  return {
    async settled() {
      for (let before; before !== busy;) {
        before = busy;
        await busy;
        await publisher.settled();
      }
    },
  };
}
