import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FakeClock } from '../../support/fakeClock';
import type { LockHolder } from '../../../src/store/lockFile';
import type { LockOwner, StateLock } from '../../../src/store/stateLock';
import { acquireLock } from '../../../src/store/stateLock';
import { deadProcess } from '../../support/stateFolders';
import { fakeClock } from '../../support/fakeClock';
import { lockText, readLockHolder } from '../../../src/store/lockFile';
import { must } from '../../../src/core/assert';
import { processStart } from '../../../src/store/processIdentity';
import { skipTest } from '../../support/skipTest';

suite('the lock of a state', () => {
  const here: LockOwner = { host: 'this-machine', pid: process.pid, command: 'tandem sync' };
  const elsewhere: LockOwner = { host: 'other-machine', pid: 1, command: 'the editor' };
  let folder: string;
  let file: string;
  let clock: FakeClock;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-lock-'));
    file = path.join(folder, 'sample.lock');
    clock = fakeClock();
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test('says who holds it, since when and what to do', () => {
    acquired(here);
    const error = refused(here);
    assert.equal(error.code, 'STATE_LOCKED');
    const { pid } = process;
    assert.equal(
      error.message,
      `The state of sample is in use by tandem sync (process ${pid}) since 2026-11-21T08:00:00.000Z. Wait until it has finished, or stop it, then try again.`,
    );
    assert.match(refused(elsewhere).message, /tandem sync \(process \d+ on this-machine\)/);
  });

  test('can be had again once it was given back, and leaves no file behind', () => {
    acquired(here).release();
    assert.deepEqual(readdirSync(folder), []);
    acquired(elsewhere);
  });

  test('is taken over at once from a process of this machine that is gone', () => {
    const dead = acquired({ ...here, pid: deadProcess() });
    const lock = acquired(here);
    assert.equal(lock.isHeld(), true);
    assert.equal(dead.isHeld(), false);
    assert.deepEqual(readdirSync(folder), ['sample.lock']);
  });

  test('is taken over when its process number belongs to a later process', function () {
    if (processStart(process.pid) === null) skipTest(this, 'this system does not tell when a process started');
    acquired(here);
    const holder = heldBy();
    writeFileSync(file, lockText({ ...holder, start: 'an earlier start' }));
    acquired(here);
  });

  test('is taken over at once from an earlier thread of the same process, and from no other', () => {
    const dead = acquired({ ...here, thread: 3 });
    assert.equal(refused({ ...here, thread: 3 }).code, 'STATE_LOCKED');
    assert.equal(refused({ ...here, thread: 2 }).code, 'STATE_LOCKED');
    assert.equal(refused(here).code, 'STATE_LOCKED', 'the process itself does not know whether its thread is done');
    const lock = acquired({ ...here, thread: 4 });
    assert.deepEqual([lock.isHeld(), dead.isHeld()], [true, false]);
    lock.release();
    acquired(here);
    assert.equal(refused({ ...here, thread: 4 }).code, 'STATE_LOCKED', 'the process itself outlives its threads');
  });

  test('of a running process of this machine is respected, however old', () => {
    acquired(here);
    clock.advance(24 * 3_600_000);
    assert.equal(refused(here).code, 'STATE_LOCKED');
  });

  test('of another machine is respected until it expires, which a renewal puts off', () => {
    const remote = acquired(elsewhere);
    clock.advance(100_000);
    refused(here);
    remote.renew();
    clock.advance(100_000);
    refused(here);
    clock.advance(100_000);
    assert.equal(acquired(here).isHeld(), true);
  });

  test('is not harmed by a former holder that renews it or gives it back', () => {
    const remote = acquired(elsewhere);
    clock.advance(3_600_000);
    const lock = acquired(here);
    const content = readFileSync(file, 'utf8');
    remote.renew();
    remote.release();
    assert.equal(readFileSync(file, 'utf8'), content);
    assert.equal(lock.isHeld(), true);
  });

  test('without a readable holder is respected for a while, then taken over', () => {
    writeFileSync(file, '');
    assert.match(refused(here).message, /an unknown program/);
    // The file's own time is the real one.
    clock.advance(Date.now() + 3_600_000 - Date.parse(clock.now()));
    acquired(here);
  });

  test('is taken over by the next in the row when the one before died about it', () => {
    acquired({ ...here, pid: deadProcess() });
    const abandoned = heldBy();
    const claim = `${file}.${abandoned.token}.0`;
    writeFileSync(claim, lockText({ ...abandoned, token: 'of-the-claimer' }));
    acquired(here);
    assert.deepEqual(readdirSync(folder), ['sample.lock']);
  });

  test('is left to the one that was quicker, even by a moment', () => {
    acquired({ ...here, pid: deadProcess() });
    let looks = 0;
    let quicker: StateLock | undefined;
    const slower: LockOwner = {
      ...here,
      // Asked for the second time when the lock has been found abandoned, and before it is taken over.
      get host() {
        if (++looks === 2) quicker = acquired(here);
        return here.host;
      },
    };
    refused(slower);
    assert.equal(quicker?.isHeld(), true);
    assert.deepEqual(readdirSync(folder), ['sample.lock']);
  });

  test('is left to the one that is taking it over already', () => {
    acquired({ ...here, pid: deadProcess() });
    const abandoned = heldBy();
    const claim = `${file}.${abandoned.token}.0`;
    const claimer = { ...abandoned, pid: process.pid, start: processStart(process.pid), token: 'of-the-claimer' };
    writeFileSync(claim, lockText({ ...claimer, expiresAt: '2026-11-21T09:00:00.000Z' }));
    refused(here);
    assert.deepEqual(readdirSync(folder).sort(), ['sample.lock', path.basename(claim)].sort());
  });

  function acquired(owner: LockOwner): StateLock {
    const lock = acquireLock({ file, environment: 'sample', owner, clock });
    if (!lock.ok) throw new Error(lock.error.message);
    return lock.value;
  }

  function heldBy(): LockHolder {
    return must(readLockHolder(file), 'a lock');
  }

  function refused(owner: LockOwner): { readonly code: string; readonly message: string } {
    const lock = acquireLock({ file, environment: 'sample', owner, clock });
    if (lock.ok) throw new Error('got the lock');
    return lock.error;
  }
});
