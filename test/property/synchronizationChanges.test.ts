import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Job } from '../../src/core/model/job';
import type { SynchronizationRig } from './synchronizationRig';
import { after, sides, story } from './synchronizationStories';
import { fieldNames } from './synchronizationRig';
import { lastFailure } from '../../src/core/plan/couplingChanges';
import { noCounts } from '../../src/core/model/job';

const direction = fc.constantFrom('bidirectional', 'toIntegrationTable', 'fromIntegrationTable');
const tracking = fc.subarray(['local', 'integration'] as const, { minLength: 1 });

suite('Systems that keep track of their changes', () => {
  test('come to the same as stamps and comparing ids, whenever their tokens expire', () =>
    fc.assert(
      fc.asyncProperty(
        story,
        direction,
        tracking,
        fc.array(fc.boolean(), { maxLength: 3 }),
        fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
        async (told, way, kept, forgets, pageSize) => {
          // Where records may be created, one whose coupling was removed may be new to the run after, or to this one.
          const onlyCoupled = told.deletionConflict === 'removeCoupling';
          const options = { direction: way, onlyCoupled, ...(pageSize !== undefined && { pageSize }) };
          const compared = await after(told, options, 'modified', () => ({ findDeleted: true }));
          const tracked = await after(told, { ...options, tracking: kept }, 'modified', (rig, round) => {
            if (forgets[round]) for (const side of kept) rig.systems[side].forgetChanges();
            // A side that does not keep track is compared.
            return { findDeleted: kept.length < 2 };
          });
          assert.deepEqual(tracked.contents(), compared.contents());
          assert.deepEqual(standing(tracked), standing(compared));
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 150) },
    ));

  test('leave nothing for a second run', () =>
    fc.assert(
      fc.asyncProperty(story, direction, tracking, async (told, way, kept) => {
        const deletionConflict = told.deletionConflict === 'removeCoupling' ? 'none' : told.deletionConflict;
        const rig = await after({ ...told, deletionConflict }, { direction: way, tracking: kept });
        await rig.synchronize('modified');
        const before = rig.snapshot();
        const jobs = await rig.synchronize('modified');
        assert.equal(rig.snapshot(), before);
        assert.deepEqual(done(jobs), []);
      }),
      { numRuns: Number(process.env.RUNS ?? 100) },
    ));
});

/** The couplings by what users see of them, whatever ids their records have. */
function standing(rig: SynchronizationRig) {
  const numbers = new Map(
    (['local', 'integration'] as const).flatMap((side) =>
      rig.systems[side]
        .rows(sides[side].table)
        .map((row) => [row[sides[side].id] ?? '', row[fieldNames[side][0]] ?? '']),
    ),
  );
  const { couplings } = rig.store.listCouplings({ mapping: 'CUSTOMER', limit: 1_000 });
  return couplings
    .map(({ localId, integrationId, failures, skipped }) => [
      numbers.get(localId ?? '') ?? 'none',
      numbers.get(integrationId ?? '') ?? 'none',
      skipped,
      // Where both records are gone either direction may say so.
      lastFailure({ failures })?.code,
    ])
    .map((each) => JSON.stringify(each))
    .sort();
}

function done(jobs: readonly Job[]) {
  const { inserted, modified, coupled, uncoupled } = noCounts;
  return jobs.filter(
    ({ counters }) =>
      counters.inserted !== inserted ||
      counters.modified !== modified ||
      counters.coupled !== coupled ||
      counters.uncoupled !== uncoupled,
  );
}
