import { strict as assert } from 'node:assert';
import { resolveTable } from '../../../src/core/mapping/resolveTable';
import type { FieldDescription, TableDescription } from '../../../src/core/model/schema';

suite('resolveTable', () => {
  const table = aTable({ idField: 'rowid', keyField: 'code', modifiedOnField: 'changed' });

  test("the mapping's own words come first", () => {
    const reference = { name: 'T', id: 'guid', key: 'name', modifiedOn: 'stamp' };
    const defaults = { id: 'rowid', key: 'code', modifiedOn: 'changed' };
    assert.deepEqual(resolveTable(reference, table, defaults), {
      ok: true,
      value: { name: 'T', id: 'guid', key: 'name', modifiedOn: 'stamp' },
    });
  });

  test('the defaults come next, where the table has such a field', () => {
    const defaults = { id: 'guid', key: 'No.', modifiedOn: 'SystemModifiedAt' };
    assert.deepEqual(resolveTable({ name: 'T' }, table, defaults), {
      ok: true,
      value: { name: 'T', id: 'guid', key: 'code', modifiedOn: 'changed' },
    });
  });

  test('a key that nobody names is the first unique field other than the id, or else the id', () => {
    const unique = resolveTable({ name: 'T' }, aTable({ idField: 'guid', modifiedOnField: 'stamp' }), {});
    assert.ok(unique.ok && unique.value.key === 'code');
    const alone = resolveTable({ name: 'T', id: 'code' }, aTable({ modifiedOnField: 'stamp' }, ['guid']), {});
    assert.ok(alone.ok && alone.value.key === 'code');
  });

  test('without an id or a stamp there is no table to synchronize, and the message says which', () => {
    const noId = resolveTable({ name: 'T' }, aTable({ modifiedOnField: 'stamp' }), {});
    assert.ok(!noId.ok && noId.error.missing === 'id');
    assert.match(noId.error.message, /'T' identifies its records/);
    const noStamp = resolveTable({ name: 'T' }, aTable({ idField: 'guid' }), { modifiedOn: 'SystemModifiedAt' });
    assert.ok(!noStamp.ok && noStamp.error.missing === 'modifiedOn');
  });

  test('a named field that does not exist is not replaced by another', () => {
    const result = resolveTable({ name: 'T', modifiedOn: 'modified' }, table, {});
    assert.ok(!result.ok && result.error.missing === 'modifiedOn');
    assert.match(result.error.message, /has no field 'modified'/);
  });
});

/** Of its fields guid and code are unique, but for those named. */
function aTable(known: Partial<TableDescription>, notUnique: readonly string[] = []): TableDescription {
  const field = (name: string): FieldDescription => ({
    name,
    type: { kind: 'text' },
    required: false,
    readOnly: false,
    unique: ['guid', 'code'].includes(name) && !notUnique.includes(name),
  });
  return { name: 'T', fields: ['guid', 'rowid', 'code', 'name', 'changed', 'stamp'].map(field), ...known };
}
