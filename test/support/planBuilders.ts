import type { Attempt } from '../../src/core/plan/couplingChanges';
import type { BaseFingerprints, TransferRequest } from '../../src/core/plan/transferRecord';
import type { CompiledMapping, CompiledSide } from '../../src/core/plan/compiledMapping';
import type { Coupling } from '../../src/core/model/coupling';
import type { FieldDescription, TableDescription } from '../../src/core/model/schema';
import type { FieldType, Value } from '../../src/core/model/value';
import type { BatchQuestion, RecordQuestion } from '../../src/core/plan/recordQuestion';
import type { LookupAnswer } from '../../src/core/plan/lookupAnswer';
import type { MatchAnswer } from '../../src/core/plan/matchIndex';
import type { RunDirection, Side } from '../../src/core/model/side';
import type { TableMapping } from '../../src/core/model/tableMapping';
import type { TableRecord } from '../../src/core/model/record';
import { FieldLists } from '../../src/core/plan/fieldLists';
import { aCoupling } from './stateBuilders';
import { compileMapping } from '../../src/core/plan/compileMapping';
import { destinationSide, sourceSide } from '../../src/core/model/side';
import { fingerprintFields } from '../../src/core/transfer/fingerprint';
import { must } from '../../src/core/assert';
import { parseMapping } from '../../src/core/mapping/parseMapping';

/** Customers and accounts, and the salespeople and users that they refer to. */
export const tables: { readonly [S in Side]: readonly TableDescription[] } = {
  local: [
    aTable('Customer', ['SystemId', 'No.', 'SystemModifiedAt'], {
      Name: { kind: 'text', maxLength: 50 },
      City: { kind: 'text', maxLength: 30 },
      'Credit Limit': { kind: 'decimal' },
      Blocked: { kind: 'boolean' },
      'Start Date': { kind: 'date' },
      'Salesperson Code': { kind: 'text', maxLength: 20 },
    }),
    aTable('Salesperson', ['SystemId', 'Code', 'SystemModifiedAt'], { 'E-Mail': { kind: 'text' } }),
  ],
  integration: [
    aTable('account', ['accountid', 'accountnumber', 'modifiedon'], {
      name: { kind: 'text', maxLength: 20 },
      city: { kind: 'text', maxLength: 30 },
      creditlimit: { kind: 'decimal' },
      onhold: { kind: 'boolean' },
      startdate: { kind: 'date' },
      ownerid: { kind: 'guid' },
      owneridtype: { kind: 'text' },
    }),
    aTable('systemuser', ['systemuserid', 'username', 'modifiedon'], { email: { kind: 'text' } }),
  ],
};

/** A table whose id, key and modified-on fields are these, beside the `others`. */
export function aTable(
  name: string,
  [id, key, modifiedOn]: readonly [id: string, key: string, modifiedOn: string],
  others: Readonly<Record<string, FieldType>>,
  idType: FieldType = { kind: 'guid' },
): TableDescription {
  const field = (fieldName: string, type: FieldType): FieldDescription => ({
    name: fieldName,
    type,
    required: false,
    readOnly: fieldName === modifiedOn,
    unique: fieldName === id,
  });
  const fields = [
    field(id, idType),
    field(key, { kind: 'text' }),
    ...Object.entries(others).map(([fieldName, type]) => field(fieldName, type)),
    field(modifiedOn, { kind: 'dateTime', fractionDigits: 3 }),
  ];
  return { name, fields, idField: id, keyField: key, modifiedOnField: modifiedOn };
}

export interface MappingStory {
  /** Fields as a mapping file lists them; `Name <-> name` and `City <-> city` where absent. */
  readonly fields?: readonly string[];
  /** Further lines of the mapping file. */
  readonly lines?: readonly string[];
  /** Stand in for the keys `name`, `table` and `integrationTable`: CUSTOMER, Customer and account. */
  readonly name?: string;
  readonly table?: string;
  readonly integrationTable?: string;
  /** What is different about some fields of the tables, by name. */
  readonly described?: Readonly<Record<string, Partial<FieldDescription>>>;
}

/** A mapping as read from a file without errors. */
export function aMappingFile(story: MappingStory = {}): TableMapping {
  const { name = 'CUSTOMER', table = 'Customer', integrationTable = 'account', lines = [] } = story;
  const text = [
    `name: ${name}`,
    `table: ${table}`,
    `integrationTable: ${integrationTable}`,
    ...(lines.some((line) => line.startsWith('direction:')) ? [] : ['direction: bidirectional']),
    ...lines,
    'fields:',
    ...(story.fields ?? ['Name <-> name', 'City <-> city']).map((field) => `  - ${field}`),
  ].join('\n');
  const parsed = parseMapping(text, 'customer.mapping.yaml');
  return must(parsed.mapping, parsed.problems.map((problem) => problem.message).join(' '));
}

/** A mapping ready to run. */
export function aMapping(story: MappingStory = {}): CompiledMapping {
  const side = (name: Side) => ({
    schema: { tables: tables[name].map((table) => described(table, story.described ?? {})) },
    defaults: {},
  });
  const compiled = compileMapping(aMappingFile(story), { local: side('local'), integration: side('integration') });
  return must(compiled.ok ? compiled.value : undefined, compiled.ok ? '' : compiled.error.message);
}

function described(table: TableDescription, changes: Readonly<Record<string, Partial<FieldDescription>>>) {
  return { ...table, fields: table.fields.map((field) => ({ ...field, ...changes[field.name] })) };
}

/** A record as a pass reads it: `row` names the fields that matter, all others are null. */
export function aRecord(
  side: CompiledSide,
  row: Readonly<Record<string, Value>>,
  head: Partial<Pick<TableRecord, 'id' | 'modifiedOn'>> = {},
): TableRecord {
  const id = side.side === 'local' ? 'L1' : 'I1';
  const values = side.readFields.map((field) => row[field] ?? null);
  return { id, modifiedOn: '2026-11-21T07:00:00.000Z', ...head, values };
}

/** The fingerprints that a coupling keeps of a record. */
export function printsOf(side: CompiledSide, record: TableRecord): string {
  return fingerprintFields(side.positions.map((position) => record.values[position] ?? null));
}

/** One field of two records: what it was when both were last synchronized, and what it is now. */
export interface FieldStory extends Pick<MappingStory, 'described'> {
  /** `Name <-> name` where absent. */
  readonly field?: string;
  /** Where the value now stands. The destination's record is to be created where its value is absent. */
  readonly local?: Value;
  readonly integration?: Value;
  /** On both sides, or on each. Absent: never synchronized. */
  readonly before?: Value | { readonly [S in Side]: Value };
  readonly direction?: RunDirection;
  readonly onConflict?: TransferRequest['onConflict'];
  readonly overwrite?: boolean;
  readonly lookUp?: (value: string) => LookupAnswer;
}

/** The question what becomes of one field. */
export function aFieldTransfer(story: FieldStory): TransferRequest {
  const { field = 'Name <-> name', direction = 'toIntegrationTable', before } = story;
  // Beside it stands a blank field that goes both ways: a mapping with none for one of its directions is not valid.
  const compiled = aMapping({
    fields: [field, 'No. <-> accountnumber'],
    ...(story.described && { described: story.described }),
  });
  const record = (side: Side, value: Value) => {
    const own = side === 'local' ? compiled.fields[0]?.local : compiled.fields[0]?.integration;
    return aRecord(compiled.sides[side], own ? { [own.name]: value } : {});
  };
  const then =
    before === undefined
      ? null
      : typeof before === 'object' && before !== null
        ? before
        : { local: before, integration: before };
  const [source, destination] = [sourceSide(direction), destinationSide(direction)];
  const standing = story[destination];
  return {
    compiled,
    direction,
    source: record(source, story[source] ?? null),
    destination: standing === undefined ? null : record(destination, standing),
    base: then && {
      source: printsOf(compiled.sides[source], record(source, then[source])),
      destination: printsOf(compiled.sides[destination], record(destination, then[destination])),
    },
    lookUp: (_, value) => must(story.lookUp, `an answer for ${value}`)(value),
    onConflict: story.onConflict ?? 'fail',
    overwrite: story.overwrite ?? false,
  };
}

type ChangedField = 'Name' | 'City';

/** A pair of records in CUSTOMER that were in step; what is said happened since. */
export interface PairStory extends MappingStory {
  /** The fields that people changed on a side, each to a value of its own. */
  readonly localChanged?: true | readonly ChangedField[];
  readonly integrationChanged?: true | readonly ChangedField[];
  readonly counterpartDeleted?: boolean;
  /** Coupled by hand: nothing is known of a common past. */
  readonly neverSynchronized?: boolean;
  readonly direction?: RunDirection;
  readonly coupling?: Partial<Coupling>;
  readonly batch?: Partial<BatchQuestion>;
}

/** The question what becomes of a coupled pair. */
export function aPair(story: PairStory = {}): RecordQuestion {
  const { direction = 'toIntegrationTable', neverSynchronized = false, counterpartDeleted = false } = story;
  const compiled = aMapping(story);
  const records = (changes: PairStory) => ({
    local: aRecord(compiled.sides.local, customerRow(changes.localChanged, 'here')),
    integration: aRecord(compiled.sides.integration, accountRow(changes.integrationChanged, 'there')),
  });
  const [then, now] = [records({}), records(story)];
  const prints = {
    local: printsOf(compiled.sides.local, then.local),
    integration: printsOf(compiled.sides.integration, then.integration),
  };
  const [source, destination] = [sourceSide(direction), destinationSide(direction)];
  const base: BaseFingerprints = { source: prints[source], destination: prints[destination] };
  const fingerprints = neverSynchronized ? null : { shape: 1, ...prints };
  return {
    batch: aBatch(compiled, direction, story.batch),
    source: now[source],
    coupling: aCoupling({ fingerprints, ...story.coupling }),
    destination: counterpartDeleted ? undefined : now[destination],
    base: neverSynchronized ? null : base,
    match: null,
  };
}

/** A local record that is not coupled, and what its match fields say. */
export interface UncoupledStory extends MappingStory {
  readonly match?: (compiled: CompiledMapping) => MatchAnswer;
  /** What is kept of its failure. */
  readonly kept?: Coupling;
  readonly row?: Readonly<Record<string, Value>>;
  readonly batch?: Partial<BatchQuestion>;
}

/** The question what becomes of a record without a counterpart. */
export function anUncoupledRecord(story: UncoupledStory = {}): RecordQuestion {
  const compiled = aMapping(story);
  return {
    batch: aBatch(compiled, 'toIntegrationTable', { createNew: true, ...story.batch }),
    source: aRecord(compiled.sides.local, story.row ?? customerRow(undefined, '')),
    coupling: story.kept,
    destination: undefined,
    base: null,
    match: story.match?.(compiled) ?? null,
  };
}

export function anAttempt(changes: Partial<Attempt> = {}): Attempt {
  return { jobId: 'job-2', at: '2026-11-21T08:00:00.000Z', direction: 'toIntegrationTable', ...changes };
}

function aBatch(compiled: CompiledMapping, direction: RunDirection, changes: Partial<BatchQuestion> = {}) {
  return {
    compiled,
    attempt: anAttempt({ direction }),
    shape: 1,
    lookUp: (_: unknown, value: string) => must<LookupAnswer>(undefined, `an answer for ${value}`),
    fieldLists: new FieldLists(),
    createNew: false,
    chosen: false,
    overwrite: false,
    detailed: true,
    ...changes,
  };
}

function customerRow(changed: PairStory['localChanged'], by: string) {
  const [name, city] = valuesOf(changed, by);
  return { 'No.': 'C1', Name: name, City: city };
}

function accountRow(changed: PairStory['integrationChanged'], by: string) {
  const [name, city] = valuesOf(changed, by);
  return { accountnumber: 'A1', name, city };
}

function valuesOf(changed: PairStory['localChanged'], by: string): readonly [name: string, city: string] {
  const fields = changed === true ? ['Name'] : (changed ?? []);
  return [fields.includes('Name') ? `Adatum ${by}` : 'Adatum', fields.includes('City') ? `Oslo ${by}` : 'Oslo'];
}
