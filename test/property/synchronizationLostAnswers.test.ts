import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Connector, WriteRequest } from '../../src/core/ports/connector';
import type { MemoryConnector, MemoryRow } from '../support/memoryConnector';
import type { SynchronizationRig } from './synchronizationRig';
import { err, ok } from '../../src/core/result';
import { must } from '../../src/core/assert';
import { neverCancelled } from '../../src/core/ports/cancelSignal';
import { synchronizationRig } from './synchronizationRig';

// Services that give ids themselves answer some writes never: the write was carried out, or never is, or is later, within the
// service's time limit. Whatever happens, after some runs every record stands once on each side, coupled once.

const lateWriteMs = 5 * 60_000;

/** What becomes of one call of `write`. late: carried out so many minutes afterwards. */
const fate = fc.constantFrom(
  'answered',
  'answered',
  'doneUnanswered',
  'neverDone',
  'lateUnanswered',
  'someUnknown',
  'someLate',
);
const story = fc.record({
  customers: fc.integer({ min: 1, max: 5 }),
  accounts: fc.integer({ min: 0, max: 3 }),
  fates: fc.array(fate, { minLength: 1, maxLength: 8 }),
  pageSize: fc.constantFrom(1, 2, 1_000),
  keyless: fc.boolean(),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

suite('Synchronization whose answers are lost', () => {
  test('creates nothing twice and loses nothing, where the systems give the ids', () =>
    fc.assert(fc.asyncProperty(story, play), { numRuns: Number(process.env.RUNS ?? 150) }));
});

async function play(told: Story): Promise<void> {
  const rig = synchronizationRig({ local: [], integration: [], lateWriteMs, pageSize: told.pageSize });
  for (let number = 1; number <= told.customers; number++)
    rig.systems.local.put('Customer', customer(number, told.keyless));
  for (let number = 1; number <= told.accounts; number++)
    rig.systems.integration.put('account', account(number, told.keyless));
  const fates = [...told.fates];
  const ports = {
    local: forgetful(rig.systems.local, fates, rig),
    integration: forgetful(rig.systems.integration, fates, rig),
  };
  for (let run = 0; run < told.fates.length + 2; run++) await rig.synchronize('full', ports);

  const everybody = told.customers + told.accounts;
  const { local, integration } = rig.contents();
  assert.deepEqual([local.length, integration.length], [everybody, everybody], JSON.stringify({ local, integration }));
  assert.deepEqual(local, integration);
  assert.equal(rig.store.countCoupled('CUSTOMER'), everybody);
  assert.deepEqual(rig.store.openIntents(), []);
}

/** Meets a fate with each call of `write`; late writes are carried out when their time has come, before anything else is done. */
function forgetful(
  inner: MemoryConnector,
  fates: (typeof story extends fc.Arbitrary<infer T> ? T : never)['fates'],
  rig: SynchronizationRig,
): Connector {
  const late: { readonly request: WriteRequest; readonly atMs: number }[] = [];
  const catchUp = async () => {
    for (const each of late.filter(({ atMs }) => atMs <= rig.clock.monotonicMs())) {
      late.splice(late.indexOf(each), 1);
      await inner.write(each.request, neverCancelled);
    }
  };
  const lost = err({ code: 'OUTCOME_UNKNOWN', message: 'The answer was lost.' } as const);
  return {
    ...inner,
    async *read(query, cancel) {
      await catchUp();
      yield* inner.read(query, cancel);
    },
    async get(request, cancel) {
      await catchUp();
      return inner.get(request, cancel);
    },
    async find(request, cancel) {
      await catchUp();
      return inner.find(request, cancel);
    },
    async write(request, cancel) {
      await catchUp();
      const [first, ...others] = request.writes;
      const fated = fates.shift() ?? 'answered';
      switch (fated) {
        case 'answered':
          return inner.write(request, cancel);
        case 'doneUnanswered':
          await inner.write(request, cancel);
          return lost;
        case 'neverDone':
          return lost;
        case 'lateUnanswered':
          late.push({ request, atMs: rig.clock.monotonicMs() + lateWriteMs - 1 });
          return lost;
        case 'someUnknown':
        case 'someLate': {
          const done = await inner.write({ ...request, writes: others }, cancel);
          if (!done.ok) return done;
          const unanswered = { ...request, writes: [must(first, 'write')] };
          if (fated === 'someLate') late.push({ request: unanswered, atMs: rig.clock.monotonicMs() + lateWriteMs - 1 });
          else if (rig.clock.monotonicMs() % 2 === 0) await inner.write(unanswered, cancel);
          return ok([{ kind: 'unknown' }, ...done.value]);
        }
      }
    },
  };
}

function customer(number: number, keyless: boolean): MemoryRow {
  const id = `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return { SystemId: id, 'No.': keyless ? null : `C${number}`, Name: `c${number}`, City: 'x' };
}

function account(number: number, keyless: boolean): MemoryRow {
  const id = `20000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return { accountid: id, accountnumber: keyless ? null : `A${number}`, name: `a${number}`, city: 'x' };
}
