import assert from 'node:assert/strict';
import type { Fault } from '../support/faultProxy/fault';
import type { FaultRig, ServiceName } from './faultRig';
import type { FaultRule } from '../support/faultProxy/startFaultProxy';
import {
  changedMeanwhile,
  serverError,
  signedOut,
  throttled,
  throttledUntil,
  unavailablePage,
} from '../support/faultProxy/fault';
import { startFaultRig } from './faultRig';

const records = 2_000;

interface Trial {
  readonly fault: Fault;
  /** Services whose creates are done in one run nevertheless. */
  readonly unnoticed: readonly ServiceName[];
}

const both = ['dataverse', 'businessCentral'] as const;
/** A create with an id of ours can be sent again; where the service gives the id, a lost answer is for the next run. */
const ownIds = ['dataverse'] as const;

const trials: Readonly<Record<string, Trial>> = {
  'is throttled for seconds': { fault: throttled(7), unnoticed: both },
  'is throttled until a time': { fault: throttledUntil(new Date('2026-11-21T09:10:00Z')), unnoticed: both },
  'is signed out': { fault: signedOut, unnoticed: both },
  'meets a change by somebody else': { fault: changedMeanwhile, unnoticed: [] },
  'meets an error of the server': { fault: serverError, unnoticed: ownIds },
  'meets a page that says the service is unavailable': { fault: unavailablePage, unnoticed: ownIds },
  'loses its connection before anything is done': { fault: { kind: 'resetBefore' }, unnoticed: ownIds },
  'loses its connection after all is done': { fault: { kind: 'resetAfter' }, unnoticed: ownIds },
  'gets half an answer': { fault: { kind: 'truncate' }, unnoticed: ownIds },
  'is delivered twice': { fault: { kind: 'twice' }, unnoticed: ownIds },
  'is answered slowly': { fault: { kind: 'drip', bytes: 20_000, everyMs: 5 }, unnoticed: both },
  'is answered by a clock that is days off': { fault: { kind: 'skew', ms: -3 * 86_400_000 }, unnoticed: both },
};

const batch = { method: 'POST', path: /\$batch$/ } as const;

const points: { readonly [S in ServiceName]: Readonly<Record<string, Omit<FaultRule, 'fault'>>> } = {
  dataverse: {
    'the first request': {},
    // The first batch reads metadata.
    'the first batch of writes': { ...batch, after: 1 },
    'a batch in the middle': { ...batch, after: 11 },
    'a page of the second reading': { path: /accounts\?/, after: 1 },
  },
  businessCentral: {
    'the first request': {},
    'the first batch of writes': batch,
    'a batch in the middle': { ...batch, after: 10 },
  },
};

for (const service of both) {
  suite(`A run of 2,000 records with ${service} loses and duplicates nothing`, function () {
    this.timeout(60_000);
    let rig: FaultRig;
    teardown(() => rig.stop());

    for (const [point, where] of Object.entries(points[service])) {
      for (const [what, { fault, unnoticed }] of Object.entries(trials)) {
        test(`when ${point} ${what}`, async () => {
          rig = await startFaultRig(service, records);
          rig.proxy.inject({ ...where, fault });
          const runs = await runsUntilWhole(rig);
          assert.equal(rig.proxy.requests.filter((request) => request.fault).length, 1);
          if (unnoticed.includes(service)) assert.equal(runs, 1, 'one run is enough');
        });
      }
    }

    for (const status of [429, 500, 503]) {
      test(`when a record in a batch is answered with ${status}`, async () => {
        rig = await startFaultRig(service, records);
        const error = 'An error has occurred.';
        rig.proxy.inject({ ...batch, after: 4, fault: { kind: 'failPart', part: 3, status, error } });
        await runsUntilWhole(rig);
      });
    }

    test('when the service refuses one of them: it alone fails', async () => {
      rig = await startFaultRig(service, records, 'N00404');
      const result = await rig.synchronize();
      assert.deepEqual(
        result.ok &&
          result.value.map(({ status, counters }) => [status, counters.failed]).filter(([, failed]) => failed),
        [['finished', 1]],
      );
      assert.equal(rig.rows().length, records - 1);
      assert.deepEqual(
        rig.recordErrors().map(({ code }) => code),
        ['CONSTRAINT_VIOLATED'],
      );
    });

    test('in at most twelve requests for a thousand of them', async () => {
      rig = await startFaultRig(service, records);
      await rig.synchronize();
      assert.ok(rig.proxy.requests.length <= 26, `${rig.proxy.requests.length} requests`);
      assert.ok(rig.proxy.requests.every(({ concurrent }) => concurrent <= 5));
    });
  });
}

/** Runs until nothing is left to do, four times at most; after each no record is there twice, and what failed is told. */
async function runsUntilWhole(rig: FaultRig): Promise<number> {
  let runs = 0;
  for (let whole = false; !whole;) {
    assert.ok(++runs <= 4, 'four runs are enough');
    const result = await rig.synchronize();
    const numbers = rig.rows().map(rig.numberOf);
    assert.equal(new Set(numbers).size, numbers.length, 'no record is there twice');
    if (!result.ok) isForPeople(result.error.message);
    else {
      for (const { message } of result.value) if (message !== '') isForPeople(message);
      whole = result.value.every(({ counters, status }) => status === 'finished' && counters.failed === 0);
    }
  }
  for (const { message } of rig.recordErrors()) isForPeople(message);
  const ids = rig.rows().map(rig.idOf).sort();
  assert.equal(ids.length, records, 'no record is lost');
  assert.deepEqual([...rig.coupledIds()].sort(), ids, 'each is coupled once');
  const again = await rig.synchronize();
  assert.deepEqual(again.ok && again.value.map(({ counters }) => counters.unchanged), [records, records]);
  return runs;
}

/** A sentence or more, the last of which says what to do. */
function isForPeople(message: string): void {
  assert.match(message, /^[A-Z].{20,}\. .*[A-Z].*\.$/s);
}
