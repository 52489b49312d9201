import assert from 'node:assert/strict';
import { collectGarbage } from '../../support/collectGarbage';
import { customerWorkspace } from '../../support/customerWorkspace';
import { manualTime } from '../../support/manualTime';
import { openWorkspace } from '../../../src/service/openWorkspace';
import { watchWorkspace } from '../../../src/service/watchWorkspace';
import type { CustomerWorkspace } from '../../support/customerWorkspace';

const intervalMs = 60_000;
/** What else is in this process moves by a megabyte; runs that kept one database each would hold ten more. */
const growthAllowed = 2_000_000;

suite('A watch over a real workspace', function () {
  this.timeout(120_000);
  let workspace: CustomerWorkspace;
  setup(async () => {
    workspace = await customerWorkspace(5);
  });
  teardown(() => workspace.remove());

  test('holds no more memory after 200 runs than after 50', async () => {
    const time = manualTime();
    const stop = new AbortController();
    const held: number[] = [];
    let runs = 0;
    let failed = 0;
    await watchWorkspace(
      {
        ...{ folder: workspace.folder, command: 'tandem watch', once: false, stop: stop.signal },
        settings: { intervalMs, inactivityMs: intervalMs, firstRunAfterMs: 0 },
        tell(word) {
          if (word.kind !== 'turnEnded') return;
          runs++;
          if (!word.result.ok) failed++;
          if (runs === 50 || runs === 200) held.push(heldBytes());
          if (runs === 200) stop.abort();
        },
      },
      {
        nowMs: time.nowMs,
        // Nobody waits here: time passes as soon as the watch does.
        startTimer(ms, callback) {
          time.setClock(ms);
          const immediate = setImmediate(callback);
          return () => clearImmediate(immediate);
        },
        watchFiles: () => () => ({ mappings: '', data: '' }),
        openWorkspace,
      },
    );
    assert.equal(runs, 200);
    assert.equal(failed, 0);
    const [early = 0, late = 0] = held;
    assert.ok(late - early < growthAllowed, `grew from ${early} to ${late} bytes`);
  });
});

function heldBytes(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
