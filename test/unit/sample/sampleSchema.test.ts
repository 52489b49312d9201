import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkMappings } from '../../../src/core/mapping/checkMappings';
import type { SystemSchema } from '../../../src/core/model/schema';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { openSqliteConnector } from '../../../src/connectors/sqlite/openSqliteConnector';
import { loadSqlJs } from '../../../src/files/loadSqlJs';
import { createWorkspace } from '../../../src/service/createWorkspace';
import { fakeClock } from '../../support/fakeClock';
import { sequentialIds } from '../../support/sequentialIds';
import { readTemplate, templateNames } from '../templates/readTemplate';
import { dataverseTables } from '../templates/publicFacts';

const defaults = {
  local: { id: 'SystemId', modifiedOn: 'SystemModifiedAt', key: 'No.' },
  integration: { modifiedOn: 'modifiedon' },
};

suite('the schema of the sample', () => {
  let folder: string;
  let schemas: { readonly local: SystemSchema; readonly integration: SystemSchema };

  suiteSetup(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-'));
    const sqlJs = await loadSqlJs();
    const created = await createWorkspace({ folder, template: 'blank', sample: true, mediaFolder: 'media', sqlJs });
    assert.ok(created.ok);
    schemas = { local: await describe('local'), integration: await describe('integration') };
  });

  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  for (const template of templateNames) {
    test(`suits the ${template} template: no unknown table or field, nothing missing, nothing that cannot be converted`, async () => {
      const { mappings, sources } = await readTemplate(template);
      const { problems } = checkMappings({ mappings, sources, schemas, defaults });
      // Business Central's texts and Dataverse's differ in length, and a lookup waits: true, and no mistake of the template.
      const expected = new Set(['TEXT_MAY_BE_TOO_LONG', 'LOOKUP_DEFERRED']);
      assert.deepEqual(
        problems.filter(({ code }) => !expected.has(code)),
        [],
      );
    });
  }

  test('declares for each text column of Dataverse the length it has there', function () {
    const tables = dataverseTables(this);
    for (const { name, fields } of schemas.integration.tables) {
      const real = tables.find(({ logicalName }) => logicalName === name);
      for (const field of fields) {
        const column = real?.fields.find(({ logicalName }) => logicalName === field.name);
        assert.ok(column, `${name}.${field.name}`);
        const length = /^Text\[(\d+)\]$/.exec(column.alType)?.[1];
        if (length === undefined) continue;
        assert.deepEqual(field.type, { kind: 'text', maxLength: Number(length) }, `${name}.${field.name}`);
      }
    }
  });

  test('calls local records by their number or code', () => {
    const keys = schemas.local.tables.map(({ name, keyField }) => `${name}: ${keyField}`).sort();
    assert.deepEqual(keys, [
      'Contact: No.',
      'Currency: Code',
      'Customer: No.',
      'Item: No.',
      'Resource: No.',
      'Salesperson/Purchaser: Code',
      'Unit of Measure: Code',
      'Vendor: No.',
    ]);
  });

  async function describe(side: 'local' | 'integration'): Promise<SystemSchema> {
    const displayName = side === 'local' ? 'data/business-central.sqlite' : 'data/dataverse.sqlite';
    const connector = await openSqliteConnector({
      file: path.join(folder, displayName),
      workspaceFolder: folder,
      displayName,
      clock: fakeClock(),
      ids: sequentialIds(),
      sqlJs: await loadSqlJs(),
      defaults: defaults[side],
    });
    assert.ok(connector.ok);
    const schema = await connector.value.describe(neverCancelled);
    await connector.value.close();
    assert.ok(schema.ok);
    return schema.value;
  }
});
