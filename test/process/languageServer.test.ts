import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, InitializeResult, ProtocolConnection } from 'vscode-languageserver/node';
import { StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver/node';
import { skipTest } from '../support/skipTest';

const workspace = `environments:
  sample:
    local: { connector: sqlite, file: a.sqlite }
    integration: { connector: sqlite, file: b.sqlite }
mappings: [mappings/*.yaml]
`;
const mapping = `name: CUSTOMER
table: Customer
integrationTable: account
direction: sideways
fields:
  - Name <-> name
`;

suite('tandem lsp', () => {
  let folder: string;
  let child: ChildProcessWithoutNullStreams;
  let connection: ProtocolConnection;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-lsp-'));
    mkdirSync(path.join(folder, 'space', 'mappings'), { recursive: true });
    writeFileSync(path.join(folder, 'space', 'tandem.yaml'), workspace);
  });
  teardown(() => {
    connection.dispose();
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const inSpace = (name: string) => path.join(folder, 'space', name);
  /** Starts it and shakes hands; the promise gives the first diagnostics of any file. */
  const begin = async (): Promise<{ answer: InitializeResult; first: Promise<readonly [string, Diagnostic[]]> }> => {
    child = spawn(process.execPath, ['dist/cli.js', 'lsp', '--stdio']);
    connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const first = new Promise<readonly [string, Diagnostic[]]>((resolve) =>
      connection.onNotification(
        'textDocument/publishDiagnostics',
        (word: { uri: string; diagnostics: Diagnostic[] }) => {
          if (word.uri.endsWith('.yaml') && !word.uri.endsWith('tandem.yaml')) resolve([word.uri, word.diagnostics]);
        },
      ),
    );
    connection.listen();
    const answer = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
    });
    await connection.sendNotification('initialized', {});
    return { answer, first };
  };
  const exitCode = async (): Promise<unknown> => ((await once(child, 'exit')) as unknown[])[0];

  test('checks the files of the folder on the disk, and ends when the editor says so', async () => {
    writeFileSync(inSpace('mappings/customer.yaml'), mapping);
    const { answer, first } = await begin();
    assert.equal(answer.serverInfo?.name, 'Tandem');
    const [uri, diagnostics] = await first;
    assert.equal(uri, pathToFileURL(inSpace('mappings/customer.yaml')).href);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['WRONG_WORD'],
    );
    const ended = exitCode();
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
  });

  test('ends by itself when the editor goes away', async () => {
    await begin();
    const ended = exitCode();
    child.stdin.end();
    assert.equal(await ended, 1);
  });

  test('reads no file that a link leads to outside the folder', async function () {
    writeFileSync(path.join(folder, 'secret.yaml'), mapping);
    try {
      symlinkSync(path.join(folder, 'secret.yaml'), inSpace('mappings/a-secret.yaml'));
    } catch {
      skipTest(this, 'this system makes no links');
    }
    writeFileSync(inSpace('mappings/customer.yaml'), mapping);
    const [uri] = await (await begin()).first;
    assert.equal(uri, pathToFileURL(inSpace('mappings/customer.yaml')).href);
  });
});
