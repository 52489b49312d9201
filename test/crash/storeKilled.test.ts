import * as esbuild from 'esbuild';
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { StateFolder } from '../support/stateFolders';
import { makeStateFolder } from '../support/stateFolders';

suite('a state whose writer is killed', function () {
  this.timeout(60_000);
  let build: string;
  let state: StateFolder;
  suiteSetup(() => {
    mkdirSync('.build', { recursive: true });
    build = mkdtempSync(path.join('.build', 'writer-'));
    esbuild.buildSync({
      entryPoints: ['test/crash/stateWriter.ts'],
      outdir: build,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    });
  });
  suiteTeardown(() => rmSync(build, { recursive: true, force: true }));
  setup(async () => {
    state = await makeStateFolder();
  });
  teardown(() => state.remove());

  test('holds all that was reported as durable, and no part of a batch', async () => {
    // Later writers go on where the one before was killed, so their folds and takeovers are killed into, too.
    for (const reports of [1, 20, 3, 8, 14, 2, 33, 7]) {
      const writer = startWriter('commit');
      const reported = Number(await nthLine(writer, reports));
      writer.kill('SIGKILL');
      await once(writer, 'exit');

      const store = await state.open({ access: 'read' });
      const durable = Number(store.cursor('CUSTOMER', 'toIntegrationTable'));
      assert.ok(durable >= reported, `batch ${reported} was reported, ${durable} is there`);
      assert.equal(store.countCoupled('CUSTOMER'), durable * 10);
      const ids = Array.from({ length: durable * 10 }, (_, index) => `L${Math.floor(index / 10) + 1}-${index % 10}`);
      assert.equal(store.couplingsByIds('CUSTOMER', 'local', ids).size, durable * 10);
      await store.close();
    }
  });

  test('is taken over by exactly one of several processes that find it at once', async () => {
    for (let round = 1; round <= 4; round++) {
      // Opened and abandoned: the lock of a dead process stays.
      await state.open();
      const writers = Array.from({ length: 5 }, () => startWriter('open'));
      await Promise.all(writers.map((writer) => nthLine(writer, 1)));
      const outcomes = Promise.all(writers.map((writer) => nthLine(writer, 1)));
      for (const writer of writers) writer.stdin.write('go\n');
      assert.deepEqual([...(await outcomes)].sort(), [
        'STATE_LOCKED',
        'STATE_LOCKED',
        'STATE_LOCKED',
        'STATE_LOCKED',
        'opened',
      ]);
      for (const writer of writers) {
        writer.kill('SIGKILL');
        await once(writer, 'exit');
      }
    }
  });

  function startWriter(task: 'commit' | 'open'): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [path.join(build, 'stateWriter.js'), state.folder, task]);
  }
});

/** The n-th line that the process says from now on; what it writes to standard error when it ends before. */
function nthLine(child: ChildProcessWithoutNullStreams, count: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let errors = '';
    const listen = (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split('\n')[count - 1];
      if (line === undefined || text.split('\n').length <= count) return;
      child.stdout.off('data', listen);
      resolve(line);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.once('exit', () => reject(new Error(`the writer ended: ${errors}`)));
  });
}
