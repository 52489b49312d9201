import type { RecordId, Stamp } from '../../core/model/record';

/**
 * The versions of records as they were last read. A stamp tells seconds only, so it cannot tell two changes of one second apart;
 * a version can.
 */
export interface EtagMemory {
  remember(table: string, id: RecordId, version: RecordVersion): void;
  find(table: string, id: RecordId): RecordVersion | undefined;
}

export interface RecordVersion {
  readonly etag: string;
  readonly modifiedOn: Stamp | null;
}

/** Records a table remembers; of more the oldest are forgotten, and looked at again before they are written. */
const mostRecords = 50_000;

export function createEtagMemory(): EtagMemory {
  const tables = new Map<string, Map<RecordId, RecordVersion>>();
  return {
    remember(table, id, version) {
      const known = tables.get(table) ?? new Map<RecordId, RecordVersion>();
      tables.set(table, known);
      known.delete(id);
      known.set(id, version);
      if (known.size <= mostRecords) return;
      for (const oldest of known.keys()) {
        known.delete(oldest);
        break;
      }
    },
    find: (table, id) => tables.get(table)?.get(id),
  };
}
