import { setTimeout as later } from 'node:timers/promises';

const lookEveryMs = 25;

/**
 * Looks until `look` answers something, and answers that; what it throws counts as nothing yet. Fails after `timeoutMs` with
 * what was waited for, and with the last thing thrown.
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  timeoutMs = 15_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`waited ${timeoutMs / 1000} s for ${what}`, { cause: last });
    await later(lookEveryMs);
  }
}
