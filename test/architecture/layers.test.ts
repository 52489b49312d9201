import assert from 'node:assert/strict';
import type { ImportEdge } from './importGraph';
import type { Layer } from './codeMap';
import { entryPoints, importGraph, sourceFiles } from './importGraph';
import { readCodeMap } from './codeMap';

/** `result.ts` and `assert.ts` stand beside the folders of the core: every layer may use them, and they use nothing. */
const commonFolder = 'core';
/** Node's own modules stay out of these: they must run anywhere, or hold words only. */
const anywhere = ['core', 'protocol'];

/** Imports that go against the code map until their code has moved: the file, what it imports, and where that belongs. */
const exceptions = [
  {
    from: 'src/core/mapping/rules/dependenciesHaveAnOrder.ts',
    to: 'src/core/plan/synchronizationOrder.ts',
    belongs: 'src/core/mapping: it looks at mappings alone',
  },
];

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
    const unexpected = wrong.filter(({ from, to }) => !exceptions.some((each) => each.from === from && each.to === to));
    assert.deepEqual(unexpected.map(explain), []);
    assert.equal(wrong.length, exceptions.length, 'an exception that nobody needs any more can go');
  });

  test('use only the packages that the code map names', () => {
    const wrong = edges.filter((edge) => {
      if (isFile(edge.to)) return false;
      const layer = layerOf(edge.from);
      if (edge.to.startsWith('node:')) return anywhere.includes(layer.split('/')[0] ?? '');
      return !layers.find(({ folder }) => folder === layer)?.packages.includes(edge.to);
    });
    assert.deepEqual(wrong.map(explain), []);
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
        .filter(
          (name) => !edges.some(({ from, to }) => layerOf(from) === folder && (to === name || layerOf(to) === name)),
        )
        .map((name) => `${folder}: ${name}`),
    );
    assert.deepEqual(unused, []);
  });

  test('give the protocol words only: no other layer’s values', () => {
    const values = edges.filter(({ from, typeOnly }) => layerOf(from) === 'protocol' && !typeOnly);
    assert.deepEqual(values.map(explain), []);
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

  /** Which import it is, and where its code belongs. */
  function explain({ from, to }: ImportEdge): string {
    const describe = (folder: string): string => {
      const layer = layers.find((each) => each.folder === folder);
      return layer ? `${folder} (${layer.says}; imports ${namesOf(layer)})` : folder;
    };
    const target = isFile(to) ? describe(layerOf(to)) : to;
    return (
      `${from} imports ${to}, but ${describe(layerOf(from))} may not import ${target}. ` +
      'Move the code to the layer whose sentence fits it, or let it reach the other through a port in src/core/ports.'
    );
  }
});

function namesOf({ imports, packages }: Layer): string {
  return [...imports, ...packages].join(', ') || 'nothing';
}

function isFile(name: string): boolean {
  return name.startsWith('src/');
}

/** The layer of a file: a folder of the core or of the connectors, or a folder of src. */
function layerOf(file: string): string {
  const [, first = '', second = '', ...rest] = file.split('/');
  return ['core', 'connectors'].includes(first) && rest.length > 0 ? `${first}/${second}` : first;
}
