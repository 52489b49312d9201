import type { Coupling, CouplingFailure } from '../core/model/coupling';
import type { CouplingChange, Intent, StateBatch } from '../core/ports/stateStore';
import type { FieldValuesItem } from './fieldValues';
import type { JobError, JobRecord, RecordReason } from '../core/model/job';
import type { RunDirection } from '../core/model/side';
import type { StateEntry } from './stateTables';
import { fieldValuesItems, fieldValuesOf } from './fieldValues';
import { pendingBits, pendingOf } from './couplingRow';

/**
 * An entry as JSON, as the journal holds it. Records are lists without keys, and names and field lists that repeat stand once
 * per entry and are referred to by their place: that halves the bytes to write and to make durable. `also` stands in front.
 */
export function journalText(entry: StateEntry, also: LineKind = {}): string {
  const { batch } = entry;
  const names = new Places<string>();
  const fields = new Places<readonly string[]>();
  const body = {
    shapes: entry.shapes,
    intents: entry.intents.map((intent) => intentItem(intent, names, fields)),
    jobs: batch.jobs ?? [],
    couplings: (batch.couplings ?? []).map((change) => changeItem(change, names)),
    records: recordItems(batch, names, fields),
    errors: (batch.errors ?? []).map(({ jobId, error }): ErrorItem => [names.of(jobId), error]),
    cursors: batch.cursors ?? [],
    closed: batch.closeIntentsOf ?? [],
    ...(batch.closeOutcomes && { settled: true as const }),
  };
  return JSON.stringify({ ...also, ...body, names: names.items, fields: fields.items } satisfies EntryText);
}

/** The entry of a text that `journalText` made, read as JSON. */
export function journalEntry(line: EntryText): StateEntry {
  const name = (place: number) => line.names[place] as string;
  const fields = (place: number) => line.fields[place] as readonly string[];
  return {
    shapes: line.shapes,
    intents: line.intents.map((item) => intentOf(item, name, fields)),
    batch: {
      jobs: line.jobs,
      couplings: line.couplings.map((item) => changeOf(item, name)),
      records: line.records.map((item) => ({ jobId: name(item[0]), record: recordOf(item, line.couplings, fields) })),
      errors: line.errors.map(([job, error]) => ({ jobId: name(job), error })),
      cursors: line.cursors,
      closeIntentsOf: line.closed,
      ...(line.settled && { closeOutcomes: true }),
    },
  };
}

/** What a line says of the entry that it holds, see `journalLine.ts`. */
export interface LineKind {
  readonly direction?: RunDirection;
  readonly takes?: true;
}

/** An entry's JSON. */
export interface EntryText {
  readonly shapes: StateEntry['shapes'];
  readonly intents: readonly IntentItem[];
  readonly jobs: NonNullable<StateBatch['jobs']>;
  readonly couplings: readonly ChangeItem[];
  readonly records: readonly (RecordItem | OlderRecordItem)[];
  readonly errors: readonly ErrorItem[];
  readonly cursors: NonNullable<StateBatch['cursors']>;
  readonly closed: readonly string[];
  /** All open outcomes were settled. */
  readonly settled?: true;
  readonly names: readonly string[];
  readonly fields: readonly (readonly string[])[];
}

type RecordItem = [
  job: number,
  action: JobRecord['action'],
  ids: IdsItem,
  fields: number,
  reason?: RecordReason | 0,
  values?: readonly FieldValuesItem[],
];

/** The place of a coupling of the same ids, since most records have one in their entry and ids are long; or the ids. */
type IdsItem = number | [local: string | null, integration: string | null];

/** Before version 3 of the state; before version 2 it ended with the fields. */
type OlderRecordItem = [
  job: number,
  action: JobRecord['action'],
  local: string | null,
  integration: string | null,
  fields: number,
  reason?: RecordReason | 0,
  values?: readonly FieldValuesItem[],
];

type ErrorItem = [job: number, JobError];
type IntentItem = [
  job: number,
  mapping: number,
  Intent['direction'],
  Intent['kind'],
  local: string | null,
  integration: string | null,
  fields: number,
  Intent['values'],
  shape: number,
  fingerprints: string,
  /** Absent in lines that an older version wrote. */
  at?: string | null,
];

/** Three elements take a coupling away. `flags` are the bits of pending lookups, and 4 for skipped; 0 stands for none. */
type ChangeItem =
  | [mapping: number, local: string | null, integration: string | null]
  | [
      mapping: number,
      local: string | null,
      integration: string | null,
      localModifiedOn: string | null,
      integrationModifiedOn: string | null,
      fingerprints: 0 | [shape: number, local: string, integration: string],
      flags: number,
      lastJob: number | null,
      failures: 0 | [CouplingFailure | null, CouplingFailure | null],
    ];

function recordItems(
  { records = [], couplings = [] }: StateBatch,
  names: Places<string>,
  fields: Places<readonly string[]>,
): readonly RecordItem[] {
  let next = 0;
  return records.map(({ jobId, record }) => {
    // Both are told in the same order; a coupling that is replaced is told twice.
    if (!isOf(record, couplings[next]) && isOf(record, couplings[next + 1])) next++;
    const place = isOf(record, couplings[next]) ? next++ : undefined;
    return recordItem(names.of(jobId), record, place, fields);
  });
}

function isOf({ localId, integrationId }: JobRecord, change: CouplingChange | undefined): boolean {
  if (change?.kind !== 'put') return false;
  return change.coupling.localId === localId && change.coupling.integrationId === integrationId;
}

function recordItem(
  job: number,
  { action, localId, integrationId, fields, reason, values }: JobRecord,
  coupling: number | undefined,
  places: Places<readonly string[]>,
): RecordItem {
  const item: RecordItem = [job, action, coupling ?? [localId, integrationId], places.of(fields)];
  if (values) item.push(reason ?? 0, fieldValuesItems(values));
  else if (reason) item.push(reason);
  return item;
}

function recordOf(
  item: RecordItem | OlderRecordItem,
  couplings: readonly ChangeItem[],
  fieldList: (place: number) => readonly string[],
): JobRecord {
  const [, action, ids, fields, reason, values] = isOlder(item) ? renewed(item) : item;
  const [, localId = null, integrationId = null] = typeof ids === 'number' ? (couplings[ids] ?? []) : [0, ...ids];
  return {
    action,
    localId,
    integrationId,
    fields: fieldList(fields),
    ...(reason && { reason }),
    ...(values && { values: fieldValuesOf(values) }),
  };
}

function isOlder(item: RecordItem | OlderRecordItem): item is OlderRecordItem {
  return item[2] === null || typeof item[2] === 'string';
}

function renewed([job, action, local, integration, ...rest]: OlderRecordItem): RecordItem {
  return [job, action, [local, integration], ...rest];
}

function intentItem(intent: Intent, names: Places<string>, fields: Places<readonly string[]>): IntentItem {
  return [
    names.of(intent.jobId),
    names.of(intent.mapping),
    intent.direction,
    intent.kind,
    intent.localId,
    intent.integrationId,
    fields.of(intent.fields),
    intent.values,
    intent.shape,
    intent.sourceFingerprints,
    intent.at,
  ];
}

function intentOf(
  item: IntentItem,
  name: (place: number) => string,
  fieldList: (place: number) => readonly string[],
): Intent {
  const [job, mapping, direction, kind, localId, integrationId, fields, values, shape, sourceFingerprints, at = null] =
    item;
  return {
    jobId: name(job),
    at,
    mapping: name(mapping),
    direction,
    kind,
    localId,
    integrationId,
    fields: fieldList(fields),
    values,
    shape,
    sourceFingerprints,
  };
}

function changeItem(change: CouplingChange, names: Places<string>): ChangeItem {
  if (change.kind === 'remove') return [names.of(change.mapping), change.localId, change.integrationId];
  const { coupling } = change;
  const { fingerprints, failures, lastJobId } = coupling;
  const failed = failures.toIntegrationTable ?? failures.fromIntegrationTable;
  return [
    names.of(coupling.mapping),
    coupling.localId,
    coupling.integrationId,
    coupling.localModifiedOn,
    coupling.integrationModifiedOn,
    fingerprints ? [fingerprints.shape, fingerprints.local, fingerprints.integration] : 0,
    pendingBits(coupling.pending) + (coupling.skipped ? 4 : 0),
    lastJobId === null ? null : names.of(lastJobId),
    failed ? [failures.toIntegrationTable, failures.fromIntegrationTable] : 0,
  ];
}

function changeOf(item: ChangeItem, name: (place: number) => string): CouplingChange {
  const mapping = name(item[0]);
  if (item.length === 3) return { kind: 'remove', mapping, localId: item[1], integrationId: item[2] };
  const [, localId, integrationId, localModifiedOn, integrationModifiedOn, prints, flags, lastJob, failed] = item;
  const coupling: Coupling = {
    mapping,
    localId,
    integrationId,
    localModifiedOn,
    integrationModifiedOn,
    fingerprints: prints === 0 ? null : { shape: prints[0], local: prints[1], integration: prints[2] },
    pending: pendingOf(flags % 4),
    failures: {
      toIntegrationTable: failed === 0 ? null : failed[0],
      fromIntegrationTable: failed === 0 ? null : failed[1],
    },
    skipped: flags >= 4,
    lastJobId: lastJob === null ? null : name(lastJob),
  };
  return { kind: 'put', coupling };
}

/** Gives equal items the same place. Field lists count as equal when they are the same array: runs share them. */
class Places<T> {
  readonly items: T[] = [];
  private readonly places = new Map<T, number>();

  of(item: T): number {
    let place = this.places.get(item);
    if (place === undefined) {
      place = this.items.push(item) - 1;
      this.places.set(item, place);
    }
    return place;
  }
}
