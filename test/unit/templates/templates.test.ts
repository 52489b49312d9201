import { strict as assert } from 'node:assert';
import type { FieldMapping, TableMapping } from '../../../src/core/model/tableMapping';
import { readTemplate, readTemplateMapping, templateNames } from './readTemplate';
import { checkMappings } from '../../../src/core/mapping/checkMappings';
import { synchronizationOrder } from '../../../src/core/mapping/synchronizationOrder';

const sets = {
  dataverse: ['CURRENCY', 'SALESPEOPLE', 'VENDOR', 'CUSTOMER', 'CONTACTS'],
  sales: ['CURRENCY', 'SALESPEOPLE', 'UNITOFMEASURE', 'CUSTOMER', 'CONTACTS', 'RESOURCE-PRODUCT', 'ITEM-PRODUCT'],
  blank: ['CUSTOMER'],
} as const;

suite('the templates', () => {
  for (const template of templateNames) {
    test(`${template} is free of problems, file by file and together`, async () => {
      const { workspace, mappings, sources, problems } = await readTemplate(template);
      assert.deepEqual(problems, []);
      assert.ok(workspace);
      const together = checkMappings({ workspace, mappings, sources, defaults: { local: {}, integration: {} } });
      const serious = together.problems.filter(({ severity }) => severity !== 'information');
      assert.deepEqual(serious, []);
    });

    test(`${template} lists every mapping file it brings`, async () => {
      const { files, mappings } = await readTemplate(template);
      const brought = files.map(({ path }) => path).filter((file) => file !== 'tandem.yaml');
      assert.deepEqual(mappings.map(({ file }) => file).sort(), brought.sort());
    });

    test(`${template} runs in the standard order`, async () => {
      const { mappings } = await readTemplate(template);
      const { order, unresolved } = synchronizationOrder(mappings);
      assert.deepEqual(
        mappings.map(({ name }) => name),
        sets[template],
      );
      assert.deepEqual(
        order.map(({ name }) => name),
        sets[template],
      );
      assert.deepEqual(unresolved, []);
    });

    test(`${template} comes with one environment, whose systems are still to be named`, async () => {
      const { workspace } = await readTemplate(template);
      const [environment, ...others] = workspace?.environments ?? [];
      assert.deepEqual(others, []);
      assert.equal(environment?.name, 'production');
      assert.equal(environment.local.connector, 'businessCentral');
      assert.equal(environment.integration.connector, 'dataverse');
      assert.ok(environment.local.connector === 'businessCentral');
      assert.equal(environment.local.company, 'Your Company');
      assert.ok(environment.integration.connector === 'dataverse');
      assert.equal(environment.integration.url, 'https://your-organization.crm.dynamics.com');
    });
  }

  test('only primary contacts wait for a mapping that runs later', async () => {
    for (const template of templateNames) {
      const { mappings } = await readTemplate(template);
      const { deferred } = synchronizationOrder(mappings);
      const expected = mappings.filter(({ fields }) => fields.some(isPrimaryContact)).map(({ name }) => name);
      assert.deepEqual(
        deferred.map(({ mapping, target }) => `${mapping} ${target}`),
        expected.map((name) => `${name} CONTACTS`),
      );
      assert.ok(deferred.every(({ field }) => isPrimaryContact(field) && field.clearValueOnFailedSync));
    }
  });

  test('both sets have the same currencies, salespeople and customers', async () => {
    const [dataverse, sales] = [await readTemplate('dataverse'), await readTemplate('sales')];
    for (const name of ['currency', 'salespeople', 'customer']) {
      const file = `mappings/${name}.mapping.yaml`;
      const contentIn = ({ files }: typeof sales) => files.find(({ path }) => path === file)?.content;
      assert.ok(contentIn(sales));
      assert.equal(contentIn(dataverse), contentIn(sales));
    }
  });

  test('vendors are mapped as customers are, but for their type, their purchaser and the credit limit', async () => {
    const customer = await readTemplateMapping('dataverse', 'CUSTOMER');
    const vendor = await readTemplateMapping('dataverse', 'VENDOR');
    const asVendor = customer.fields
      .filter(({ localField }) => localField !== 'Credit Limit (LCY)')
      .map((field) => (field.localField === 'Salesperson Code' ? { ...field, localField: 'Purchaser Code' } : field));
    assert.deepEqual(vendor.fields.map(withoutPlace), asVendor.map(withoutPlace));
  });

  test('contacts belong to a customer, and with Dataverse to a vendor where no customer has the number', async () => {
    const lookups = async (template: 'dataverse' | 'sales') =>
      (await readTemplateMapping(template, 'CONTACTS')).fields
        .find(({ integrationField }) => integrationField === 'parentcustomerid')
        ?.lookup.map(({ mapping }) => mapping);
    assert.deepEqual(await lookups('sales'), ['CUSTOMER']);
    assert.deepEqual(await lookups('dataverse'), ['CUSTOMER', 'VENDOR']);
  });

  test('choices have a value for blank on both sides, and no two for one', async () => {
    const choices = ['paymenttermscode', 'address1_freighttermscode', 'address1_shippingmethodcode'];
    for (const name of ['CUSTOMER', 'VENDOR']) {
      const { fields } = await readTemplateMapping('dataverse', name);
      for (const choice of choices) {
        const values = fields.find(({ integrationField }) => integrationField === choice)?.values ?? [];
        assert.deepEqual(values[0], { local: '', integration: '' }, choice);
        assert.equal(new Set(values.map(({ local }) => local)).size, values.length, choice);
        assert.equal(new Set(values.map(({ integration }) => integration)).size, values.length, choice);
      }
    }
  });
});

suite('the standard mappings', () => {
  // Directions and filters as Business Central sets them up; all of them synchronize coupled records only.
  const standard: Readonly<Record<string, string>> = {
    CURRENCY: 'Currency → transactioncurrency',
    SALESPEOPLE: 'Salesperson/Purchaser ← systemuser [isdisabled=false islicensed=true isintegrationuser=false]',
    UNITOFMEASURE: 'Unit of Measure → uomschedule',
    CUSTOMER: 'Customer [Blocked=] ↔ account [statecode=0 customertypecode=3]',
    VENDOR: 'Vendor [Blocked=] ↔ account [statecode=0 customertypecode=11]',
    CONTACTS:
      "Contact [Type=Person Company No.=<>''] ↔ contact [parentcustomerid=<>'' statecode=0 parentcustomeridtype=account]",
    'RESOURCE-PRODUCT': 'Resource [Blocked=false] ↔ product [producttypecode=3 statecode=0]',
    'ITEM-PRODUCT': 'Item [Blocked=false] ↔ product [producttypecode=1 statecode=0]',
  };

  const created: Readonly<Record<string, string>> = {
    CURRENCY: ' [exchangerate=1 currencyprecision=2]',
    CUSTOMER: ' [customertypecode=3]',
    VENDOR: ' [customertypecode=11]',
    'RESOURCE-PRODUCT': ' [producttypecode=3 quantitydecimal=2]',
    'ITEM-PRODUCT': ' [producttypecode=1 quantitydecimal=2]',
  };

  for (const template of ['dataverse', 'sales'] as const) {
    test(`${template}: tables, directions and filters are the standard ones`, async () => {
      const { mappings } = await readTemplate(template);
      for (const mapping of mappings) {
        assert.equal(outline(mapping), standard[mapping.name]);
        assert.equal(mapping.synchOnlyCoupledRecords, true, mapping.name);
        assert.equal(mapping.updateConflict, 'none', mapping.name);
        assert.equal(mapping.deletionConflict, 'none', mapping.name);
      }
    });

    test(`${template}: what a synchronization creates falls within the filter that it is read by`, async () => {
      const { mappings } = await readTemplate(template);
      for (const { name, onCreate } of mappings) {
        assert.equal(
          filterText(onCreate.integration.map(({ field, value }) => ({ field, expression: `${value}` }))),
          created[name] ?? '',
        );
        assert.deepEqual(onCreate.local, [], name);
      }
    });

    test(`${template}: each mapping can find a record that is there already`, async () => {
      const { mappings } = await readTemplate(template);
      const matches = (mapping: TableMapping) =>
        mapping.fields
          .flatMap(({ match, integrationField }) => (match ? `${match.priority} ${integrationField}` : []))
          .sort();
      const expected: Readonly<Record<string, readonly string[]>> = {
        CURRENCY: ['1 isocurrencycode'],
        SALESPEOPLE: ['1 internalemailaddress'],
        UNITOFMEASURE: ['1 name'],
        CUSTOMER: ['1 emailaddress1', '2 name'],
        VENDOR: ['1 emailaddress1', '2 name'],
        CONTACTS: ['1 emailaddress1'],
        'RESOURCE-PRODUCT': ['1 productnumber'],
        'ITEM-PRODUCT': ['1 productnumber'],
      };
      for (const mapping of mappings) assert.deepEqual(matches(mapping), expected[mapping.name], mapping.name);
    });
  }
});

function isPrimaryContact({ localField }: FieldMapping): boolean {
  return localField === 'Primary Contact No.';
}

function withoutPlace({ range: _, ...field }: FieldMapping): Omit<FieldMapping, 'range'> {
  return field;
}

/** A mapping on one line: tables, filters and direction. */
function outline({ table, direction, integrationTable, tableFilter, integrationTableFilter }: TableMapping): string {
  const arrow = { bidirectional: '↔', toIntegrationTable: '→', fromIntegrationTable: '←' }[direction];
  return `${table.name}${filterText(tableFilter)} ${arrow} ${integrationTable.name}${filterText(integrationTableFilter)}`;
}

function filterText(filter: TableMapping['tableFilter']): string {
  return filter.length ? ` [${filter.map(({ field, expression }) => `${field}=${expression}`).join(' ')}]` : '';
}
