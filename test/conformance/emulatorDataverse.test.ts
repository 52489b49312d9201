import assert from 'node:assert/strict';
import { DynamicsWebApi } from 'dynamics-web-api';
import { dataverseTables } from '../emulator/sample/dataverseTables';
import { startEmulator } from '../emulator/startEmulator';
import type { Emulator } from '../emulator/startEmulator';

/** The Dataverse emulator, driven by a client that others wrote for the real service. */
suite('The Dataverse emulator serves a client that we did not write', () => {
  let emulator: Emulator;
  let client: DynamicsWebApi;

  setup(async () => {
    emulator = await startEmulator({ dataverse: { tables: dataverseTables } });
    client = new DynamicsWebApi({
      serverUrl: `${emulator.urls.dataverse}/`,
      dataApi: { version: '9.2' },
      useEntityNames: false,
    });
  });
  teardown(() => emulator.stop());

  const aContact = (row: Record<string, string>) => emulator.dataverse.insert('contact', row);

  test('creates, reads, changes and deletes a record', async () => {
    const id = await client.create<object, string>({
      collection: 'accounts',
      data: { name: 'Contoso', customertypecode: 3 },
    });
    assert.match(id, /^[0-9a-f-]{36}$/);
    const read = await client.retrieve<Record<string, unknown>>({
      collection: 'accounts',
      key: id,
      select: ['name', 'customertypecode'],
    });
    assert.deepEqual([read['name'], read['customertypecode'], read['accountid']], ['Contoso', 3, id]);
    await client.update({ collection: 'accounts', key: id, data: { name: 'Contoso Ltd.' } });
    assert.equal(emulator.dataverse.row('account', id)?.['name'], 'Contoso Ltd.');
    await client.deleteRecord({ collection: 'accounts', key: id });
    assert.equal(emulator.dataverse.row('account', id), undefined);
  });

  test('gives the new record back where a representation is preferred', async () => {
    const created = await client.create<object, Record<string, unknown>>({
      collection: 'accounts',
      data: { name: 'Contoso', creditlimit: 1000.5 },
      returnRepresentation: true,
      select: ['name', 'creditlimit', 'statecode'],
    });
    assert.deepEqual([created['name'], created['creditlimit'], created['statecode']], ['Contoso', 1000.5, 0]);
  });

  test('pages by next links until the end', async () => {
    for (let index = 0; index < 25; index += 1) aContact({ lastname: `Person ${index}` });
    const first = await client.retrieveMultiple({ collection: 'contacts', select: ['lastname'], maxPageSize: 10 });
    assert.equal(first.value.length, 10);
    assert.ok(first.oDataNextLink);
    const second = await client.retrieveMultiple(
      { collection: 'contacts', select: ['lastname'], maxPageSize: 10 },
      first.oDataNextLink,
    );
    assert.equal(second.value.length, 10);
    const all = await client.retrieveAll({ collection: 'contacts', select: ['lastname'], maxPageSize: 10 });
    assert.equal(new Set((all.value as { contactid: string }[]).map(({ contactid }) => contactid)).size, 25);
  });

  test('filters, orders and counts', async () => {
    for (const lastname of ['Olive', 'olsen', 'Henderson']) aContact({ lastname });
    const found = await client.retrieveMultiple<{ lastname: string }>({
      collection: 'contacts',
      select: ['lastname'],
      filter: "startswith(lastname,'OL')",
      orderBy: ['lastname desc'],
      count: true,
    });
    assert.deepEqual(
      found.value.map(({ lastname }) => lastname),
      ['olsen', 'Olive'],
    );
    assert.equal(found.oDataCount, 2);
    assert.equal(await client.count({ collection: 'contacts', filter: 'lastname ne null' }), 3);
  });

  test('runs a batch of creates and reads', async () => {
    client.startBatch();
    void client.create({ collection: 'accounts', data: { name: 'One' } });
    void client.create({ collection: 'accounts', data: { name: 'Two' } });
    const [first, second] = (await client.executeBatch()) as string[];
    assert.deepEqual(
      [
        emulator.dataverse.row('account', first ?? '')?.['name'],
        emulator.dataverse.row('account', second ?? '')?.['name'],
      ],
      ['One', 'Two'],
    );
  });

  test('tells its tables, columns and options', async () => {
    const tables = await client.retrieveEntities<{ EntitySetName: string }>({
      select: ['EntitySetName', 'LogicalName'],
      filter: "LogicalName eq 'account'",
    });
    assert.deepEqual(
      tables.value.map(({ EntitySetName }) => EntitySetName),
      ['accounts'],
    );
    const picklists = await client.retrieveAttributes<{
      LogicalName: string;
      OptionSet: { Options: { Value: number }[] };
    }>({
      entityKey: "LogicalName='account'",
      castType: 'Microsoft.Dynamics.CRM.PicklistAttributeMetadata',
      select: ['LogicalName'],
      expand: [{ property: 'OptionSet', select: ['Options'] }],
    });
    const type = picklists.value.find(({ LogicalName }) => LogicalName === 'customertypecode');
    assert.deepEqual(
      type?.OptionSet.Options.map(({ Value }) => Value),
      [3, 8, 11],
    );
  });
});
