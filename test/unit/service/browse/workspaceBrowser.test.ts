import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { CouplingsQuery, WorkspaceOverview } from '../../../../src/protocol/workerProtocol';
import type { SampleWorkspace } from '../../../support/sampleWorkspace';
import { WorkspaceBrowser } from '../../../../src/service/browse/workspaceBrowser';
import { must } from '../../../../src/core/assert';
import { neverCancelled } from '../../../../src/core/ports/cancelSignal';
import { openWorkspace } from '../../../../src/service/openWorkspace';
import { sampleWorkspace } from '../../../support/sampleWorkspace';

suite('Looking at a workspace', function () {
  this.timeout(30_000);

  let sample: SampleWorkspace;
  let browser: WorkspaceBrowser;
  setup(async () => {
    sample = await sampleWorkspace();
    browser = new WorkspaceBrowser();
  });
  teardown(async () => {
    await browser.close();
    sample.remove();
  });

  test('works with broken mapping files: the others are listed, the problems told', async () => {
    sample.write('mappings/vendor.mapping.yaml', 'name: VENDOR\ntable: [');
    const { mappings, problems } = await overview();
    assert.deepEqual(
      mappings.map((mapping) => mapping.name),
      ['CURRENCY', 'SALESPEOPLE', 'CUSTOMER', 'CONTACTS'],
    );
    assert.ok(
      problems.some((problem) => problem.file === 'mappings/vendor.mapping.yaml' && problem.severity === 'error'),
    );
  });

  test('works with a broken tandem.yaml: no mappings, and why', async () => {
    sample.write('tandem.yaml', 'environments: {');
    const { environments, environment, mappings, problems } = await overview();
    assert.deepEqual([environments, environment, mappings], [[], '', []]);
    assert.equal(problems[0]?.file, 'tandem.yaml');
  });

  test('takes what two mappings of one name are called for the first one’s', async () => {
    const text = sample.readText('mappings/vendor.mapping.yaml');
    sample.write('mappings/vendor2.mapping.yaml', text);
    const workspace = sample
      .readText('tandem.yaml')
      .replace(/^mappings:[^]*/m, 'mappings: [mappings/*.mapping.yaml]\n');
    sample.write('tandem.yaml', workspace);
    const { mappings, problems } = await overview();
    assert.equal(mappings.filter((mapping) => mapping.name === 'VENDOR').length, 1);
    assert.ok(problems.some((problem) => problem.severity === 'error'));
  });

  test('lists the environments also where the chosen one is gone', async () => {
    const sides = 'local: { connector: sqlite, file: a }\n    integration: { connector: sqlite, file: b }';
    sample.write(
      'tandem.yaml',
      `environments:\n  sample:\n    ${sides}\n  other:\n    ${sides}\ndefaultEnvironment: other\nmappings: [mappings/*.mapping.yaml]\n`,
    );
    const gone = await overview('moon');
    assert.deepEqual([gone.environment, gone.environments.map(({ name }) => name)], ['', ['sample', 'other']]);
    assert.equal(gone.problems[0]?.code, 'ENVIRONMENT_NOT_FOUND');
    assert.equal(gone.mappings.length, 5);
    assert.equal((await overview()).environment, 'other');
    assert.equal((await overview('sample')).environment, 'sample');
  });

  test('says of each field what happens on its way', async () => {
    const customer = must(
      (await overview()).mappings.find((mapping) => mapping.name === 'CUSTOMER'),
      'CUSTOMER',
    );
    const notes = (name: string) => customer.fields.find((field) => field.localField === name)?.notes;
    assert.deepEqual(notes('Salesperson Code'), ['lookup SALESPEOPLE', 'not null']);
    assert.deepEqual(notes('Payment Terms Code'), ['value map']);
    assert.deepEqual(notes('Primary Contact No.'), ['lookup CONTACTS', 'clear value on failed sync']);
    assert.deepEqual(notes('City'), []);
    const constant = must(customer.fields[0], 'a constant');
    assert.deepEqual(
      [constant.localField, constant.integrationField, constant.constant],
      [null, 'owneridtype', 'systemuser'],
    );
  });

  test('gives the same answers from memory, and new ones when a file changes', async () => {
    const first = await overview();
    const second = await overview();
    assert.equal(second.problems, first.problems, 'nothing was made anew');
    const text = sample.readText('mappings/vendor.mapping.yaml');
    sample.write('mappings/vendor.mapping.yaml', text.replace('name: VENDOR', 'name: SUPPLIER'));
    const third = await overview();
    assert.ok(third.mappings.some((mapping) => mapping.name === 'SUPPLIER'));
    rmSync(sample.file('mappings/vendor.mapping.yaml'));
    assert.equal((await overview()).mappings.length, 4);
  });

  test('leaves a folder alone whose tandem.yaml is gone, whatever stands above', async () => {
    const below = await browser.overview({ folder: sample.file('mappings') });
    assert.equal(below.ok ? '' : below.error.code, 'WORKSPACE_NOT_FOUND');
  });

  test('pages through couplings without a hole, whatever is searched or chosen', async () => {
    await synchronize();
    const all = await pages({ limit: 500 });
    assert.ok(all.length > 100);
    for (const choice of [
      {},
      { titles: true },
      { mapping: 'CUSTOMER' },
      { states: ['failed'] as const },
      { search: 'bc0000' },
      { search: '00' },
      { search: 'car', titles: true },
      { search: 'a', titles: true },
    ]) {
      const whole = await pages({ ...choice, limit: 1_000 });
      for (const limit of [1, 7, 100]) {
        if (limit === 1 && whole.length > 50) continue;
        assert.deepEqual(await pages({ ...choice, limit }), whole, `${JSON.stringify(choice)} by ${limit}`);
      }
      assert.equal(new Set(whole).size, whole.length);
      assert.ok(whole.length > 0, JSON.stringify(choice));
    }
  });

  test('finds couplings by either record’s title', async () => {
    await synchronize();
    const found = await pages({ search: 'SELANGORIAN', titles: true, mapping: 'CUSTOMER' });
    assert.equal(found.length, 1);
    assert.deepEqual(await pages({ search: 'SELANGORIAN', mapping: 'CUSTOMER' }), [], 'ids do not hold it');
  });

  test('shows pages without titles where a system cannot be asked, and says why', async () => {
    await synchronize();
    rmSync(sample.file('data/dataverse.sqlite'));
    const page = await browser.couplings(query({ titles: true }), neverCancelled);
    assert.ok(page.ok);
    assert.ok(page.value.couplings.length > 0);
    assert.match(page.value.titlesMissing ?? '', /data\/dataverse\.sqlite does not exist/);
  });

  test('shows nothing of a mapping that was never synchronized, and refuses one that does not exist', async () => {
    assert.deepEqual(await pages({ mapping: 'CUSTOMER' }), []);
    const nobody = await browser.couplings(query({ mapping: 'NOBODY' }), neverCancelled);
    assert.equal(nobody.ok ? '' : nobody.error.code, 'MAPPING_NOT_FOUND');
  });

  test('compares what each side holds now, field by field', async () => {
    await synchronize();
    const id = 'bc000018-0000-4000-8000-000000000003';
    const { couplings } = await value(browser.couplings(query({ search: id }), neverCancelled));
    const { integrationId } = must(couplings[0], 'the coupling');
    sample.edit('data/business-central.sqlite', `UPDATE Customer SET City = 'Elsewhere' WHERE SystemId = '${id}'`);
    const asked = { folder: sample.folder, mapping: 'CUSTOMER', localId: id, integrationId };
    const { fields } = await value(browser.compareRecords(asked, neverCancelled));
    assert.deepEqual(
      fields
        .filter((field) => !field.same)
        .map(({ localField, local, localConverted }) => [localField, local, localConverted]),
      [['City', 'Elsewhere', 'Elsewhere']],
    );
    const half = await value(browser.compareRecords({ ...asked, integrationId: null }, neverCancelled));
    assert.equal(half.integrationTitle, null);
    assert.ok(half.fields.every((field) => field.integration === null));
  });

  const query = (changes: Partial<CouplingsQuery>): CouplingsQuery => ({
    folder: sample.folder,
    states: [],
    search: '',
    titles: false,
    limit: 100,
    ...changes,
  });

  /** All pages, as texts. */
  async function pages(changes: Partial<CouplingsQuery>): Promise<readonly string[]> {
    const lines: string[] = [];
    let after: string | undefined;
    do {
      const asked = query({ ...changes, ...(after !== undefined && { after }) });
      const page = await value(browser.couplings(asked, neverCancelled));
      lines.push(...page.couplings.map((each) => `${each.mapping} ${each.localId} ${each.integrationId}`));
      after = page.next;
    } while (after !== undefined);
    return lines;
  }

  async function overview(environment?: string): Promise<WorkspaceOverview> {
    return value(browser.overview({ folder: sample.folder, ...(environment !== undefined && { environment }) }));
  }

  async function synchronize(): Promise<void> {
    const service = await value(openWorkspace({ folder: sample.folder, command: 'test' }));
    const options = { onProgress: () => undefined, allowNew: false, acceptMissing: false };
    await value(service.sync({ mode: 'full', mappings: [], records: [] }, options, neverCancelled));
  }

  async function value<T>(
    answer: Promise<
      { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } }
    >,
  ): Promise<T> {
    const settled = await answer;
    if (!settled.ok) throw new Error(settled.error.message);
    return settled.value;
  }
});
