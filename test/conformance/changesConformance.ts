import assert from 'node:assert/strict';
import type { ChangePage, ChangeToken, ConnectorError } from '../../src/core/ports/connector';
import type { ConformanceRow, ConformanceTable } from './conformanceTable';
import type { ConformanceSubject } from './connectorConformance';
import type { Result } from '../../src/core/result';
import { connectorActions, failure, value } from './connectorActions';
import { must } from '../../src/core/assert';
import { neverCancelled } from '../../src/core/ports/cancelSignal';

/** What the port promises of `changes`, inside the suite of a connector to a system that keeps track of them. */
export function changesConformance(
  table: ConformanceTable,
  subject: (rows: readonly ConformanceRow[]) => Promise<ConformanceSubject>,
): void {
  const { spec, idOf, idsUpTo, manyRows, aRow, aModify } = table;
  const { changePages, readAll, writeAll, stampOf, insertAll } = connectorActions(table);

  const tracked = async (rows: readonly ConformanceRow[]) => {
    const made = await subject(rows);
    const tracking = made.tracking ?? assert.fail('the subject of this suite cannot delete records');
    const changesSince = async (since: ChangeToken | null, pageSize = 100) =>
      told(await changePages(made.connector, since, { pageSize }));
    const modify = async (number: number, content: ConformanceRow) =>
      writeAll(made.connector, [aModify(number, content, await stampOf(made.connector, number))]);
    return { ...made, tracking, changesSince, modify };
  };

  test('says that the system keeps track of the table’s changes', async () => {
    const { connector } = await tracked([]);
    const [described] = value(await connector.describe(neverCancelled)).tables;
    assert.equal(described?.tracksChanges, true);
  });

  test('without a token tells everything, in pages no longer than asked, and a token on the last', async () => {
    const { connector } = await tracked(manyRows(25));
    for (const pageSize of [4, 5, 100]) {
      const pages = (await changePages(connector, null, { pageSize })).map(value);
      assert.ok(pages.every(({ records, deleted }) => records.length + deleted.length <= pageSize));
      assert.deepEqual(
        pages.map(({ token }) => token !== undefined),
        pages.map((_, index) => index === pages.length - 1),
      );
      const ids = pages.flatMap(({ records }) => records.map(({ id }) => id));
      assert.deepEqual(ids.sort(), idsUpTo(25));
    }
  });

  test('gives a token also where there is nothing', async () => {
    const { changesSince } = await tracked([]);
    assert.deepEqual((await changesSince((await changesSince(null)).token)).ids, []);
  });

  for (const pageSize of [1, 2, 100]) {
    test(`tells what was changed, created and deleted since a token, each once, ${pageSize} a page`, async () => {
      const { connector, tracking, changesSince, modify } = await tracked(manyRows(9));
      const { token } = await changesSince(null);
      await modify(1, { Name: 'a' });
      await modify(2, { Name: 'b' });
      await modify(1, { Name: 'c' });
      const [created] = await insertAll(connector, [{ 'No.': 'N1' }]);
      await modify(3, { Name: 'd' });
      tracking.remove(idOf(3));
      tracking.remove(idOf(4));
      const changes = await changesSince(token, pageSize);
      assert.deepEqual(changes.ids, [idOf(1), idOf(2), created?.id ?? ''].sort());
      assert.deepEqual(changes.deleted, [idOf(3), idOf(4)]);
      const after = await changesSince(changes.token, pageSize);
      assert.deepEqual([after.ids, after.deleted], [[], []]);
    });
  }

  test('a token from before is still good, and tells all since then', async () => {
    const { tracking, changesSince, modify } = await tracked(manyRows(3));
    const { token } = await changesSince(null);
    await modify(1, { Name: 'a' });
    await changesSince((await changesSince(token)).token);
    tracking.remove(idOf(2));
    const changes = await changesSince(token);
    assert.deepEqual([changes.ids, changes.deleted], [[idOf(1)], [idOf(2)]]);
  });

  test('what changes while it is read is told from the token that the reading ends with', async () => {
    const { connector, tracking, changesSince, modify } = await tracked(manyRows(7));
    const all = must(connector.changes, 'changes')(
      { table: spec, fields: [], since: null, pageSize: 2 },
      neverCancelled,
    );
    const seen: string[] = [];
    let token: ChangeToken | null = null;
    let createdId = '';
    for await (const page of all) {
      const { records, token: next } = value(page);
      if (seen.length === 0) {
        for (const number of [1, 4, 7]) await modify(number, { Name: 'late' });
        tracking.remove(idOf(2));
        tracking.remove(idOf(6));
        createdId = (await insertAll(connector, [{ 'No.': 'N1' }]))[0]?.id ?? '';
      }
      seen.push(...records.map(({ id }) => id));
      token = next ?? token;
    }
    assert.equal(new Set(seen).size, seen.length);
    for (const number of [3, 5]) assert.ok(seen.includes(idOf(number)), `record ${number} was left out`);
    const changes = await changesSince(token);
    assert.deepEqual(changes.ids, [idOf(1), idOf(4), idOf(7), createdId].sort());
    assert.deepEqual(changes.deleted, [idOf(2), idOf(6)]);
  });

  test('gives the values in the order of the fields, also of such as the token was not made for', async () => {
    const { connector, modify } = await tracked([aRow(1), aRow(2)]);
    const { token } = told(await changePages(connector, null, { fields: [] }));
    await modify(1, { Name: 'Ada' });
    const pages = (await changePages(connector, token, { fields: ['Name', 'No.'] })).map(value);
    const [record, ...others] = pages.flatMap(({ records }) => records);
    assert.deepEqual([record?.id, record?.values, others], [idOf(1), ['Ada', 'C1'], []]);
    assert.equal(record?.modifiedOn, await stampOf(connector, 1));
    const later = (await changePages(connector, told(pages.map(okPage)).token, { fields: ['Name'] })).map(value);
    assert.deepEqual(later[0]?.records, []);
  });

  test('a token that the system no longer knows fails before the first page; without one all is read again', async () => {
    const { connector, tracking, changesSince } = await tracked(manyRows(2));
    const { token } = await changesSince(null);
    tracking.expire();
    for (const unknown of [token, 'no token of this system']) {
      const [page, ...more] = await changePages(connector, unknown);
      assert.equal(page && failure(page).code, 'TOKEN_EXPIRED');
      assert.deepEqual(more, []);
    }
    assert.deepEqual((await readAll(connector, {})).map(({ id }) => id).sort(), (await changesSince(null)).ids);
  });

  test('stops telling changes when it is cancelled, and gives no token then', async () => {
    const { connector } = await tracked(manyRows(4));
    const cancel = { aborted: false };
    const pages: Result<ChangePage, ConnectorError>[] = [];
    const all = must(connector.changes, 'changes')({ table: spec, fields: [], since: null, pageSize: 2 }, cancel);
    for await (const page of all) {
      pages.push(page);
      cancel.aborted = true;
    }
    assert.deepEqual(
      pages.map((page) => (page.ok ? page.value.token : page.error.code)),
      [undefined, 'CANCELLED'],
    );
  });

  test('says which table or field has no changes to tell, since there is none', async () => {
    const { connector } = await tracked(manyRows(1));
    const [noField] = await changePages(connector, null, { fields: ['Colour'] });
    assert.equal(noField && failure(noField).code, 'FIELD_NOT_FOUND');
    const vendors = { ...spec, name: 'Vendor' };
    const changes = must(connector.changes, 'changes');
    for await (const page of changes({ table: vendors, fields: [], since: null, pageSize: 10 }, neverCancelled)) {
      assert.equal(failure(page).code, 'TABLE_NOT_FOUND');
    }
  });
}

interface Told {
  /** Of the records, in order; a repetition shows. */
  readonly ids: readonly string[];
  readonly deleted: readonly string[];
  readonly token: ChangeToken;
}

function told(pages: readonly Result<ChangePage, ConnectorError>[]): Told {
  const all = pages.map(value);
  return {
    ids: all.flatMap(({ records }) => records.map(({ id }) => id)).sort(),
    deleted: all.flatMap(({ deleted }) => deleted).sort(),
    token: must(all.at(-1)?.token, 'a token on the last page'),
  };
}

function okPage(page: ChangePage): Result<ChangePage, ConnectorError> {
  return { ok: true, value: page };
}
