import { strict as assert } from 'node:assert';
import { nearestName } from '../../../src/core/mapping/nearestName';

suite('nearestName', () => {
  const fields = ['No.', 'Name', 'Name 2', 'E-Mail', 'Phone No.', 'Post Code', 'address1_postalcode'];
  const cases: readonly { readonly written: string; readonly meant: string | undefined }[] = [
    { written: 'Nmae', meant: 'Name' },
    { written: 'name', meant: 'Name' },
    { written: 'Name2', meant: 'Name 2' },
    { written: 'Email', meant: 'E-Mail' },
    { written: 'Phone Number', meant: undefined },
    { written: 'PostCode', meant: 'Post Code' },
    { written: 'adress1_postalcode', meant: 'address1_postalcode' },
    { written: 'Salesperson', meant: undefined },
    { written: '', meant: undefined },
    { written: '%%', meant: undefined },
  ];
  for (const { written, meant } of cases) {
    test(`'${written}' meant ${meant ?? 'nothing here'}`, () => assert.equal(nearestName(written, fields), meant));
  }

  test('of equally near names the first is taken', () => {
    assert.equal(nearestName('cot', ['cat', 'cut']), 'cat');
  });

  test('names of any length are compared quickly', () => {
    const long = 'x'.repeat(1_000_000);
    assert.equal(nearestName(long, ['x'.repeat(50), long]), long);
  });
});
