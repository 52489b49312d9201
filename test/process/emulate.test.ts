import assert from 'node:assert/strict';
import type { InstalledTandem } from '../support/installedTandem';
import { installTandem, onlyDocument } from '../support/installedTandem';
import { must } from '../../src/core/assert';
import { serveSample } from '../support/servedSample';
import { skipTest } from '../support/skipTest';

suite('tandem emulate', function () {
  this.timeout(60_000);
  let tandem: InstalledTandem;
  suiteSetup(function () {
    if (process.platform === 'win32') skipTest(this, 'Windows has no signals');
    tandem = installTandem();
  });
  suiteTeardown(() => tandem.remove());

  test('serves the data of the sample on both services, until it is told to end', async () => {
    const { businessCentral, dataverse, running } = await serveSample(tandem);
    assert.equal(await count(`${dataverse}/api/data/v9.2/systemusers/$count`), 9);
    const companies = (await (await fetch(`${businessCentral}/api/v2.0/companies`)).json()) as Companies;
    const customers = `${businessCentral}/api/v2.0/companies(${must(companies.value[0], 'company').id})/customers`;
    assert.equal(await count(`${customers}/$count?$filter=blocked eq '_x0020_'`), 61);
    running.child.kill('SIGINT');
    const ended = await running.ended;
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
  });

  test('says which port is taken', async () => {
    const { port, running } = await serveSample(tandem);
    const refused = await tandem.run(['emulate', '--port', port, '--json']);
    assert.equal(refused.code, 3);
    assert.equal((onlyDocument(refused)['error'] as { readonly code: string }).code, 'PORT_NOT_FREE');
    running.child.kill('SIGTERM');
    await running.ended;
  });
});

interface Companies {
  readonly value: readonly { readonly id: string }[];
}

async function count(url: string): Promise<number> {
  return Number((await (await fetch(url)).text()).replace(/^\uFEFF/, ''));
}
