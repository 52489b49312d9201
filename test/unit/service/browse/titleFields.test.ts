import assert from 'node:assert/strict';
import type { FieldDescription } from '../../../../src/core/model/schema';
import { titleFields, titleOf } from '../../../../src/service/browse/titleFields';

suite('A record’s title', () => {
  const field = (name: string, kind: 'text' | 'guid' | 'boolean' = 'text'): FieldDescription => ({
    name,
    type: { kind },
    required: false,
    readOnly: false,
    unique: false,
  });
  const chosen = (names: readonly string[], key: string, mapped: readonly string[] = []) => {
    const table = { name: 'T', fields: [field('id', 'guid'), ...names.map((name) => field(name))] };
    return titleFields(table, { name: 'T', id: 'id', key, modifiedOn: 'at' }, mapped);
  };

  test('is the key and the name', () => {
    assert.deepEqual(chosen(['No.', 'City', 'Name'], 'No.'), { key: 'No.', name: 'Name' });
    assert.equal(titleOf('10000', 'Cannon Group PLC'), '10000 Cannon Group PLC');
  });

  test('leaves out a key that is only a GUID', () => {
    assert.deepEqual(chosen(['lastname', 'fullname'], 'id'), { key: undefined, name: 'fullname' });
  });

  test('looks past a publisher’s prefix, spaces and capitals', () => {
    assert.equal(chosen(['code', 'cdm_description'], 'code').name, 'cdm_description');
    assert.equal(chosen(['code', 'Display Name'], 'code').name, 'Display Name');
  });

  test('prefers the likelier word, and of equal ones the field that the mapping transfers', () => {
    assert.equal(chosen(['description', 'Name'], 'id', ['description']).name, 'Name');
    assert.equal(chosen(['a_name', 'b_name'], 'id', ['b_name']).name, 'b_name');
  });

  test('is the key alone where nothing looks like a name, or the name is blank', () => {
    assert.deepEqual(chosen(['Code', 'Amount'], 'Code'), { key: 'Code', name: undefined });
    assert.equal(titleOf('10000', null), '10000');
    assert.equal(titleOf('10000', ''), '10000');
    assert.equal(titleOf('EUR', 'EUR'), 'EUR');
    assert.equal(titleOf(null, null), null);
  });
});
