import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { InstalledTandem } from '../support/installedTandem';
import { customerWorkspace } from '../support/customerWorkspace';
import { installTandem, onlyDocument } from '../support/installedTandem';
import { skipTest } from '../support/skipTest';

/** Enough for a run of many batches, so that a signal after its beginning comes well before its end. */
const customers = 20_000;

suite('A run that is told to stop', function () {
  this.timeout(60_000);
  let tandem: InstalledTandem;
  let workspace: CustomerWorkspace;
  suiteSetup(function () {
    if (process.platform === 'win32') skipTest(this, 'Windows has no signals');
    tandem = installTandem();
  });
  suiteTeardown(() => tandem.remove());
  setup(async () => {
    workspace = await customerWorkspace(customers);
  });
  teardown(() => workspace.remove());

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`by ${signal} ends as cancelled, keeps what is done and goes on when it is run again`, async () => {
      const running = tandem.start(['sync', '--full', '--json'], { cwd: workspace.folder });
      await running.untilStderr('started (job 1 of 2)');
      running.child.kill(signal);
      const cancelled = await running.ended;
      assert.equal(cancelled.code, 130, cancelled.stderr);
      assert.match(cancelled.stderr, /Stopping at the next safe point/);
      const [job] = onlyDocument(cancelled)['jobs'] as readonly Job[];
      assert.equal(job?.status, 'cancelled');
      assert.ok(job.inserted < customers, `${job.inserted} inserted`);
      assert.deepEqual(accounts(), [[job.inserted, job.inserted]]);

      const again = await tandem.run(['sync', '--full', '--json'], { cwd: workspace.folder });
      assert.equal(again.code, 0, again.stdout + again.stderr);
      const [rest] = onlyDocument(again)['jobs'] as readonly Job[];
      assert.equal(rest?.inserted, customers - job.inserted);
      assert.deepEqual(accounts(), [[customers, customers]]);
    });
  }

  function accounts(): readonly (readonly unknown[])[] {
    return workspace.query('data/integration.sqlite', 'SELECT count(*), count(DISTINCT accountnumber) FROM account');
  }
});

interface Job {
  readonly status: string;
  readonly inserted: number;
}
