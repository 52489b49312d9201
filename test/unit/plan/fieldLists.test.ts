import assert from 'node:assert/strict';
import type { FieldWrite } from '../../../src/core/plan/transferRecord';
import { FieldLists } from '../../../src/core/plan/fieldLists';
import { aMapping } from '../../support/planBuilders';
import { must } from '../../../src/core/assert';

suite('FieldLists', () => {
  const { fields } = aMapping();
  const [name, city] = [write(0, 'Adatum'), write(1, 'Oslo')];

  test('gives equal lists one array, whatever the values', () => {
    const lists = new FieldLists();
    const first = lists.of([name, city], []);
    assert.deepEqual(first, ['name', 'city']);
    assert.equal(lists.of([write(0, 'Litware'), city], []), first);
  });

  test('keeps different lists apart', () => {
    const lists = new FieldLists();
    assert.deepEqual([lists.of([name], []), lists.of([city], []), lists.of([], [])], [['name'], ['city'], []]);
  });

  test('puts what only new records get at the end, and keeps that apart from a change of the same fields', () => {
    const lists = new FieldLists();
    assert.deepEqual(lists.of([name], []), ['name']);
    assert.deepEqual(lists.of([name], ['onhold']), ['name', 'onhold']);
    assert.deepEqual(lists.of([name], []), ['name']);
  });

  function write(index: number, value: string): FieldWrite {
    return { index, field: must(fields[index]?.integration, 'field'), value };
  }
});
