import { strict as assert } from 'node:assert';
import type { Context } from 'mocha';
import type { FieldMapping, TableMapping } from '../../../src/core/model/tableMapping';
import { apiPages } from './apiPages';
import { checkMappings } from '../../../src/core/mapping/checkMappings';
import { must } from '../../../src/core/assert';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import { publicFacts } from './publicFacts';
import { readTemplate, templateNames } from './readTemplate';
import { synchronizationOrder } from '../../../src/core/mapping/synchronizationOrder';

const sets = {
  dataverse: ['CURRENCY', 'SALESPEOPLE', 'VENDOR', 'CUSTOMER', 'CONTACTS'],
  sales: ['CURRENCY', 'SALESPEOPLE', 'UNITOFMEASURE', 'CUSTOMER', 'CONTACTS', 'ITEM-PRODUCT'],
  blank: ['CUSTOMER'],
} as const;

/** Written out, but listed by nobody until a custom API page is there. */
const waiting = 'mappings/resource-product.mapping.yaml';

suite("the templates in the words of Business Central's API", () => {
  for (const template of templateNames) {
    test(`${template} is free of problems, file by file and together`, async () => {
      const { workspace, mappings, sources, problems } = await readTemplate(template, 'businessCentral');
      assert.deepEqual(problems, []);
      assert.ok(workspace);
      const together = checkMappings({ workspace, mappings, sources, defaults: { local: {}, integration: {} } });
      assert.deepEqual(
        together.problems.filter(({ severity }) => severity !== 'information'),
        [],
      );
    });

    test(`${template} runs in the standard order, and nothing waits for a mapping that runs later`, async () => {
      const { mappings } = await readTemplate(template, 'businessCentral');
      const { order, unresolved, deferred } = synchronizationOrder(mappings);
      const names = (list: readonly TableMapping[]) => list.map(({ name }) => name);
      assert.deepEqual(names(mappings), sets[template]);
      assert.deepEqual(names(order), sets[template]);
      assert.deepEqual([...unresolved, ...deferred], []);
    });

    test(`${template} lists every mapping file it brings, but the one that needs a custom API page`, async () => {
      const { files, mappings } = await readTemplate(template, 'businessCentral');
      const brought = files.map((file) => file.path).filter((file) => file !== 'tandem.yaml' && file !== waiting);
      assert.deepEqual(mappings.map(({ file }) => file).sort(), brought.sort());
    });

    test(`${template} names only entity sets and fields that API v2.0 has`, async () => {
      await namesOnly(template, apiPages);
    });

    test(`${template} names only what the page sources of API v2.0 have`, async function () {
      await namesOnly(template, pageSources(this));
    });

    test(`${template} pairs with the same tables, filters and columns as the captions do`, async () => {
      const captions = await readTemplate(template);
      for (const mapping of (await readTemplate(template, 'businessCentral')).mappings) {
        const standard = must(
          captions.mappings.find(({ name }) => name === mapping.name),
          mapping.name,
        );
        assert.equal(mapping.integrationTable.name, standard.integrationTable.name);
        assert.deepEqual(
          mapping.integrationTableFilter.map(withoutPlace),
          standard.integrationTableFilter.map(withoutPlace),
        );
        assert.deepEqual(
          mapping.onCreate.integration.map(withoutPlace),
          standard.onCreate.integration.map(withoutPlace),
        );
        const columns = new Set(standard.fields.map(({ integrationField }) => integrationField));
        const others = mapping.fields.flatMap(({ integrationField }) =>
          columns.has(integrationField) ? [] : (integrationField ?? []),
        );
        // The page has one name for three, and a title that the captions do not map.
        assert.deepEqual(others, mapping.name === 'CONTACTS' ? ['fullname', 'jobtitle'] : []);
      }
    });
  }

  test('people come to Business Central, but do not go: their one name would have to be taken apart', async () => {
    for (const template of ['dataverse', 'sales'] as const) {
      const { mappings } = await readTemplate(template, 'businessCentral');
      const contacts = must(
        mappings.find(({ name }) => name === 'CONTACTS'),
        template,
      );
      assert.equal(contacts.direction, 'fromIntegrationTable');
      const company = contacts.fields.find(({ integrationField }) => integrationField === 'parentcustomerid');
      assert.deepEqual(
        company?.lookup.map(({ mapping, localField }) => `${mapping} by ${localField}`),
        template === 'sales' ? ['CUSTOMER by displayName'] : ['CUSTOMER by displayName', 'VENDOR by displayName'],
      );
    }
  });

  test('the mapping of resources is sound, for who has a page for it', async () => {
    const { files } = await readTemplate('sales', 'businessCentral');
    const file = must(
      files.find((each) => each.path === waiting),
      waiting,
    );
    const { mapping, problems } = parseMapping(String(file.content), file.path);
    assert.deepEqual(problems, []);
    assert.equal(mapping?.name, 'RESOURCE-PRODUCT');
  });
});

async function namesOnly(
  template: (typeof templateNames)[number],
  pages: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const mapping of (await readTemplate(template, 'businessCentral')).mappings) {
    const fields = must(pages[mapping.table.name], mapping.table.name);
    assert.deepEqual(
      localNames(mapping).filter((field) => !fields.includes(field)),
      [],
      mapping.name,
    );
  }
}

function localNames({ fields, tableFilter, onCreate }: TableMapping): readonly string[] {
  const referenced = fields.flatMap(({ lookup }: FieldMapping) => lookup.flatMap(({ localField }) => localField ?? []));
  return [
    ...fields.flatMap(({ localField }) => localField ?? []),
    ...tableFilter.map(({ field }) => field),
    ...onCreate.local.map(({ field }) => field),
    ...referenced,
  ];
}

function withoutPlace<T extends object>(part: T): object {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !/range/i.test(key)));
}

/** The fields of all API v2.0 pages by entity set, from the page sources. */
function pageSources(test: Context): Readonly<Record<string, readonly string[]>> {
  const pages = publicFacts(test, 'bc-api-v2-pages.json') as readonly {
    readonly entitySetName: string;
    readonly publisher: string | null;
    readonly fields: readonly { readonly name: string }[];
  }[];
  return Object.fromEntries(
    pages
      .filter(({ publisher }) => publisher === null)
      .map(({ entitySetName, fields }) => [entitySetName, fields.map(({ name }) => name)]),
  );
}
