import assert from 'node:assert/strict';
import type { ImportEdge } from './importGraph';
import { entryPoints, importGraph, sourceFiles } from './importGraph';
import { readCodeMap } from './codeMap';

/** `result.ts` and `assert.ts` stand beside the folders of the core: every layer may use them, and they use nothing. */
const commonFolder = 'core';
/** Node's own modules stay out of these: they must run anywhere, or hold words only. */
const anywhere = ['core', 'protocol'];

/** Made for what is to come, and tested: no bundle has it yet. */
const ahead = ['src/core/filter/printFilterExpression.ts'];

suite('The layers', () => {
  const layers = readCodeMap();
  let edges: readonly ImportEdge[];
  suiteSetup(async () => {
    edges = await importGraph();
  });

  test('are all in the code map of ARCHITECTURE.md, and the code map names no others', () => {
    const folders = new Set(sourceFiles().map(layerOf));
    assert.deepEqual([...folders].sort(), [commonFolder, ...layers.map((layer) => layer.folder)].sort());
  });

  test('import only what the code map lets them', () => {
    const wrong = edges.filter((edge) => isFile(edge.to) && !mayImport(layerOf(edge.from), layerOf(edge.to)));
    assert.equal(wrong.length, 0, explain(wrong));
  });

  test('use only the packages that the code map names', () => {
    const wrong = edges.filter((edge) => {
      if (isFile(edge.to)) return false;
      const layer = layerOf(edge.from);
      if (edge.to.startsWith('node:')) return anywhere.includes(layer.split('/')[0] ?? '');
      return !layers.find(({ folder }) => folder === layer)?.packages.includes(edge.to);
    });
    assert.equal(wrong.length, 0, explain(wrong));
  });

  test('have an order: none leads back to itself', () => {
    const reached = (from: string, seen: readonly string[] = []): readonly string[] => {
      if (seen.includes(from)) return [...seen.slice(seen.indexOf(from)), from];
      const layer = layers.find(({ folder }) => folder === from);
      return layer?.imports.map((next) => reached(next, [...seen, from])).find((way) => way.length > 0) ?? [];
    };
    for (const { folder } of layers) assert.equal(reached(folder).join(' → '), '');
  });

  test('promise in the code map no import that nobody makes', () => {
    const unused = layers.flatMap(({ folder, imports, packages }) =>
      [...imports, ...packages]
        .filter((name) => !name.startsWith(`${commonFolder}/`) || folder.startsWith(`${commonFolder}/`))
        .filter((name) => !isAhead(name))
        .filter(
          (name) => !edges.some(({ from, to }) => layerOf(from) === folder && (to === name || layerOf(to) === name)),
        )
        .map((name) => `${folder}: ${name}`),
    );
    assert.deepEqual(unused, []);
  });

  test('give the protocol words only: no other layer’s values', () => {
    const values = edges.filter(({ from, typeOnly }) => layerOf(from) === 'protocol' && !typeOnly);
    assert.equal(values.length, 0, explain(values));
  });

  test('hold no file that no bundle needs', () => {
    const needed = new Set(entryPoints);
    for (const file of needed) for (const { from, to } of edges) if (from === file) needed.add(to);
    assert.deepEqual(
      sourceFiles().filter((file) => !needed.has(file)),
      ahead,
    );
  });

  function mayImport(from: string, to: string): boolean {
    if (from === to || to === commonFolder) return true;
    return layers.find(({ folder }) => folder === from)?.imports.includes(to) ?? false;
  }

  /** A layer that nothing uses yet. */
  function isAhead(folder: string): boolean {
    const files = sourceFiles().filter((file) => layerOf(file) === folder);
    return files.length > 0 && files.every((file) => ahead.includes(file));
  }

  /** Which imports are wrong, and where their code belongs. */
  function explain(wrong: readonly ImportEdge[]): string {
    const sentence = (folder: string): string => layers.find((each) => each.folder === folder)?.says ?? '';
    const lines = wrong.map(({ from, to }) => {
      const own = layers.find((each) => each.folder === layerOf(from));
      const allowed = own ? [...own.imports, ...own.packages].join(', ') || 'nothing' : 'nothing yet';
      const other = isFile(to) ? `, or in ${layerOf(to)} (${sentence(layerOf(to))})` : '';
      return (
        `${from} imports ${to}, but ${layerOf(from)} (${own?.says}) imports ${allowed}. ` +
        `The code belongs behind a port in src/core/ports${other}.`
      );
    });
    return ['', ...lines].join('\n');
  }
});

function isFile(name: string): boolean {
  return name.startsWith('src/');
}

/** The layer of a file: a folder of the core or of the connectors, or a folder of src. */
function layerOf(file: string): string {
  const [, first = '', second = '', ...rest] = file.split('/');
  return ['core', 'connectors'].includes(first) && rest.length > 0 ? `${first}/${second}` : first;
}
