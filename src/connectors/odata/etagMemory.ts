import type { RecordId, Stamp } from '../../core/model/record';

/** What was seen of a record when it was last read or written here. */
export interface SeenVersion {
  readonly etag: string;
  readonly modifiedOn: Stamp | null;
}

/**
 * Remembers the versions of the records seen last, so that a write can say which one it means. Where a stamp tells seconds only,
 * two changes of one second are told apart by nothing else.
 */
export interface EtagMemory {
  remember(table: string, id: RecordId, version: SeenVersion): void;
  recall(table: string, id: RecordId): SeenVersion | undefined;
}

/** `most` records are remembered; of more the oldest are forgotten, and looked at again before they are written. */
export function createEtagMemory(most: number): EtagMemory {
  const seen = new Map<string, SeenVersion>();
  const keyOf = (table: string, id: RecordId) => `${table}\n${id}`;
  return {
    remember(table, id, version) {
      const key = keyOf(table, id);
      // A map keeps the order of insertion: the first is the one that nobody asked for longest.
      seen.delete(key);
      seen.set(key, version);
      if (seen.size > most) seen.delete(seen.keys().next().value ?? '');
    },
    recall: (table, id) => seen.get(keyOf(table, id)),
  };
}
