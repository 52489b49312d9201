import type { RecordId, Stamp } from '../model/record';

/**
 * A set of records as they stood: 8 to 16 bytes for an id with its stamp instead of their text, so that runs over millions
 * of records can remember what they have seen. Members are known by a 52-bit hash: a record that is not in the set is taken
 * for a member with a probability of the set's size in 4,500 million millions.
 */
export class IdSet {
  private slots = new Float64Array(1024);
  private count = 0;

  add(id: RecordId, stamp: Stamp | null): void {
    if (this.count * 4 >= this.slots.length * 3) this.grow();
    if (insert(this.slots, hash(id, stamp ?? ''))) this.count++;
  }

  isEmpty(): boolean {
    return this.count === 0;
  }

  has(id: RecordId, stamp: Stamp | null): boolean {
    const wanted = hash(id, stamp ?? '');
    const mask = this.slots.length - 1;
    for (let at = wanted % this.slots.length; ; at = (at + 1) & mask) {
      const slot = this.slots[at];
      if (slot === wanted) return true;
      if (slot === 0) return false;
    }
  }

  private grow(): void {
    const larger = new Float64Array(this.slots.length * 2);
    for (const slot of this.slots) if (slot !== 0) insert(larger, slot);
    this.slots = larger;
  }
}

function insert(slots: Float64Array, value: number): boolean {
  const mask = slots.length - 1;
  for (let at = value % slots.length; ; at = (at + 1) & mask) {
    if (slots[at] === value) return false;
    if (slots[at] === 0) {
      slots[at] = value;
      return true;
    }
  }
}

/** Two independent 26-bit halves of a multiply-and-mix hash; never 0, which marks an empty slot. */
function hash(id: string, stamp: string): number {
  let low = 0x2545f491;
  let high = 0x1b873593;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    low = Math.imul(low ^ code, 0x9e3779b1);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  if (stamp !== lastStamp) hashStamp(stamp);
  low = Math.imul(low ^ lastLow, 0x85ebca6b);
  high = Math.imul(high ^ lastHigh, 0x9e3779b1);
  low = Math.imul(low ^ (low >>> 15), 0x2c1b3c6d);
  low ^= low >>> 13;
  high = Math.imul(high ^ (high >>> 16), 0x297a2d39);
  high ^= high >>> 14;
  return (low >>> 6) * 0x4000000 + (high >>> 6) + 1;
}

/** Most records have the stamp of the one before: they were written together. */
function hashStamp(stamp: string): void {
  lastStamp = stamp;
  lastLow = 0x3c6ef372;
  lastHigh = 0x78dde6e4;
  for (let i = 0; i < stamp.length; i++) {
    const code = stamp.charCodeAt(i);
    lastLow = Math.imul(lastLow ^ code, 0x85ebca6b);
    lastHigh = Math.imul(lastHigh ^ code, 0x9e3779b1);
  }
  lastLow ^= lastLow >>> 15;
  lastHigh ^= lastHigh >>> 15;
}

let lastStamp: string | undefined;
let lastLow = 0;
let lastHigh = 0;
