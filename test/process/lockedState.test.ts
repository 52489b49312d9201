import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { Ended, InstalledTandem, RunningTandem } from '../support/installedTandem';
import { customerWorkspace } from '../support/customerWorkspace';
import { installTandem, onlyDocument } from '../support/installedTandem';
import { skipTest } from '../support/skipTest';

const customers = 20_000;

suite('A state that a process holds', function () {
  this.timeout(60_000);
  let tandem: InstalledTandem;
  let workspace: CustomerWorkspace;
  suiteSetup(function () {
    // Stopped, not slow: what the others meet does not depend on who is faster.
    if (process.platform === 'win32') skipTest(this, 'Windows cannot stop a process and let it go on');
    tandem = installTandem();
  });
  suiteTeardown(() => tandem.remove());
  setup(async () => {
    workspace = await customerWorkspace(customers);
  });
  teardown(() => workspace.remove());

  test('is refused to a second one that would write, which says who holds it', async () => {
    const first = await startAndStop();
    const before = workspace.contents();
    for (const args of [
      ['sync'],
      ['couple', '--mapping', 'CUSTOMER', '--match'],
      ['uncouple', '--mapping', 'CUSTOMER', '--all'],
      ['retry', '--all'],
    ]) {
      const second = await run(...args, '--json');
      assert.equal(second.code, 3, second.stdout + second.stderr);
      const { code, message } = onlyDocument(second)['error'] as { readonly code: string; readonly message: string };
      assert.equal(code, 'STATE_LOCKED');
      assert.match(message, new RegExp(`tandem sync \\(process ${first.child.pid}\\)`));
    }
    assert.deepEqual(workspace.contents(), before);
    first.child.kill('SIGCONT');
    assert.equal((await first.ended).code, 0);
    assert.deepEqual(accounts(), [[customers, customers]]);
  });

  test('can be looked at meanwhile', async () => {
    const first = await startAndStop();
    const before = workspace.contents();
    for (const command of ['jobs', 'couplings', 'validate', 'plan']) {
      const looked = await run(command);
      assert.equal(looked.code, 0, looked.stderr);
    }
    assert.deepEqual(workspace.contents(), before);
    first.child.kill('SIGCONT');
    assert.equal((await first.ended).code, 0);
  });

  test('is taken over at once when that process was killed', async () => {
    const first = await startAndStop();
    first.child.kill('SIGKILL');
    await first.ended;
    assert.ok(existsSync(workspace.file('.tandem/sample.lock')), 'the killed process could not give its lock back');
    const second = await run('sync', '--full');
    assert.equal(second.code, 0, second.stderr);
    assert.deepEqual(accounts(), [[customers, customers]]);
    assert.ok(!existsSync(workspace.file('.tandem/sample.lock')));
  });

  async function startAndStop(): Promise<RunningTandem> {
    const running = tandem.start(['sync', '--full'], { cwd: workspace.folder });
    await running.untilStderr('started (job 1 of 2)');
    running.child.kill('SIGSTOP');
    return running;
  }

  function run(...args: readonly string[]): Promise<Ended> {
    return tandem.run(args, { cwd: workspace.folder });
  }

  function accounts(): readonly (readonly unknown[])[] {
    return workspace.query('data/integration.sqlite', 'SELECT count(*), count(DISTINCT accountnumber) FROM account');
  }
});
