import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LanguageWorkload } from './languageServerWorkload';
import type { ServerProcess } from './serverProcess';
import { fileOf, languageWorkload } from './languageServerWorkload';
import { startServer } from './serverProcess';

/**
 * The language server beside yaml-language-server with our JSON schema, both as processes, on the same documents in one run: the time to
 * the first diagnostics of all files, from a keystroke to its diagnostics, and to a list of completions. The other server knows the
 * shape of a file alone; ours also knows the tables and the other mappings.
 */
const [mappings, fields] = [200, 100];
const keystrokes = 60;
/** The one that is compared with; installed when the benchmark first runs, in a folder of its own. */
const otherVersion = '2.0.0';
const otherFolder = path.join('.build', 'yaml-language-server');
const schemaFile = path.join('media', 'schemas', 'mapping.schema.json');

interface Times {
  readonly firstMs: number;
  readonly keystrokeMs: number;
  readonly slowKeystrokeMs: number;
  readonly completionMs: number;
}

async function main(): Promise<void> {
  const workload = languageWorkload(mappings, fields);
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-language-'));
  try {
    write(folder, workload);
    console.log(`${mappings} mappings of ${fields} fields, every file open in the editor`);
    const ours = await measure(folder, workload, () =>
      startServer(['--max-semi-space-size=64', 'dist/server.js', '--stdio'], {
        folder: pathToFileURL(folder).href,
        settings: {},
      }),
    );
    print('tandem', ours);
    const other = await measureOther(folder, workload);
    if (!other) return;
    print(`yaml-language-server ${otherVersion}`, other);
    const ratio = (key: keyof Times) => `${(other[key] / ours[key]).toFixed(1)}×`;
    console.log(
      `ratio: first ${ratio('firstMs')}, keystroke ${ratio('keystrokeMs')}, completion ${ratio('completionMs')}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOther(folder: string, workload: LanguageWorkload): Promise<Times | undefined> {
  const program = installOther();
  if (program === undefined || !existsSync(schemaFile)) {
    console.log(
      `skipped: yaml-language-server (${program === undefined ? 'it could not be installed' : `no ${schemaFile}`})`,
    );
    return undefined;
  }
  const schema = pathToFileURL(path.resolve(schemaFile)).href;
  const yaml = {
    schemas: { [schema]: ['*.mapping.yaml'] },
    validate: true,
    completion: true,
    schemaStore: { enable: false },
  };
  return measure(folder, workload, () =>
    startServer([program, '--stdio'], { folder: pathToFileURL(folder).href, settings: { yaml } }),
  );
}

function installOther(): string | undefined {
  const program = path.join(otherFolder, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server');
  if (existsSync(program)) return program;
  mkdirSync(otherFolder, { recursive: true });
  writeFileSync(path.join(otherFolder, 'package.json'), '{"private":true}\n');
  const args = ['install', '--no-audit', '--no-fund', `yaml-language-server@${otherVersion}`];
  const { status } = spawnSync('npm', args, { cwd: otherFolder, stdio: 'ignore', shell: process.platform === 'win32' });
  return status === 0 && existsSync(program) ? program : undefined;
}

async function measure(
  folder: string,
  workload: LanguageWorkload,
  start: () => Promise<ServerProcess>,
): Promise<Times> {
  const began = performance.now();
  const server = await start();
  const texts = [...workload.files].filter(([file]) => file !== 'tandem.yaml');
  const uriOf = (file: string) => pathToFileURL(path.join(folder, file)).href;
  // Every file has a mistake that both can see, so that its diagnostics tell when it is done.
  const all = Promise.all(texts.map(([file]) => server.nextDiagnostics(uriOf(file), (list) => list.length > 0)));
  for (const [file, text] of texts) {
    const textDocument = { uri: uriOf(file), languageId: 'yaml', version: 1, text: withMistake(text) };
    void server.connection.sendNotification('textDocument/didOpen', { textDocument });
  }
  await all;
  const firstMs = performance.now() - began;

  const file = fileOf(mappings / 2);
  const uri = uriOf(file);
  const text = withMistake(workload.files.get(file) ?? '');
  const times: number[] = [];
  for (let version = 2; version < keystrokes + 2; version++) {
    // Each keystroke moves the mistake by one line, so that there is something to tell.
    const change = { range: at(0, 0), text: '#\n' };
    const beganAt = performance.now();
    const told = server.nextDiagnostics(uri, (list) => list.some(({ range }) => range.start.line >= version));
    void server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [change],
    });
    await told;
    times.push(performance.now() - beganAt);
  }
  const completions: number[] = [];
  const lineCount = text.split('\n').length - 1 + keystrokes;
  for (let again = 0; again < 20; again++) {
    const beganAt = performance.now();
    await server.connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position: { line: lineCount, character: 0 },
    });
    completions.push(performance.now() - beganAt);
  }
  await server.stop();
  const sorted = times.toSorted((a, b) => a - b);
  return {
    firstMs,
    keystrokeMs: median(sorted),
    slowKeystrokeMs: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    completionMs: median(completions.toSorted((a, b) => a - b)),
  };
}

/** A key that neither server knows. */
function withMistake(text: string): string {
  return text.replace('synchOnlyCoupledRecords:', 'synchOnlyCoupledRecord:');
}

function at(line: number, character: number) {
  return { start: { line, character }, end: { line, character } };
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function print(name: string, { firstMs, keystrokeMs, slowKeystrokeMs, completionMs }: Times): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`.padStart(11);
  console.log(
    `${name.padEnd(28)} first diagnostics ${ms(firstMs)}   keystroke ${ms(keystrokeMs)} (95 %: ${ms(slowKeystrokeMs).trim()})   completion ${ms(completionMs)}`,
  );
}

function write(folder: string, { files, schemas }: LanguageWorkload): void {
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), withMistake(text));
  }
  mkdirSync(path.join(folder, '.tandem'));
  const schema = { environment: 'bench', readAt: new Date().toISOString(), cached: true, ...schemas };
  writeFileSync(path.join(folder, '.tandem', 'bench.schema.json'), JSON.stringify({ version: 1, schema }));
}

void main();
