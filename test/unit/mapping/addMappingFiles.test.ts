import { strict as assert } from 'node:assert';
import { addMappingFiles } from '../../../src/core/mapping/addMappingFiles';

const files = ['mappings/item.mapping.yaml'];

suite('Adding mapping files to the workspace file', () => {
  test('leaves the text as it is where a pattern means them already', () => {
    for (const pattern of [
      'mappings/*.mapping.yaml',
      './mappings/item.mapping.yaml',
      '"**/*.yaml"',
      'mappings\\*.yaml',
    ]) {
      const text = `mappings:\n  - ${pattern}\n`;
      assert.equal(addMappingFiles(text, files), text);
    }
  });

  test('adds a line below the last one, with its indentation and without touching comments', () => {
    const text = 'mappings: # in this order\n    - a.yaml # first\n    # done\nenvironments: {}\n';
    const expected =
      'mappings: # in this order\n    - a.yaml # first\n    - mappings/item.mapping.yaml\n    # done\nenvironments: {}\n';
    assert.equal(addMappingFiles(text, files), expected);
  });

  test('adds a line to a list without indentation, and at the end of a file without a line break', () => {
    assert.equal(addMappingFiles('mappings:\n- a.yaml', files), 'mappings:\n- a.yaml\n- mappings/item.mapping.yaml');
  });

  test('keeps the line endings', () => {
    assert.equal(
      addMappingFiles('mappings:\r\n  - a.yaml\r\n', files),
      'mappings:\r\n  - a.yaml\r\n  - mappings/item.mapping.yaml\r\n',
    );
  });

  test('adds to a list between brackets, also an empty one', () => {
    assert.equal(addMappingFiles('mappings: [a.yaml]\n', files), 'mappings: [a.yaml, mappings/item.mapping.yaml]\n');
    assert.equal(addMappingFiles('mappings: []\n', files), 'mappings: [mappings/item.mapping.yaml]\n');
  });

  test('quotes a name that YAML would read as something else', () => {
    assert.equal(addMappingFiles('mappings: []\n', ['a: b.mapping.yaml']), "mappings: ['a: b.mapping.yaml']\n");
  });

  test('adds only what is missing', () => {
    assert.equal(
      addMappingFiles('mappings:\n  - a.yaml\n', ['a.yaml', 'b.yaml']),
      'mappings:\n  - a.yaml\n  - b.yaml\n',
    );
  });

  test('gives up where there is no list to add to', () => {
    for (const text of ['', 'environments: {}', 'mappings: a.yaml', 'mappings: [', '- a']) {
      assert.equal(addMappingFiles(text, files), undefined, text);
    }
  });
});
