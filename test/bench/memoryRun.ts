import { statSync } from 'node:fs';
import path from 'node:path';
import { at } from './tasks';
import { benchClock, openEngine } from './engineRun';
import { loadSqlJs } from '../../src/files/loadSqlJs';

/**
 * Bytes a coupling that a full run holds beyond its two files, where it holds most: just before a file is saved, after a
 * forced collection. Counts the heap and what lies outside it (the engine's memory, its page caches among it), less what stood
 * there before anything was opened. To be called in a process of its own: the engine's memory never shrinks.
 */
export async function measureMemory(folder: string, size: number): Promise<number> {
  const sqlJs = await loadSqlJs();
  const before = heldBytes();
  let most = 0;
  const engine = await openEngine(folder, sqlJs, benchClock(at.T1), {
    beforeFlush: () => (most = Math.max(most, heldBytes())),
  });
  await engine.run('full');
  await engine.close();
  const files = ['local', 'integration'].map((side) => statSync(path.join(folder, `data/${side}.sqlite`)).size);
  return (most - before - files.reduce((sum, bytes) => sum + bytes, 0)) / size;
}

function heldBytes(): number {
  // Twice: what the first collection lets go outside the heap is counted until the next one begins.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
