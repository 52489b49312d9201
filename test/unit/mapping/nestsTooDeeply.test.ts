import { strict as assert } from 'node:assert';
import { nestsTooDeeply } from '../../../src/core/mapping/nestsTooDeeply';

suite('nestsTooDeeply', () => {
  const far = ' '.repeat(300);
  const harmless: readonly { readonly name: string; readonly text: string }[] = [
    { name: 'many brackets beside each other', text: `a:\n${'  - { b: [1] }\n'.repeat(500)}` },
    { name: 'brackets in quotes and comments', text: `a: '${'['.repeat(500)}' # ${'{'.repeat(500)}` },
    { name: 'a long line', text: `a: { ${'bb: ccc, '.repeat(100)} - , e: f }` },
    { name: 'a comment far to the right', text: `a: 1\n${far}# far\nb: 2` },
    { name: 'indented text', text: `a: |\n  b\n${far}c\n` },
    { name: 'space at the end of a line', text: `a: 1${far}\n${far}\nb: 2` },
  ];
  for (const { name, text } of harmless) test(`${name} nest little`, () => assert.equal(nestsTooDeeply(text), false));

  test('a hundred brackets may be open, but no more', () => {
    assert.equal(nestsTooDeeply('['.repeat(100)), false);
    assert.equal(nestsTooDeeply('['.repeat(101)), true);
  });
});
