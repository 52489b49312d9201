import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainNumber } from '../../../src/connectors/sqlite/plainNumber';

suite('plainNumber', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '0'],
    [0.1, '0.1'],
    [-12.5, '-12.5'],
    [1e21, '1000000000000000000000'],
    [-1.5e22, '-15000000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
  ];
  for (const [number, text] of cases) {
    test(`writes ${number} as ${text}`, () => assert.equal(plainNumber(number), text));
  }

  test('names the same double, without an exponent, whatever the number', () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(numbers, (number) => {
        assert.match(plainNumber(number), /^-?\d+(\.\d*[1-9])?$/);
        assert.ok(Number(plainNumber(number)) === number);
      }),
    );
  });
});
