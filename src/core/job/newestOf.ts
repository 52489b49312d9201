import type { Stamp, TableRecord } from '../model/record';

/** The newest stamp of these records, or the one from before them. */
export function newestOf(records: readonly TableRecord[], newest: Stamp | null): Stamp | null {
  for (const { modifiedOn } of records)
    if (modifiedOn !== null && (newest === null || modifiedOn > newest)) newest = modifiedOn;
  return newest;
}
