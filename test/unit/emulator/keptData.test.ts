import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSampleServices } from '../../emulator/main';
import type { SampleServices } from '../../../src/protocol/sampleServices';

suite('The sample’s services over a file', () => {
  let folder: string;
  let dataFile: string;
  let services: SampleServices | undefined;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-kept-'));
    dataFile = path.join(folder, 'data', 'services.json');
  });
  teardown(async () => {
    await services?.stop();
    services = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  const serve = async (): Promise<SampleServices> => {
    await services?.stop();
    return (services = await startSampleServices({ port: 0, mediaFolder: 'media', dataFile }));
  };
  const json = async (url: string, init?: RequestInit): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await fetch(url, { headers: { 'Content-Type': 'application/json', ...init?.headers }, ...init });
    const text = await answer.text();
    assert.ok(answer.ok, `${answer.status} ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  };
  const createAccount = async ({ dataverse }: SampleServices, name: string) =>
    json(`${dataverse}/api/data/v9.2/accounts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Prefer: 'return=representation' },
      body: JSON.stringify({ name }),
    });
  const customers = async ({ businessCentral }: SampleServices): Promise<string> => {
    const { value } = await json(`${businessCentral}/api/v2.0/companies`);
    const [company] = value as { readonly id: string }[];
    return `${businessCentral}/api/v2.0/companies(${company?.id})/customers`;
  };

  test('keep nothing until somebody writes', async () => {
    const first = await serve();
    assert.equal(first.isFresh, true);
    await json(await customers(first));
    assert.ok(!existsSync(dataFile));
  });

  test('go on the next time with what was written, to the version and the number series', async () => {
    const first = await serve();
    const account = await createAccount(first, 'Lighthouse');
    const customer = await json(await customers(first), {
      method: 'POST',
      body: JSON.stringify({ displayName: 'Bay' }),
    });
    const second = await serve();
    assert.equal(second.isFresh, false);
    const again = await json(`${second.dataverse}/api/data/v9.2/accounts(${String(account['accountid'])})`);
    assert.equal(again['name'], 'Lighthouse');
    assert.equal(again['@odata.etag'], account['@odata.etag']);
    const sameCustomer = await json(`${await customers(second)}(${String(customer['id'])})`);
    assert.equal(sameCustomer['number'], customer['number']);
    const next = await json(await customers(second), {
      method: 'POST',
      body: JSON.stringify({ displayName: 'Cliff' }),
    });
    assert.notEqual(next['id'], customer['id']);
    assert.notEqual(next['number'], customer['number']);
  });

  test('know what changed since a link that was given the time before', async () => {
    const first = await serve();
    const tracked = await json(`${first.dataverse}/api/data/v9.2/accounts?$select=name`, {
      headers: { Prefer: 'odata.track-changes' },
    });
    await createAccount(first, 'Lighthouse');
    const second = await serve();
    const link = String(tracked['@odata.deltaLink']).replace(first.dataverse, second.dataverse);
    const { value } = await json(link);
    assert.deepEqual(
      (value as { readonly name: string }[]).map(({ name }) => name),
      ['Lighthouse'],
    );
  });

  test('are not served over a file that holds something else, which stays as it is', async () => {
    await createAccount(await serve(), 'Lighthouse');
    for (const text of ['{"format":2}', '{"for']) {
      writeFileSync(dataFile, text);
      await assert.rejects(serve());
      assert.equal(readFileSync(dataFile, 'utf8'), text);
    }
  });
});
