import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from '../../../src/core/assert';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { loadSqlJs } from '../../../src/files/loadSqlJs';
import { createWorkspace } from '../../../src/service/createWorkspace';
import { openWorkspace } from '../../../src/service/openWorkspace';
import { sampleEdits } from '../../../src/service/sampleEdits';
import type { TemplateName } from '../../../src/service/templateFiles';
import type { RunReport, WorkspaceService } from '../../../src/service/workspaceService';

// What fails on purpose, by job and record. Each conflict is met in both directions, as are the accounts that match one customer.
const customers = [
  'CUSTOMER → bc000018-0000-4000-8000-000000000002 UPDATE_CONFLICT',
  'CUSTOMER → bc000018-0000-4000-8000-000000000034 TEXT_TOO_LONG',
  'CUSTOMER → bc000018-0000-4000-8000-000000000035 AMBIGUOUS_MATCH',
  'CUSTOMER → bc000018-0000-4000-8000-000000000036 LOOKUP_NOT_COUPLED',
  'CUSTOMER → bc000018-0000-4000-8000-000000000040 UPDATE_CONFLICT',
  'CUSTOMER ← cd500001-0000-4000-8000-000000000005 UPDATE_CONFLICT',
  'CUSTOMER ← cd500001-0000-4000-8000-000000000006 UPDATE_CONFLICT',
  'CUSTOMER ← cd500001-0000-4000-8000-000000000007 AMBIGUOUS_MATCH',
  'CUSTOMER ← cd500001-0000-4000-8000-000000000008 AMBIGUOUS_MATCH',
];
const contacts = [
  'CONTACTS → bc005050-0000-4000-8000-000000000009 UPDATE_CONFLICT',
  'CONTACTS → bc005050-0000-4000-8000-000000000157 UPDATE_CONFLICT',
  'CONTACTS ← cd500002-0000-4000-8000-000000000004 UPDATE_CONFLICT',
  'CONTACTS ← cd500002-0000-4000-8000-000000000005 UPDATE_CONFLICT',
];
// The example maps neither the home page nor the salesperson.
const example = customers.filter((failure) => !/TEXT_TOO_LONG|LOOKUP_NOT_COUPLED/.test(failure));

suite('a full synchronization of the sample', () => {
  let folder: string;

  setup(() => (folder = mkdtempSync(path.join(tmpdir(), 'tandem-'))));
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  for (const [template, expected] of [
    ['dataverse', [...customers, ...contacts]],
    ['sales', [...customers, ...contacts]],
    ['blank', example],
  ] as const) {
    test(`with the ${template} template fails where it should, and nowhere else`, async () => {
      const workspace = await openSample(folder, template);
      const report = await synchronize(workspace, 'full');
      assert.ok(report.jobs.every(({ status }) => status === 'finished'));
      assert.deepEqual(await failuresOf(workspace, report), [...expected].sort());
      await workspace.close();
    });
  }

  test('is followed by a quiet one, and by one that carries the edits over', async () => {
    const workspace = await openSample(folder, 'sales');
    await synchronize(workspace, 'full');
    const quiet = await synchronize(workspace, 'modified');
    assert.deepEqual([quiet.totals.inserted, quiet.totals.modified], [0, 0]);

    await edit(folder, 'data/business-central.sqlite', sampleEdits.local);
    await edit(folder, 'data/dataverse.sqlite', sampleEdits.integration);
    const { jobs } = await synchronize(workspace, 'modified');
    const modified = jobs.filter(({ counters }) => counters.modified > 0);
    // Two phone numbers and the merge go one way, a city and the merge the other; the new contact waits to be allowed.
    assert.deepEqual(
      modified.map(({ mapping, direction, counters }) => [mapping, direction, counters.modified]),
      [
        ['CUSTOMER', 'toIntegrationTable', 3],
        ['CUSTOMER', 'fromIntegrationTable', 2],
      ],
    );
    await workspace.close();
  });
});

async function openSample(folder: string, template: TemplateName): Promise<WorkspaceService> {
  const sqlJs = await loadSqlJs();
  const created = await createWorkspace({ folder, template, sample: true, mediaFolder: 'media', sqlJs });
  assert.ok(created.ok);
  const opened = await openWorkspace({ folder, command: 'test' });
  assert.ok(opened.ok);
  return opened.value;
}

async function synchronize(workspace: WorkspaceService, mode: 'full' | 'modified'): Promise<RunReport> {
  const options = { onProgress: () => undefined, allowNew: false, acceptMissing: false };
  const report = await workspace.sync({ mode, mappings: [], records: [] }, options, neverCancelled);
  assert.ok(report.ok);
  return report.value;
}

async function failuresOf(workspace: WorkspaceService, report: RunReport): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const { id, mapping, direction } of report.jobs) {
    const details = await workspace.job(id);
    assert.ok(details.ok);
    const to = direction === 'toIntegrationTable';
    for (const { localId, integrationId, code } of details.value.errors) {
      failures.push(`${mapping} ${to ? '→' : '←'} ${must(to ? localId : integrationId, 'source id')} ${code}`);
    }
  }
  return failures.sort();
}

async function edit(folder: string, file: string, edits: readonly string[]): Promise<void> {
  const sqlJs = await loadSqlJs();
  const place = path.join(folder, file);
  const database = new sqlJs.Database(readFileSync(place));
  // Later than any write of the synchronization before.
  const at = new Date(Date.now() + 1_000).toISOString();
  for (const statement of edits) database.run(statement, [at]);
  writeFileSync(place, database.export());
  database.close();
}
