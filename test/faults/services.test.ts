import assert from 'node:assert/strict';
import type { Fault } from '../support/faultProxy/fault';
import type { FaultRig } from './faultRig';
import type { FaultRule } from '../support/faultProxy/startFaultProxy';
import {
  changedMeanwhile,
  serverError,
  signedOut,
  throttled,
  throttledUntil,
  unavailablePage,
} from '../support/faultProxy/fault';
import { runsUntilWhole } from './wholeness';
import { startFaultRig } from './faultRig';
import { serviceNames } from './dialects';
import type { ServiceName } from './dialects';

const records = 2_000;

interface Trial {
  readonly fault: Fault;
  /** Services whose creates are done in one run nevertheless. */
  readonly unnoticed: readonly ServiceName[];
}

const all = serviceNames;
/** A create with an id of ours can be sent again; where the service gives the id, a lost answer is for the next run. */
const ownIds = ['dataverse'] as const;

const trials: Readonly<Record<string, Trial>> = {
  'is throttled for seconds': { fault: throttled(7), unnoticed: all },
  'is throttled until a time': { fault: throttledUntil(new Date('2026-11-21T09:10:00Z')), unnoticed: all },
  'is signed out': { fault: signedOut, unnoticed: all },
  'meets a change by somebody else': { fault: changedMeanwhile, unnoticed: [] },
  'meets an error of the server': { fault: serverError, unnoticed: ownIds },
  'meets a page that says the service is unavailable': { fault: unavailablePage, unnoticed: ownIds },
  'loses its connection before anything is done': { fault: { kind: 'resetBefore' }, unnoticed: ownIds },
  'loses its connection after all is done': { fault: { kind: 'resetAfter' }, unnoticed: ownIds },
  'gets half an answer': { fault: { kind: 'truncate' }, unnoticed: ownIds },
  'is delivered twice': { fault: { kind: 'twice' }, unnoticed: ownIds },
  'is answered slowly': { fault: { kind: 'drip', bytes: 20_000, everyMs: 5 }, unnoticed: all },
  'arrives late': { fault: { kind: 'delay', ms: 50 }, unnoticed: all },
  'sees the beginning of an answer and no more': { fault: { kind: 'stall' }, unnoticed: ownIds },
  'is answered by a clock that is days off': { fault: { kind: 'skew', ms: -3 * 86_400_000 }, unnoticed: all },
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
  nav: {
    'the first request': {},
    'the first batch of writes': batch,
    'a batch in the middle': { ...batch, after: 10 },
  },
};

for (const service of serviceNames) {
  suite(`A run of 2,000 records with ${service} loses and duplicates nothing`, function () {
    this.timeout(60_000);
    let rig: FaultRig;
    teardown(() => rig.stop());

    for (const [point, where] of Object.entries(points[service])) {
      for (const [what, { fault, unnoticed }] of Object.entries(trials)) {
        test(`when ${point} ${what}`, async () => {
          rig = await startFaultRig(service, records);
          rig.proxy.inject({ ...where, fault });
          const runs = await runsUntilWhole(rig, records);
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
        await runsUntilWhole(rig, records);
      });
    }

    test('when the service refuses one of them: it alone fails', async () => {
      rig = await startFaultRig(service, records, { refused: 'N00404' });
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

suite('A run with a NAV server that takes no batches loses and duplicates nothing', function () {
  this.timeout(60_000);
  let rig: FaultRig;
  teardown(() => rig.stop());

  for (const [what, { fault }] of Object.entries(trials)) {
    test(`when a create in the middle ${what}`, async () => {
      rig = await startFaultRig('nav', 200, { withoutBatch: true });
      rig.proxy.inject({ method: 'POST', path: /Customer/, after: 90, fault });
      await runsUntilWhole(rig, 200);
      assert.equal(rig.proxy.requests.filter((request) => request.fault).length, 1);
    });
  }
});
