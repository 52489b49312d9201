import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node';

/** The files that the server reads: tandem.yaml, mapping files, which may have any YAML name, and cached schemas. */
const globs = ['**/*.{yaml,yml}', '**/.tandem/*.schema.json'];

/** Has the editor tell of files that change outside it, where it can. The notices arrive at `onDidChangeWatchedFiles`. */
export async function watchFiles(connection: Connection, editor: InitializeParams['capabilities']): Promise<void> {
  if (!editor.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = globs.map((globPattern) => ({ globPattern }));
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}
