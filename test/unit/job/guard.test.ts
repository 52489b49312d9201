import assert from 'node:assert/strict';
import type { Coupling } from '../../../src/core/model/coupling';
import type { RunContext } from '../../../src/core/job/runContext';
import type { Side } from '../../../src/core/model/side';
import { aCoupling, aFailure, aKeptFailure } from '../../support/stateBuilders';
import { aPass, aRun } from './runBuilders';
import { err } from '../../../src/core/result';
import { guardSides } from '../../../src/core/job/guard';

interface GuardStory {
  readonly coupled: number;
  /** How many of the coupled records are gone from a side. */
  readonly gone: number;
  readonly from?: Side;
  /** How many of those gone are known to be: their deletion was reported before. */
  readonly known?: number;
  readonly others?: readonly Coupling[];
  readonly context?: Partial<RunContext>;
}

suite('guardSides', () => {
  test('stops a job where ten of twenty records are gone, and says what it saw', async () => {
    const { failure } = await guard({ coupled: 20, gone: 10 });
    assert.equal(failure?.code, 'SIDE_LOOKS_EMPTIED');
    assert.match(failure.message, /^10 of 20 coupled records are gone from account on the integration side/);
    assert.match(failure.message, /Nothing was written\..*--accept-missing\.$/);
    assert.deepEqual(failure.emptied, { side: 'integration', table: 'account', gone: 10, total: 20 });
  });

  test('looks at the local side, too', async () => {
    const { failure } = await guard({ coupled: 20, gone: 20, from: 'local' });
    assert.match(failure?.message ?? '', /^20 of 20 coupled records are gone from Customer on the local side/);
  });

  test('lets it go on where fewer than ten are gone, however few there were', async () => {
    assert.equal((await guard({ coupled: 12, gone: 9 })).failure, undefined);
    assert.equal((await guard({ coupled: 10, gone: 10 })).failure?.code, 'SIDE_LOOKS_EMPTIED');
  });

  test('lets it go on where more than half still stand', async () => {
    assert.equal((await guard({ coupled: 21, gone: 10 })).failure, undefined);
    assert.equal((await guard({ coupled: 2_001, gone: 1_000 })).failure, undefined);
    assert.equal((await guard({ coupled: 2_000, gone: 1_000 })).failure?.code, 'SIDE_LOOKS_EMPTIED');
  });

  test('does not count what was reported as deleted before', async () => {
    assert.equal((await guard({ coupled: 20, gone: 12, known: 3 })).failure, undefined);
    assert.equal((await guard({ coupled: 20, gone: 12, known: 2 })).failure?.code, 'SIDE_LOOKS_EMPTIED');
  });

  test('does not count failures of records that never had a counterpart', async () => {
    const others = Array.from({ length: 30 }, (_, index) => aKeptFailure(`X${index}`));
    assert.equal((await guard({ coupled: 20, gone: 10, others })).failure?.code, 'SIDE_LOOKS_EMPTIED');
  });

  test('asks each side once while all records stand', async () => {
    const { asked } = await guard({ coupled: 2_000, gone: 0 });
    assert.deepEqual(asked, ['local get', 'integration get']);
  });

  test('asks nobody where the user accepts that records are gone, or too few are coupled', async () => {
    const accepted = await guard({ coupled: 20, gone: 20, context: { acceptMissing: true } });
    assert.deepEqual([accepted.failure, accepted.asked], [undefined, []]);
    assert.deepEqual((await guard({ coupled: 9, gone: 9 })).asked, []);
  });

  test('stops a job whose system refuses to answer', async () => {
    const error = { code: 'FORBIDDEN', message: 'You may not read Customer. Ask for the right.' } as const;
    const run = aRun({ failOn: () => error });
    await run.store.commit({ couplings: couplings({ coupled: 10, gone: 0 }) });
    assert.deepEqual(await guardSides(aPass(run)), err(error));
  });
});

function couplings({ coupled, gone, known = 0, others = [] }: GuardStory) {
  const deleted = aFailure({ code: 'COUNTERPART_DELETED' });
  const all = Array.from({ length: coupled }, (_, index) =>
    aCoupling({
      localId: `L${index}`,
      integrationId: `I${index}`,
      failures: {
        toIntegrationTable: index >= coupled - Math.min(known, gone) ? deleted : null,
        fromIntegrationTable: null,
      },
    }),
  );
  return [...all, ...others].map((coupling) => ({ kind: 'put', coupling }) as const);
}

async function guard(story: GuardStory) {
  const { coupled, gone, from = 'integration' } = story;
  // Those gone are the last ones, and those known to be gone the last of them.
  const standing = (side: Side) => (side === from ? coupled - gone : coupled);
  const rows = (side: Side, id: string) =>
    Array.from({ length: standing(side) }, (_, index) => ({ [id]: `${side === 'local' ? 'L' : 'I'}${index}` }));
  const run = aRun({
    local: { Customer: rows('local', 'SystemId') },
    integration: { account: rows('integration', 'accountid') },
    ...(story.context && { context: story.context }),
  });
  await run.store.commit({ couplings: couplings(story) });
  const guarded = await guardSides(aPass(run));
  return { failure: guarded.ok ? undefined : guarded.error, asked: run.asked };
}
