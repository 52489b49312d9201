import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FoldStep } from '../../../src/store/durableStore';
import type { OpenStateStore } from '../../../src/store/openStateStore';
import type { SqlJs } from '../../../src/files/loadSqlJs';
import type { StateFolder } from '../../support/stateFolders';
import { aCoupling, aJob } from '../../support/stateBuilders';
import { loadSqlJs } from '../../../src/files/loadSqlJs';
import { migrations, schemaVersion } from '../../../src/store/migrations';
import { makeStateFolder } from '../../support/stateFolders';
import { skipTest } from '../../support/skipTest';

suite('opening a state', () => {
  let state: StateFolder;
  setup(async () => {
    state = await makeStateFolder();
  });
  teardown(() => state.remove());

  test('for writing makes a folder that git ignores, with a state file in it', async () => {
    await (await state.open()).close();
    assert.equal(readFileSync(path.join(state.folder, '.gitignore'), 'utf8'), '*\n');
    assert.equal(readFileSync(inFolder('sample.sqlite')).toString('latin1', 0, 15), 'SQLite format 3');
  });

  test('gives a file that the sqlite3 program reads', async function () {
    const store = await state.open();
    await put(store, '1');
    await store.close();
    const shell = spawnSync('sqlite3', [
      inFolder('sample.sqlite'),
      'SELECT count(*) FROM couplings; PRAGMA integrity_check',
    ]);
    if (shell.error) skipTest(this, 'there is no sqlite3 program here');
    assert.equal(shell.stdout.toString(), '1\nok\n');
  });

  test('for reading sees an empty state where none exists, and makes nothing', async () => {
    const store = await state.open({ access: 'read' });
    assert.deepEqual(store.listCouplings({ limit: 10 }), { couplings: [] });
    await store.close();
    assert.equal(existsSync(state.folder), false);
  });

  test('for reading sees what a writer has committed so far, before and after it folds', async () => {
    const writer = await state.open();
    await put(writer, '1');
    assert.equal(await countAsReader(), 1);
    await writer.fold();
    await put(writer, '2');
    assert.equal(await countAsReader(), 2);
    await writer.close();
    assert.equal(await countAsReader(), 2);
  });

  test('for reading keeps what is committed to itself', async () => {
    await (await state.open()).close();
    const before = readdirSync(state.folder).map((name) => [name, statSync(inFolder(name)).mtimeMs]);
    const reader = await state.open({ access: 'read' });
    await put(reader, '1');
    assert.equal(reader.countCoupled('CUSTOMER'), 1);
    assert.ok((await reader.fold()).ok);
    assert.ok((await reader.close()).ok);
    assert.deepEqual(
      readdirSync(state.folder).map((name) => [name, statSync(inFolder(name)).mtimeMs]),
      before,
    );
    assert.equal(await countAsReader(), 0);
  });

  test('for reading starts again when a writer folds in the middle of it', async () => {
    const writer = await state.open();
    await put(writer, '1');
    let folds = 0;
    const sqlJs = await interrupted(() => {
      if (++folds === 1) void writer.fold();
    });
    const reader = await state.open({ access: 'read', sqlJs });
    assert.equal(folds, 2);
    assert.equal(reader.countCoupled('CUSTOMER'), 1);
  });

  test('for reading gives up when a writer folds all the time', async () => {
    const writer = await state.open();
    const sqlJs = await interrupted(() => void writer.fold());
    const { code, message } = await state.openError({ access: 'read', sqlJs });
    assert.equal(code, 'STATE_CHANGED');
    assert.match(message, /sample\.sqlite is being replaced .* Try again/);
  });

  /** Calls `between` after a snapshot was read and before its journal is, where a writer might get in between. */
  async function interrupted(between: () => void): Promise<SqlJs> {
    const sqlJs = await loadSqlJs();
    const Database = new Proxy(sqlJs.Database, {
      construct(target, parameters: [Uint8Array?]) {
        between();
        return new target(...parameters);
      },
    });
    return { ...sqlJs, Database };
  }

  test('for writing twice is refused while the first still writes', async () => {
    const owner = { host: 'this-machine', pid: process.pid, command: 'tandem sync' };
    const first = await state.open({ owner });
    assert.equal((await state.openError({ owner })).code, 'STATE_LOCKED');
    await first.close();
    await (await state.open({ owner })).close();
  });

  test('keeps the environments apart, whatever their names', async () => {
    const names = ['a', 'a.1', '../a', 'A b'];
    for (const environment of names) {
      const store = await state.open({ environment });
      await put(store, environment);
      await store.close();
    }
    for (const environment of names) {
      const store = await state.open({ environment });
      assert.deepEqual(
        store.listCouplings({ limit: 10 }).couplings.map(({ localId }) => localId),
        [environment],
      );
    }
  });

  test('forgets the journal of a state file that the user deleted', async () => {
    const store = await state.open();
    await put(store, '1');
    // Killed here: its journal stays, and then the user deletes the state file alone.
    rmSync(inFolder('sample.sqlite'));
    const killed = (step: FoldStep) => {
      if (step === 'snapshotReplaced') throw new Error('killed');
    };
    await state.openError({ onStep: killed });
    const anew = await state.open();
    assert.equal(anew.countCoupled('CUSTOMER'), 0);
    await put(anew, '2');
    assert.deepEqual(localIds(await state.open()), ['2']);
  });

  suite('that is damaged', () => {
    test('says so, and what to do', async () => {
      await (await state.open()).close();
      writeFileSync(inFolder('sample.sqlite'), 'not a database, but long enough to be taken for one'.repeat(100));
      for (const access of ['read', 'write'] as const) {
        const { code, message } = await state.openError({ access });
        assert.equal(code, 'STATE_CORRUPT');
        assert.match(
          message,
          /sample\.sqlite is damaged: .*Restore it from a backup, or delete it .* couple the records again/,
        );
      }
      assert.equal(existsSync(inFolder('sample.lock')), false);
    });

    test('by a cut or an overwritten page is noticed', async () => {
      const store = await state.open();
      for (let number = 0; number < 300; number++) await put(store, `${number}`);
      await store.close();
      const whole = readFileSync(inFolder('sample.sqlite'));
      writeFileSync(inFolder('sample.sqlite'), whole.subarray(0, whole.length / 2));
      assert.equal((await state.openError()).code, 'STATE_CORRUPT');
      const overwritten = Buffer.from(whole);
      for (let page = 1; page * 4096 < whole.length; page += 2) overwritten.fill(0x5a, page * 4096, (page + 1) * 4096);
      writeFileSync(inFolder('sample.sqlite'), overwritten);
      assert.equal((await state.openError()).code, 'STATE_CORRUPT');
    });

    test('in the middle of the journal is refused rather than half read', async () => {
      const store = await state.open();
      for (const id of ['1', '2', '3']) await put(store, id);
      const journal = inFolder(journals()[0] as string);
      const bytes = readFileSync(journal);
      bytes[bytes.indexOf('\n') + 30] = 0;
      writeFileSync(journal, bytes);
      const { code, message } = await state.openError();
      assert.equal(code, 'STATE_CORRUPT');
      assert.match(message, /journal is damaged: line 2/);
    });

    test('because it belongs to something else is refused', async () => {
      const sqlJs = await loadSqlJs();
      const other = new sqlJs.Database();
      other.run('CREATE TABLE customers (name TEXT)');
      await (await state.open()).close();
      writeFileSync(inFolder('sample.sqlite'), other.export());
      assert.equal((await state.openError()).code, 'STATE_CORRUPT');
    });
  });

  suite('of another version', () => {
    test('is refused when newer, also for reading', async () => {
      await (await state.open()).close();
      await change(`UPDATE meta SET value = ${schemaVersion + 1} WHERE key = 'schemaVersion'`);
      for (const access of ['read', 'write'] as const) {
        const { code, message } = await state.openError({ access });
        assert.equal(code, 'STATE_NEWER_VERSION');
        assert.match(message, /Update Tandem/);
      }
    });

    test('is refused when only the number that SQLite keeps for users tells it', async () => {
      await (await state.open()).close();
      await change(`PRAGMA user_version = ${schemaVersion + 1}; DROP TABLE meta`);
      assert.equal((await state.openError()).code, 'STATE_NEWER_VERSION');
    });

    test('is backed up and brought to the present one when older', async () => {
      await makeVersion0();
      const old = readFileSync(inFolder('sample.sqlite'));
      const store = await state.open({ migrations: [fromVersion0, ...migrations] });
      assert.deepEqual(localIds(store), ['renamed']);
      assert.deepEqual(readFileSync(inFolder('sample.sqlite.v0.bak')), old);
      await store.close();
      assert.deepEqual(localIds(await state.open()), ['renamed']);
    });

    test('is migrated in memory only by a reader', async () => {
      await makeVersion0();
      const old = readFileSync(inFolder('sample.sqlite'));
      assert.deepEqual(localIds(await state.open({ access: 'read', migrations: [fromVersion0, ...migrations] })), [
        'renamed',
      ]);
      assert.deepEqual(readFileSync(inFolder('sample.sqlite')), old);
      assert.deepEqual(
        readdirSync(state.folder).filter((name) => name.endsWith('.bak')),
        [],
      );
    });

    test('that was never published is refused', async () => {
      await makeVersion0();
      assert.equal((await state.openError()).code, 'STATE_CORRUPT');
    });

    /** In this made-up version the table of couplings had another name. */
    const fromVersion0 = {
      from: 0,
      migrate: (database: { script(sql: string): void }) => database.script('ALTER TABLE links RENAME TO couplings'),
    };

    async function makeVersion0(): Promise<void> {
      const store = await state.open();
      await put(store, 'renamed');
      await store.close();
      await change(
        "ALTER TABLE couplings RENAME TO links; DROP TABLE job_values; UPDATE meta SET value = 0 WHERE key = 'schemaVersion'",
      );
    }

    test('1 is backed up and kept, its job log too, which gains values and reasons from now on', async () => {
      const jobId = 'job-1';
      const record = { action: 'modify', localId: 'L1', integrationId: 'I1', fields: ['name'] } as const;
      const first = await state.open();
      const jobs = [{ ...aJob(), id: jobId }];
      assert.ok((await first.commit({ jobs, records: [{ jobId, record }] })).ok);
      await first.close();
      await change(
        "DROP TABLE job_values; PRAGMA user_version = 1; UPDATE meta SET value = 1 WHERE key = 'schemaVersion'",
      );

      const store = await state.open();
      assert.ok(existsSync(inFolder('sample.sqlite.v1.bak')));
      const told = { ...record, reason: 'changed', values: [{ before: 'A', after: { start: 'B' } }] } as const;
      assert.ok((await store.commit({ records: [{ jobId, record: told }] })).ok);
      assert.deepEqual(store.jobRecords(jobId), [record, told]);
      await store.close();
      assert.deepEqual((await state.open()).jobRecords(jobId), [record, told]);
    });

    test('2 is backed up, and its fingerprints are those of before', async () => {
      const first = await state.open();
      await put(first, 'L1');
      const before = first.listCouplings({ limit: 1 }).couplings;
      await first.close();
      const { local = '', integration = '' } = before[0]?.fingerprints ?? {};
      await change(
        `UPDATE couplings SET fingerprints = CAST('${local}' || char(31) || '${integration}' AS BLOB);
         PRAGMA user_version = 2; UPDATE meta SET value = 2 WHERE key = 'schemaVersion'`,
      );
      const store = await state.open();
      assert.ok(existsSync(inFolder('sample.sqlite.v2.bak')));
      assert.notEqual(local, '');
      assert.deepEqual(store.listCouplings({ limit: 1 }).couplings, before);
      await store.close();
    });
  });

  test('in a folder that cannot be made says that it was not written', async () => {
    writeFileSync(state.folder, 'a file where the folder should be');
    const { code, message } = await state.openError();
    assert.equal(code, 'STATE_NOT_WRITTEN');
    assert.match(message, /sample\.lock could not be written \(E\w+\)\. Free space or fix the permissions/);
  });

  test('in a read-only folder says that it was not written', async function () {
    // The superuser may write everywhere.
    if (process.getuid?.() === 0) skipTest(this, 'an administrator may read every file');
    if (process.platform === 'win32') skipTest(this, 'Windows has no such permissions');
    await (await state.open()).close();
    chmodSync(state.folder, 0o500);
    assert.equal((await state.openError()).code, 'STATE_NOT_WRITTEN');
    chmodSync(state.folder, 0o700);
  });

  async function put(store: OpenStateStore, localId: string): Promise<void> {
    const coupling = aCoupling({ localId, integrationId: `I${localId}` });
    assert.ok((await store.commit({ jobs: [aJob()], couplings: [{ kind: 'put', coupling }] })).ok);
  }

  async function countAsReader(): Promise<number> {
    const reader = await state.open({ access: 'read' });
    const count = reader.countCoupled('CUSTOMER');
    await reader.close();
    return count;
  }

  async function change(sql: string): Promise<void> {
    const sqlJs = await loadSqlJs();
    const database = new sqlJs.Database(readFileSync(inFolder('sample.sqlite')));
    database.run(sql);
    writeFileSync(inFolder('sample.sqlite'), database.export());
  }

  function localIds(store: OpenStateStore): readonly (string | null)[] {
    return store.listCouplings({ limit: 100 }).couplings.map(({ localId }) => localId);
  }

  function journals(): readonly string[] {
    return readdirSync(state.folder).filter((name) => name.endsWith('.journal'));
  }

  function inFolder(name: string): string {
    return path.join(state.folder, name);
  }
});
