/**
 * What was read from somewhere slow, by key. What is forgotten stands as it was until it was read again, so that nothing flickers
 * while files are being written.
 */
export interface Readings<T> {
  get(key: string): T | undefined;
  /** Has to be read again: one key, or all. */
  forget(key?: string): void;
  /** Reads those of the keys that are not known, or were forgotten; tells whether there were any. */
  read(keys: Iterable<string>): Promise<boolean>;
}

/** Readings of one kind. `readOne` gets what was known before, and may answer it again. */
export function createReadings<T>(readOne: (key: string, before: T | undefined) => Promise<T>): Readings<T> {
  const known = new Map<string, { readonly value: T }>();
  const forgotten = new Set<string>();
  return {
    get: (key) => known.get(key)?.value,
    forget(key) {
      for (const each of key === undefined ? known.keys() : [key]) forgotten.add(each);
    },
    async read(keys) {
      const due = [...new Set(keys)].filter((key) => !known.has(key) || forgotten.has(key));
      for (let at = 0; at < due.length; at += atOnce) {
        const some = due.slice(at, at + atOnce);
        await Promise.all(
          some.map(async (key) => {
            // Before reading: what is forgotten meanwhile is read once more.
            forgotten.delete(key);
            known.set(key, { value: await readOne(key, known.get(key)?.value) });
          }),
        );
      }
      return due.length > 0;
    },
  };
}

/** Enough to keep a disk busy, few enough for the limits on open files. */
const atOnce = 16;
