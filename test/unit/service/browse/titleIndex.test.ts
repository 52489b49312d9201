import assert from 'node:assert/strict';
import type { SqliteWorkspace } from '../../../support/sqliteWorkspace';
import { TitleIndex } from '../../../../src/service/browse/titleIndex';
import { neverCancelled } from '../../../../src/core/ports/cancelSignal';
import { sqliteWorkspace } from '../../../support/sqliteWorkspace';
import { systemClock } from '../../../../src/service/systemClock';

suite('An index of titles', () => {
  let workspace: SqliteWorkspace;
  setup(async () => {
    workspace = await sqliteWorkspace();
    workspace.create('data.sqlite', [
      'CREATE TABLE Customer (id GUID PRIMARY KEY, "No." TEXT(20), Name TEXT(50), at DATETIME)',
      `INSERT INTO Customer VALUES ('c', '30000', 'Adatum', '2026'), ('a', '10000', 'Cannon 30000', '2026'), ('b', '20000', NULL, '2026')`,
    ]);
  });
  teardown(() => workspace.dispose());

  test('lists records in the order of their keys where nothing is searched', async () => {
    assert.deepEqual(titles(await index('No.'), ''), ['10000 Cannon 30000', '20000', '30000 Adatum']);
  });

  test('puts records that begin with what is searched before those that only hold it', async () => {
    assert.deepEqual(titles(await index('No.'), '30000'), ['30000 Adatum', '10000 Cannon 30000']);
    assert.deepEqual(titles(await index('No.'), '30000', 1), ['30000 Adatum']);
  });

  test('takes capitals and small letters for the same', async () => {
    assert.deepEqual(titles(await index('No.'), 'aDAT'), ['30000 Adatum']);
    assert.deepEqual(titles(await index('No.'), 'nobody'), []);
  });

  test('orders by title where the keys say nothing, and names untitled records by their id', async () => {
    assert.deepEqual(titles(await index(undefined), ''), ['Adatum', 'b', 'Cannon 30000']);
  });

  test('gives all ids that suit', async () => {
    const whole = await index('No.');
    assert.deepEqual([...whole.idsWith('0000')].sort(), ['a', 'b', 'c']);
    assert.deepEqual([...whole.idsWith('cannon')], ['a']);
  });

  test('stops reading when it is cancelled', async () => {
    const read = await readWith('No.', { aborted: true });
    assert.equal(read.ok ? '' : read.error.code, 'CANCELLED');
  });

  async function readWith(key: string | undefined, cancel: { readonly aborted: boolean }) {
    const connector = await workspace.open('data.sqlite');
    const table = { name: 'Customer', id: 'id', key: key ?? 'id', modifiedOn: 'at' };
    return TitleIndex.read({ connector, table, fields: { key, name: 'Name' }, clock: systemClock }, cancel);
  }

  async function index(key: string | undefined): Promise<TitleIndex> {
    const made = await readWith(key, neverCancelled);
    if (!made.ok) throw new Error(made.error.message);
    return made.value;
  }

  function titles(whole: TitleIndex, search: string, limit = 10): readonly string[] {
    return whole.find(search, limit).map((record) => record.title);
  }
});
