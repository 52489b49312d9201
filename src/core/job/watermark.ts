import type { Stamp } from '../model/record';
import type { Watermark } from '../ports/stateStore';

/** Rows that became visible late, and equal stamps, fall into what is read again (DESIGN 5.3). */
const overlapMs = 5_000;
/** Stamps first seen later than this after the moment they tell were not set by a clock: an import chose them, or a day has but one. */
const liveMs = 60_000;
const separator = ' ';
const settledMark = 'settled';

interface Parts {
  /** The newest stamp seen. */
  readonly stamp: Stamp;
  /** When it was first seen, by our own clock. */
  readonly reachedAt: string;
  /**
   * The stretch before it was read once more after the overlap had passed: nothing can turn up there any more. Never so where
   * the stamps were not set by a clock: the next record may get the same one at any time.
   */
  readonly settled: boolean;
}

/**
 * From which stamp on changes are read, inclusive; null for all. Behind a settled watermark only later stamps can turn up: the
 * many records that one import stamped alike are not read again for ever.
 */
export function readFrom(watermark: Watermark | null): Stamp | null {
  if (watermark === null) return null;
  const { stamp, settled } = partsOf(watermark);
  return settled ? later(stamp, 1) : later(stamp, -overlapMs);
}

/**
 * The watermark after all changes up to `newest` were seen by a pass that began at `startedAt`. It never passes that moment:
 * a clock that runs ahead, or a stamp from the future, must not hide what comes after it (semantics 3.5). Where nothing new
 * turned up for as long as the overlap, by our own clock and whatever the system's clock says, the overlap has done its work.
 */
export function advance(watermark: Watermark | null, newest: Stamp | null, startedAt: string): Watermark | null {
  const old = watermark === null ? null : partsOf(watermark);
  const seen = newest !== null && newest > startedAt ? startedAt : newest;
  if (old === null) return seen === null ? null : `${seen}${separator}${startedAt}`;
  if (seen !== null && seen > old.stamp) return `${seen}${separator}${startedAt}`;
  if (old.settled || !isLive(old) || startedAt < later(old.reachedAt, overlapMs)) return watermark;
  return [old.stamp, old.reachedAt, settledMark].join(separator);
}

/** The newest stamp that was seen. */
export function newestSeen(watermark: Watermark): Stamp {
  return partsOf(watermark).stamp;
}

/** Whether a watermark stands at a newer stamp than another: settling alone is said only when all has been read. */
export function movesOn(from: Watermark | null, to: Watermark | null): boolean {
  return to !== null && (from === null || partsOf(to).stamp > partsOf(from).stamp);
}

function partsOf(watermark: Watermark): Parts {
  const [stamp = '', reachedAt = stamp, mark] = watermark.split(separator);
  return { stamp, reachedAt, settled: mark === settledMark && isLive({ stamp, reachedAt }) };
}

function isLive({ stamp, reachedAt }: Pick<Parts, 'stamp' | 'reachedAt'>): boolean {
  return stamp >= later(reachedAt, -liveMs);
}

/** Text in, text out: reading a given stamp asks no clock. */
function later(stamp: Stamp, byMs: number): Stamp {
  const ms = Date.parse(stamp);
  return Number.isNaN(ms) ? stamp : new Date(ms + byMs).toISOString();
}
