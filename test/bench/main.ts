import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SqlJs } from '../../src/files/loadSqlJs';
import { PureSql } from './pureSql';
import { benchClock, forgetState, openEngine } from './engineRun';
import { coupleByMatch } from './matchRun';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { stamp, writeSystems } from './workload';

/**
 * The workload of six tasks, the engine beside pure SQL in one run: time, ratio and the mark each task is to reach. Ends with
 * an asserted growth test: ten times the records at the same number of changes may cost at most 1.5 times.
 */
interface Row {
  readonly task: string;
  readonly oursMs: number;
  readonly pureMs: number;
  readonly mark: string;
  readonly goal: string;
}

const sizes = (process.argv[2] ?? '10000,100000').split(',').map(Number);
const afterT1 = stamp(1e12);
const afterT3 = stamp(2e12);

async function main(): Promise<void> {
  const sqlJs = await loadSqlJs();
  await bench(sqlJs, 2_000); // Warms up the engine and the wasm compiler.
  const growth: { size: number; changes: number; ms: number }[] = [];
  for (const size of sizes) {
    const { rows, changedMs, peakMb, perCoupling, loadMs } = await bench(sqlJs, size);
    print(size, rows, peakMb, perCoupling, loadMs);
    growth.push({ size, changes: 100, ms: changedMs });
  }
  const [small, large] = [growth[0], growth.at(-1)];
  if (!small || !large || small === large) return;
  const ratio = large.ms / small.ms;
  console.log(
    `\nGrowth: ${small.changes} changes among ${small.size} records ${small.ms.toFixed(1)} ms, among ${large.size} ${large.ms.toFixed(1)} ms: ${ratio.toFixed(2)} times`,
  );
  if (ratio > 1.5) {
    console.error('Growth test failed: more than 1.5 times.');
    process.exitCode = 1;
  }
}

async function bench(sqlJs: SqlJs, size: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-bench-'));
  try {
    writeSystems(sqlJs, folder, size);
    const empty = readFileSync(path.join(folder, 'data/integration.sqlite'));
    const full = readFileSync(path.join(folder, 'data/local.sqlite'));
    const pure = runPure(sqlJs, folder);
    writeFileSync(path.join(folder, 'data/integration.sqlite'), empty);
    writeFileSync(path.join(folder, 'data/local.sqlite'), full);
    return await runOurs(sqlJs, folder, size, pure);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Times = { T1: number; T2: number; T3: number; T4: number; T5: number; T6: number; load: number };

function runPure(sqlJs: SqlJs, folder: string): Times {
  const times: Times = { T1: 0, T2: 0, T3: 0, T4: 0, T5: 0, T6: 0, load: 0 };
  const timed = (task: keyof Times, work: () => void) => {
    const began = performance.now();
    work();
    times[task] += performance.now() - began;
  };
  let sql!: PureSql;
  timed('load', () => (sql = new PureSql(sqlJs, folder)));
  timed('T1', () => {
    sql.createAll();
    sql.save('integration', 'couplings');
  });
  timed('T2', () => sql.nothingChanged(afterT1));
  sql.run(localEdits('a.', 100, afterT1));
  timed('T3', () => {
    sql.applyLocalChanges(stamp(1e12 - 1));
    sql.save('integration', 'couplings');
  });
  sql.run(localEdits('a.', 200, afterT3));
  sql.run(
    `UPDATE b.accounts SET city = 'Moved away', modifiedon = '${afterT3}' WHERE substr(accountnumber, 2) % 200 = 100 OR substr(accountnumber, 2) % 2000 = 0`,
  );
  timed('T4', () => {
    sql.applyBothChanges(stamp(2e12 - 1));
    sql.save('local', 'integration', 'couplings');
  });
  timed('T5', () => sql.compareAll());
  sql.run('DELETE FROM coupling');
  timed('T6', () => {
    sql.matchAll();
    sql.save('couplings');
  });
  sql.close();
  return times;
}

async function runOurs(sqlJs: SqlJs, folder: string, size: number, pure: Times) {
  const clock = benchClock(afterT1);
  const rssBefore = memoryMb();
  let peak = rssBefore;
  const watch = () => (peak = Math.max(peak, memoryMb()));
  const began = performance.now();
  let engine = await openEngine(folder, sqlJs, clock);
  const loadMs = performance.now() - began;
  const rows: Row[] = [];
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    watch();
    return performance.now() - start;
  };
  const add = (task: string, oursMs: number, pureMs: number, mark: string, goal: string) =>
    rows.push({ task, oursMs, pureMs, mark, goal });

  add(
    'T1 full: all created and coupled',
    loadMs +
      (await timed(async () => {
        expect(await engine.run('full'), { inserted: size });
        await engine.fold();
      })),
    pure.load + pure.T1,
    '3',
    '1.5',
  );
  const filesMb = megabytes(folder, 'local') + megabytes(folder, 'integration');

  clock.set(stamp(1e12 + 60_000));
  await engine.run('modified'); // The echoes within the overlap are seen once.
  clock.set(stamp(1e12 + 120_000));
  const quiet = [];
  for (let i = 0; i < 5; i++) quiet.push(await timed(() => engine.run('modified')));
  add('T2 modified, nothing changed (warm)', Math.min(...quiet), pure.T2, '≤ 5 ms', '≤ 0.5 ms');
  await engine.close();

  edit(sqlJs, folder, 'local', localEdits('', 100, stamp(1.5e12)));
  clock.set(afterT3);
  const open3 = await timed(async () => (engine = await openEngine(folder, sqlJs, clock)));
  add(
    'T3 modified, 1 % changed',
    await timed(async () => expect(await engine.run('modified'), { modified: Math.ceil(size / 100) })),
    pure.T3,
    '3',
    '1.2',
  );
  await engine.close();

  edit(sqlJs, folder, 'local', localEdits('', 200, stamp(2.5e12)));
  edit(
    sqlJs,
    folder,
    'integration',
    `UPDATE accounts SET city = 'Moved away', modifiedon = '${stamp(2.5e12)}' WHERE substr(accountnumber, 2) % 200 = 100 OR substr(accountnumber, 2) % 2000 = 0`,
  );
  clock.set(stamp(2.6e12));
  engine = await openEngine(folder, sqlJs, clock);
  add('T4 both sides, 0.05 % conflicts', await timed(() => engine.run('modified')), pure.T4, '4', '1.5');
  await engine.close();

  // A hundred changes whatever the size: what must not grow with the records.
  const changedMs: number[] = [];
  for (let round = 0; round < 8; round++) {
    const at = 3e12 + round * 1e11;
    edit(sqlJs, folder, 'local', localEdits('', Math.floor(size / 100), stamp(at), `Street ${round}`));
    clock.set(stamp(at + 1e10));
    engine = await openEngine(folder, sqlJs, clock);
    engine.takeFileMs();
    globalThis.gc?.();
    const ms = await timed(() => engine.run('modified'));
    changedMs.push(ms - engine.takeFileMs());
    await engine.close();
  }

  clock.set(stamp(4e12));
  engine = await openEngine(folder, sqlJs, clock);
  add('T5 full again, nothing differs', await timed(() => engine.run('full')), pure.T5, '5', '2');
  await engine.close();

  forgetState(folder);
  engine = await openEngine(folder, sqlJs, clock);
  await engine.close();
  add('T6 match-based coupling', await timed(() => coupleByMatch(folder, size)), pure.load + pure.T6, '3', '1.2');
  const perCoupling = ((peak - rssBefore - filesMb) * 1024 * 1024) / size;
  return { rows, changedMs: Math.min(...changedMs), peakMb: peak, perCoupling, loadMs: open3 };
}

function localEdits(schema: string, every: number, at: string, address = 'Long Lane'): string {
  return `UPDATE ${schema}customers SET address = '${address} ' || no, modified_at = '${at}' WHERE substr(no, 2) % ${every} = 0`;
}

function edit(sqlJs: SqlJs, folder: string, side: string, sql: string): void {
  const file = path.join(folder, `data/${side}.sqlite`);
  const database = new sqlJs.Database(readFileSync(file));
  database.run(sql);
  writeFileSync(file, database.export());
  database.close();
}

function expect(
  jobs: readonly { status: string; message: string; counters: object }[],
  counters: Record<string, number>,
): void {
  const first = jobs[0];
  for (const [name, count] of Object.entries(counters)) {
    const seen = (first?.counters as Record<string, number>)[name];
    if (seen !== count) throw new Error(`expected ${name} ${count}, saw ${JSON.stringify(first)}`);
  }
}

function print(size: number, rows: readonly Row[], peakMb: number, perCoupling: number, loadMs: number): void {
  console.log(`\nN = ${size}${' '.repeat(30)} ours ms   pure SQL ms   ratio   first mark   goal`);
  for (const row of rows) {
    const ratio = row.mark.startsWith('≤') ? '-' : (row.oursMs / row.pureMs).toFixed(2);
    const reached = row.mark.startsWith('≤') ? row.oursMs <= 5 : row.oursMs / row.pureMs <= Number(row.mark);
    console.log(
      `${row.task.padEnd(40)} ${row.oursMs.toFixed(1).padStart(9)} ${row.pureMs.toFixed(1).padStart(13)} ${ratio.padStart(7)} ${row.mark.padStart(9)} ${reached ? 'ok' : 'NO'} ${row.goal.padStart(9)}`,
    );
  }
  console.log(
    `peak memory ${peakMb.toFixed(0)} MB, beyond the two files ${perCoupling.toFixed(0)} B per coupling; opening both files and the state ${loadMs.toFixed(0)} ms`,
  );
}

function memoryMb(): number {
  return process.memoryUsage().rss / 1024 / 1024;
}

function megabytes(folder: string, side: string): number {
  return statSync(path.join(folder, `data/${side}.sqlite`)).size / 1024 / 1024;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
