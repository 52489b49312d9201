import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { cutText, displayWidth, padText } from '../../../../src/cli/render/displayWidth';
import { textStyle } from '../../../../src/cli/render/textStyle';
import { textTable } from '../../../../src/cli/render/textTable';

const plain = textStyle({ isTerminal: false, env: { LANG: 'C.UTF-8' } });
const coloured = textStyle({ isTerminal: true, env: { LANG: 'C.UTF-8' } });
const columns = [{ title: 'name' }, { title: 'count', align: 'right' }, { title: 'note' }] as const;

suite('textTable', () => {
  test('aligns words left and numbers right', () => {
    const rows = [
      ['CUSTOMER', '1,260', 'first'],
      ['ITEM', '7', ''],
    ];
    assert.deepEqual(textTable(columns, rows, { style: plain }), [
      'name      count  note',
      'CUSTOMER  1,260  first',
      'ITEM          7',
    ]);
  });

  test('counts wide characters as two columns and accents put upon a letter as none', () => {
    const rows = [
      ['取引先', '1', 'x'],
      ['Café', '2', 'x'],
      ['Cafe\u0301s', '3', 'x'],
    ];
    assert.deepEqual(textTable(columns, rows, { style: plain }), [
      'name    count  note',
      '取引先      1  x',
      'Café        2  x',
      'Cafe\u0301s       3  x',
    ]);
  });

  test('aligns by the text alone when cells are coloured', () => {
    const rows = [[{ text: 'ok', colour: 'green' as const }, { text: '0', colour: 'dim' as const }, 'x']];
    const lines = textTable(columns, rows, { style: coloured });
    assert.deepEqual(
      // eslint-disable-next-line no-control-regex -- the codes are control characters
      lines.map((line) => line.replaceAll(/\u001b\[\d+m/g, '')),
      ['name  count  note', 'ok        0  x'],
    );
    assert.notEqual(lines[1], 'ok        0  x');
  });

  test('shows control characters of the data escaped', () => {
    const [, line] = textTable(columns, [['a\nb', '\u001b[2J', 'tab\there']], { style: plain });
    assert.equal(line, 'a\\nb  \\u001b[2J  tab\\there');
  });

  test('cuts the last column to the width it is given', () => {
    const rows = [['CUSTOMER', '1', 'a remark that is much too long for such a window']];
    const [, line] = textTable(columns, rows, { style: plain, width: 40 });
    assert.equal(line, 'CUSTOMER      1  a remark that is much …');
    assert.equal(displayWidth(line ?? ''), 40);
  });

  test('puts every row on one line of the same columns, whatever the data', () => {
    const cell = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (pairs) => {
        const rows = pairs.map(([a, b]) => [a, b, '|']);
        const [, ...lines] = textTable(columns, rows, { style: plain });
        assert.equal(lines.length, rows.length);
        assert.equal(new Set(lines.map(displayWidth)).size, 1);
        for (const line of lines) assert.doesNotMatch(line, /\p{Cc}/u);
      }),
    );
  });
});

suite('cutText', () => {
  test('never cuts a character in two, nor one that is wide', () => {
    assert.equal(cutText('取引先', 6, '…'), '取引先');
    assert.equal(cutText('取引先', 5, '…'), '取引…');
    assert.equal(cutText('取引先', 4, '…'), '取…');
    assert.equal(cutText('a😀b', 3, '…'), 'a…');
  });

  test('leaves the ellipsis out where there is no room for it', () => {
    assert.equal(cutText('abcdef', 2, '...'), '');
  });

  test('never exceeds the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, width) => {
        assert.ok(displayWidth(cutText(text, width, '…')) <= width);
      }),
    );
  });
});

suite('padText', () => {
  test('leaves longer text as it is', () => {
    assert.equal(padText('abc', 2), 'abc');
    assert.equal(padText('取', 4, 'right'), '  取');
  });
});
