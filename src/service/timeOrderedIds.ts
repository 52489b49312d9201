import { randomBytes } from 'node:crypto';
import type { Ids } from '../core/ports/ids';

/**
 * Lower-case GUIDs of version 7 (RFC 9562, section 5.7): the time in front, so that records made together stand together in
 * an index, then a counter within the millisecond, then randomness.
 */
export function timeOrderedIds(nowMs: () => number = Date.now): Ids {
  let lastMs = 0;
  let counter = 0;
  let pool = Buffer.alloc(0);
  let used = 0;
  const random = (bytes: number): Buffer => {
    if (used + bytes > pool.length) {
      pool = randomBytes(8_192);
      used = 0;
    }
    used += bytes;
    return pool.subarray(used - bytes, used);
  };
  return {
    guid: () => {
      const ms = Math.max(nowMs(), lastMs);
      counter = ms === lastMs ? counter + 1 : 0;
      // 12 bits of counter; a fuller millisecond borrows from the next one.
      lastMs = counter > 0xfff ? ms + 1 : ms;
      if (counter > 0xfff) counter = 0;
      const time = lastMs.toString(16).padStart(12, '0');
      const tail = random(8);
      tail[0] = (tail.readUInt8(0) & 0x3f) | 0x80;
      const hex = tail.toString('hex');
      const sequence = counter.toString(16).padStart(3, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${hex.slice(0, 4)}-${hex.slice(4)}`;
    },
  };
}
