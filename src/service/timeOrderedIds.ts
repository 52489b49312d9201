import { randomBytes } from 'node:crypto';
import type { Ids } from '../core/ports/ids';

/**
 * Lower-case GUIDs of version 7 (RFC 9562, section 5.7): the time in front, so that records made together stand together in
 * an index, then a counter within the millisecond, then randomness.
 */
export function timeOrderedIds(nowMs: () => number = Date.now): Ids {
  let lastMs = 0;
  let time = '';
  let counter = 0;
  let pool = Buffer.alloc(0);
  let used = 0;
  const random = (): string => hexOf[pool[used++] ?? 0] ?? '';
  return {
    guid: () => {
      const ms = Math.max(nowMs(), lastMs);
      counter = ms === lastMs ? counter + 1 : 0;
      // 12 bits of counter; a fuller millisecond borrows from the next one.
      const nextMs = counter > 0xfff ? ms + 1 : ms;
      if (counter > 0xfff) counter = 0;
      if (nextMs !== lastMs) {
        lastMs = nextMs;
        const digits = lastMs.toString(16).padStart(12, '0');
        time = `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
      }
      if (used + 8 > pool.length) {
        pool = randomBytes(8_192);
        used = 0;
      }
      const variant = hexOf[((pool[used++] ?? 0) & 0x3f) | 0x80] ?? '';
      const sequence = (hexDigits[counter >> 8] ?? '') + (hexOf[counter & 0xff] ?? '');
      const start = `${time}${sequence}-${variant}${random()}-`;
      return start + random() + random() + random() + random() + random() + random();
    },
  };
}

const hexDigits = '0123456789abcdef';
/** Two digits for each byte. */
const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
