import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { cursorContext } from '../../src/server/features/cursorContext';
import { unmarked } from './analysisBuilder';

/** What stands at the mark: role, path, and the token in brackets with the mark where the typed part of it ends. */
function at(text: string): string {
  const { text: clean, offset } = unmarked(text);
  const context = cursorContext({ text: clean }, offset);
  if (!context) return 'nothing';
  const { role, path, token, before } = context;
  const open = token.start + token.quote.length + before.length;
  return `${role} ${path.join('/')} [${clean.slice(token.start, open)}|${clean.slice(open, token.end)}]`;
}

function tells(cases: readonly (readonly [text: string, expected: string])[]): void {
  for (const [text, expected] of cases) assert.equal(at(text), expected, JSON.stringify(text));
}

suite('What stands at the cursor', () => {
  test('an empty file may become anything', () => {
    tells([
      ['|', 'value  [|]'],
      ['  |', 'value  [|]'],
      ['\uFEFF|', 'value  [|]'],
      ['# a comment\n|', 'value  [|]'],
      ['na|', 'value  [na|]'],
    ]);
  });

  test('a key, whether or not its colon is written', () => {
    tells([
      ['name: A\ndir|', 'key  [dir|]'],
      ['name: A\n|', 'key  [|]'],
      ['dir|\nname: A', 'key  [dir|]'],
      ['name: A\ndir|ection: x', 'key  [dir|ection]'],
      ['name: A\n|direction: x', 'key  [|direction]'],
      ['name: A\ndirection|: x', 'key  [direction|]'],
      ['name: A\n|\nfields:\n  - a', 'key  [|]'],
      ["name: A\n'dir|': x", "key  ['dir|']"],
    ]);
  });

  test('a value, also where none is written', () => {
    tells([
      ['direction:|', 'value direction [|]'],
      ['direction: |', 'value direction [|]'],
      ['direction:   | \nname: A', 'value direction [|]'],
      ['direction: bi|', 'value direction [bi|]'],
      ['direction: bi|directional # both', 'value direction [bi|directional]'],
      ["direction: 'bi|", "value direction ['bi|]"],
      ["direction: 'bi|'", "value direction ['bi|']"],
      ['direction: "bi|"', 'value direction ["bi|"]'],
      ['direction: &a bi|', 'value direction [bi|]'],
      ['direction:\n  bi|', 'value direction [bi|]'],
      ['direction:\r\n  bi|\r\nname: A\r\n', 'value direction [bi|]'],
      ['direction: | bidirectional', 'value direction [| bidirectional]'],
    ]);
  });

  test('spaces behind a plain token are typed on', () => {
    tells([
      ['fields:\n  - Name |', 'value fields/0 [Name |]'],
      ['fields:\n  - Name <-> |', 'value fields/0 [Name <-> |]'],
      ['fields:\n  - Name <-> |\n  - City <-> city', 'value fields/0 [Name <-> |]'],
    ]);
  });

  test('an item of a list', () => {
    tells([
      ['fields:\n  - |', 'value fields/0 [|]'],
      ['fields:\n  -|', 'value fields/0 [|]'],
      ['fields:\n- |', 'value fields/0 [|]'],
      ['fields:\n  - A <-> a\n  - B|', 'value fields/1 [B|]'],
      ['fields:\n  - A <-> a\n  - |\n  - C <-> c', 'value fields/1 [|]'],
      ['fields:\n  - A <-> a\n  |', 'item fields [|]'],
      ['fields:\n  |\n  - A <-> a', 'item fields [|]'],
      ['fields:\n  |', 'value fields [|]'],
      ['fields: |\n  - A <-> a', 'value fields [|]'],
      ['fields:\n  - A <-> a\n|', 'key  [|]'],
    ]);
  });

  test('a key in an item of a list', () => {
    tells([
      ['fields:\n  - map: A <-> a\n    |', 'key fields/0 [|]'],
      ['fields:\n  - map: A <-> a\n    ena|', 'key fields/0 [ena|]'],
      ['fields:\n  - map: A <-> a\n    enabled: |', 'value fields/0/enabled [|]'],
      ['fields:\n  - ma|\n    enabled: false', 'key fields/0 [ma|]'],
      ['fields:\n  - map: A <-> |\n    enabled: false', 'value fields/0/map [A <-> |]'],
      ['fields:\n  - map: |\n    enabled: false', 'value fields/0/map [|]'],
      ['fields:\n  - map: A <-> a\n    ena|\n    lookup: X', 'key fields/0 [ena|]'],
    ]);
  });

  test('groups in groups', () => {
    tells([
      ['onCreate:\n  |', 'value onCreate [|]'],
      ['onCreate:\n  loc|\n  integration: { a: 1 }', 'key onCreate [loc|]'],
      ['onCreate:\n  local:\n    |', 'value onCreate/local [|]'],
      ['onCreate:\n  local:\n    Name: |', 'value onCreate/local/Name [|]'],
      ['onCreate:\n  local:\n    Name: A\n  |', 'key onCreate [|]'],
      ['onCreate:\n  local:\n    Name: A\n    |', 'key onCreate/local [|]'],
      ['onCreate:\n\n  |\n  local: {}', 'key onCreate [|]'],
    ]);
  });

  test('between brackets', () => {
    tells([
      ['a: {|}', 'key a [|]'],
      ['a: { | }', 'key a [|]'],
      ['a: { b|', 'key a [b|]'],
      ['a: { b| }', 'key a [b|]'],
      ['a: { b: | }', 'value a/b [|]'],
      ['a: { b: c| }', 'value a/b [c|]'],
      ['a: { b: c, | }', 'key a [|]'],
      ['a: { b: c, d|: e }', 'key a [d|]'],
      ['a: { b: |, d: e }', 'value a/b [|]'],
      ['a: [|]', 'value a/0 [|]'],
      ['a: [ b, | ]', 'value a/1 [|]'],
      ['a: [ b, c|', 'value a/1 [c|]'],
      ['a: [ b: | ]', 'value a/0/b [|]'],
      ['a: [ { b: { c: | } } ]', 'value a/0/b/c [|]'],
      ["a: { 'b c'|: d }", "key a ['b c|']"],
      ['a: {\n  b: |\n}', 'value a/b [|]'],
      ['a: {\n  b: c,\n  |\n}', 'key a [|]'],
      ['a: { b: c }|', 'nothing'],
    ]);
  });

  test('a bracket that is missing does not spoil what follows', () => {
    tells([
      ['a: { b: c,\nname: |', 'value name [|]'],
      ['a: [b,\nname: A\ndir|', 'key  [dir|]'],
      ['fields:\n  - map: A <-> a\n    values: { x: 1\n    enabled: |', 'value fields/0/enabled [|]'],
      ['fields:\n  - [A\n  - B|', 'value fields/1 [B|]'],
      ['a: b }\nname: |', 'value name [|]'],
      ["a: 'b\nname: |", 'value name [|]'],
    ]);
  });

  test('nothing in comments, in long texts, and where no token could stand', () => {
    tells([
      ['name: A # com|ment', 'nothing'],
      ['# |', 'nothing'],
      ['name: >\n  a text |of lines\ndirection: x', 'nothing'],
      ['name: A\n  |', 'nothing'],
      ['name: >\n  a text\ndirection: |', 'value direction [|]'],
    ]);
  });

  test('a mark of the number sign inside a name is no comment', () => {
    tells([
      ['fields:\n  - No.# <-> a|', 'value fields/0 [No.# <-> a|]'],
      ["fields:\n  - 'a # b <-> |'", "value fields/0 ['a # b <-> |']"],
    ]);
  });

  test('never throws, and the token holds the cursor in its own line, whatever is typed', () => {
    const piece = fc.constantFrom(
      ...[
        'name',
        'fields',
        ': ',
        ':',
        '- ',
        '-',
        '\n',
        '\n  ',
        '\n    ',
        '{ ',
        '}',
        '[',
        ']',
        ', ',
        "'",
        '"',
        ' <-> ',
        ' -> ',
        ' #',
        '\t',
      ],
      ...[
        '\r\n',
        '\uFEFF',
        '&a ',
        '*a',
        '!t ',
        '|\n',
        '>',
        '? ',
        '---\n',
        'É😀',
        '\\',
        '%',
        '@',
        '    ',
        'x'.repeat(40),
      ],
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: piece }, fc.string({ unit: 'binary' })), { maxLength: 60 }),
        fc.nat(),
        (pieces, nat) => {
          const text = pieces.join('');
          const offset = nat % (text.length + 1);
          const context = cursorContext({ text }, offset);
          if (!context) return;
          const { token } = context;
          assert.ok(token.start <= offset && offset <= token.end, `${token.start}..${token.end} has not ${offset}`);
          assert.ok(!text.slice(token.start, token.end).includes('\n'), 'one line');
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('takes time that grows with the text, also for texts that nobody writes', () => {
    const hard = [
      '[',
      '{',
      '- ',
      '[{',
      'a: ',
      'a:\n ',
      "'",
      '"\\',
      ' ',
      '\t',
      '#',
      ' #',
      '\n',
      '{a: [',
      '|\n',
      '&a ',
      '!',
      ': ',
      ', ',
      '- [',
      '? ',
    ];
    for (const each of hard) {
      const text = each.repeat(20_000);
      const before = performance.now();
      cursorContext({ text }, text.length);
      cursorContext({ text: `a: ${text}` }, 3);
      assert.ok(performance.now() - before < 2000, JSON.stringify(each));
    }
  });

  test('answers nothing for places outside the text', () => {
    for (const offset of [-1, 4, 0.5, Number.NaN]) assert.equal(cursorContext({ text: 'a: ' }, offset), undefined);
  });
});
