import type { FieldValuesItem } from './fieldValues';
import type { JobRecord } from '../core/model/job';
import type { RecordBlock, RecordGroup, ValuesBlock } from './recordBlock';
import type { StateDatabase } from './stateDatabase';
import type { StoredId } from './idCode';
import { actionAndReason, rowsOf } from './recordBlock';
import { fieldValuesOf } from './fieldValues';
import { idOf } from './couplingRow';
import { must } from '../core/assert';

/** A job's records as they are stored: what they have in common is told once for all that follow each other. */
export interface StoredGroup {
  readonly group: RecordGroup;
  /** The number of the block that holds the group, and the place of the group's first record in it. */
  readonly block: number;
  readonly place: number;
}

/** The groups of a job's log, in its order. */
export function* groupsOfJob(database: StateDatabase, jobId: string): Generator<StoredGroup> {
  for (const [block, body] of database.rows(selectBlocks, [jobId])) {
    let place = 0;
    for (const group of JSON.parse(body as string) as RecordBlock) {
      yield { group, block: block as number, place };
      place += group.length - 2;
    }
  }
}

/** The records of the groups that are wanted, in the log's order. */
export function recordsOfJob(
  database: StateDatabase,
  jobId: string,
  isWanted: (stored: StoredGroup) => boolean,
): readonly JobRecord[] {
  const read = recordReader(database);
  return [...groupsOfJob(database, jobId)]
    .filter(isWanted)
    .flatMap((stored) => rowsOf(stored.group).map((_, index) => read(stored, index)));
}

/** Reads single records of groups; one reader for many, so that what they share is read once. */
export function recordReader(database: StateDatabase): (stored: StoredGroup, index: number) => JobRecord {
  let lastGroup: RecordGroup | undefined;
  let rows: readonly number[] = [];
  let shared: Pick<JobRecord, 'action' | 'reason' | 'fields'> | undefined;
  let lastBlock: number | undefined;
  let values = new Map<number, readonly FieldValuesItem[]>();
  return ({ group, block, place }, index) => {
    if (group !== lastGroup) {
      lastGroup = group;
      rows = rowsOf(group);
      shared = { ...actionAndReason(group), fields: fieldListOf(database, group[1]) };
    }
    if (block !== lastBlock) {
      lastBlock = block;
      values = new Map(valuesOfBlock(database, block));
    }
    const items = values.get(place + index);
    const { action, reason, fields } = must(shared, 'group');
    return {
      action,
      ...idsOfRow(database, must(rows[index], 'row')),
      fields,
      ...(reason && { reason }),
      ...(items && { values: fieldValuesOf(items) }),
    };
  };
}

/** The ids behind a row number that a job record names, also where the coupling is gone. */
export function idsOfRow(database: StateDatabase, row: number): Pick<JobRecord, 'localId' | 'integrationId'> {
  const ids =
    database.row('SELECT local_id, integration_id FROM couplings WHERE row = ?', [row]) ??
    database.row('SELECT local_id, integration_id FROM former WHERE row = ?', [row]);
  const [localId, integrationId] = must(ids, `ids of row ${row}`) as readonly [StoredId, StoredId];
  return { localId: idOf(localId), integrationId: idOf(integrationId) };
}

/** The field list that job records name by its number. */
function fieldListOf(database: StateDatabase, number: number): readonly string[] {
  const row = must(database.row('SELECT fields FROM field_lists WHERE number = ?', [number]), 'field list');
  return JSON.parse(row[0] as string) as string[];
}

function valuesOfBlock(database: StateDatabase, block: number): ValuesBlock {
  const row = database.row('SELECT body FROM job_values WHERE block = ?', [block]);
  return row ? (JSON.parse(row[0] as string) as ValuesBlock) : [];
}

const selectBlocks = `SELECT number, body FROM job_records
  WHERE job = (SELECT number FROM jobs WHERE id = ?) ORDER BY number`;
