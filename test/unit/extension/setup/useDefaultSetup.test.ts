import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { refuseSetup, standardMappings } from '../../../../src/extension/setup/standardMappings';
import { useDefaultSetup } from '../../../../src/extension/setup/useDefaultSetup';
import { aMapping, english } from '../run/runBuilders';
import { labels, settled, story } from '../quickSteps/scriptedDialogue';
import { memoryFiles } from './memoryFiles';
import type { Answers, Reply, Story } from '../quickSteps/scriptedDialogue';

const currency = mappingText('CURRENCY', 'Currency');
const customer = mappingText('CUSTOMER', 'Customer', 'CURRENCY');
const vendor = mappingText('VENDOR', 'Vendor', 'CURRENCY');
const template = [
  { path: 'tandem.yaml', text: 'mappings: []\n' },
  { path: 'mappings/currency.mapping.yaml', text: currency },
  { path: 'mappings/customer.mapping.yaml', text: customer },
  { path: 'mappings/vendor.mapping.yaml', text: vendor },
];
const mine = { 'tandem.yaml': 'mappings:\n  - my/*.yaml\n', 'my/customer.yaml': 'name: CUSTOMER\n# mine\n' };
const overview = { mappings: [aMapping({ name: 'CUSTOMER', file: 'my/customer.yaml' })] };

suite('Use default synchronization setup', () => {
  test('shows the differences, then replaces and adds what is confirmed', async () => {
    const files = memoryFiles(mine);
    const told = setup(['Dataverse', 'as picked', 'as picked']);
    const result = await useDefaultSetup(told.tools, files);
    assert.deepEqual(result, {
      template: 'dataverse',
      replaced: ['my/customer.yaml'],
      added: ['mappings/currency.mapping.yaml', 'mappings/vendor.mapping.yaml'],
    });
    assert.equal(files.texts.get('my/customer.yaml'), customer);
    assert.equal(files.texts.get('mappings/vendor.mapping.yaml'), vendor);
    assert.equal(files.texts.get('tandem.yaml'), mine['tandem.yaml'], 'tandem.yaml stays');
    assert.deepEqual(
      files.compared[0]?.map(({ file }) => file),
      ['mappings/currency.mapping.yaml', 'my/customer.yaml', 'mappings/vendor.mapping.yaml'],
    );
    assert.deepEqual(labels(told.questions[2] ?? { choices: [] }), [
      'Add mappings/currency.mapping.yaml',
      'Replace my/customer.yaml',
      'Add mappings/vendor.mapping.yaml',
    ]);
  });

  test('keeps the files that the last question leaves out', async () => {
    const files = memoryFiles(mine);
    const told = setup(['Dataverse', 'as picked', ['Add mappings/currency.mapping.yaml']]);
    await useDefaultSetup(told.tools, files);
    assert.equal(files.texts.get('my/customer.yaml'), mine['my/customer.yaml']);
    assert.equal(files.texts.has('mappings/vendor.mapping.yaml'), false);
  });

  test('tells that couplings are kept, and that tandem.yaml does not name the new files', async () => {
    const told = setup(['Dataverse', 'as picked', 'as picked']);
    await useDefaultSetup(told.tools, memoryFiles(mine));
    await settled();
    assert.deepEqual(told.told, [
      'Replaced 1 table mapping. Added 2 table mappings. Couplings are kept. tandem.yaml does not name every file yet, so they do not run.',
    ]);
  });

  test('names the new files in tandem.yaml when the user wants it', async () => {
    const files = memoryFiles(mine);
    const told = setup(['Dataverse', 'as picked', 'as picked'], 'Add to tandem.yaml');
    await useDefaultSetup(told.tools, files);
    await settled();
    assert.equal(
      files.texts.get('tandem.yaml'),
      'mappings:\n  - my/*.yaml\n  - mappings/currency.mapping.yaml\n  - mappings/vendor.mapping.yaml\n',
    );
    assert.deepEqual(files.opened, ['tandem.yaml']);
  });

  test('refuses a mapping whose lookups would find no mapping', async () => {
    const files = memoryFiles(mine);
    const told = setup([
      'Dataverse',
      ['VENDOR'],
      ['CURRENCY', 'VENDOR'],
      ['Add mappings/vendor.mapping.yaml'],
      'escape',
    ]);
    await useDefaultSetup(told.tools, files);
    const refusal = 'VENDOR looks up values through CURRENCY, which is missing. Choose CURRENCY as well.';
    assert.deepEqual(told.told, [refusal, refusal]);
    assert.equal(files.texts.size, 2);
  });

  test('has nothing to do where every mapping is the standard one', async () => {
    const texts = Object.fromEntries(template.slice(1).map(({ path, text }) => [path, text.replace(/\n/g, '\r\n')]));
    const told = story({ replies: ['Dataverse'], overview: { mappings: [] }, answers: shipped });
    assert.equal(await useDefaultSetup(told.tools, memoryFiles(texts)), undefined);
    assert.deepEqual(told.told, ['Every table mapping is the standard one already. There is nothing to replace.']);
  });

  const replies: readonly Reply[] = ['Dataverse', 'as picked'];
  for (let step = 0; step <= replies.length; step++) {
    test(`writes nothing on Escape at question ${step + 1}`, async () => {
      const files = memoryFiles(mine);
      const told = setup([...replies.slice(0, step), 'escape']);
      assert.equal(await useDefaultSetup(told.tools, files), undefined);
      assert.deepEqual(Object.fromEntries(files.texts), mine);
    });
  }

  test('keeps the choice of mappings when the user goes back', async () => {
    const told = setup(['Dataverse', ['CURRENCY', 'VENDOR'], 'back', 'escape']);
    await useDefaultSetup(told.tools, memoryFiles(mine));
    const again = told.questions[3];
    assert.deepEqual(labels({ choices: again?.choices.filter(({ picked }) => picked) ?? [] }), ['CURRENCY', 'VENDOR']);
  });

  test('finds every mapping of the shipped templates, and that nothing they look up is missing', () => {
    for (const name of ['dataverse', 'sales']) {
      const folder = `media/templates/${name}/mappings`;
      const files = readdirSync(folder).map((file) => ({
        path: `mappings/${file}`,
        text: readFileSync(`${folder}/${file}`, 'utf8'),
      }));
      const found = standardMappings(files);
      assert.equal(found.length, files.length);
      const items = found.map((mapping) => ({ ...mapping, state: 'missing' as const }));
      assert.equal(refuseSetup(items, [], english), undefined);
      const contacts = items.filter((item) => item.name === 'CONTACTS');
      assert.match(refuseSetup(contacts, [], english) ?? '', /^CONTACTS looks up values through /);
    }
  });
});

const shipped: Answers = { 'template/files': () => ({ files: template }) };

function setup(replies: readonly Reply[], press?: string): Story {
  return story({
    replies,
    overview,
    answers: shipped,
    ...(press !== undefined && { press }),
  });
}

function mappingText(name: string, table: string, lookup?: string): string {
  const field = lookup === undefined ? '' : `  - map: Currency Code -> currencyid\n    lookup: ${lookup}\n`;
  return `name: ${name}\ntable: ${table}\nintegrationTable: ${table.toLowerCase()}\ndirection: toIntegrationTable\nfields:\n${field}  - Name -> name\n`;
}
