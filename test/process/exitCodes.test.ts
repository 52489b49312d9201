import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { Ended, InstalledTandem } from '../support/installedTandem';
import { customerWorkspace, localId } from '../support/customerWorkspace';
import { installTandem } from '../support/installedTandem';

suite('The exit code of a process', () => {
  let tandem: InstalledTandem;
  let workspace: CustomerWorkspace;
  suiteSetup(() => {
    tandem = installTandem();
  });
  suiteTeardown(() => tandem.remove());
  setup(async () => {
    workspace = await customerWorkspace(12);
  });
  teardown(() => workspace.remove());

  test('is 0 for a run in which all went well', async () => {
    await exits(0, 'sync', '--full');
    assert.deepEqual(workspace.query('data/integration.sqlite', 'SELECT count(*) FROM account'), [[12]]);
  });

  test('is 0 for every look at a workspace that is as it should be', async () => {
    for (const command of ['validate', 'plan', 'couplings', 'jobs', 'schema']) await exits(0, command);
  });

  test('is 1 for a run, and for its plan, in which a record failed', async () => {
    workspace.edit(
      'data/integration.sqlite',
      "INSERT INTO account VALUES ('a', 'C00001', 'Somebody else', NULL, '2026-11-20')",
    );
    await exits(1, 'plan', '--full');
    const { stdout } = await exits(1, 'sync', '--full');
    assert.match(stdout, /CONSTRAINT_VIOLATED/);
  });

  test('is 1 when files have errors, for validate alone', async () => {
    workspace.write('mappings/customer.mapping.yaml', 'name: CUSTOMER\n');
    await exits(1, 'validate');
    await exits(2, 'sync');
  });

  test('is 2 for a command line that cannot be meant', async () => {
    await exits(2);
    await exits(2, 'snyc');
    await exits(2, 'sync', '--ful');
    await exits(2, 'sync', 'CUSTOMER');
    await exits(2, 'couple', '--mapping', 'CUSTOMER');
  });

  test('is 2 for what the workspace does not have', async () => {
    await exits(2, 'sync', '--environment', 'production');
    await exits(2, 'sync', '--mapping', 'VENDOR');
    await exits(2, 'sync', '--mapping', 'CUSTOMER', '--record', 'nobody');
    await exits(2, 'job', 'no-such-job');
  });

  test('is 3 when the guard stops a job', async () => {
    await exits(0, 'sync', '--full');
    workspace.edit('data/integration.sqlite', 'DELETE FROM account');
    const { stdout } = await exits(3, 'sync');
    assert.match(stdout, /--accept-missing/);
  });

  test('is 3 when a data file is not there', async () => {
    workspace.write('tandem.yaml', workspace.readText('tandem.yaml').replace('data/local.sqlite', 'data/other.sqlite'));
    const { stderr } = await exits(3, 'sync');
    assert.match(stderr, /data\/other\.sqlite does not exist/);
  });

  test('is 0 for help, with and without a command', async () => {
    for (const words of [['--help'], ['help'], ['help', 'sync'], ['sync', '--help'], ['--version']])
      await exits(0, ...words);
  });

  test('is that of a run of chosen records, too', async () => {
    await exits(0, 'sync', '--full');
    await exits(0, 'sync', '--mapping', 'CUSTOMER', '--record', localId(3));
  });

  async function exits(code: number, ...args: readonly string[]): Promise<Ended> {
    const ended = await tandem.run(args, { cwd: workspace.folder });
    assert.equal(ended.code, code, `tandem ${args.join(' ')}: ${ended.stdout}${ended.stderr}`);
    return ended;
  }
});
