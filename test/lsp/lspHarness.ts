import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { Diagnostic, InitializeParams, Position, ProtocolConnection } from 'vscode-languageserver-protocol/node';
import {
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import type { SystemSchema } from '../../src/core/model/schema';
import type { LanguageServerOptions, MappingStatusResult } from '../../src/protocol/languageProtocol';
import { startLanguageServer } from '../../src/server/startLanguageServer';
import { systemTimers } from '../../src/server/serverTimers';
import { fileUri } from '../../src/server/uris';
import type { MemoryFiles } from './memoryFiles';
import { memoryFiles } from './memoryFiles';

/** What an editor has before it, and what it can do. */
export interface EditorOptions {
  /** Texts by name, relative to the folder. A `|` marks the cursor; it is taken out. */
  readonly files: Readonly<Record<string, string>>;
  /** Written as the cache of the environment `sample`. */
  readonly schemas?: { readonly local?: SystemSchema; readonly integration?: SystemSchema; readonly readAt?: string };
  readonly options?: LanguageServerOptions;
  /** What the section `tandem` of the settings holds. */
  readonly settings?: unknown;
  readonly mappingStatus?: (folder: string) => MappingStatusResult;
  /** More than the usual of what the editor can do. */
  readonly capabilities?: InitializeParams['capabilities'];
  /** The editor's folders; absent: the one that holds the files. */
  readonly folders?: readonly string[];
}

/** An editor and a server with a connection in memory between them. Files are named relative to the folder. */
export interface TestEditor {
  readonly folder: string;
  readonly files: MemoryFiles;
  readonly connection: ProtocolConnection;
  uri(file: string): string;
  open(file: string, text?: string): Promise<void>;
  /** Replaces the whole text, as one change. */
  type(file: string, text: string): Promise<void>;
  /** Replaces a stretch of the text, given by zero-based offsets into what the editor shows. */
  edit(file: string, start: number, end: number, newText: string): Promise<void>;
  close(file: string): Promise<void>;
  /** Writes a file outside the editor, or removes it, and lets the server know. */
  write(file: string, text: string | undefined): Promise<void>;
  /** Problems as they are shown now; all that was told before has been looked at. */
  problems(file: string): Promise<readonly Diagnostic[]>;
  /** Every file with problems, by name. */
  allProblems(): Promise<Readonly<Record<string, readonly Diagnostic[]>>>;
  /** A request about the place of the cursor mark in a file's text, or about the whole file where there is none. */
  ask<T>(method: string, file: string, more?: object): Promise<T>;
  /** Changes the settings and lets the server know. */
  setSettings(tandem: unknown): Promise<void>;
  /** Resolves when the server has dealt with everything told so far. */
  settle(): Promise<void>;
  /** Requests that the server made of the editor, by method. */
  readonly asked: readonly string[];
  dispose(): void;
}

export const testFolder = 'file:///home/space';

/** Opens an editor on a folder of files in memory; none of them is an open document yet. */
export async function openEditor(given: EditorOptions): Promise<TestEditor> {
  const marks = new Map(Object.entries(given.files).map(([file, text]) => [file, takeMark(text)]));
  const texts = Object.fromEntries([...marks].map(([file, { text }]) => [file, text]));
  if (given.schemas) texts['.tandem/sample.schema.json'] = schemaCache(given.schemas);
  const files = memoryFiles(testFolder, texts);

  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const serverConnection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  const server = startLanguageServer(serverConnection, { files, timers: systemTimers });
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));

  const shown = new Map<string, readonly Diagnostic[]>();
  const asked: string[] = [];
  const errors: string[] = [];
  let settings = given.settings;
  connection.onNotification('textDocument/publishDiagnostics', (word: { uri: string; diagnostics: Diagnostic[] }) => {
    shown.set(word.uri, word.diagnostics);
  });
  connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
    if (type === 1) errors.push(message);
  });
  const answer = (method: string, answerTo: (params: unknown) => unknown) =>
    connection.onRequest(method, (params: unknown) => {
      asked.push(method);
      return answerTo(params);
    });
  answer('workspace/configuration', (params) => (params as { items: readonly unknown[] }).items.map(() => settings));
  answer('tandem/mappingStatus', (params) => given.mappingStatus?.((params as { folder: string }).folder));
  for (const method of answeredWithNull) answer(method, () => null);
  connection.listen();

  const documents = new Map<string, { version: number; text: string }>();
  const uri = (file: string) => (file.includes('://') ? file : fileUri(testFolder, file));
  const notify = (method: string, params: object) => connection.sendNotification(method, params);
  /** A request that nobody knows is refused in its turn: then everything before it was dealt with. */
  const roundTrip = () => connection.sendRequest('tandem/nobodyKnowsThis').catch(() => undefined);
  const settle = async () => {
    await roundTrip();
    await server.settled();
    await roundTrip();
    assert.deepEqual(errors, []);
  };
  const change = async (file: string, text: string, contentChanges: readonly object[]) => {
    const document = documents.get(file) ?? assert.fail(`${file} is not open`);
    document.version++;
    document.text = text;
    const textDocument = { uri: uri(file), version: document.version };
    await notify('textDocument/didChange', { textDocument, contentChanges });
  };

  const folders = (given.folders ?? [testFolder]).map((each) => ({ uri: each, name: each }));
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: folders,
    initializationOptions: given.options,
    capabilities: { workspace: { configuration: true, workspaceFolders: true }, ...given.capabilities },
  } satisfies InitializeParams);
  await notify('initialized', {});

  return {
    folder: testFolder,
    files,
    connection,
    uri,
    asked,
    settle,
    async open(file, text = texts[file] ?? '') {
      documents.set(file, { version: 1, text });
      const languageId = file.endsWith('tandem.yaml') ? 'tandem-workspace' : 'tandem-mapping';
      await notify('textDocument/didOpen', { textDocument: { uri: uri(file), languageId, version: 1, text } });
    },
    type: (file, text) => change(file, text, [{ text }]),
    edit(file, start, end, newText) {
      const { text } = documents.get(file) ?? assert.fail(`${file} is not open`);
      const range = { start: positionAt(text, start), end: positionAt(text, end) };
      return change(file, text.slice(0, start) + newText + text.slice(end), [{ range, text: newText }]);
    },
    async close(file) {
      documents.delete(file);
      await notify('textDocument/didClose', { textDocument: { uri: uri(file) } });
    },
    async write(file, text) {
      const type = text === undefined ? 3 : (await files.readText(testFolder, file)) === undefined ? 1 : 2;
      if (text === undefined) files.remove(uri(file));
      else files.write(uri(file), text);
      await notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(file), type }] });
    },
    async problems(file) {
      await settle();
      return shown.get(uri(file)) ?? [];
    },
    async allProblems() {
      await settle();
      const withSome = [...shown].filter(([, list]) => list.length > 0);
      return Object.fromEntries(withSome.map(([each, list]) => [each.replace(`${testFolder}/`, ''), list]));
    },
    async ask<T>(method: string, file: string, more: object = {}) {
      const mark = marks.get(file);
      const position = mark?.offset === undefined ? {} : { position: positionAt(mark.text, mark.offset) };
      return connection.sendRequest<T>(method, { textDocument: { uri: uri(file) }, ...position, ...more });
    },
    async setSettings(tandem) {
      settings = tandem;
      await notify('workspace/didChangeConfiguration', { settings: { tandem } });
    },
    dispose() {
      connection.dispose();
      serverConnection.dispose();
    },
  };
}

const answeredWithNull = [
  'client/registerCapability',
  'workspace/codeLens/refresh',
  'workspace/inlayHint/refresh',
  'workspace/semanticTokens/refresh',
];

/** A text without its cursor mark, and where that stood. */
export function takeMark(marked: string): { readonly text: string; readonly offset: number | undefined } {
  const offset = marked.indexOf('|');
  return offset < 0
    ? { text: marked, offset: undefined }
    : { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** Lines end with LF, CR LF or CR, as the protocol has it; columns count UTF-16 units. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** Each problem as one line: `error UNKNOWN_FIELD "Nmae"`, with the words that are underlined. */
export function lines(text: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity = 0, code, range }) => {
    const underlined = text.split(/\r\n|\n|\r/).flatMap((line, at) => {
      if (at < range.start.line || at > range.end.line) return [];
      const from = at === range.start.line ? range.start.character : 0;
      return [line.slice(from, at === range.end.line ? range.end.character : undefined)];
    });
    return `${['', 'error', 'warning', 'information'][severity]} ${code} "${underlined.join('⏎')}"`;
  });
}

/** What `.tandem/sample.schema.json` holds. */
export function schemaCache({
  readAt = '2026-11-21T08:00:00.000Z',
  ...sides
}: NonNullable<EditorOptions['schemas']>): string {
  return JSON.stringify({ version: 1, schema: { environment: 'sample', readAt, cached: true, ...sides } });
}
