import assert from 'node:assert/strict';
import { documentLinks } from '../../src/server/features/documentLinks';
import { markedWorkspace, customer, workspaceText, written } from './markedWorkspace';

function linksOf(text: string, existing: readonly string[] = []): readonly string[] {
  const mappings = { 'mappings/a.mapping.yaml': customer(), 'b c.mapping.yaml': customer({ name: 'B' }) };
  const { analysis, file } = markedWorkspace({ 'tandem.yaml': text, ...mappings });
  return documentLinks(analysis, file, (path) => existing.includes(path)).map(({ range, target }) => {
    return `${written(file.text, range)} ${target?.replace(analysis.folder, '')}`;
  });
}

suite('Links in tandem.yaml', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['mappings/a.mapping.yaml', ['mappings/a.mapping.yaml /mappings/a.mapping.yaml']],
    ['./mappings/../mappings/a.mapping.yaml', ['./mappings/../mappings/a.mapping.yaml /mappings/a.mapping.yaml']],
    ["'b c.mapping.yaml'", ["'b c.mapping.yaml' /b%20c.mapping.yaml"]],
    ['mappings/*.mapping.yaml', []],
    ['nowhere.mapping.yaml', []],
    ['../mappings/a.mapping.yaml', []],
    ["''", []],
  ];
  for (const [path, expected] of cases) {
    test(`${path} leads to ${expected.length === 0 ? 'no file' : 'its file'}`, () => {
      assert.deepEqual(linksOf(workspaceText([path])), expected);
    });
  }

  test('lead to data files that exist', () => {
    assert.deepEqual(linksOf(workspaceText([]), ['data/local.sqlite']), ['data/local.sqlite /data/local.sqlite']);
  });

  test('never lead out of the folder', () => {
    const text = workspaceText([]).replace('data/local.sqlite', '../local.sqlite');
    assert.deepEqual(linksOf(text, ['../local.sqlite', 'local.sqlite']), []);
  });

  test('are none in mapping files', () => {
    const { analysis, file } = markedWorkspace({ 'a.mapping.yaml': customer() });
    assert.deepEqual(documentLinks(analysis, file), []);
  });
});
