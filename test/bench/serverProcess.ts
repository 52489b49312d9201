import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Diagnostic, ProtocolConnection } from 'vscode-languageserver/node';
import { StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver/node';

/** A language server in a process of its own, spoken to as an editor does. */
export interface ServerProcess {
  readonly connection: ProtocolConnection;
  /** Resolves with the next diagnostics of the document that `isWanted` accepts. */
  nextDiagnostics(uri: string, isWanted?: (list: readonly Diagnostic[]) => boolean): Promise<void>;
  /** Bytes of memory that the process holds; 0 where the system does not say. */
  stop(): Promise<void>;
}

/** Starts `node <args>` and shakes hands. `settings` answers for any section that the server asks for. */
export async function startServer(
  args: readonly string[],
  { folder, settings, options }: { readonly folder: string; readonly settings: unknown; readonly options?: unknown },
): Promise<ServerProcess> {
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  if (!child.stdin || !child.stdout) throw new Error('The process has no pipes.');
  const reader = new StreamMessageReader(child.stdout);
  const connection = createProtocolConnection(reader, new StreamMessageWriter(child.stdin));
  const waiting = new Set<(uri: string, list: readonly Diagnostic[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', (word: { uri: string; diagnostics: Diagnostic[] }) => {
    for (const each of waiting) each(word.uri, word.diagnostics);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section }) => (settings as Readonly<Record<string, unknown>>)[section ?? ''] ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: folder,
    workspaceFolders: [{ uri: folder, name: 'bench' }],
    initializationOptions: options,
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true }, workspaceFolders: true },
      textDocument: { publishDiagnostics: {}, completion: { completionItem: { snippetSupport: true } } },
    },
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    nextDiagnostics: (uri, isWanted = () => true) =>
      new Promise((resolve) => {
        const listener = (about: string, list: readonly Diagnostic[]): void => {
          if (about !== uri || !isWanted(list)) return;
          waiting.delete(listener);
          resolve();
        };
        waiting.add(listener);
      }),
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await new Promise((resolve) => child.once('exit', resolve));
      connection.dispose();
    },
  };
}
