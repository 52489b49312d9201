import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { SampleWorkspace } from '../../../support/sampleWorkspace';
import type { SystemView } from '../../../../src/service/browse/systemViews';
import type { WorkspaceSession } from '../../../../src/service/workspaceSession';
import { SystemViews, usualSystemViews } from '../../../../src/service/browse/systemViews';
import { WorkspaceMemory } from '../../../../src/service/browse/workspaceMemory';
import { neverCancelled } from '../../../../src/core/ports/cancelSignal';
import { ok } from '../../../../src/core/result';
import { openPlace } from '../../../../src/service/browse/openPlace';
import { sampleWorkspace } from '../../../support/sampleWorkspace';
import { systemClock } from '../../../../src/service/systemClock';
import { timeOrderedIds } from '../../../../src/service/timeOrderedIds';

suite('Systems held open for looking up records', () => {
  let sample: SampleWorkspace;
  let views: SystemViews;
  setup(async () => {
    sample = await sampleWorkspace();
    views = new SystemViews({ ...usualSystemViews, staleMs: 60_000 });
  });
  teardown(async () => {
    await views.close();
    sample.remove();
  });

  test('are opened once, and anew when their file changes', async () => {
    const first = await view();
    assert.equal(await view(), first);
    change();
    const second = await view();
    assert.notEqual(second, first);
    assert.equal(await isOpen(first), false);
    assert.equal(await isOpen(second), true);
  });

  test('are shared by requests that come together', async () => {
    const [first, second] = await Promise.all([view(), view()]);
    assert.equal(first, second);
  });

  test('may be a little behind while a run changes them all the time', async () => {
    const first = await view(true);
    change();
    assert.equal(await view(true), first);
    assert.notEqual(await view(), first);
  });

  test('stay open for whoever is using them, whatever happens meanwhile', async () => {
    await use(async (first) => {
      change();
      const second = await view();
      assert.notEqual(second, first);
      assert.equal(await isOpen(first), true, 'still in use');
      await views.close();
      assert.equal(await isOpen(first), true, 'still in use after all were closed');
      assert.equal(await isOpen(second), false);
    });
  });

  test('are tried again after they could not be opened', async () => {
    const file = sample.file('data/business-central.sqlite');
    const other = await sampleWorkspace();
    rmSync(file);
    const refused = await views.use(session(), 'local', false, async () => ok(undefined));
    assert.equal(refused.ok ? '' : refused.error.code, 'FILE_NOT_FOUND');
    other.copyTo('data/business-central.sqlite', file);
    other.remove();
    assert.ok(await view());
  });

  test('are closed when nobody asks for a while', async () => {
    views = new SystemViews({ ...usualSystemViews, idleMs: 1, staleMs: 0 });
    const held = await view();
    while (await isOpen(held)) await new Promise((resolve) => setImmediate(resolve));
  });

  function session(): WorkspaceSession {
    const context = { memory: new WorkspaceMemory(), clock: systemClock, ids: timeOrderedIds() };
    const place = openPlace(context, { folder: sample.folder });
    if (!place.ok) throw new Error(place.error.message);
    return place.value;
  }

  async function use(work: (view: SystemView) => Promise<void>, busy = false): Promise<void> {
    const used = await views.use(session(), 'local', busy, async (held) => ok(await work(held)));
    if (!used.ok) throw new Error(used.error.message);
  }

  async function view(busy = false): Promise<SystemView> {
    const used = await views.use(session(), 'local', busy, async (held) => ok(held));
    if (!used.ok) throw new Error(used.error.message);
    return used.value;
  }

  async function isOpen({ connector }: SystemView): Promise<boolean> {
    const table = { name: 'Customer', id: 'SystemId', key: 'No.', modifiedOn: 'SystemModifiedAt' };
    const request = { table, fields: [], field: 'No.', values: ['10000'] };
    // What is prepared already throws once the database is closed.
    return connector.find(request, neverCancelled).then(
      (read) => read.ok,
      () => false,
    );
  }

  function change(): void {
    sample.edit('data/business-central.sqlite', `UPDATE Customer SET City = City || '!'`);
  }
});
