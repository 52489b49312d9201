import assert from 'node:assert/strict';
import { closeSync, existsSync, openSync } from 'node:fs';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { InstalledTandem } from '../support/installedTandem';
import { customerWorkspace } from '../support/customerWorkspace';
import { installTandem } from '../support/installedTandem';
import { skipTest } from '../support/skipTest';

const customers = 5_000;

suite('The output of a process', function () {
  this.timeout(60_000);
  let tandem: InstalledTandem;
  let workspace: CustomerWorkspace;
  suiteSetup(() => {
    tandem = installTandem();
  });
  suiteTeardown(() => tandem.remove());
  setup(async () => {
    workspace = await customerWorkspace(customers);
  });
  teardown(() => workspace.remove());

  test('may be read in part only: whoever closes the pipe early sees no error', async () => {
    await tandem.run(['sync', '--full'], { cwd: workspace.folder });
    const running = tandem.start(['couplings', '--json'], { cwd: workspace.folder });
    running.child.stdout?.once('data', () => running.child.stdout?.destroy());
    const ended = await running.ended;
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(ended.stderr, '');
  });

  test('that nobody reads does not keep a run from its work', async () => {
    const running = tandem.start(['sync', '--full'], { cwd: workspace.folder });
    running.child.stdout?.destroy();
    running.child.stderr?.destroy();
    const ended = await running.ended;
    assert.equal(ended.code, 0);
    assert.deepEqual(accounts(), [[customers]]);
  });

  test('that finds a full disk is told on standard error and by the exit code; the run itself is kept', async function () {
    if (!existsSync('/dev/full')) skipTest(this, 'there is no /dev/full to write to');
    const full = openSync('/dev/full', 'w');
    try {
      const ended = await tandem.run(['sync', '--full', '--json'], { cwd: workspace.folder, stdout: full });
      assert.equal(ended.code, 3);
      assert.match(ended.stderr, /error: The output could not be written \(ENOSPC\)\. Check where it goes\.\n$/);
      assert.deepEqual(accounts(), [[customers]]);
      const again = await tandem.run(['sync'], { cwd: workspace.folder, stderr: full });
      assert.equal(again.code, 0, 'messages that get lost are no failure of the run');
    } finally {
      closeSync(full);
    }
  });

  test('holds nothing but the answer: progress and messages go to standard error', async () => {
    const { stdout, stderr } = await tandem.run(['sync', '--full'], { cwd: workspace.folder });
    assert.match(stderr, /CUSTOMER -> integration: started/);
    assert.doesNotMatch(stdout, /started/);
    // No colours and no rewritten lines where nobody watches.
    assert.ok(!(stdout + stderr).includes('\u001b'));
  });

  function accounts(): readonly (readonly unknown[])[] {
    return workspace.query('data/integration.sqlite', 'SELECT count(*) FROM account');
  }
});
