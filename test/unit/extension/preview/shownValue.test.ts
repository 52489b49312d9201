import { strict as assert } from 'node:assert';
import { shownValue } from '../../../../src/extension/preview/shownValue';
import { fieldLabel, fieldPair } from '../../../../src/extension/preview/fieldText';
import { english } from '../run/runBuilders';

suite('a value on one line', () => {
  const shown = (value: string | null, longest?: number) => shownValue(value, { kind: 'text' }, english, longest);

  test('says blank in words, for null and for empty text', () => {
    assert.equal(shown(null), '(blank)');
    assert.equal(shown(''), '(blank)');
  });

  test('is quoted where its ends would not be seen', () => {
    assert.equal(shown(' a '), '" a "');
    assert.equal(shown('a b'), 'a b');
  });

  test('is cut where it is long, and never through a character', () => {
    assert.equal(shown('abcdef', 4), 'abc…');
    assert.equal(shown('ab\u{1f600}cd', 4), 'ab…');
  });

  test('shows what would hide or turn text', () => {
    assert.equal(shown('a\tb\nc\u202ed\u200be'), 'a\\tb\\nc\\u202ed\\u200be');
  });

  test('names options', () => {
    const type = { kind: 'option', members: [{ value: '0', name: 'Active' }] } as const;
    assert.equal(shownValue('0', type, english), 'Active (0)');
    assert.equal(shownValue('7', type, english), '7');
  });
});

suite('a field', () => {
  const change = (field: string | null, integrationField: string | null) => ({ field, integrationField });

  test('is called by its local name', () => {
    assert.equal(fieldLabel(change('Name', 'name'), [change('Name', 'name')]), 'Name');
    assert.equal(fieldLabel(change(null, 'owneridtype'), []), 'owneridtype');
  });

  test('is called by the other name where one local field feeds several', () => {
    const all = [change('Name', 'name'), change('Name', 'fullname')];
    assert.equal(fieldLabel(change('Name', 'fullname'), all), 'fullname');
  });

  test('shows both names where there are two', () => {
    assert.equal(fieldPair(change('Name', 'name')), 'Name (name)');
    assert.equal(fieldPair(change('Type', null)), 'Type');
    assert.equal(fieldPair(change(null, 'owneridtype')), 'owneridtype');
  });
});
