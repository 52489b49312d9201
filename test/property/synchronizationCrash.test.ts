import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Connector, WriteRequest } from '../../src/core/ports/connector';
import type { MemoryConnector, MemoryRow } from '../support/memoryConnector';
import type { RigOptions, SynchronizationRig } from './synchronizationRig';
import type { StateStore } from '../../src/core/ports/stateStore';
import { neverCancelled } from '../../src/core/ports/cancelSignal';
import { synchronizationRig } from './synchronizationRig';

// The process dies at every boundary in turn, just before and just after each step that leaves a trace: intents, write, flush,
// commit. What matters is that one more run brings both sides to where an undisturbed run brings them: nothing lost, nothing
// twice, no change of a user overwritten.

const value = fc.constantFrom('a', 'b', 'c');
const cells = fc.tuple(value, value);
const edit = fc.record({ side: fc.constantFrom('local', 'integration'), who: fc.nat(5), name: value });
const story = fc.record({
  local: fc.array(cells, { minLength: 1, maxLength: 3 }),
  integration: fc.array(cells, { maxLength: 2 }),
  edits: fc.array(edit, { maxLength: 3 }),
  durability: fc.constantFrom('immediate', 'deferred'),
  updateConflict: fc.constantFrom('sendUpdateToIntegration', 'getUpdateFromIntegration'),
} as const);
/** Whose counterparts are restored in a modified run; the systems keep track of what is deleted. */
const deletions = fc.array(fc.record({ side: fc.constantFrom('local', 'integration'), who: fc.nat(5) }), {
  minLength: 1,
  maxLength: 3,
});
type Deletions = readonly { readonly side: 'local' | 'integration'; readonly who: number }[];
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

class ProcessDied extends Error {}

suite('Synchronization that is interrupted', () => {
  test('loses nothing and duplicates nothing, at whichever boundary the process dies', () =>
    fc.assert(
      fc.asyncProperty(story, (told) => atEveryBoundary(told, 'neverArrives')),
      { numRuns: Number(process.env.RUNS ?? 25) },
    ));

  test('recognises a write that arrived although nobody heard of it', () =>
    fc.assert(
      fc.asyncProperty(story, (told) =>
        atEveryBoundary({ ...told, durability: 'immediate' }, 'arrivesBeforeTheNextRun'),
      ),
      { numRuns: Number(process.env.RUNS ?? 25) },
    ));

  test('makes no duplicate when a write arrives only after the next run', () =>
    fc.assert(
      fc.asyncProperty(story, (told) =>
        atEveryBoundary({ ...told, durability: 'immediate' }, 'arrivesAfterTheNextRun'),
      ),
      { numRuns: Number(process.env.RUNS ?? 25) },
    ));

  test('forgets no deletion that the systems told of', () =>
    fc.assert(
      fc.asyncProperty(story, deletions, (told, removed) =>
        atEveryBoundary({ ...told, durability: 'immediate' }, 'neverArrives', removed),
      ),
      { numRuns: Number(process.env.RUNS ?? 25) },
    ));
});

/** What becomes of a request that was on its way when the process died. */
type Underway = 'neverArrives' | 'arrivesBeforeTheNextRun' | 'arrivesAfterTheNextRun';

async function atEveryBoundary(told: Story, underway: Underway, removed?: Deletions): Promise<void> {
  const mode = removed ? 'modified' : 'full';
  const undisturbed = await beforeTheRun(told, removed);
  const boundaries = new Boundaries(undisturbed, Infinity);
  await undisturbed.synchronize(mode, boundaries.ports());
  const expected = undisturbed.contents();

  for (let at = 1; at <= boundaries.passed; at++) {
    const rig = await beforeTheRun(told, removed);
    const faults = new Boundaries(rig, at);
    await assert.rejects(rig.synchronize(mode, faults.ports()), ProcessDied);
    rig.store.simulateCrash();
    rig.systems.local.simulateCrash();
    rig.systems.integration.simulateCrash();
    if (underway === 'arrivesBeforeTheNextRun') await faults.requestArrives();
    await rig.synchronize(mode);
    if (underway === 'arrivesAfterTheNextRun') await faults.requestArrives();
    const where = `${underway}, died ${faults.diedAt}, boundary ${at} of ${boundaries.passed}`;
    assert.deepEqual(rig.contents(), expected, where);
    eachIsCoupledOnce(rig, where);
    const before = rig.snapshot();
    await rig.synchronize('full');
    assert.equal(rig.snapshot(), before, `${where}: one more run wrote again`);
  }
}

/** Some pairs in step, then edits on both sides and new records: something to create and something to change. */
async function beforeTheRun(told: Story, removed?: Deletions): Promise<SynchronizationRig> {
  const options: RigOptions = {
    local: told.local.map(([name, city], index) => customer(index + 1, name, city)),
    integration: [],
    durability: told.durability,
    updateConflict: told.updateConflict,
    ...(removed && { deletionConflict: 'restoreRecords', tracking: ['local', 'integration'] }),
  };
  const rig = synchronizationRig(options);
  await rig.synchronize('full');
  if (removed) await rig.synchronize('modified');
  rig.clock.advance(60_000);
  for (const { side, who, name } of told.edits) {
    const [table, id, field] =
      side === 'local' ? (['Customer', 'SystemId', 'Name'] as const) : (['account', 'accountid', 'name'] as const);
    const rows = rig.systems[side].rows(table);
    rig.systems[side].put(table, { [id]: rows[who % rows.length]?.[id] ?? '', [field]: name });
  }
  // Of the pairs, one side each: where both records are gone there is nothing to restore.
  const pairs = rig.store.listCouplings({ mapping: 'CUSTOMER', limit: 1_000 }).couplings;
  const chosen = new Map(removed?.map(({ side, who }) => [pairs[who % pairs.length], side]));
  for (const [pair, side] of chosen) {
    if (side === 'local') rig.systems.local.remove('Customer', pair?.localId ?? '');
    else rig.systems.integration.remove('account', pair?.integrationId ?? '');
  }
  rig.systems.local.put('Customer', customer(100, 'new', 'new'));
  told.integration.forEach(([name, city], index) =>
    rig.systems.integration.put('account', account(index + 1, name, city)),
  );
  return rig;
}

/** Stands between the run and its ports, counts the boundaries it passes, and lets the process die at one of them. */
class Boundaries {
  passed = 0;
  diedAt = 'nowhere';
  private request: { readonly system: MemoryConnector; readonly request: WriteRequest } | undefined;

  constructor(
    private readonly rig: SynchronizationRig,
    private readonly dieAt: number,
  ) {}

  ports() {
    const { systems, store } = this.rig;
    return {
      local: this.connector(systems.local),
      integration: this.connector(systems.integration),
      store: this.store(store),
    };
  }

  /** The request that was underway reaches its system; what the system makes of it nobody hears. */
  async requestArrives(): Promise<void> {
    if (this.request) await this.request.system.write(this.request.request, neverCancelled);
  }

  private connector(inner: MemoryConnector): Connector {
    return {
      ...inner,
      write: (request, cancel) =>
        this.step(
          'write',
          () => inner.write(request, cancel),
          () => (this.request = { system: inner, request }),
        ),
      flush: () => this.step('flush', () => inner.flush()),
    };
  }

  private store(inner: StateStore): StateStore {
    return new Proxy(inner, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        const method = found.bind(target) as (...given: readonly unknown[]) => unknown;
        if (name !== 'recordIntents' && name !== 'prepare' && name !== 'commit') return method;
        return (...given: readonly unknown[]) => this.step(name, async () => method(...given));
      },
    });
  }

  private async step<T>(name: string, work: () => Promise<T>, underway: () => void = () => undefined): Promise<T> {
    this.boundary(`before ${name}`, underway);
    const done = await work();
    this.boundary(`after ${name}`);
    return done;
  }

  private boundary(name: string, underway: () => void = () => undefined): void {
    if (++this.passed !== this.dieAt) return;
    this.diedAt = name;
    underway();
    throw new ProcessDied(name);
  }
}

function eachIsCoupledOnce(rig: SynchronizationRig, where: string): void {
  const { couplings } = rig.store.listCouplings({ mapping: 'CUSTOMER', limit: 1_000 });
  const ids = (rows: readonly MemoryRow[], id: string) => rows.map((row) => row[id] ?? '').sort();
  assert.deepEqual(
    couplings.map((coupling) => coupling.localId).sort(),
    ids(rig.systems.local.rows('Customer'), 'SystemId'),
    where,
  );
  assert.deepEqual(
    couplings.map((coupling) => coupling.integrationId).sort(),
    ids(rig.systems.integration.rows('account'), 'accountid'),
    where,
  );
}

function customer(number: number, name: string, city: string): MemoryRow {
  return {
    SystemId: `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    'No.': `C${number}`,
    Name: name,
    City: city,
  };
}

function account(number: number, name: string, city: string): MemoryRow {
  return {
    accountid: `20000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    accountnumber: `A${number}`,
    name,
    city,
  };
}
