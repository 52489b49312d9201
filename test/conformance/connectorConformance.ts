import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ConformanceRow, ConformanceTraits } from './conformanceTable';
import type { Connector, ConnectorError } from '../../src/core/ports/connector';
import type { FakeClock } from '../support/fakeClock';
import type { ParsedFilter } from '../../src/core/filter/filterExpression';
import type { RecordId, TableRecord } from '../../src/core/model/record';
import type { Result } from '../../src/core/result';
import type { TableDescription } from '../../src/core/model/schema';
import { changesConformance } from './changesConformance';
import { codesIn, connectorActions, failure, recordsIn, value } from './connectorActions';
import { compileFilter } from '../../src/core/filter/compileFilter';
import { conformanceTable, someMoment } from './conformanceTable';
import { fakeClock } from '../support/fakeClock';
import { isBlank } from '../../src/core/model/value';
import { neverCancelled } from '../../src/core/ports/cancelSignal';
import { skipTest } from '../support/skipTest';
import { someFilter, someRow } from './conformanceFilters';

/** One connector over a system of its own. */
export interface ConformanceSubject {
  readonly connector: Connector;
  /** The system as another process finds it after this one was killed. */
  reopen(): Promise<Connector>;
  dispose(): Promise<void>;
  /** Where the system keeps track of changes: what people and time do to it. */
  readonly tracking?: {
    remove(id: RecordId): void;
    /** So much time passes that tokens given before are no good any more. */
    expire(): void;
  };
}

/** Makes a system with this one table and these records, whose time is the clock's. */
export type OpenSubject = (
  table: TableDescription,
  rows: readonly ConformanceRow[],
  clock: FakeClock,
) => Promise<ConformanceSubject>;

/** What the port promises, tried on one implementation. `name` heads the suite. */
export function connectorConformance(name: string, open: OpenSubject, traits: ConformanceTraits = {}): void {
  const { stamps = 'rising' } = traits;
  const table = conformanceTable(traits);
  const { spec, dataFields, asKept, idOf, idsUpTo, aRow, manyRows, aModify } = table;
  const { query, readPages, readAll, readError, stampOf, nameOf, writeAll, insertOutcomes, insertAll } =
    connectorActions(table);

  suite(`${name} keeps the connector contract`, () => {
    const opened: ConformanceSubject[] = [];
    const subject = async (rows: readonly ConformanceRow[], clock: FakeClock = fakeClock()) => {
      const made = await open(table.description, rows, clock);
      opened.push(made);
      return made;
    };
    const connectorOver = async (rows: readonly ConformanceRow[], clock?: FakeClock) =>
      (await subject(rows, clock)).connector;
    /** What the system tells for a stamp that its clock set at this moment. */
    const stampAt = (moment: string) => (stamps === 'none' ? null : (asKept(at(moment))[spec.modifiedOn] ?? null));
    const at = (moment: string | null): ConformanceRow => ({ [spec.modifiedOn]: moment });
    const atTime = (time: string | null) => at(time === null ? null : `2026-11-20T${time}:00.000Z`);
    teardown(async () => {
      for (const made of opened.splice(0)) await made.dispose();
    });

    test('describes its table with the fields that synchronization needs', async () => {
      const schema = value(await (await connectorOver([])).describe(neverCancelled));
      const described = schema.tables.find((each) => each.name === spec.name);
      assert.equal(described?.idField, spec.id);
      assert.equal(described?.keyField, spec.key);
      assert.equal(described?.modifiedOnField, spec.modifiedOn);
      assert.deepEqual(
        described?.fields.map((field) => [field.name, field.type.kind]),
        table.description.fields.map((field) => [field.name, field.type.kind]),
      );
    });

    test('reads every record once, in pages no longer than asked', async () => {
      const connector = await connectorOver(manyRows(25));
      for (const pageSize of [1, 5, 7, 25, 100]) {
        const pages = await readPages(connector, { pageSize });
        assert.ok(pages.every((page) => page.length > 0 && page.length <= pageSize));
        assert.deepEqual(
          pages.flat().map((record) => record.id),
          idsUpTo(25),
        );
      }
    });

    test('pages alike when the id and the stamp are among the fields asked for', async () => {
      const connector = await connectorOver(manyRows(7));
      const fields = ['Name', spec.id, spec.modifiedOn];
      const ids = idsUpTo(7);
      for (const order of [{ by: 'id' }, { by: 'modifiedOn', changedSince: null }] as const) {
        const records = await readAll(connector, { fields, order, pageSize: 2 });
        assert.deepEqual(new Set(records.map((record) => record.id)), new Set(ids));
        assert.equal(records.length, ids.length);
        const shown = stamps === 'none' ? asKept(aRow(1))[spec.modifiedOn] : stampAt(someMoment);
        for (const record of records) assert.deepEqual(record.values.slice(1), [record.id, shown]);
      }
    });

    test('gives the values in the order of the fields that were asked for', async () => {
      const connector = await connectorOver([aRow(1, { 'No.': 'C1', Name: 'Ada' })]);
      const [record] = await readAll(connector, { fields: ['Name', 'No.'] });
      assert.deepEqual(record?.values, ['Ada', 'C1']);
      assert.deepEqual((await readAll(connector, { fields: [] }))[0]?.values, []);
    });

    test('reads nothing from an empty table', async () => {
      assert.deepEqual(await readPages(await connectorOver([]), {}), []);
    });

    test('reads by stamp and then id, records without a stamp first, whatever the page size', async () => {
      const rows = [
        aRow(1, atTime('09:00')),
        aRow(2, atTime('08:00')),
        aRow(3, atTime(null)),
        aRow(4, atTime('08:00')),
        aRow(5, atTime(null)),
      ];
      const connector = await connectorOver(rows);
      for (const pageSize of [1, 2, 3, 10]) {
        const records = await readAll(connector, { order: { by: 'modifiedOn', changedSince: null }, pageSize });
        assert.deepEqual(
          records.map((record) => record.id),
          (stamps === 'none' ? [1, 2, 3, 4, 5] : [3, 5, 2, 4, 1]).map(idOf),
        );
      }
    });

    test('reads what changed at or after a stamp, and always what has no stamp', async () => {
      const connector = await connectorOver([
        aRow(1, atTime('07:59')),
        aRow(2, atTime('08:00')),
        aRow(3, atTime('08:01')),
        aRow(4, atTime(null)),
      ]);
      const changedSince = '2026-11-20T08:00:00.000Z';
      const records = await readAll(connector, { order: { by: 'modifiedOn', changedSince } });
      assert.deepEqual(
        records.map((record) => record.id),
        (stamps === 'none' ? [1, 2, 3, 4] : [4, 2, 3]).map(idOf),
      );
    });

    test('goes on where it was after a write between two pages', async () => {
      const connector = await connectorOver(manyRows(6));
      const seen: string[] = [];
      for await (const page of connector.read(query({ pageSize: 2 }), neverCancelled)) {
        seen.push(...value(page).map((record) => record.id));
        await writeAll(connector, [aModify(1, { Name: `after ${seen.length}` }, await stampOf(connector, 1))]);
      }
      assert.deepEqual(seen, idsUpTo(6));
    });

    test('reads exactly the records whose values pass the filter', async () => {
      const contentsOf = fc.array(someRow, { minLength: 5, maxLength: 20 });
      const filtersOf = fc.array(someFilter, { minLength: 20, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(contentsOf, filtersOf, async (contents, filters) => {
          const rows = contents.map((content, index) => aRow(index + 1, content));
          const made = await open(table.description, rows, fakeClock());
          try {
            for (const filter of filters) {
              const read = await readAll(made.connector, { filter, pageSize: 5 });
              assert.deepEqual(
                read.map((record) => record.id),
                rows
                  .filter((row) => passes(filter, asKept(row)))
                  .flatMap((row) => row[spec.id] ?? [])
                  .sort(),
              );
            }
          } finally {
            await made.dispose();
          }
        }),
        { numRuns: 60 },
      );
    });

    test('says which table or field does not exist', async () => {
      const connector = await connectorOver(manyRows(1));
      const noTable = { ...spec, name: 'Vendor' };
      assert.equal((await readError(connector, { table: noTable })).code, 'TABLE_NOT_FOUND');
      assert.equal((await readError(connector, { fields: ['Colour'] })).code, 'FIELD_NOT_FOUND');
      assert.equal(
        failure(await connector.get({ table: spec, fields: ['Colour'], ids: [] }, neverCancelled)).code,
        'FIELD_NOT_FOUND',
      );
      assert.equal(
        failure(await connector.find({ table: spec, fields: [], field: 'Colour', values: [] }, neverCancelled)).code,
        'FIELD_NOT_FOUND',
      );
      assert.equal(failure(await connector.newIds(noTable, 1)).code, 'TABLE_NOT_FOUND');
    });

    test('stops when it is cancelled, between pages and before a write', async () => {
      const connector = await connectorOver(manyRows(4));
      const cancel = { aborted: false };
      const pages: Result<readonly TableRecord[], ConnectorError>[] = [];
      for await (const page of connector.read(query({ pageSize: 2 }), cancel)) {
        pages.push(page);
        cancel.aborted = true;
      }
      assert.deepEqual(
        pages.map((page) => (page.ok ? page.value.length : page.error.code)),
        [2, 'CANCELLED'],
      );
      const refused = await connector.write({ table: spec, writes: [aModify(1, { Name: 'x' })], readBack: [] }, cancel);
      assert.equal(failure(refused).code, 'CANCELLED');
      assert.ok(isBlank((await nameOf(connector, 1)) ?? null));
    });

    test('gets records by id and leaves out those that do not exist', async () => {
      const connector = await connectorOver(manyRows(3));
      const records = value(
        await connector.get({ table: spec, fields: ['No.'], ids: [idOf(3), idOf(9), idOf(1)] }, neverCancelled),
      );
      assert.deepEqual([...records].map(([id, record]) => [id, record.values]).sort(), [
        [idOf(1), ['C1']],
        [idOf(3), ['C3']],
      ]);
    });

    for (const field of ['No.', 'Name']) {
      test(`finds the records whose ${field} equals a value exactly, at most two of them`, async () => {
        const names = ['Ada', 'ada', 'Ada ', 'Bob', 'Cy', 'Cy', 'Cy', '', null];
        const rows = names.map((text, index) =>
          aRow(index + 1, { 'No.': field === 'No.' && index > 4 ? `x${index}` : `C${index}`, Name: text }),
        );
        const connector = await connectorOver(rows);
        const values =
          field === 'Name' ? ['Ada', 'Bob', 'Cy', 'Dee', '', 'ad%', 'bob'] : ['C0', 'c1', 'C2', 'C99', '', 'C'];
        const found = value(await connector.find({ table: spec, fields: [field], field, values }, neverCancelled));
        const counts = [...found].map(([text, records]) => [text, records.length]).sort();
        assert.deepEqual(
          counts,
          field === 'Name'
            ? [
                ['Ada', 1],
                ['Bob', 1],
                ['Cy', 2],
              ]
            : [
                ['C0', 1],
                ['C2', 1],
              ],
        );
        for (const [text, records] of found) assert.ok(records.every((record) => record.values[0] === text));
      });
    }

    test('gives every new record an id of its own', async () => {
      const connector = await connectorOver(manyRows(2));
      const first = await insertAll(connector, [{ 'No.': 'N1' }, { 'No.': 'N2' }]);
      const second = await insertAll(connector, [{ 'No.': 'N3' }]);
      const ids = [...first, ...second].map((record) => record.id);
      assert.equal(new Set([...ids, idOf(1), idOf(2)]).size, 5);
      const records = await readAll(connector, { fields: ['No.'] });
      assert.deepEqual(new Map(records.map((record) => [record.id, record.values[0]])).get(ids[2] ?? ''), 'N3');
    });

    test('keeps every value exactly as it was written', async () => {
      const values: ConformanceRow = {
        'No.': '007',
        Name: `O'Brien "é" 漢 😀 \\ % _ \u0000 end`,
        Employees: '9007199254740993',
        Credit: '-1234567890.12345',
        Blocked: 'true',
        Registered: '2024-02-29',
        Seen: '2026-11-21T08:00:00.120Z',
        Owner: '6f9619ff-8b86-d011-b42d-00c04fc964ff',
      };
      const connector = await connectorOver([]);
      const [written] = await insertAll(connector, [values]);
      assert.deepEqual(
        written?.values,
        dataFields.map((field) => asKept(values)[field]),
      );
      const [read] = await readAll(connector, { fields: dataFields });
      assert.deepEqual(read, written);
    });

    test('stamps what it writes, and tells the stamp', async () => {
      const clock = fakeClock('2026-11-21T10:00:00.000Z');
      const connector = await connectorOver([aRow(1)], clock);
      const [inserted] = await insertAll(connector, [{ 'No.': 'N1' }]);
      assert.equal(inserted?.modifiedOn, stampAt('2026-11-21T10:00:00.000Z'));
      clock.advance(1500);
      const [modified] = recordsIn(await writeAll(connector, [aModify(1, { Name: 'Ada' })]));
      assert.equal(modified?.modifiedOn, stampAt('2026-11-21T10:00:01.500Z'));
      assert.equal(await stampOf(connector, 1), stampAt('2026-11-21T10:00:01.500Z'));
    });

    test('stamps a change later than the record was, also while the clock stands still or runs behind', async function () {
      if (stamps !== 'rising')
        skipTest(this, 'its stamps are what its clock says; a version tells two changes of one moment apart');
      const clock = fakeClock('2026-11-19T00:00:00.000Z');
      const connector = await connectorOver([aRow(1)], clock);
      const [first] = recordsIn(await writeAll(connector, [aModify(1, { Name: 'a' })]));
      const [second] = recordsIn(await writeAll(connector, [aModify(1, { Name: 'b' }, first?.modifiedOn ?? null)]));
      assert.ok((first?.modifiedOn ?? '') > someMoment);
      assert.ok((second?.modifiedOn ?? '') > (first?.modifiedOn ?? ''));
    });

    test('writes blanks, and modifies only the fields it is told', async () => {
      const connector = await connectorOver([aRow(1, { Name: 'Ada', Credit: '5', Employees: '3' })]);
      await writeAll(connector, [aModify(1, { Name: '', Credit: null })]);
      const [record] = await readAll(connector, { fields: ['Name', 'Credit', 'Employees', 'No.'] });
      assert.deepEqual(
        record?.values.map((each) => each ?? ''),
        ['', asKept({ Credit: null })['Credit'] ?? '', '3', 'C1'],
      );
    });

    test('says that a record to modify is missing', async () => {
      const connector = await connectorOver(manyRows(1));
      assert.deepEqual(await writeAll(connector, [aModify(9, { Name: 'x' })]), [{ kind: 'missing' }]);
    });

    test('leaves a record alone that changed after it was read', async () => {
      const connector = await connectorOver([aRow(1, { Name: 'Ada' }), aRow(2, { Name: 'Bob', ...atTime(null) })]);
      const stale = [
        aModify(1, { Name: 'x' }, '2026-11-01T00:00:00.000Z'),
        aModify(1, { Name: 'x' }, stamps === 'none' ? someMoment : null),
        aModify(2, { Name: 'x' }, someMoment),
      ];
      assert.deepEqual(codesIn(await writeAll(connector, stale)), [
        'CHANGED_MEANWHILE',
        'CHANGED_MEANWHILE',
        'CHANGED_MEANWHILE',
      ]);
      assert.equal(await nameOf(connector, 1), 'Ada');
      assert.deepEqual(codesIn(await writeAll(connector, [aModify(2, { Name: 'y' }, null)])), ['written']);
    });

    test('leaves a record alone that another client changed after it was read, in the same moment too', async function () {
      const { connector, reopen } = await subject([aRow(1, { Name: 'Ada' })]);
      if (connector.capabilities.durability === 'deferred') skipTest(this, 'no two clients share such a system');
      await writeAll(connector, [aModify(1, { Name: 'Bob' })]);
      const read = await stampOf(connector, 1);
      const other = await reopen();
      await writeAll(other, [aModify(1, { Name: 'Cy' }, await stampOf(other, 1))]);
      assert.deepEqual(codesIn(await writeAll(connector, [aModify(1, { Name: 'x' }, read)])), ['CHANGED_MEANWHILE']);
      assert.equal(await nameOf(connector, 1), 'Cy');
    });

    test('fails a record that violates a constraint, and writes its neighbours', async () => {
      const connector = await connectorOver(manyRows(2));
      const outcomes = await insertOutcomes(connector, [
        { 'No.': 'N1' },
        { 'No.': 'C2', Name: 'twice' },
        { 'No.': 'N2' },
      ]);
      assert.deepEqual(codesIn(outcomes), ['written', 'CONSTRAINT_VIOLATED', 'written']);
      const failed = outcomes[1];
      assert.ok(failed?.kind === 'failed');
      assert.match(`${failed.failure.field} ${failed.failure.message}`, /No\./);
      const numbers = (await readAll(connector, { fields: ['No.'] })).map((record) => record.values[0]);
      assert.deepEqual(numbers.sort(), ['C1', 'C2', 'N1', 'N2']);
    });

    test('fails the one record in a large batch that violates a constraint', async () => {
      const connector = await connectorOver(manyRows(2));
      const numbers = Array.from({ length: 70 }, (_, index) => (index === 33 ? 'C2' : `N${index + 10}`));
      const outcomes = await insertOutcomes(
        connector,
        numbers.map((number) => ({ 'No.': number })),
      );
      assert.deepEqual(
        codesIn(outcomes),
        numbers.map((number) => (number === 'C2' ? 'CONSTRAINT_VIOLATED' : 'written')),
      );
      const stored = (await readAll(connector, { fields: ['No.'] })).map((record) => record.values[0]);
      assert.deepEqual(stored.sort(), ['C1', ...numbers].sort());
    });

    test('gets the records of a long list in any order, and leaves out those that are not there', async () => {
      const connector = await connectorOver(manyRows(60));
      const all = await readAll(connector, { fields: ['No.'] });
      const ids = all.map((record) => record.id);
      const asked = [...ids.slice(5, 40), idOf(99), ...ids.slice(41, 50)];
      for (const list of [asked, [...asked].sort(), [...asked].reverse()]) {
        const found = value(await connector.get({ table: spec, fields: ['No.'], ids: list }, neverCancelled));
        const wanted = all.filter((record) => list.includes(record.id));
        assert.deepEqual(new Set(found.values()), new Set(wanted));
      }
    });

    test('takes the same insert twice without making a second record', async function () {
      const connector = await connectorOver([]);
      const ids = value(await connector.newIds(spec, 1));
      if (!ids) skipTest(this, 'the system gives its own ids, so that no insert is sent twice');
      const insert = {
        kind: 'insert',
        id: ids[0] ?? '',
        fields: ['No.', 'Name'],
        values: ['N1', 'first'],
        resent: true,
      } as const;
      await writeAll(connector, [insert]);
      const [again] = recordsIn(await writeAll(connector, [{ ...insert, values: ['N1', 'second'] }]));
      assert.equal(again?.id, ids[0]);
      const all = await readAll(connector, { fields: ['Name'] });
      assert.deepEqual(
        all.map((record) => record.values),
        [['second']],
      );
      assert.deepEqual(codesIn(await writeAll(connector, [{ ...insert, resent: false }])), ['CONSTRAINT_VIOLATED']);
    });

    test('refuses to write a read-only field, and says which', async () => {
      const connector = await connectorOver(manyRows(1));
      const [outcome] = await writeAll(connector, [aModify(1, { Initial: 'X' })]);
      assert.ok(outcome?.kind === 'failed');
      assert.equal(outcome.failure.code, 'WRITE_REFUSED');
      assert.equal(outcome.failure.field, 'Initial');
    });

    test('reads back what was asked for, also fields that were not written', async () => {
      const connector = await connectorOver([aRow(1, { Employees: '3' })]);
      const write = {
        table: spec,
        writes: [aModify(1, { Name: 'Ada' })],
        readBack: ['Employees', 'Name', spec.id],
      };
      const [record] = recordsIn(value(await connector.write(write, neverCancelled)));
      assert.deepEqual(record?.values, ['3', 'Ada', idOf(1)]);
    });

    test('keeps what was flushed when the process is killed', async () => {
      const made = await subject(manyRows(1));
      value(await made.connector.prepareToWrite());
      await insertAll(made.connector, [{ 'No.': 'N1' }]);
      value(await made.connector.flush());
      await insertAll(made.connector, [{ 'No.': 'N2' }]);
      const numbers = (await readAll(await made.reopen(), { fields: ['No.'] })).map((record) => record.values[0]);
      const expected = made.connector.capabilities.durability === 'immediate' ? ['C1', 'N1', 'N2'] : ['C1', 'N1'];
      assert.deepEqual(numbers.sort(), expected);
    });

    if (traits.tracksChanges) suite('its changes', () => changesConformance(table, subject));
  });
}

function passes(filter: ParsedFilter, row: ConformanceRow): boolean {
  return filter.every((part) => compileFilter(part.expression, part.type)(row[part.field] ?? null));
}
