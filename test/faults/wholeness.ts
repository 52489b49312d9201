import assert from 'node:assert/strict';
import type { FaultRig } from './faultRig';

/**
 * Runs until nothing is left to do, four times at most; after each no record is there twice, and what failed is told. In the end
 * both systems hold the same. Answers how many runs it took.
 */
export async function runsUntilWhole(
  rig: FaultRig,
  records: number,
  mode: 'full' | 'modified' = 'full',
): Promise<number> {
  let runs = 0;
  for (let whole = false; !whole;) {
    assert.ok(++runs <= 4, 'four runs are enough');
    const result = await rig.synchronize(mode);
    const numbers = rig.rows().map(rig.numberOf);
    assert.equal(new Set(numbers).size, numbers.length, 'no record is there twice');
    if (!result.ok) isForPeople(result.error.message);
    else {
      for (const { message } of result.value) if (message !== '') isForPeople(message);
      whole = result.value.every(({ counters, status }) => status === 'finished' && counters.failed === 0);
    }
  }
  for (const { message } of rig.recordErrors()) isForPeople(message);
  const ids = rig.rows().map(rig.idOf).sort();
  assert.equal(ids.length, records, 'no record is lost');
  assert.deepEqual([...rig.coupledIds()].sort(), ids, 'each is coupled once');
  assert.deepEqual(served(rig), inMemory(rig), 'both systems hold the same');
  const again = await rig.synchronize();
  assert.deepEqual(again.ok && again.value.map(({ counters }) => counters.unchanged), [records, records]);
  return runs;
}

function served(rig: FaultRig): readonly string[] {
  return rig
    .rows()
    .map((row) => [rig.numberOf(row), rig.nameOf(row), rig.cityOf(row)].join())
    .sort();
}

function inMemory({ memory }: FaultRig): readonly string[] {
  return memory
    .rows('Customer')
    .map((row) => [row['Number'], row['Name'], row['City']].join())
    .sort();
}

/** A sentence or more, the last of which says what to do. */
export function isForPeople(message: string): void {
  assert.match(message, /^[A-Z].{20,}\. .*[A-Z].*\.$/s);
}
