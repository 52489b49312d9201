import assert from 'node:assert/strict';
import { IdSet } from '../../../src/core/job/idSet';

suite('IdSet', () => {
  const stamp = '2026-11-21T08:00:00.000Z';
  const later = '2026-11-21T08:00:00.001Z';

  test('is empty until something is added', () => {
    const set = new IdSet();
    assert.equal(set.isEmpty(), true);
    set.add('I1', null);
    assert.equal(set.isEmpty(), false);
  });

  test('knows a record as it stood, and not as it stands after a change', () => {
    const set = new IdSet();
    set.add('I1', stamp);
    assert.equal(set.has('I1', stamp), true);
    assert.equal(set.has('I1', later), false);
    assert.equal(set.has('I2', stamp), false);
    assert.equal(set.has('I1', null), false);
  });

  test('knows records without a stamp', () => {
    const set = new IdSet();
    set.add('I1', null);
    assert.equal(set.has('I1', null), true);
    assert.equal(set.has('I1', stamp), false);
  });

  test('keeps its members while it grows, and takes nobody else for one', () => {
    const set = new IdSet();
    const ids = Array.from(
      { length: 5_000 },
      (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    );
    const [members, strangers] = [ids.slice(0, 2_500), ids.slice(2_500)];
    for (const id of members) set.add(id, stamp);
    assert.deepEqual(
      members.filter((id) => !set.has(id, stamp)),
      [],
    );
    assert.deepEqual(
      strangers.filter((id) => set.has(id, stamp)),
      [],
    );
  });

  test('does not fill up with what it knows already', () => {
    const set = new IdSet();
    for (let time = 0; time < 5_000; time++) set.add('I1', stamp);
    assert.equal(set.has('I1', stamp), true);
    assert.equal(set.has('I2', stamp), false);
  });
});
