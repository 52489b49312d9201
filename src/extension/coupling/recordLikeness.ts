import type { FoundRecord } from '../../protocol/workerProtocol';

/** What a record is called without its key: `Cannon Group PLC` of `10000 Cannon Group PLC`. */
export function nameOfRecord({ key, title }: Pick<FoundRecord, 'key' | 'title'>): string {
  const name = title.startsWith(`${key} `) ? title.slice(key.length).trim() : title;
  return name === '' ? key : name;
}

/** How alike two names are, from 0 to 1, by the words they share; case, accents and signs do not count. */
export function recordLikeness(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.size === 0 || second.size === 0) return 0;
  const shared = [...first].filter((word) => second.has(word)).length;
  return (2 * shared) / (first.size + second.size);
}

/** From here on a record is called a likely match. */
export const likelyMatch = 0.75;

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}
