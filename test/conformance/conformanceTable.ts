import type { FieldType, Value } from '../../src/core/model/value';
import type { RecordWrite } from '../../src/core/ports/connector';
import type { Stamp } from '../../src/core/model/record';
import type { TableDescription, TableSpec } from '../../src/core/model/schema';

export type ConformanceRow = Readonly<Record<string, Value>>;

/** What systems differ in, and may. A trait changes what a test expects; where nothing is left to expect, the test says so. */
export interface ConformanceTraits {
  /** A record as the system keeps it: not all have null for everything, or moments to the millisecond. */
  readonly asKept?: (row: ConformanceRow) => ConformanceRow;
  /** What a record is known by: an id of the system's own, or the number that people enter. */
  readonly identity?: 'systemId' | 'number';
  /**
   * rising: a change's stamp is later than the one before · clock: the system's time, so that two changes of a moment bear the
   * same · none: nothing tells when a record changed.
   */
  readonly stamps?: 'rising' | 'clock' | 'none';
  /** The system keeps track of what was changed and deleted; its subject says how records are deleted. */
  readonly tracksChanges?: true;
}

/** The one table that the suite speaks of, as far as the traits let it be the same for all. */
export interface ConformanceTable {
  readonly spec: TableSpec;
  readonly description: TableDescription;
  /** The fields that can be written. */
  readonly dataFields: readonly string[];
  /** The stamp of the rows that `aRow` makes, as a record tells it. */
  readonly stamp: Stamp | null;
  readonly asKept: (row: ConformanceRow) => ConformanceRow;
  idOf(number: number): string;
  /** The ids of records 1 to `count`, in the order of ids. */
  idsUpTo(count: number): readonly string[];
  aRow(number: number, content?: ConformanceRow): ConformanceRow;
  manyRows(count: number): readonly ConformanceRow[];
  aModify(number: number, content: ConformanceRow, expected?: Stamp | null): RecordWrite;
}

export function conformanceTable({
  asKept = (row) => row,
  identity = 'systemId',
  stamps = 'rising',
  tracksChanges,
}: ConformanceTraits): ConformanceTable {
  const idField = identity === 'systemId' ? 'SystemId' : 'No.';
  const spec = { name: 'Customer', id: idField, key: 'No.', modifiedOn: 'SystemModifiedAt' };
  const stamp = stamps === 'none' ? null : someMoment;
  const idOf = (number: number) =>
    identity === 'systemId' ? `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` : `C${number}`;
  const aRow = (number: number, content: ConformanceRow = {}) => ({
    'No.': `C${number}`,
    [spec.id]: idOf(number),
    [spec.modifiedOn]: someMoment,
    ...content,
  });
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const fields = [
    ...(identity === 'systemId' ? [aField('SystemId', { kind: 'guid' }, { unique: true, required: true })] : []),
    ...dataFields,
    aField('Initial', { kind: 'text', maxLength: 1 }, { readOnly: true }),
    aField(spec.modifiedOn, stamps === 'none' ? { kind: 'date' } : moment, { readOnly: true }),
  ];
  return {
    spec,
    description: {
      name: spec.name,
      idField,
      keyField: spec.key,
      modifiedOnField: spec.modifiedOn,
      fields,
      ...(tracksChanges && { tracksChanges }),
    },
    dataFields: dataFields.map((field) => field.name),
    stamp,
    asKept,
    idOf,
    idsUpTo: (count) => numbers(count).map(idOf).sort(),
    aRow,
    manyRows: (count) => numbers(count).map((number) => aRow(number)),
    aModify: (number, content, expected = stamp) => ({
      kind: 'modify',
      id: idOf(number),
      fields: Object.keys(content),
      values: Object.values(content),
      expected,
    }),
  };
}

export const someMoment = '2026-11-20T08:00:00.000Z';

const moment: FieldType = { kind: 'dateTime', fractionDigits: 3 };
export const int64: FieldType = { kind: 'integer', min: '-9223372036854775808', max: '9223372036854775807' };
export const credit: FieldType = { kind: 'decimal', precision: 18, scale: 5, significantDigits: 15 };

const dataFields = [
  aField('No.', { kind: 'text', maxLength: 20 }, { unique: true }),
  aField('Name', { kind: 'text', maxLength: 100 }),
  aField('Employees', int64),
  aField('Credit', credit),
  aField('Blocked', { kind: 'boolean' }),
  aField('Registered', { kind: 'date' }),
  aField('Seen', moment),
  aField('Owner', { kind: 'guid' }),
];

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
