import { strict as assert } from 'node:assert';
import type { FieldType } from '../../../src/core/model/value';
import { parseFilterExpression } from '../../../src/core/filter/parseFilterExpression';
import { printFilterExpression } from '../../../src/core/filter/printFilterExpression';
import { date, integer, text } from '../transfer/fieldTypes';

suite('printFilterExpression', () => {
  test('leaves alone what is written plainly', () => {
    for (const written of ["''", "<>''", 'Adatum Ltd', '<>@abc', 'A*|<>?B', 'A|B&C', '(A|B)&C', 'A..B', '..B', 'A..']) {
      assert.equal(reprinted(written, text), written);
    }
    assert.equal(reprinted('-5..5|>100', integer), '-5..5|>100');
    assert.equal(reprinted('2026-01-01..2026-12-31', date), '2026-01-01..2026-12-31');
  });

  test('writes values in canonical form and without needless signs', () => {
    assert.equal(reprinted(' = +05 | ( 7 ) ', integer), '5|7');
    assert.equal(reprinted('@<>abc', text), '<>@abc');
  });

  test('quotes what would be read otherwise', () => {
    assert.equal(reprinted("'A|B'", text), "'A|B'");
    assert.equal(reprinted("O'Brien", text), "'O''Brien'");
    assert.equal(reprinted("'.a'..b", text), "'.a'..b");
    assert.equal(reprinted("' a'*", text), "' a'*");
  });
});

function reprinted(written: string, type: FieldType): string {
  const expression = parseFilterExpression(written, type);
  if (!expression.ok) assert.fail(`${written}: ${expression.error.message}`);
  return printFilterExpression(expression.value, type);
}
