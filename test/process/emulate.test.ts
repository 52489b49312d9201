import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { EmulateDocument } from '../../src/protocol/commandDocuments';
import type { InstalledTandem, RunningTandem } from '../support/installedTandem';
import { installTandem, onlyDocument } from '../support/installedTandem';
import { must } from '../../src/core/assert';
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
    const serving = tandem.start(['emulate', '--port', '0', '--json']);
    const { businessCentral, dataverse } = await firstDocument(serving);
    assert.equal(await count(`${dataverse}/api/data/v9.2/systemusers/$count`), 9);
    const companies = (await (await fetch(`${businessCentral}/api/v2.0/companies`)).json()) as Companies;
    const customers = `${businessCentral}/api/v2.0/companies(${must(companies.value[0], 'company').id})/customers`;
    assert.equal(await count(`${customers}/$count?$filter=blocked eq '_x0020_'`), 61);
    serving.child.kill('SIGINT');
    const ended = await serving.ended;
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
  });

  test('says which port is taken', async () => {
    const serving = tandem.start(['emulate', '--port', '0', '--json']);
    const { port } = new URL((await firstDocument(serving)).dataverse);
    const refused = await tandem.run(['emulate', '--port', port, '--json']);
    assert.equal(refused.code, 3);
    assert.equal((onlyDocument(refused)['error'] as { readonly code: string }).code, 'PORT_NOT_FREE');
    serving.child.kill('SIGTERM');
    await serving.ended;
  });
});

interface Companies {
  readonly value: readonly { readonly id: string }[];
}

/** The document comes in one piece as soon as the services are there. */
async function firstDocument({ child }: RunningTandem): Promise<EmulateDocument> {
  const [chunk] = (await once(must(child.stdout, 'output'), 'data')) as [Buffer | string];
  return JSON.parse(String(chunk)) as EmulateDocument;
}

async function count(url: string): Promise<number> {
  return Number((await (await fetch(url)).text()).replace(/^\uFEFF/, ''));
}
