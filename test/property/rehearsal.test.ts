import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Connector } from '../../src/core/ports/connector';
import { rehearsalConnector } from '../../src/core/job/rehearsalConnector';
import { sequentialIds } from '../support/sequentialIds';
import { synchronizationRig } from './synchronizationRig';

// A plan over services runs over their rehearsal: it writes nothing to them, and does to each record what a run would do.

const name = fc.constantFrom('a', 'b', 'c');
const story = fc.record({
  customers: fc.array(name, { minLength: 1, maxLength: 5 }),
  accounts: fc.array(name, { maxLength: 4 }),
  edits: fc.array(fc.tuple(fc.nat(4), name), { maxLength: 3 }),
});

suite('The rehearsal of a run over services', () => {
  test('writes nothing to them, and comes to what the run then does', () =>
    fc.assert(
      fc.asyncProperty(story, async (told) => {
        const played = await play(told);
        const rehearsed = await play(told);
        const untouched = rehearsed.snapshot();
        const ports = {
          local: rehearsalOf(rehearsed.systems.local, rehearsed.clock, 8),
          integration: rehearsalOf(rehearsed.systems.integration, rehearsed.clock, 9),
        };
        const planned = await rehearsed.synchronize('full', ports);
        assert.equal(rehearsed.snapshot(), untouched);
        const done = await played.synchronize('full');
        const counts = (jobs: typeof done) =>
          jobs.map(({ direction, counters: { inserted, modified, failed, coupled } }) => ({
            direction,
            inserted,
            modified,
            failed,
            coupled,
          }));
        assert.deepEqual(counts(planned), counts(done));
      }),
      { numRuns: Number(process.env.RUNS ?? 60) },
    ));
});

async function play(told: typeof story extends fc.Arbitrary<infer T> ? T : never) {
  const rig = synchronizationRig({
    local: told.customers.map((each, index) => ({ SystemId: id(1, index), 'No.': `C${index}`, Name: each, City: 'x' })),
    integration: [],
  });
  await rig.synchronize('full');
  rig.clock.advance(60_000);
  told.accounts.forEach((each, index) =>
    rig.systems.integration.put('account', { accountid: id(2, index), accountnumber: `A${index}`, name: each }),
  );
  for (const [who, to] of told.edits) {
    const rows = rig.systems.local.rows('Customer');
    rig.systems.local.put('Customer', { SystemId: rows[who % rows.length]?.['SystemId'] ?? '', Name: to });
  }
  return rig;
}

function rehearsalOf(
  inner: Connector,
  clock: Parameters<typeof rehearsalConnector>[1]['clock'],
  series: number,
): Connector {
  return rehearsalConnector(inner, { clock, ids: sequentialIds(series) });
}

function id(series: number, index: number): string {
  return `${series}0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}
