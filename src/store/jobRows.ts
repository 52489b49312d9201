import type { JobRecord } from '../core/model/job';
import type { StateDatabase } from './stateDatabase';
import type { StoredId } from './idCode';
import { idOf } from './couplingRow';
import { must } from '../core/assert';

/** The ids behind a row number that a job record names, also where the coupling is gone. */
export function idsOfRow(database: StateDatabase, row: number): Pick<JobRecord, 'localId' | 'integrationId'> {
  const ids =
    database.row('SELECT local_id, integration_id FROM couplings WHERE row = ?', [row]) ??
    database.row('SELECT local_id, integration_id FROM former WHERE row = ?', [row]);
  const [localId, integrationId] = must(ids, `ids of row ${row}`) as readonly [StoredId, StoredId];
  return { localId: idOf(localId), integrationId: idOf(integrationId) };
}

/** The field list that job records name by its number. */
export function fieldListOf(database: StateDatabase, number: number): readonly string[] {
  const row = must(database.row('SELECT fields FROM field_lists WHERE number = ?', [number]), 'field list');
  return JSON.parse(row[0] as string) as string[];
}
