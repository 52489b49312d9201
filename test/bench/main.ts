import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SqlJs } from '../../src/files/loadSqlJs';
import type { Task, Times } from './tasks';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { measureMemory } from './memoryRun';
import { measureGrowth, runOurs } from './ourTasks';
import { runPure } from './pureTasks';
import { tasks } from './tasks';
import { writeSystems } from './workload';

/**
 * The workload of six tasks, the engine beside pure SQL, round by round in one process: the best time of each, their ratio
 * and the mark each task is to reach. What the machine does besides, and code that is not compiled yet, spoil rounds but not
 * the best of them; the first round is told too, because that is what a command line meets. No garbage is collected by force
 * between tasks: that would throw optimized code away, too, which happens to no program before it begins. Ends with an asserted growth
 * test: ten times the records at the same number of changes may cost at most 1.5 times.
 *
 * Arguments: sizes, and the number of rounds; or `--memory`, a folder and a size, as it calls itself.
 */
const sizes = (process.argv[2] ?? '10000,100000').split(',').map(Number);
const rounds = process.argv[3] === undefined ? undefined : Number(process.argv[3]);

async function main(): Promise<void> {
  const sqlJs = await loadSqlJs();
  const growth: number[] = [];
  const held: number[] = [];
  for (const size of sizes) {
    const ours: Times[] = [];
    const pure: Times[] = [];
    const wanted = rounds ?? (size > 50_000 ? 3 : 10);
    for (let round = 1; round <= wanted; round++) {
      await inCopies(sqlJs, size, async (ourFolder, pureFolder) => {
        pure.push(runPure(sqlJs, pureFolder));
        ours.push(await runOurs(sqlJs, ourFolder, size));
      });
    }
    print(size, ours, pure);
    await inCopies(sqlJs, size, async (folder) => void held.push(tellMemory(folder, size)));
    await inCopies(sqlJs, size, async (folder) => void growth.push(await measureGrowth(sqlJs, folder, size)));
  }
  const [small, large] = [growth[0], growth.at(-1)];
  if (!small || !large || growth.length < 2) return;
  const [fewest, most] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const each = ((held.at(-1) ?? 0) - (held[0] ?? 0)) / (most - fewest);
  console.log(`\nMemory: ${each.toFixed(0)} B more for each coupling more (first mark 400, goal 200)`);
  const ratio = large / small;
  console.log(
    `Growth: 100 changes among ${fewest} records ${small.toFixed(1)} ms, among ${most} ${large.toFixed(1)} ms: ${ratio.toFixed(2)} times`,
  );
  if (ratio > 1.5) {
    console.error('Growth test failed: more than 1.5 times.');
    process.exitCode = 1;
  }
}

/** Two folders with the same files. */
async function inCopies(sqlJs: SqlJs, size: number, work: (ours: string, pure: string) => Promise<void>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-bench-'));
  const [ours, pure] = [path.join(folder, 'ours'), path.join(folder, 'pure')];
  try {
    writeSystems(sqlJs, ours, size);
    cpSync(ours, pure, { recursive: true });
    await work(ours, pure);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(size: number, ours: readonly Times[], pure: readonly Times[]): void {
  const best = (times: readonly Times[], task: Task) => Math.min(...times.map((each) => each[task]));
  const cells = (...values: readonly (string | number)[]) =>
    values.map((value) => (typeof value === 'number' ? value.toFixed(1) : value).padStart(12)).join('');
  const title = `N = ${size}, best of ${ours.length}`;
  console.log(
    `\n${title.padEnd(40)}${cells('ours ms', 'pure SQL ms', 'ratio', 'first mark', '', 'goal', 'first round')}`,
  );
  for (const [task, { title, mark, goal, isTime }] of Object.entries(tasks) as [Task, (typeof tasks)[Task]][]) {
    const [ourMs, pureMs] = [best(ours, task), best(pure, task)];
    const ratio = isTime ? ourMs : ourMs / pureMs;
    const first = isTime ? ours[0]?.[task] : (ours[0]?.[task] ?? 0) / (pure[0]?.[task] ?? 1);
    const shown = isTime ? '-' : ratio.toFixed(2);
    const unit = isTime ? ' ms' : '';
    console.log(
      `${title.padEnd(40)}${cells(ourMs, pureMs, shown, `${mark}${unit}`, ratio <= mark ? 'ok' : 'NO', `${goal}${unit}`, (first ?? 0).toFixed(2))}`,
    );
  }
}

/** Bytes held beyond the two files. Measured in a process of its own, whose compiled code and the like are among them. */
function tellMemory(folder: string, size: number): number {
  const each = Number(execFileSync(process.execPath, ['--expose-gc', __filename, '--memory', folder, String(size)]));
  console.log(`Held beyond the two files: ${each.toFixed(0)} B a coupling (first mark 400, goal 200)`);
  return each * size;
}

async function measureHere(folder: string, size: number): Promise<void> {
  console.log(await measureMemory(folder, size));
}

const [, , first = '', folder = '', size] = process.argv;
const work = first === '--memory' ? measureHere(folder, Number(size)) : main();
work.catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
