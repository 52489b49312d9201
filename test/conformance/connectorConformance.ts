import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Clock } from '../../src/core/ports/clock';
import type { Connector, ConnectorError, ReadQuery, RecordWrite, WriteOutcome } from '../../src/core/ports/connector';
import type { FakeClock } from '../support/fakeClock';
import type { FieldType, Value } from '../../src/core/model/value';
import type { FilterExpression, ParsedFilter } from '../../src/core/filter/filterExpression';
import type { Result } from '../../src/core/result';
import type { TableDescription, TableSpec } from '../../src/core/model/schema';
import type { TableRecord } from '../../src/core/model/record';
import { compileFilter } from '../../src/core/filter/compileFilter';
import { fakeClock } from '../support/fakeClock';
import { isBlank } from '../../src/core/model/value';
import { neverCancelled } from '../../src/core/ports/cancelSignal';

/** One connector over a system of its own. */
export interface ConformanceSubject {
  readonly connector: Connector;
  /** The system as another process finds it after this one was killed. */
  reopen(): Promise<Connector>;
  dispose(): Promise<void>;
}

export type ConformanceRow = Readonly<Record<string, Value>>;

/** Makes a system with this one table and these records, whose time is the clock's. */
export type OpenSubject = (
  table: TableDescription,
  rows: readonly ConformanceRow[],
  clock: Clock,
) => Promise<ConformanceSubject>;

/** What systems differ in, and may. */
export interface ConformanceTraits {
  /** A record as the system keeps it: not all have null for everything. */
  readonly asKept?: (row: ConformanceRow) => ConformanceRow;
}

/** What the port promises, tried on one implementation. `name` heads the suite. */
export function connectorConformance(
  name: string,
  open: OpenSubject,
  { asKept = (row) => row }: ConformanceTraits = {},
): void {
  suite(`${name} keeps the connector contract`, () => {
    const opened: ConformanceSubject[] = [];
    const subject = async (rows: readonly ConformanceRow[], clock: FakeClock = fakeClock()) => {
      const made = await open(customers, rows, clock);
      opened.push(made);
      return made;
    };
    const connectorOver = async (rows: readonly ConformanceRow[], clock?: FakeClock) =>
      (await subject(rows, clock)).connector;
    teardown(async () => {
      for (const made of opened.splice(0)) await made.dispose();
    });

    test('describes its table with the fields that synchronization needs', async () => {
      const schema = value(await (await connectorOver([])).describe(neverCancelled));
      const table = schema.tables.find((each) => each.name === spec.name);
      assert.equal(table?.idField, spec.id);
      assert.equal(table?.keyField, spec.key);
      assert.equal(table?.modifiedOnField, spec.modifiedOn);
      assert.deepEqual(
        table?.fields.map((field) => [field.name, field.type.kind]),
        customers.fields.map((field) => [field.name, field.type.kind]),
      );
    });

    test('reads every record once, in pages no longer than asked', async () => {
      const connector = await connectorOver(manyRows(25));
      for (const pageSize of [1, 5, 7, 25, 100]) {
        const pages = await readPages(connector, { pageSize });
        assert.ok(pages.every((page) => page.length > 0 && page.length <= pageSize));
        assert.deepEqual(
          pages.flat().map((record) => record.id),
          manyRows(25).map((row) => row[spec.id]),
        );
      }
    });

    test('pages alike when the id and the stamp are among the fields asked for', async () => {
      const connector = await connectorOver(manyRows(7));
      const fields = ['Name', spec.id, spec.modifiedOn];
      const ids = manyRows(7).map((row) => row[spec.id]);
      for (const order of [{ by: 'id' }, { by: 'modifiedOn', changedSince: null }] as const) {
        const records = await readAll(connector, { fields, order, pageSize: 2 });
        assert.deepEqual(new Set(records.map((record) => record.id)), new Set(ids));
        assert.equal(records.length, ids.length);
        for (const record of records) assert.deepEqual(record.values.slice(1), [record.id, record.modifiedOn]);
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
        aRow(1, at('09:00')),
        aRow(2, at('08:00')),
        aRow(3, at(null)),
        aRow(4, at('08:00')),
        aRow(5, at(null)),
      ];
      const connector = await connectorOver(rows);
      for (const pageSize of [1, 2, 3, 10]) {
        const records = await readAll(connector, { order: { by: 'modifiedOn', changedSince: null }, pageSize });
        assert.deepEqual(
          records.map((record) => record.id),
          [3, 5, 2, 4, 1].map(idOf),
        );
      }
    });

    test('reads what changed at or after a stamp, and always what has no stamp', async () => {
      const connector = await connectorOver([
        aRow(1, at('07:59')),
        aRow(2, at('08:00')),
        aRow(3, at('08:01')),
        aRow(4, at(null)),
      ]);
      const changedSince = '2026-11-20T08:00:00.000Z';
      const records = await readAll(connector, { order: { by: 'modifiedOn', changedSince } });
      assert.deepEqual(
        records.map((record) => record.id),
        [4, 2, 3].map(idOf),
      );
    });

    test('goes on where it was after a write between two pages', async () => {
      const connector = await connectorOver(manyRows(6));
      const seen: string[] = [];
      for await (const page of connector.read(query({ pageSize: 2 }), neverCancelled)) {
        seen.push(...value(page).map((record) => record.id));
        await writeAll(connector, [aModify(1, { Name: `after ${seen.length}` }, await stampOf(connector, 1))]);
      }
      assert.deepEqual(
        seen,
        manyRows(6).map((row) => row[spec.id]),
      );
    });

    test('reads exactly the records whose values pass the filter', async () => {
      const contentsOf = fc.array(someRow, { minLength: 5, maxLength: 20 });
      const filtersOf = fc.array(someFilter, { minLength: 20, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(contentsOf, filtersOf, async (contents, filters) => {
          const rows = contents.map((content, index) => aRow(index + 1, content));
          const made = await open(customers, rows, fakeClock());
          try {
            for (const filter of filters) {
              const read = await readAll(made.connector, { filter, pageSize: 5 });
              assert.deepEqual(
                read.map((record) => record.id),
                rows.filter((row) => passes(filter, asKept(row))).map((row) => row[spec.id]),
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
      const refused = await connector.write(
        { table: spec, writes: [aModify(1, { Name: 'x' }, stamp)], readBack: [] },
        cancel,
      );
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
        dataFields.map((field) => values[field]),
      );
      const [read] = await readAll(connector, { fields: dataFields });
      assert.deepEqual(read, written);
    });

    test('stamps what it writes, and tells the stamp', async () => {
      const clock = fakeClock('2026-11-21T10:00:00.000Z');
      const connector = await connectorOver([aRow(1)], clock);
      const [inserted] = await insertAll(connector, [{ 'No.': 'N1' }]);
      assert.equal(inserted?.modifiedOn, '2026-11-21T10:00:00.000Z');
      clock.advance(1500);
      const [modified] = records(await writeAll(connector, [aModify(1, { Name: 'Ada' }, stamp)]));
      assert.equal(modified?.modifiedOn, '2026-11-21T10:00:01.500Z');
      assert.equal(await stampOf(connector, 1), '2026-11-21T10:00:01.500Z');
    });

    test('stamps a change later than the record was, also while the clock stands still or runs behind', async () => {
      const clock = fakeClock('2026-11-19T00:00:00.000Z');
      const connector = await connectorOver([aRow(1)], clock);
      const [first] = records(await writeAll(connector, [aModify(1, { Name: 'a' }, stamp)]));
      const [second] = records(await writeAll(connector, [aModify(1, { Name: 'b' }, first?.modifiedOn ?? null)]));
      assert.ok((first?.modifiedOn ?? '') > stamp);
      assert.ok((second?.modifiedOn ?? '') > (first?.modifiedOn ?? ''));
    });

    test('writes blanks, and modifies only the fields it is told', async () => {
      const connector = await connectorOver([aRow(1, { Name: 'Ada', Credit: '5', Employees: '3' })]);
      await writeAll(connector, [aModify(1, { Name: '', Credit: null }, stamp)]);
      const [record] = await readAll(connector, { fields: ['Name', 'Credit', 'Employees', 'No.'] });
      assert.deepEqual(
        record?.values.map((each) => each ?? ''),
        ['', asKept({ Credit: null })['Credit'] ?? '', '3', 'C1'],
      );
    });

    test('says that a record to modify is missing', async () => {
      const connector = await connectorOver(manyRows(1));
      assert.deepEqual(await writeAll(connector, [aModify(9, { Name: 'x' }, stamp)]), [{ kind: 'missing' }]);
    });

    test('leaves a record alone that changed after it was read', async () => {
      const connector = await connectorOver([aRow(1, { Name: 'Ada' }), aRow(2, { Name: 'Bob', ...at(null) })]);
      const stale = [
        aModify(1, { Name: 'x' }, '2026-11-01T00:00:00.000Z'),
        aModify(1, { Name: 'x' }, null),
        aModify(2, { Name: 'x' }, stamp),
      ];
      assert.deepEqual(codes(await writeAll(connector, stale)), [
        'CHANGED_MEANWHILE',
        'CHANGED_MEANWHILE',
        'CHANGED_MEANWHILE',
      ]);
      assert.equal(await nameOf(connector, 1), 'Ada');
      assert.deepEqual(codes(await writeAll(connector, [aModify(2, { Name: 'y' }, null)])), ['written']);
    });

    test('fails a record that violates a constraint, and writes its neighbours', async () => {
      const connector = await connectorOver(manyRows(2));
      const outcomes = await insertOutcomes(connector, [
        { 'No.': 'N1' },
        { 'No.': 'C2', Name: 'twice' },
        { 'No.': 'N2' },
      ]);
      assert.deepEqual(codes(outcomes), ['written', 'CONSTRAINT_VIOLATED', 'written']);
      const failed = outcomes[1];
      assert.ok(failed?.kind === 'failed' && failed.failure.message.includes('No.'));
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
        codes(outcomes),
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

    test('takes the same insert twice without making a second record', async () => {
      const connector = await connectorOver([]);
      const ids = value(await connector.newIds(spec, 1));
      if (!ids) return;
      const insert = {
        kind: 'insert',
        id: ids[0] ?? '',
        fields: ['No.', 'Name'],
        values: ['N1', 'first'],
        resent: true,
      } as const;
      await writeAll(connector, [insert]);
      const [again] = records(await writeAll(connector, [{ ...insert, values: ['N1', 'second'] }]));
      assert.equal(again?.id, ids[0]);
      const all = await readAll(connector, { fields: ['Name'] });
      assert.deepEqual(
        all.map((record) => record.values),
        [['second']],
      );
      assert.deepEqual(codes(await writeAll(connector, [{ ...insert, resent: false }])), ['CONSTRAINT_VIOLATED']);
    });

    test('refuses to write a read-only field, and says which', async () => {
      const connector = await connectorOver(manyRows(1));
      const [outcome] = await writeAll(connector, [aModify(1, { Initial: 'X' }, stamp)]);
      assert.ok(outcome?.kind === 'failed');
      assert.equal(outcome.failure.code, 'WRITE_REFUSED');
      assert.equal(outcome.failure.field, 'Initial');
    });

    test('reads back what was asked for, also fields that were not written', async () => {
      const connector = await connectorOver([aRow(1, { Employees: '3' })]);
      const write = {
        table: spec,
        writes: [aModify(1, { Name: 'Ada' }, stamp)],
        readBack: ['Employees', 'Name', 'SystemId'],
      };
      const [record] = records(value(await connector.write(write, neverCancelled)));
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
  });
}

const spec: TableSpec = { name: 'Customer', id: 'SystemId', key: 'No.', modifiedOn: 'SystemModifiedAt' };
const stamp = '2026-11-20T08:00:00.000Z';
const int64 = { kind: 'integer', min: '-9223372036854775808', max: '9223372036854775807' } as const;
const dataFields = ['No.', 'Name', 'Employees', 'Credit', 'Blocked', 'Registered', 'Seen', 'Owner'];

const customers: TableDescription = {
  name: spec.name,
  idField: spec.id,
  keyField: spec.key,
  modifiedOnField: spec.modifiedOn,
  fields: [
    aField(spec.id, { kind: 'guid' }, { unique: true, required: true }),
    aField('No.', { kind: 'text', maxLength: 20 }, { unique: true }),
    aField('Name', { kind: 'text', maxLength: 100 }),
    aField('Employees', int64),
    aField('Credit', { kind: 'decimal', precision: 18, scale: 5, significantDigits: 15 }),
    aField('Blocked', { kind: 'boolean' }),
    aField('Registered', { kind: 'date' }),
    aField('Seen', { kind: 'dateTime', fractionDigits: 3 }),
    aField('Owner', { kind: 'guid' }),
    aField('Initial', { kind: 'text', maxLength: 1 }, { readOnly: true }),
    aField(spec.modifiedOn, { kind: 'dateTime', fractionDigits: 3 }, { readOnly: true }),
  ],
};

function aField(
  name: string,
  type: FieldType,
  more: { unique?: boolean; required?: boolean; readOnly?: boolean } = {},
) {
  return {
    name,
    type,
    required: more.required ?? false,
    readOnly: more.readOnly ?? false,
    unique: more.unique ?? false,
  };
}

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function aRow(number: number, content: ConformanceRow = {}): ConformanceRow {
  return { [spec.id]: idOf(number), 'No.': `C${number}`, [spec.modifiedOn]: stamp, ...content };
}

function manyRows(count: number): readonly ConformanceRow[] {
  return Array.from({ length: count }, (_, index) => aRow(index + 1));
}

function at(time: string | null): ConformanceRow {
  return { [spec.modifiedOn]: time === null ? null : `2026-11-20T${time}:00.000Z` };
}

function aModify(number: number, content: ConformanceRow, expected: string | null): RecordWrite {
  return { kind: 'modify', id: idOf(number), fields: Object.keys(content), values: Object.values(content), expected };
}

function query(part: Partial<ReadQuery>): ReadQuery {
  return { table: spec, fields: [], filter: [], order: { by: 'id' }, pageSize: 100, ...part };
}

function passes(filter: ParsedFilter, row: ConformanceRow): boolean {
  return filter.every((part) => compileFilter(part.expression, part.type)(row[part.field] ?? null));
}

async function readPages(connector: Connector, part: Partial<ReadQuery>): Promise<readonly (readonly TableRecord[])[]> {
  const pages: (readonly TableRecord[])[] = [];
  for await (const page of connector.read(query(part), neverCancelled)) pages.push(value(page));
  return pages;
}

async function readAll(connector: Connector, part: Partial<ReadQuery>): Promise<readonly TableRecord[]> {
  return (await readPages(connector, part)).flat();
}

async function readError(connector: Connector, part: Partial<ReadQuery>): Promise<ConnectorError> {
  for await (const page of connector.read(query(part), neverCancelled)) return failure(page);
  return assert.fail('nothing was read');
}

async function stampOf(connector: Connector, number: number): Promise<string | null> {
  const found = value(await connector.get({ table: spec, fields: [], ids: [idOf(number)] }, neverCancelled));
  return found.get(idOf(number))?.modifiedOn ?? null;
}

async function nameOf(connector: Connector, number: number): Promise<Value | undefined> {
  const found = value(await connector.get({ table: spec, fields: ['Name'], ids: [idOf(number)] }, neverCancelled));
  return found.get(idOf(number))?.values[0];
}

async function writeAll(connector: Connector, writes: readonly RecordWrite[]): Promise<readonly WriteOutcome[]> {
  return value(await connector.write({ table: spec, writes, readBack: dataFields }, neverCancelled));
}

async function insertOutcomes(
  connector: Connector,
  contents: readonly ConformanceRow[],
): Promise<readonly WriteOutcome[]> {
  const ids = value(await connector.newIds(spec, contents.length));
  const lists = new Map<string, readonly string[]>();
  const listOf = (fields: readonly string[]) => {
    const key = fields.join('\n');
    return lists.get(key) ?? (lists.set(key, fields), fields);
  };
  const inserts = contents.map((content, index) => ({
    kind: 'insert' as const,
    id: ids?.[index] ?? null,
    fields: listOf(Object.keys(content)),
    values: Object.values(content),
    resent: false,
  }));
  return writeAll(connector, inserts);
}

async function insertAll(connector: Connector, contents: readonly ConformanceRow[]): Promise<readonly TableRecord[]> {
  return records(await insertOutcomes(connector, contents));
}

function records(outcomes: readonly WriteOutcome[]): readonly TableRecord[] {
  return outcomes.map((outcome) =>
    outcome.kind === 'written' ? outcome.record : assert.fail(JSON.stringify(outcome)),
  );
}

function codes(outcomes: readonly WriteOutcome[]): readonly string[] {
  return outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.failure.code : outcome.kind));
}

function value<T>(result: Result<T, ConnectorError>): T {
  return result.ok ? result.value : assert.fail(`${result.error.code}: ${result.error.message}`);
}

function failure<T>(result: Result<T, ConnectorError>): ConnectorError {
  return result.ok ? assert.fail('an error was expected') : result.error;
}

const someText = fc.constantFrom(
  '',
  'a',
  'A',
  'ä',
  'Ä',
  'ß',
  'i',
  'İ',
  '%',
  '_',
  'a%',
  'a_b',
  '*',
  '?',
  "'",
  '10',
  '9',
  '1e1',
  ' a',
  'a ',
  '漢',
  '😀',
  '\uE000',
  'aA',
);
const someInteger = fc.constantFrom(
  '0',
  '1',
  '-1',
  '9',
  '10',
  '9007199254740992',
  '9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
);
const someDecimal = fc.constantFrom('0', '0.1', '0.2', '-0.5', '10', '9', '123456789012.345', '9007199254740993');
const someDate = fc.constantFrom('2024-01-31', '2024-02-29', '1999-12-31');
const someSeen = fc.constantFrom('2026-11-21T08:00:00.000Z', '2026-11-21T08:00:00.001Z', '2026-01-01T00:00:00.000Z');
const someBoolean = fc.constantFrom('true', 'false');

const filterable: readonly (readonly [string, FieldType, fc.Arbitrary<string>])[] = [
  ['Name', { kind: 'text', maxLength: 100 }, someText],
  ['Employees', int64, someInteger],
  ['Credit', { kind: 'decimal', precision: 18, scale: 5, significantDigits: 15 }, someDecimal],
  ['Registered', { kind: 'date' }, someDate],
  ['Seen', { kind: 'dateTime', fractionDigits: 3 }, someSeen],
  ['Blocked', { kind: 'boolean' }, someBoolean],
];

const someRow: fc.Arbitrary<ConformanceRow> = fc.record({
  Name: fc.option(someText),
  Employees: fc.option(someInteger),
  Credit: fc.option(someDecimal),
  Registered: fc.option(someDate),
  Seen: fc.option(someSeen),
  Blocked: fc.option(someBoolean),
});

// Text is where SQL and the filter language could disagree most, so it takes part most often.
const someFilter: fc.Arbitrary<ParsedFilter> = fc.oneof(
  fc.constant(filterable.slice(0, 1)).chain(filtersOn),
  fc.subarray([...filterable], { minLength: 1, maxLength: 2 }).chain(filtersOn),
);

function filtersOn(fields: typeof filterable): fc.Arbitrary<ParsedFilter> {
  return fc.tuple(
    ...fields.map(([field, type, some]) =>
      someExpression(type, some).map((expression) => ({ field, type, expression })),
    ),
  );
}

function someExpression(type: FieldType, some: fc.Arbitrary<string>): fc.Arbitrary<FilterExpression> {
  const isText = type.kind === 'text';
  const simple: fc.Arbitrary<FilterExpression> = fc.oneof(
    fc.record({ kind: fc.constant('blank' as const), negated: fc.boolean() }),
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom('equal', 'notEqual', 'less', 'lessOrEqual', 'greater', 'greaterOrEqual'),
      value: some,
      ignoreCase: isText ? fc.boolean() : fc.constant(false),
    }),
    fc
      .tuple(fc.option(some, { nil: undefined }), some)
      .map(([from, to]) => ({ kind: 'range' as const, ...(from === undefined ? {} : { from }), to })),
    ...(isText ? [someWildcard(some)] : []),
  );
  const group = fc.record({
    kind: fc.constantFrom('and' as const, 'or' as const),
    operands: fc.array(simple, { minLength: 1, maxLength: 3 }),
  });
  return fc.oneof(simple, group);
}

function someWildcard(some: fc.Arbitrary<string>): fc.Arbitrary<FilterExpression> {
  const part = fc.oneof(
    some.map((text) => ({ kind: 'literal' as const, text })),
    fc.constantFrom({ kind: 'any' as const }, { kind: 'one' as const }),
  );
  return fc.record({
    kind: fc.constant('wildcard' as const),
    negated: fc.boolean(),
    ignoreCase: fc.boolean(),
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
  });
}
