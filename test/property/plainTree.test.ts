import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { createLineIndex } from '../../src/core/mapping/lineIndex';
import type { SourceNode } from '../../src/core/mapping/sourceTree';
import { readPlainTree } from '../../src/core/mapping/readPlainTree';
import { parseSourceTree } from '../../src/core/mapping/readSourceTree';

suite('properties of reading plain YAML without the parser', () => {
  const folder = 'media/templates';
  const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));

  test('our own files are read so, with either kind of line break', () => {
    assert.ok(templates.length > 0);
    for (const text of templates.flatMap((each) => [each, each.replaceAll('\n', '\r\n')])) {
      assert.ok(isAsParsed(text), text.slice(0, 200));
    }
  });

  test('what is read is what the parser reads, to the last offset, and it had nothing to report', () => {
    let read = 0;
    fc.assert(
      fc.property(anyText(), (text) => {
        if (isAsParsed(text)) read++;
      }),
      { numRuns: 10_000 },
    );
    assert.ok(read > 300, `only ${read} texts were plain`);
  });

  test('the same for files that somebody is just changing', () => {
    let read = 0;
    fc.assert(
      fc.property(changed(templates), (text) => {
        if (isAsParsed(text)) read++;
      }),
      { numRuns: 3_000 },
    );
    assert.ok(read > 300, `only ${read} texts were plain`);
  });
});

/** The ranges of keys without a value, which are the keys' own. */
function emptyRanges(node: SourceNode | undefined): readonly boolean[] {
  if (node?.kind === 'list') return node.items.flatMap(emptyRanges);
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => [key.range === value.range, ...emptyRanges(value)]);
}

/** False where the text is left to the parser. */
function isAsParsed(text: string): boolean {
  const lines = createLineIndex(text);
  const plain = readPlainTree(text, lines);
  if (!plain) return false;
  const reported: string[] = [];
  const parsed = parseSourceTree(text, lines, (code) => void reported.push(code));
  assert.deepEqual(reported, []);
  assert.deepEqual(plain, parsed);
  assert.deepEqual(emptyRanges(plain), emptyRanges(parsed));
  return true;
}

/** Pieces that mean something to YAML, and some that look as if. */
const pieces = [
  ...['\n', '\n', '\n  ', '\n    ', '\n- ', '\n  - ', '- ', ': ', ':', ' ', '  ', '#', ' #c', '\r\n', '\t', '\r'],
  ...['"', "'", "''", '{', '}', '[', ']', ',', ', ', '{ a: 1, b: 2 }', '[x, y]', "'': 0", '""', '\\'],
  ...[
    'a',
    'b',
    'key: ',
    'x',
    'a: b',
    '0',
    '1.5',
    '~',
    'null',
    '=',
    '<<: ',
    '<->',
    ' -> ',
    'C:\\x',
    '://',
    'name: X\ntable: Y',
  ],
  ...[
    '&a',
    '*a',
    '!t',
    '|',
    '>',
    '? ',
    '%',
    '@',
    '`',
    '-',
    '--',
    '---',
    '...',
    'é',
    '😀',
    '\u2028',
    '\u00a0',
    '\uFEFF',
  ],
];

function anyText(): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
  );
  return fc.array(piece, { maxLength: 25 }).map((all) => all.join(''));
}

function changed(texts: readonly string[]): fc.Arbitrary<string> {
  const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), fc.constantFrom(...pieces));
  return fc.tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 })).map(([text, changes]) =>
    changes.reduce((before, [share, length, piece]) => {
      const at = Math.floor(share * before.length);
      return before.slice(0, at) + piece + before.slice(at + length);
    }, text),
  );
}
