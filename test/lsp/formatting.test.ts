import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { applyChanges } from '../../src/core/mapping/edits/textChange';
import { formatChanges, formatChangesWithin } from '../../src/core/mapping/format/formatChanges';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import { parseWorkspace } from '../../src/core/mapping/parseWorkspace';
import { formattingEdits, onTypeFormattingEdits, rangeFormattingEdits } from '../../src/server/features/formatting';
import { customer, edited } from './markedWorkspace';

const format = (text: string): string => applyChanges(text, formatChanges(text));

const shipped = ['media/templates', 'media/sample'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((name) => name.endsWith('.yaml')),
);

suite('Formatting leaves what is shipped as it is', () => {
  for (const file of shipped) {
    test(file.split(path.sep).join('/'), () => {
      assert.deepEqual(formattingEdits(readFileSync(file, 'utf8')), []);
    });
  }
});

suite('Formatting', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['indents by two', 'a:\n    b:\n        c: 1\n', 'a:\n  b:\n    c: 1\n'],
    ['begins at the margin', '  a: 1\n  b: 2\n', 'a: 1\nb: 2\n'],
    ['indents lists below their key', 'a:\n- b\n- c\n', 'a:\n  - b\n  - c\n'],
    ['puts one space behind a dash', 'a:\n  -   b: 1\n      c: 2\n', 'a:\n  - b: 1\n    c: 2\n'],
    ['puts one space behind a colon, none before', 'a :   1\nb:\t2\n', 'a: 1\nb: 2\n'],
    [
      'spaces arrows',
      'fields:\n  - No.   ->  a b\n  - map:  A<-x  <->   b\n',
      'fields:\n  - No. -> a b\n  - map: A<-x <-> b\n',
    ],
    ['spaces arrows between quotes', "fields:\n  - 'A: b   <->  c'\n", "fields:\n  - 'A: b <-> c'\n"],
    [
      'spaces arrows of constants',
      'fields:\n  - map:   ->   a\n  - { map: b   <- }\n',
      'fields:\n  - map: -> a\n  - { map: b <- }\n',
    ],
    ['leaves arrows elsewhere', 'values:\n  a: b   ->   c\n', 'values:\n  a: b   ->   c\n'],
    ['leaves what has two arrows', 'fields:\n  - a   ->  b  -> c\n', 'fields:\n  - a   ->  b  -> c\n'],
    ['takes away quotes that nothing needs', `a: "b c"\n'd': 'e'\n`, 'a: b c\nd: e\n'],
    [
      'keeps quotes that are needed',
      `a: ''\nb: 'true'\nc: '1'\nd: 'x: y'\ne: "<>''"\n`,
      `a: ''\nb: 'true'\nc: '1'\nd: 'x: y'\ne: "<>''"\n`,
    ],
    ['prefers single quotes', 'a: "x: y"\nb: "it\'s: y"\nc: "\\t"\n', `a: 'x: y'\nb: "it's: y"\nc: "\\t"\n`],
    ['spaces braces and brackets', 'a: {b:  1,c: [ 1,2 ]}\nd: { }\n', 'a: { b: 1, c: [1, 2] }\nd: {}\n'],
    ['indents between brackets', 'a: [\n1,\n   2\n ]\n', 'a: [\n1,\n   2\n ]\n'],
    ['indents between braces', 'a: {\n b: 1,\n    c: 2\n  }\n', 'a: {\n  b: 1,\n  c: 2\n}\n'],
    ['keeps one blank line', 'a: 1\n\n\n\nb: 2\n', 'a: 1\n\nb: 2\n'],
    ['begins and ends without blank lines', '\n\na: 1\n\n\n', 'a: 1\n'],
    ['ends with a line end', 'a: 1', 'a: 1\n'],
    ['takes away space at the ends of lines', 'a: 1   \n  \nb: 2 # x  \n', 'a: 1\n\nb: 2 # x\n'],
    ['puts one space before a comment', 'a: 1     # x\nb:  # y\n  c: 1\n', 'a: 1 # x\nb: # y\n  c: 1\n'],
    ['moves comments with what follows', 'a:\n# x\n      # y\n    - b\n', 'a:\n  # x\n  # y\n  - b\n'],
    ['leaves comments with what they follow', 'a:\n    - b\n    # x\nc: 1\n# y\n', 'a:\n  - b\n  # x\nc: 1\n# y\n'],
    ['keeps a heading with the next section', 'a:\n    - b\n\n# x\nc: 1\n', 'a:\n  - b\n\n# x\nc: 1\n'],
    [
      'keeps text blocks',
      'a:\n    b: |\n        x\n          y\n\n    c: 1\n',
      'a:\n  b: |\n    x\n      y\n\n  c: 1\n',
    ],
    ['keeps CR LF', 'a:   1\r\n\r\n\r\nb: 2', 'a: 1\r\n\r\nb: 2\r\n'],
    ['keeps a byte order mark', '\uFEFFa:   1\n', '\uFEFFa: 1\n'],
    ['keeps anchors and aliases', 'a:   &x  1\nb:  *x\n', 'a: &x 1\nb: *x\n'],
    ['leaves only comments', '#  x\n\n\n# y\n', '#  x\n\n# y\n'],
    ['leaves nothing as nothing', '', ''],
  ];
  for (const [what, before, after] of cases) {
    test(what, () => {
      assert.equal(format(before), after);
      assert.equal(edited(before, formattingEdits(before)), after);
    });
  }

  for (const text of [
    'a: [\nb:   1\n',
    'a:   1\n\tb: 2\n',
    'a:   "x\n',
    'a:   1\n---\nb: 2\n',
    'a:   *x\n',
    '['.repeat(500),
  ]) {
    test(`touches nothing in ${JSON.stringify(text.slice(0, 20))}, which is broken`, () => {
      assert.deepEqual(formattingEdits(text), []);
    });
  }
});

suite('Formatting a part', () => {
  const text = 'a:   1\nb:   2\nc:   3\n';

  test('changes the lines that a range touches', () => {
    const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } };
    assert.equal(edited(text, rangeFormattingEdits(text, range)), 'a:   1\nb: 2\nc:   3\n');
  });

  test('changes the line that was left, once a new one is begun', () => {
    const typed = 'fields:\n  - A   ->  b   \n  - \n  - C   -> d\n';
    assert.equal(edited(typed, onTypeFormattingEdits(typed, 2)), 'fields:\n  - A -> b\n  - \n  - C   -> d\n');
    assert.deepEqual(onTypeFormattingEdits(typed, 0), []);
  });

  test('changes nothing where a line cannot be moved alone', () => {
    const nested = 'a:\n    b: 1\n    c: 2\n';
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } };
    assert.deepEqual(rangeFormattingEdits(nested, range), []);
  });
});

suite('Properties of formatting', () => {
  /** A mapping without its places, with the codes of its problems. */
  const meaning = (text: string) => {
    const { mapping, problems, root } = parseMapping(text, 'm');
    const spoken =
      mapping && JSON.stringify(mapping, (key, value: unknown) => (/[rR]ange$/.test(key) ? undefined : value));
    return [spoken, problems.map(({ code }) => code), root?.kind];
  };

  test('a mapping means the same, and formatting again changes nothing', () => {
    fc.assert(
      fc.property(messyMapping(), (text) => {
        const once = format(text);
        assert.deepEqual(meaning(once), meaning(text));
        assert.equal(format(once), once);
        assert.deepEqual(commentsOf(once), commentsOf(text));
      }),
      { numRuns: 200 },
    );
  });

  test('any part of a mapping can be formatted without changing what it means', () => {
    fc.assert(
      fc.property(messyMapping(), fc.nat(400), fc.nat(80), (text, start, length) => {
        const part = applyChanges(text, formatChangesWithin(text, start, start + length));
        assert.deepEqual(meaning(part), meaning(text));
      }),
      { numRuns: 200 },
    );
  });

  test('any text at all stays readable, or stays as it is', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '# c',
      '[',
      ']',
      '{',
      '}',
      ',',
      "'",
      '"',
      '&x ',
      '*x',
      '|',
      '>',
      '\t',
      '?',
      '!t ',
      'fields:',
      ' -> ',
      '\r\n',
      '---',
      '\uFEFF',
      'null',
      '\\',
      '%',
    );
    const anything = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const once = format(text);
        assert.deepEqual(meaning(once), meaning(text));
        assert.equal(format(once), once);
        assert.deepEqual(
          parseWorkspace(once, 'w').problems.map(({ code }) => code),
          parseWorkspace(text, 'w').problems.map(({ code }) => code),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('removed or doubled characters do it no harm', () => {
    const text = readFileSync('media/templates/sales/mappings/customer.mapping.yaml', 'utf8');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(text.length), fc.constantFrom('', ' ', '\n', '\n\n\n', '    ', "'", '#'))),
        (cuts) => {
          const damaged = cuts.reduce(
            (now, [at, put]) => now.slice(0, at) + put + now.slice(at + (put === '' ? 1 : 0)),
            text,
          );
          const once = format(damaged);
          assert.deepEqual(meaning(once), meaning(damaged));
          assert.equal(format(once), once);
        },
      ),
      { numRuns: 200 },
    );
  });
});

function commentsOf(text: string): readonly string[] {
  return [...text.matchAll(/# c\d+/g)].map(([comment]) => comment);
}

/** A mapping laid out by somebody in a hurry: odd indentation, space anywhere it may stand, comments, quotes, CR LF. */
function messyMapping(): fc.Arbitrary<string> {
  const space = fc.constantFrom(' ', '  ', '    ');
  const step = fc.constantFrom(1, 2, 3, 4, 7);
  const between = fc.constantFrom('', '', '\n', '\n\n\n', '# c1\n', '      # c2\n', ' # c3\n\n# c4\n');
  const end = fc.constantFrom('', '   ', ' # c5', '      # c6  ');
  const arrow = fc.constantFrom(
    'No. -> code',
    'Name   <->  name',
    "'A: b <-> c'",
    '"Name <- n"',
    'A -> {b',
    '"E \\t -> e"',
  );
  const option = fc.constantFrom(
    'match: 1',
    "lookup: 'CURRENCY'",
    'values: {a: 1,  b: "2"}',
    'enabled:   false',
    'transform: { toIntegrationTable: [ trim,uppercase ] }',
    'values:\n@a: |\n@@x\n@@ y\n@b: 1',
    'values:\n@"a":   b\n\n\n@# c7\n@c: d',
    'lookup:\n@- A\n@-   mapping:  B',
  );
  const field = fc.record({ arrow, options: fc.array(option, { maxLength: 3 }), before: between, end, space });
  return fc
    .record({
      fields: fc.array(field, { minLength: 1, maxLength: 5 }),
      list: fc.constantFrom(0, 1, 2, 4),
      step,
      space,
      between,
      end,
      crlf: fc.boolean(),
      margin: fc.constantFrom(0, 2),
    })
    .map(({ fields, list, step: by, space: gap, between: around, end: tail, crlf, margin }) => {
      const items = fields.map((each) => {
        const dash = `${' '.repeat(list)}-${each.space}`;
        if (each.options.length === 0) return `${each.before}${dash}${each.arrow}${each.end}\n`;
        const inside = ' '.repeat(dash.length);
        const deeper = (text: string) =>
          text
            .replaceAll('@', '\u0000')
            .replaceAll('\n\u0000', `\n${inside}\u0000`)
            .replaceAll('\u0000', ' '.repeat(by));
        return `${each.before}${dash}map:${each.space}${each.arrow}${each.end}\n${each.options.map((line) => `${inside}${deeper(line)}\n`).join('')}`;
      });
      const head = customer({ fields: '' })
        .replace(/fields:.*\n/, '')
        .replaceAll(': ', `:${gap}`)
        .replace('account', `account${tail}`);
      const text = `${around}${head}${around}fields:${tail}\n${items.join('')}`;
      const moved = text
        .split('\n')
        .map((line) => (line === '' ? line : ' '.repeat(margin) + line))
        .join('\n');
      return crlf ? moved.replaceAll('\n', '\r\n') : moved;
    });
}
