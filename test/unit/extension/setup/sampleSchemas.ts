import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorkspace } from '../../../../src/service/createWorkspace';
import { fakeClock } from '../../../support/fakeClock';
import { loadSqlJs } from '../../../../src/files/loadSqlJs';
import { neverCancelled } from '../../../../src/core/ports/cancelSignal';
import { openSqliteConnector } from '../../../../src/connectors/sqlite/openSqliteConnector';
import { sequentialIds } from '../../../support/sequentialIds';
import type { Side } from '../../../../src/core/model/side';
import type { SystemSchema } from '../../../../src/core/model/schema';
import type { WorkspaceSchemaAnswer } from '../../../../src/protocol/workerProtocol';

/** The defaults of the sample's environment. */
export const sampleDefaults = {
  local: { id: 'SystemId', modifiedOn: 'SystemModifiedAt', key: 'No.' },
  integration: { modifiedOn: 'modifiedon' },
};

/** The tables of both sample systems, as the worker answers them. */
export async function sampleSchemas(): Promise<WorkspaceSchemaAnswer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-'));
  try {
    const sqlJs = await loadSqlJs();
    const created = await createWorkspace({ folder, template: 'blank', sample: true, mediaFolder: 'media', sqlJs });
    assert.ok(created.ok);
    const describe = async (side: Side, displayName: string): Promise<SystemSchema> => {
      const connector = await openSqliteConnector({
        file: path.join(folder, displayName),
        workspaceFolder: folder,
        displayName,
        clock: fakeClock(),
        ids: sequentialIds(),
        sqlJs,
        defaults: sampleDefaults[side],
      });
      assert.ok(connector.ok);
      const schema = await connector.value.describe(neverCancelled);
      await connector.value.close();
      assert.ok(schema.ok);
      return schema.value;
    };
    return {
      environment: 'sample',
      local: await describe('local', 'data/business-central.sqlite'),
      integration: await describe('integration', 'data/dataverse.sqlite'),
      readAt: '2026-11-21T08:00:00.000Z',
      cached: true,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
