import type { Stamp } from '../model/record';
import type { ChangeToken } from '../ports/connector';
import type { Watermark } from '../ports/stateStore';

/** Rows that became visible late, and equal stamps, fall into what is read again (DESIGN 5.3). */
const overlapMs = 5_000;
/** Stamps first seen later than this after the moment they tell were not set by a clock: an import chose them, or a day has but one. */
const liveMs = 60_000;
const separator = ' ';
const settledMark = 'settled';
/** Stands before the token of a system that keeps track of its changes itself. */
const tokenMark = '\t';
/** In place of stamps where only deletions were followed: of what changed nothing has been seen. */
const deletionsMark = 'deletions';

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
  const parts = partsOf(watermark);
  if (parts === null) return null;
  const { stamp, settled } = parts;
  return settled ? later(stamp, 1) : later(stamp, -overlapMs);
}

/**
 * The watermark after all changes up to `newest` were seen by a pass that began at `startedAt`. It never passes that moment:
 * a clock that runs ahead, or a stamp from the future, must not hide what comes after it (semantics 3.5). Where nothing new
 * turned up for as long as the overlap, by our own clock and whatever the system's clock says, the overlap has done its work.
 */
export function advance(watermark: Watermark | null, newest: Stamp | null, startedAt: string): Watermark | null {
  const old = partsOf(watermark);
  const seen = newest !== null && newest > startedAt ? startedAt : newest;
  if (seen !== null && (old === null || seen > old.stamp)) return withStamps(watermark, [seen, startedAt]);
  if (old === null || old.settled || !isLive(old) || startedAt < later(old.reachedAt, overlapMs)) return watermark;
  return withStamps(watermark, [old.stamp, old.reachedAt, settledMark]);
}

/** The newest stamp that was seen; null where none was. */
export function newestSeen(watermark: Watermark | null): Stamp | null {
  return partsOf(watermark)?.stamp ?? null;
}

/** Whether a watermark stands at a newer stamp than another: settling alone is said only when all has been read. */
export function movesOn(from: Watermark | null, to: Watermark | null): boolean {
  return (newestSeen(to) ?? '') > (newestSeen(from) ?? '');
}

/** From which token on changes are read; null where none was kept, and where deletions alone were read by it. */
export function tokenOf(watermark: Watermark | null): ChangeToken | null {
  return stampsText(watermark) === deletionsMark ? null : deletionTokenOf(watermark);
}

/** From which token on deletions are read; null where none was kept. */
export function deletionTokenOf(watermark: Watermark | null): ChangeToken | null {
  const end = watermark?.indexOf(tokenMark) ?? -1;
  return watermark === null || end < 0 ? null : watermark.slice(end + 1);
}

/** The watermark with this token in place of its own. Its stamps serve on for the day when the token has expired. */
export function withToken(watermark: Watermark | null, token: ChangeToken | null): Watermark | null {
  const stamps = partsOf(watermark) === null ? '' : stampsText(watermark);
  if (token !== null) return `${stamps}${tokenMark}${token}`;
  return stamps === '' ? null : stamps;
}

/** A watermark of deletions alone: whoever reads changes from here on begins at the beginning. */
export function deletionsUpTo(token: ChangeToken): Watermark {
  return `${deletionsMark}${tokenMark}${token}`;
}

function partsOf(watermark: Watermark | null): Parts | null {
  const text = stampsText(watermark);
  if (text === '' || text === deletionsMark) return null;
  const [stamp = '', reachedAt = stamp, mark] = text.split(separator);
  return { stamp, reachedAt, settled: mark === settledMark && isLive({ stamp, reachedAt }) };
}

function stampsText(watermark: Watermark | null): string {
  return watermark?.split(tokenMark, 1)[0] ?? '';
}

function withStamps(watermark: Watermark | null, parts: readonly string[]): Watermark | null {
  return withToken(parts.join(separator), tokenOf(watermark));
}

function isLive({ stamp, reachedAt }: Pick<Parts, 'stamp' | 'reachedAt'>): boolean {
  return stamp >= later(reachedAt, -liveMs);
}

/** Text in, text out: reading a given stamp asks no clock. */
function later(stamp: Stamp, byMs: number): Stamp {
  const ms = Date.parse(stamp);
  return Number.isNaN(ms) ? stamp : new Date(ms + byMs).toISOString();
}
