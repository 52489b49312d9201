import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../../support/customerWorkspace';
import type { Result } from '../../../src/core/result';
import type { ServiceError, WorkspaceService } from '../../../src/service/workspaceService';
import { customerWorkspace, localId } from '../../support/customerWorkspace';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { openWorkspace } from '../../../src/service/openWorkspace';

suite('A GUID that the user writes with capitals or in braces', () => {
  let workspace: CustomerWorkspace;
  let service: WorkspaceService;
  const account = 'acc00000-0000-4000-8000-00000000000a';
  const options = { onProgress: () => undefined, allowNew: false, acceptMissing: false };
  const notations = [localId(1).toUpperCase(), `{${localId(1)}}`];

  setup(async () => {
    workspace = await customerWorkspace(1);
    // The file itself may hold them so, too.
    workspace.edit('data/local.sqlite', 'UPDATE Customer SET SystemId = upper(SystemId)');
    workspace.edit(
      'data/integration.sqlite',
      `INSERT INTO account VALUES ('${account}', 'C00001', 'Customer 1', 'Oslo', '2026-11-20T08:00:00.000Z')`,
    );
    service = granted(await openWorkspace({ folder: workspace.folder, command: 'a test' }));
  });
  teardown(() => workspace.remove());

  const couple = async (local: string, integration: string) =>
    service.couple({ mapping: 'CUSTOMER', localId: local, integrationId: integration }, neverCancelled);

  for (const local of notations) {
    test(`couples the record it names: ${local}`, async () => {
      granted(await couple(local, account.toUpperCase()));
      const [coupling] = granted(await service.couplings({}));
      assert.deepEqual([coupling?.localId, coupling?.integrationId], [localId(1), account]);
      const run = granted(await service.sync({ mode: 'full', mappings: [], records: [] }, options, neverCancelled));
      assert.equal(run.totals.inserted, 0, 'the pair was taken for two new records');
    });

    test(`chooses the record it names: ${local}`, async () => {
      granted(await couple(localId(1), account));
      const request = { mode: 'modified', mappings: ['CUSTOMER'], records: [local] } as const;
      const run = granted(await service.sync(request, options, neverCancelled));
      assert.equal(run.totals.unchanged, 2);
    });

    test(`chooses the deleted record it names: ${local}`, async () => {
      granted(await couple(localId(1), account));
      workspace.edit('data/local.sqlite', 'DELETE FROM Customer');
      const request = { mode: 'modified', mappings: ['CUSTOMER'], records: [local] } as const;
      const run = granted(await service.sync(request, options, neverCancelled));
      assert.equal(run.totals.failed, 1);
    });

    test(`uncouples the record it names, once: ${local}`, async () => {
      granted(await couple(localId(1), account));
      const run = granted(
        await service.uncouple({ mapping: 'CUSTOMER', records: [local, localId(1)] }, neverCancelled),
      );
      assert.equal(run.totals.uncoupled, 1);
    });

    test(`gives back the skipped record it names: ${local}`, async () => {
      granted(await couple(localId(1), account));
      workspace.edit('data/local.sqlite', "UPDATE Customer SET Name = 'Ann'");
      const full = { mode: 'full', mappings: [], records: [] } as const;
      for (let run = 1; run <= 2; run++) granted(await service.sync(full, options, neverCancelled));
      assert.equal(granted(await service.retry({ mapping: 'CUSTOMER', records: [local] })).restored, 1);
    });
  }
});

function granted<T>(result: Result<T, ServiceError>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
