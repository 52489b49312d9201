import * as esbuild from 'esbuild';
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { must } from '../../src/core/assert';
import { openWorkspace } from '../../src/service/openWorkspace';

const records = 5_000;
const kills = 20;

/** The command line is built for this ring alone, so that it is the sources' and nobody rebuilds it meanwhile. */
let build: string;
/** A workspace before its first synchronization. */
let fresh: string;

suite('A full synchronization that is killed', function () {
  this.timeout(180_000);

  suiteSetup(async () => {
    mkdirSync('.build', { recursive: true });
    build = mkdtempSync(path.resolve('.build', 'cli-'));
    esbuild.buildSync({
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: path.join(build, 'dist'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    });
    cpSync('package.json', path.join(build, 'package.json'));
    fresh = await freshWorkspace();
  });
  suiteTeardown(() => {
    rmSync(build, { recursive: true, force: true });
    rmSync(fresh, { recursive: true, force: true });
  });

  test('leaves every record once, whenever it happens, when it is run again', async () => {
    const undisturbed = copyWorkspace();
    const began = performance.now();
    const { jobs } = await synchronize(undisturbed);
    let durationMs = performance.now() - began;
    assert.equal(jobs[0]?.inserted, records);
    rmSync(undisturbed, { recursive: true });

    let interrupted = 0;
    for (let kill = 1; kill <= kills; kill++) {
      const folder = copyWorkspace();
      const killedAfterMs = (durationMs * kill) / (kills + 1);
      if (await killedDuring(folder, killedAfterMs)) interrupted++;
      // The machine has become faster since: the moments to come are taken from what a run lasts now.
      else durationMs = Math.min(durationMs, killedAfterMs);
      await nothingIsTwice(folder, `killed after ${Math.round(killedAfterMs)} ms`);
      await synchronize(folder);
      await everythingIsOnce(folder, `run again after a kill after ${Math.round(killedAfterMs)} ms`);
      const again = await synchronize(folder);
      assert.deepEqual(
        again.jobs.map((job) => [job.unchanged, job.inserted + job.modified + job.failed + job.skipped]),
        [
          [records, 0],
          [records, 0],
        ],
      );
      rmSync(folder, { recursive: true });
    }
    assert.ok(interrupted >= kills / 2, `only ${interrupted} of ${kills} runs were still going when they were killed`);
  });
});

async function freshWorkspace(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-kill-'));
  const { Database } = await loadSqlJs();
  const local = new Database();
  local.run(
    'CREATE TABLE Customer (SystemId GUID PRIMARY KEY, "No." CODE(20) NOT NULL UNIQUE, Name TEXT(100), City TEXT(30), SystemModifiedAt DATETIME)',
  );
  local.run(`
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${records})
    INSERT INTO Customer SELECT printf('5c000000-0000-4000-8000-%012d', n), printf('C%05d', n), 'Customer ' || n, 'City ' || (n % 100), '2026-11-20T08:00:00.000Z' FROM numbers`);
  const integration = new Database();
  integration.run(
    'CREATE TABLE account (accountid GUID PRIMARY KEY, accountnumber TEXT(20), name TEXT(160), address1_city TEXT(80), modifiedon DATETIME)',
  );
  writeFileSync(path.join(folder, 'local.sqlite'), local.export());
  writeFileSync(path.join(folder, 'integration.sqlite'), integration.export());
  writeFileSync(
    path.join(folder, 'tandem.yaml'),
    `environments:
  sample:
    local: { connector: sqlite, file: local.sqlite, defaults: { id: SystemId, modifiedOn: SystemModifiedAt } }
    integration: { connector: sqlite, file: integration.sqlite, defaults: { modifiedOn: modifiedon } }
mappings: [customer.mapping.yaml]
`,
  );
  writeFileSync(
    path.join(folder, 'customer.mapping.yaml'),
    `name: CUSTOMER
table: Customer
integrationTable: account
direction: bidirectional
fields: [No. <-> accountnumber, Name <-> name, City <-> address1_city]
`,
  );
  return folder;
}

function copyWorkspace(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-killed-'));
  cpSync(fresh, folder, { recursive: true });
  return folder;
}

interface RunDocument {
  readonly jobs: readonly {
    readonly inserted: number;
    readonly modified: number;
    readonly unchanged: number;
    readonly failed: number;
    readonly skipped: number;
  }[];
}

function start(folder: string) {
  return spawn(process.execPath, [path.join(build, 'dist', 'cli.js'), 'sync', '--full', '--json', '-C', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function synchronize(folder: string): Promise<RunDocument> {
  const child = start(folder);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  assert.equal(code, 0, `${output}${errors}`);
  return JSON.parse(output) as RunDocument;
}

/** Tells whether the run was still going. */
async function killedDuring(folder: string, afterMs: number): Promise<boolean> {
  const child = start(folder);
  child.stdout.resume();
  child.stderr.resume();
  const killer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(killer);
  return signal === 'SIGKILL';
}

/** The file is whole at any moment, and no record stands in it twice. */
async function nothingIsTwice(folder: string, when: string): Promise<void> {
  const [all, numbers] = await counts(folder);
  assert.ok(all <= records, `${when}: ${all} records`);
  assert.equal(numbers, all, `${when}: some number stands there twice`);
}

async function everythingIsOnce(folder: string, when: string): Promise<void> {
  assert.deepEqual(await counts(folder), [records, records], when);
  const opened = await openWorkspace({ folder, command: 'test' });
  const couplings = await must(opened.ok ? opened.value : undefined, 'the workspace').couplings({});
  const pairs = must(couplings.ok ? couplings.value : undefined, 'the couplings');
  assert.equal(pairs.length, records, when);
  for (const side of ['localId', 'integrationId'] as const)
    assert.equal(new Set(pairs.map((pair) => pair[side])).size, records, when);
}

async function counts(folder: string): Promise<readonly [number, number]> {
  const file = path.join(folder, 'integration.sqlite');
  assert.ok(existsSync(file));
  const db = new (await loadSqlJs()).Database(readFileSync(file));
  const [result] = db.exec('SELECT count(*), count(DISTINCT accountnumber) FROM account');
  db.close();
  const [all, numbers] = must(result?.values[0], 'counts');
  return [Number(all), Number(numbers)];
}
