import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldingRanges } from '../../src/server/features/foldingRanges';

/** Lines counted from 1, `first-last`, comments with a `#`. */
function folds(text: string): readonly string[] {
  return foldingRanges({ text }).map(({ startLine, endLine, kind }) => {
    return `${startLine + 1}-${endLine + 1}${kind === 'comment' ? '#' : ''}`;
  });
}

suite('Folding', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a section', 'name: A\ntableFilter:\n  A: 1\n  B: 2\nfields: []\n', ['2-4']],
    ['a section and its fields', 'fields:\n  - map: A\n    match: 1\n  - B -> b\n', ['1-4', '2-3']],
    ['a list at the indentation of its key', 'fields:\n- map: A\n  match: 1\n- B -> b\n', ['1-4', '2-3']],
    [
      'a value map in a field',
      'fields:\n  - map: A\n    values:\n      a: 1\n      b: 2\n    match: 1\n',
      ['1-6', '2-6', '3-5'],
    ],
    ['brackets', 'onCreate: {\n  a: 1\n}\nname: A\n', ['1-3']],
    ['comments', '# a\n# b\n\n# c\nname: A\n', ['1-2#']],
    ['comments between fields', 'fields:\n  - A -> a\n  # x\n  # y\n  - B -> b\n', ['1-5', '3-4#']],
    ['a section without the lines before the next', 'a:\n  b: 1\n\n# next\nc: 1\n', ['1-2']],
    ['a section to its last line of content', 'a:\n  b: 1\n  # over\n\n', ['1-2']],
    ['broken YAML', 'fields:\n  - map: [A\n    match: {\n  - B\nname', ['1-4', '2-3']],
    ['lines that end with CR LF', 'a:\r\n  b: 1\r\n\r\nc: 1\r\n', ['1-2']],
    ['nothing', '', []],
  ];
  for (const [what, text, expected] of cases) {
    test(`takes in ${what}`, () => assert.deepEqual(folds(text), expected));
  }

  test('stays within any text and always takes in more than a line', () => {
    const line = fc.constantFrom('a:', '  b: 1', '- c', '    d', '# e', '  # f', '', '}', '\t[', '   ');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const { startLine, endLine } of foldingRanges({ text: lines.join('\n') })) {
          assert.ok(startLine >= 0 && startLine < endLine && endLine < lines.length);
          assert.notEqual(lines[endLine]?.trim(), '');
        }
      }),
    );
  });
});
