import type { Engine } from './engineRun';
import type { SqlJs } from '../../src/files/loadSqlJs';
import type { Times } from './tasks';
import { at, edit, editBeforeT3, editBeforeT4, localEdits } from './tasks';
import { benchClock, forgetState, openEngine } from './engineRun';
import { coupleByMatch } from './matchRun';
import { stamp } from './workload';

/** The six tasks by the engine; each opens files and state anew. */
export async function runOurs(sqlJs: SqlJs, folder: string, size: number): Promise<Times> {
  const clock = benchClock(at.T1);
  const timed = async (work: (engine: Engine) => Promise<unknown>, forChanges = false): Promise<number> => {
    const began = performance.now();
    const engine = await openEngine(folder, sqlJs, clock, { forChanges });
    await work(engine);
    const ms = performance.now() - began;
    await engine.close();
    return ms;
  };

  const T1 = await timed(async (engine) => {
    expect(await engine.run('full'), { inserted: size });
    await engine.fold();
  });

  let T2 = Infinity;
  await timed(async (engine) => {
    clock.set(stamp(1e12 + 60_000));
    await engine.run('modified'); // The echoes within the overlap are seen once.
    clock.set(stamp(1e12 + 120_000));
    for (let turn = 0; turn < 5; turn++) {
      const began = performance.now();
      await engine.run('modified');
      T2 = Math.min(T2, performance.now() - began);
    }
  }, true);

  editBeforeT3(sqlJs, folder);
  clock.set(at.T3);
  const T3 = await timed(
    async (engine) => expect(await engine.run('modified'), { modified: Math.ceil(size / 100) }),
    true,
  );

  editBeforeT4(sqlJs, folder);
  clock.set(at.T4);
  const T4 = await timed((engine) => engine.run('modified'), true);

  clock.set(stamp(4e12));
  const T5 = await timed((engine) => engine.run('full'));

  forgetState(folder);
  const began = performance.now();
  await coupleByMatch(folder, size);
  const T6 = performance.now() - began;
  return { T1, T2, T3, T4, T5, T6 };
}

/**
 * Milliseconds for a hundred changes whatever the size, without looking after files: what must not grow with the records.
 * Starts from systems that were never synchronized.
 */
export async function measureGrowth(sqlJs: SqlJs, folder: string, size: number): Promise<number> {
  const clock = benchClock(at.T1);
  const first = await openEngine(folder, sqlJs, clock);
  expect(await first.run('full'), { inserted: size });
  await first.close();
  let best = Infinity;
  for (let round = 0; round < 8; round++) {
    const when = 3e12 + round * 1e11;
    edit(sqlJs, folder, 'local', localEdits(Math.floor(size / 100), stamp(when), `Street ${round}`));
    clock.set(stamp(when + 1e10));
    const engine = await openEngine(folder, sqlJs, clock, { forChanges: true });
    engine.takeFileMs();
    globalThis.gc?.();
    const began = performance.now();
    expect(await engine.run('modified'), { modified: 100 });
    best = Math.min(best, performance.now() - began - engine.takeFileMs());
    await engine.close();
  }
  return best;
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
