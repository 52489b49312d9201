import assert from 'node:assert/strict';
import { apiRoot, apiRoutes } from '../../../src/connectors/businessCentral/apiPlace';
import { apiWorld, companyId, configuration, failure, metadata, root, value } from './apiWorld';
import { errorAnswer, jsonAnswer, scriptedService, textAnswer } from '../../support/scriptedService';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { openBusinessCentralConnector } from '../../../src/connectors/businessCentral/openBusinessCentralConnector';
import { probeBusinessCentral } from '../../../src/connectors/businessCentral/probeBusinessCentral';

const noRecords = () => jsonAnswer({ value: [] });

suite('where Business Central is', () => {
  test('online it is found by tenant and environment, and by the environment alone', () => {
    assert.equal(apiRoot(configuration), root);
    const { connector, company, apis, authentication, range } = configuration;
    assert.equal(
      apiRoot({ connector, company, apis, authentication, range, environment: 'Sand box' }),
      'https://api.businesscentral.dynamics.com/v2.0/Sand%20box/api/',
    );
  });

  test('on a server of its own it is below the instance', () => {
    assert.equal(apiRoot({ ...configuration, url: 'https://bc:7048/BC/' }), 'https://bc:7048/BC/api/');
  });

  test('custom APIs come after the standard one, each once', () => {
    assert.deepEqual(apiRoutes({ ...configuration, apis: ['/contoso/sales/v1.0/', 'v2.0'] }), [
      'v2.0',
      'contoso/sales/v1.0',
    ]);
  });
});

suite('the company', () => {
  for (const company of ['CRONUS International Ltd.', 'CRONUS', 'cronus', companyId, companyId.toUpperCase()]) {
    test(`is found as ${company}`, async () => {
      const { connector, asked } = await apiWorld(noRecords, { company });
      const query = { fields: [], filter: [], order: { by: 'id' }, pageSize: 10 } as const;
      const table = { name: 'customers', id: 'id', key: 'number', modifiedOn: 'lastModifiedDateTime' };
      for await (const page of connector.read({ ...query, table }, neverCancelled)) value(page);
      assert.ok(asked()[0]?.url.startsWith(`${root}v2.0/companies(${companyId})/customers?`));
    });
  }

  test('that does not exist is told with those that do', async () => {
    const { connector } = await apiWorld(noRecords, { company: 'Fabrikam' });
    const { message } = failure(await connector.describe(neverCancelled));
    assert.match(message, /no company 'Fabrikam'.*'My Company', 'CRONUS International Ltd\.'.*tandem\.yaml/);
  });

  test('is asked for anew after a failure, and then not again', async () => {
    let isDown = true;
    const service = scriptedService(({ url }) => {
      if (isDown) return errorAnswer(400, 'BadRequest', 'Not now.');
      if (url.endsWith('$metadata')) return textAnswer(metadata, 200);
      return jsonAnswer({ value: [{ id: companyId, name: configuration.company, displayName: '' }] });
    });
    const connector = value(await openBusinessCentralConnector(configuration, service.access));
    assert.equal(service.asked.length, 0);
    failure(await connector.describe(neverCancelled));
    isDown = false;
    value(await connector.describe(neverCancelled));
    value(await connector.describe(neverCancelled));
    assert.equal(service.asked.length, 4);
  });
});

suite('the tables', () => {
  test('have the fields that hold plain values, with types and limits', async () => {
    const { connector } = await apiWorld(noRecords);
    const { tables } = value(await connector.describe(neverCancelled));
    assert.deepEqual(
      tables.map(({ name, idField, keyField, modifiedOnField }) => [name, idField, keyField, modifiedOnField]),
      [
        ['customers', 'id', 'number', 'lastModifiedDateTime'],
        ['lines', 'document|line', 'document|line', 'document|line'],
      ],
    );
    assert.deepEqual(
      tables[0]?.fields.map(({ name, type, readOnly, notNull }) => [name, type, readOnly, notNull ?? false]),
      [
        ['id', { kind: 'guid' }, true, false],
        ['number', { kind: 'text', maxLength: 20 }, false, false],
        ['displayName', { kind: 'text', maxLength: 100 }, false, false],
        [
          'blocked',
          {
            kind: 'option',
            members: [
              { value: '', name: ' ' },
              { value: 'Ship', name: 'Ship' },
              { value: 'All', name: 'All' },
            ],
          },
          false,
          false,
        ],
        ['creditLimit', { kind: 'decimal' }, false, true],
        ['balance', { kind: 'decimal' }, true, true],
        ['lastModifiedDateTime', { kind: 'dateTime', fractionDigits: 3 }, true, false],
      ],
    );
  });

  test('of a custom API have its name before theirs', async () => {
    const { connector, service } = await apiWorld(noRecords, { apis: ['contoso/sales/v1.0'] });
    const { tables } = value(await connector.describe(neverCancelled));
    assert.deepEqual(
      tables.map(({ name }) => name),
      ['customers', 'lines', 'contoso/sales/v1.0/customers', 'contoso/sales/v1.0/lines'],
    );
    assert.equal(service.asked.length, 3);
  });

  test('are asked for in English, as JSON, and never of a replica that lags behind', async () => {
    const { connector, service } = await apiWorld(noRecords);
    value(await connector.describe(neverCancelled));
    assert.equal(service.asked[0]?.headers['accept-language'], 'en-US');
    assert.ok(service.asked.every(({ headers }) => !('data-access-intent' in headers)));
  });

  test('cannot be read from something that is no description', async () => {
    const service = scriptedService(({ url }) =>
      url.endsWith('$metadata')
        ? textAnswer('<html>Sign in</html>', 200)
        : jsonAnswer({ value: [{ id: companyId, name: configuration.company }] }),
    );
    const connector = value(await openBusinessCentralConnector(configuration, service.access));
    assert.match(failure(await connector.describe(neverCancelled)).message, /no description of tables/);
  });
});

suite('Test Connection', () => {
  test('tells the company, all companies, and the tables that are missing', async () => {
    const { service } = await apiWorld(noRecords);
    const probe = value(
      await probeBusinessCentral(configuration, service.access, ['customers', 'resources'], neverCancelled),
    );
    assert.equal(probe.company?.id, companyId);
    assert.deepEqual(
      probe.companies.map(({ name }) => name),
      ['My Company', 'CRONUS International Ltd.'],
    );
    assert.deepEqual(probe.missingTables, ['resources']);
    assert.deepEqual(probe.unreadableTables, []);
  });

  test('tells which tables the account cannot read, in the service’s words without its noise', async () => {
    const message = 'You may not read Customer.  CorrelationId:  5f1c0e7c-0000-4000-8000-000000000001.';
    const { service } = await apiWorld(({ url }) =>
      url.includes('/customers?') ? errorAnswer(403, 'Authorization_RequestDenied', message) : noRecords(),
    );
    const probe = value(
      await probeBusinessCentral(configuration, service.access, ['customers', 'lines'], neverCancelled),
    );
    assert.deepEqual(probe.unreadableTables, [{ name: 'customers', said: 'You may not read Customer.' }]);
  });

  test('tells the companies where the one that is meant is missing', async () => {
    const { service } = await apiWorld(noRecords);
    const probe = value(
      await probeBusinessCentral({ ...configuration, company: 'x' }, service.access, ['customers'], neverCancelled),
    );
    assert.equal(probe.company, undefined);
    assert.equal(probe.companies.length, 2);
  });
});
