import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { InstalledTandem, RunningTandem } from '../support/installedTandem';
import { customerWorkspace, localId } from '../support/customerWorkspace';
import { installTandem, onlyDocument } from '../support/installedTandem';
import { skipTest } from '../support/skipTest';

const rename = `UPDATE Customer SET Name = 'Renamed', SystemModifiedAt = '2026-11-21T09:00:00.000Z' WHERE SystemId = '${localId(1)}'`;

suite('tandem watch', function () {
  this.timeout(120_000);
  let tandem: InstalledTandem;
  let workspace: CustomerWorkspace;
  suiteSetup(function () {
    if (process.platform === 'win32') skipTest(this, 'Windows has no signals');
    tandem = installTandem();
  });
  suiteTeardown(() => tandem.remove());
  setup(async () => {
    workspace = await customerWorkspace(3);
    const coupled = await tandem.run(['sync', '--full'], { cwd: workspace.folder });
    assert.equal(coupled.code, 0, coupled.stderr);
  });
  teardown(() => workspace.remove());

  test('carries a change over soon after another program saved it, and leaves quiet files alone', async () => {
    const watching = start('--json', '--interval', '1s', '--inactivity', '1h');
    await watching.untilStderr('Nothing to do.');
    const before = workspace.contents('data');
    workspace.edit('data/local.sqlite', rename);
    const edited = workspace.contents('data');
    await watching.untilStderr('Records: 1 modified');
    watching.child.kill('SIGTERM');
    const ended = await watching.ended;
    assert.equal(ended.code, 0, ended.stderr);
    assert.deepEqual(
      workspace.query('data/integration.sqlite', `SELECT name FROM account WHERE accountnumber = 'C00001'`),
      [['Renamed']],
    );
    assert.equal(workspace.contents('data')['data/local.sqlite'], edited['data/local.sqlite']);
    assert.notEqual(edited['data/local.sqlite'], before['data/local.sqlite']);
    const documents = ended.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as WatchLine);
    assert.equal(documents[0]?.totals.modified, 0);
    assert.ok(documents.some(({ totals }) => totals.modified === 1));
    assert.ok(documents.every(({ environment }) => environment === 'sample'));
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`ends well by ${signal} while it waits, and gives everything back`, async () => {
      const watching = start('--json');
      await watching.untilStderr('Nothing to do.');
      watching.child.kill(signal);
      const ended = await watching.ended;
      assert.deepEqual([ended.code, ended.signal], [0, null], ended.stderr);
      assert.match(ended.stderr, /Stopped\.\n$/);
      assert.ok(!existsSync(workspace.file('.tandem/sample.lock')));
    });
  }

  test('refuses to start on files with errors', async () => {
    workspace.write('mappings/customer.mapping.yaml', 'name: CUSTOMER\n');
    const ended = await tandem.run(['watch', '--json'], { cwd: workspace.folder });
    assert.equal(ended.code, 2, ended.stderr);
    assert.equal((onlyDocument(ended)['error'] as { readonly code: string }).code, 'WORKSPACE_INVALID');
  });

  test('refuses to start where a system is missing', async () => {
    workspace.write('tandem.yaml', workspace.readText('tandem.yaml').replace('data/local.sqlite', 'data/gone.sqlite'));
    const ended = await tandem.run(['watch', '--json'], { cwd: workspace.folder });
    assert.equal(ended.code, 3, ended.stderr);
    assert.equal((onlyDocument(ended)['error'] as { readonly code: string }).code, 'FILE_NOT_FOUND');
  });

  test('waits for a file that breaks later, and goes on once it is mended', async () => {
    const mapping = workspace.readText('mappings/customer.mapping.yaml');
    const watching = start('--json', '--interval', '1s', '--inactivity', '1h');
    await watching.untilStderr('Nothing to do.');
    workspace.write('mappings/customer.mapping.yaml', `${mapping}unknown: key\n`);
    await watching.untilStderr('Waiting until the files are mended');
    workspace.edit('data/local.sqlite', rename);
    workspace.write('mappings/customer.mapping.yaml', mapping);
    await watching.untilStderr('Records: 1 modified');
    watching.child.kill('SIGTERM');
    assert.equal((await watching.ended).code, 0);
  });

  test('puts its turn off while another process has the state', async () => {
    const large = await customerWorkspace(5_000);
    try {
      const running = tandem.start(['sync', '--full'], { cwd: large.folder });
      await running.untilStderr('started (job 1 of 2)');
      running.child.kill('SIGSTOP');
      const once = await tandem.run(['watch', '--once', '--json'], { cwd: large.folder });
      assert.deepEqual([once.code, once.stdout], [0, ''], once.stderr);
      assert.match(once.stderr, new RegExp(`Put off: .*tandem sync \\(process ${running.child.pid}\\)`));
      running.child.kill('SIGCONT');
      assert.equal((await running.ended).code, 0);
    } finally {
      large.remove();
    }
  });

  test('finishes the batch it is in when it is stopped, and the next run goes on from there', async () => {
    const large = await customerWorkspace(5_000);
    try {
      const mapping = large.readText('mappings/customer.mapping.yaml');
      large.write('mappings/customer.mapping.yaml', `${mapping}synchOnlyCoupledRecords: false\n`);
      const watching = tandem.start(['watch', '--json'], { cwd: large.folder });
      await watching.untilStderr('Watching environment');
      // The lock is there once the run has begun.
      await until(() => existsSync(large.file('.tandem/sample.lock')));
      watching.child.kill('SIGTERM');
      const ended = await watching.ended;
      assert.equal(ended.code, 0, ended.stderr);
      const again = await tandem.run(['sync', '--json'], { cwd: large.folder });
      assert.equal(again.code, 0, again.stderr);
      const counts = large.query(
        'data/integration.sqlite',
        'SELECT count(*), count(DISTINCT accountnumber) FROM account',
      );
      assert.deepEqual(counts, [[5_000, 5_000]]);
    } finally {
      large.remove();
    }
  });

  test('ends at once by a second signal, and the next run settles what was left open', async () => {
    const large = await customerWorkspace(5_000);
    try {
      const mapping = large.readText('mappings/customer.mapping.yaml');
      large.write('mappings/customer.mapping.yaml', `${mapping}synchOnlyCoupledRecords: false\n`);
      const watching = tandem.start(['watch', '--json'], { cwd: large.folder });
      await until(() => existsSync(large.file('.tandem/sample.lock')));
      // Both signals wait for a process that stands still, so that the run cannot end between them.
      for (const signal of ['SIGSTOP', 'SIGINT', 'SIGTERM', 'SIGCONT'] as const) watching.child.kill(signal);
      const ended = await watching.ended;
      assert.equal(ended.code, 130, ended.stderr);
      const again = await tandem.run(['sync', '--json'], { cwd: large.folder });
      assert.equal(again.code, 0, again.stderr);
      const counts = large.query(
        'data/integration.sqlite',
        'SELECT count(*), count(DISTINCT accountnumber) FROM account',
      );
      assert.deepEqual(counts, [[5_000, 5_000]]);
    } finally {
      large.remove();
    }
  });

  test('with --once synchronizes once and answers like sync', async () => {
    workspace.edit('data/local.sqlite', rename);
    const ended = await tandem.run(['watch', '--once', '--json'], { cwd: workspace.folder });
    assert.equal(ended.code, 0, ended.stderr);
    const document = onlyDocument(ended) as unknown as WatchLine;
    assert.equal(document.totals.modified, 1);
    assert.equal(document.nextRunAt, null);
    assert.equal(ended.stdout.trimEnd().split('\n').length, 1);
  });

  function start(...flags: readonly string[]): RunningTandem {
    return tandem.start(['watch', ...flags], { cwd: workspace.folder });
  }
});

interface WatchLine {
  readonly environment: string;
  readonly totals: { readonly modified: number };
  readonly nextRunAt: string | null;
}

/** Looks again each time other work had its turn; the test's own timeout bounds it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
