/**
 * The language server's bundle: loading it starts the server. The editor's client starts it as a process with `--node-ipc`; without
 * that it speaks over standard input and output, as `tandem lsp --stdio` does. The process ends when the editor says so or is gone.
 */
import { IPCMessageReader, IPCMessageWriter, createConnection } from 'vscode-languageserver/node';
import { nodeFiles } from './nodeFiles';
import { startLanguageServer } from './startLanguageServer';
import { systemTimers } from './serverTimers';

const connection = process.argv.includes('--node-ipc')
  ? createConnection(new IPCMessageReader(process), new IPCMessageWriter(process))
  : createConnection(process.stdin, process.stdout);

startLanguageServer(connection, { files: nodeFiles, timers: systemTimers });
