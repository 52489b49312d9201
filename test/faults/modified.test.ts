import assert from 'node:assert/strict';
import type { Fault } from '../support/faultProxy/fault';
import type { FaultRig } from './faultRig';
import type { FaultRule } from '../support/faultProxy/startFaultProxy';
import type { ServiceName } from './dialects';
import { changedMeanwhile, serverError, throttled, unavailablePage } from '../support/faultProxy/fault';
import { runsUntilWhole } from './wholeness';
import { serviceNames } from './dialects';
import { startFaultRig } from './faultRig';

const records = 500;

const faults: Readonly<Record<string, Fault>> = {
  'is throttled': throttled(7),
  'meets a change by somebody else': changedMeanwhile,
  'meets an error of the server': serverError,
  'meets a page that says the service is unavailable': unavailablePage,
  'loses its connection before anything is done': { kind: 'resetBefore' },
  'loses its connection after all is done': { kind: 'resetAfter' },
  'gets half an answer': { kind: 'truncate' },
  'is delivered twice': { kind: 'twice' },
  'sees the beginning of an answer and no more': { kind: 'stall' },
};

const batch = { method: 'POST', path: /\$batch$/ } as const;

/** Where a modified run is met. Dataverse's first batch reads metadata. */
const points: { readonly [S in ServiceName]: Readonly<Record<string, Omit<FaultRule, 'fault'>>> } = {
  dataverse: {
    'what changed': { path: /accounts\?/ },
    'the first batch of changes': { ...batch, after: 1 },
    'a later batch of changes': { ...batch, after: 4 },
  },
  businessCentral: {
    'what changed': { path: /customers\?/ },
    'the first batch': batch,
    'a later batch': { ...batch, after: 3 },
  },
  nav: {
    'what changed': { path: /Customer\?/ },
    'the first batch': batch,
    'a later batch': { ...batch, after: 3 },
  },
};

for (const service of serviceNames) {
  suite(`A modified run with ${service} brings every change of both sides across`, function () {
    this.timeout(60_000);
    let rig: FaultRig;
    teardown(() => rig.stop());

    for (const [point, where] of Object.entries(points[service])) {
      for (const [what, fault] of Object.entries(faults)) {
        test(`when ${point} ${what}`, async () => {
          rig = await startFaultRig(service, records);
          await rig.synchronize('full');
          await rig.synchronize('modified');
          changeBothSides(rig);
          rig.proxy.reset();
          rig.proxy.inject({ ...where, fault });
          await runsUntilWhole(rig, records, 'modified');
          assert.equal(rig.proxy.requests.filter((request) => request.fault).length, 1);
          assert.ok(rig.rows().every((row) => rig.cityOf(row) === 'Bergen'));
          assert.equal(rig.rows().filter((row) => rig.nameOf(row) === 'Renamed there').length, records / 5);
        });
      }
    }
  });
}

/** Another city for every record in memory, another name for each fifth one in the service: both are to be kept. */
function changeBothSides({ memory, rows, rename }: FaultRig): void {
  for (const { SystemId } of memory.rows('Customer'))
    memory.put('Customer', { SystemId: SystemId ?? '', City: 'Bergen' });
  for (const [index, row] of rows().entries()) if (index % 5 === 0) rename(row, 'Renamed there');
}
