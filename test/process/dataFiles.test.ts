import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CustomerWorkspace, DataFile } from '../support/customerWorkspace';
import type { InstalledTandem } from '../support/installedTandem';
import { customerWorkspace } from '../support/customerWorkspace';
import { installTandem, onlyDocument } from '../support/installedTandem';
import { skipTest } from '../support/skipTest';

interface Damage {
  readonly name: string;
  readonly damage: (workspace: CustomerWorkspace, file: DataFile) => void;
  readonly message: RegExp;
  /** 3, a job could not run, where it is not the workspace that is wrong. */
  readonly exitCode?: number;
}

const outside = mkdtempSync(path.join(tmpdir(), 'tandem-outside-'));

const damages: readonly Damage[] = [
  {
    name: 'is no SQLite file',
    damage: (workspace, file) => workspace.write(file, 'No., Name\nC00001, Ada\n'),
    message: /is not a SQLite database, or it is damaged/,
  },
  {
    name: 'is empty',
    damage: (workspace, file) => workspace.write(file, ''),
    message: /is not a SQLite database, or it is damaged/,
  },
  {
    name: 'was cut short',
    damage: (workspace, file) => workspace.write(file, readFileSync(workspace.file(file)).subarray(0, 5_000)),
    message: /is not a SQLite database, or it is damaged/,
  },
  {
    name: 'has damaged pages',
    damage: (workspace, file) => workspace.write(file, readFileSync(workspace.file(file)).fill(0xff, 100)),
    message: /is not a SQLite database, or it is damaged/,
  },
  {
    name: 'has a write-ahead log beside it',
    damage: (workspace, file) => workspace.write(`${file}-wal`, 'changes of another program'),
    message: /sqlite-wal beside data\/.*holds changes/,
  },
  {
    name: 'is missing',
    damage: (workspace, file) => rmSync(workspace.file(file)),
    message: /does not exist/,
  },
  {
    name: 'is a link out of the workspace',
    damage: (workspace, file) => {
      const target = path.join(outside, path.basename(file));
      rmSync(target, { force: true });
      renameSync(workspace.file(file), target);
      symlinkSync(target, workspace.file(file));
    },
    message: /lies outside the workspace folder/,
    exitCode: 2,
  },
];

suite('A data file', function () {
  this.timeout(60_000);
  let tandem: InstalledTandem;
  let changed: CustomerWorkspace;
  let workspace: CustomerWorkspace;
  suiteSetup(async () => {
    tandem = installTandem();
    changed = await customerWorkspace(40);
    assert.equal((await tandem.run(['sync', '--full'], { cwd: changed.folder })).code, 0);
    changed.edit(
      'data/local.sqlite',
      "UPDATE Customer SET City = 'Bergen', SystemModifiedAt = '2026-11-20T09:00:00.000Z'",
    );
  });
  suiteTeardown(() => {
    tandem.remove();
    changed.remove();
    rmSync(outside, { recursive: true });
  });
  setup(() => {
    workspace = changed.copy();
  });
  teardown(() => workspace.remove());

  for (const { name, damage, message, exitCode = 3 } of damages) {
    for (const file of ['data/local.sqlite', 'data/integration.sqlite'] as const) {
      test(`that ${name} is refused, and data and state stay as they are: ${file}`, async () => {
        const whole = readFileSync(workspace.file(file));
        damage(workspace, file);
        const before = [workspace.contents(), outsideContents()];
        for (const args of [['plan', '--full'], ['sync']]) {
          const ended = await run(...args, '--json');
          assert.equal(ended.code, exitCode, ended.stdout + ended.stderr);
          const error = onlyDocument(ended)['error'] as { readonly message: string };
          assert.match(error.message, message);
          assert.ok(error.message.includes(file), error.message);
        }
        assert.deepEqual([workspace.contents(), outsideContents()], before);

        rmSync(workspace.file(file), { force: true });
        rmSync(workspace.file(`${file}-wal`), { force: true });
        workspace.write(file, whole);
        assert.equal((await run('sync')).code, 0, 'it goes on once the file is whole again');
      });
    }
  }

  test('that is read-only stops the job that would write it, and is left as it is', async () => {
    chmodSync(workspace.file('data/integration.sqlite'), 0o444);
    const before = workspace.contents('data');
    const ended = await run('sync', '--json');
    assert.equal(ended.code, 3, ended.stdout);
    const [job] = onlyDocument(ended)['jobs'] as readonly { readonly status: string; readonly message: string }[];
    assert.equal(job?.status, 'aborted');
    assert.match(job.message, /data\/integration\.sqlite or its folder is read-only/);
    assert.deepEqual(workspace.contents('data'), before);
    assert.equal((await run('plan')).code, 0, 'looking needs no right to write');
  });

  test('that another program changes during a run is not overwritten', async function () {
    if (process.platform === 'win32') skipTest(this, 'Windows cannot stop a process and let it go on');
    const large = await customerWorkspace(20_000);
    try {
      const running = tandem.start(['sync', '--full', '--json'], { cwd: large.folder });
      await running.untilStderr('started (job 1 of 2)');
      running.child.kill('SIGSTOP');
      large.edit(
        'data/integration.sqlite',
        "INSERT INTO account VALUES ('x', 'X1', 'By another program', NULL, '2026-11-20')",
      );
      const before = large.contents('data');
      running.child.kill('SIGCONT');
      const ended = await running.ended;
      assert.equal(ended.code, 3, ended.stdout);
      const [job] = onlyDocument(ended)['jobs'] as readonly { readonly status: string; readonly message: string }[];
      assert.equal(job?.status, 'aborted');
      assert.match(job.message, /data\/integration\.sqlite was changed by another program/);
      assert.deepEqual(large.contents('data'), before);

      const again = await tandem.run(['sync', '--full', '--json'], { cwd: large.folder });
      assert.equal(again.code, 0, again.stdout);
      const [both] = large.query(
        'data/integration.sqlite',
        'SELECT count(*), count(DISTINCT accountnumber) FROM account',
      );
      assert.deepEqual(both, [20_001, 20_001]);
    } finally {
      large.remove();
    }
  });

  test('leaves nothing beside it after a run', async () => {
    await run('sync');
    assert.deepEqual(Object.keys(workspace.contents('data')), ['data/integration.sqlite', 'data/local.sqlite']);
  });

  function run(...args: readonly string[]) {
    return tandem.run(args, { cwd: workspace.folder });
  }

  function outsideContents(): readonly string[] {
    return ['local.sqlite', 'integration.sqlite'].map((name) => {
      const file = path.join(outside, name);
      return existsSync(file) ? readFileSync(file).toString('base64') : '';
    });
  }
});
