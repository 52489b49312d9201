import type { CouplingPlace } from '../../store/couplingPlace';

/** A place as the text that a page's `next` is; nobody but `placeOfCursor` reads it. */
export function cursorOf(place: CouplingPlace): string {
  return place.toString(36);
}

/** The place that a cursor names; undefined where it is none. */
export function placeOfCursor(cursor: string): CouplingPlace | undefined {
  const place = /^[0-9a-z]{1,11}$/.test(cursor) ? parseInt(cursor, 36) : NaN;
  return Number.isSafeInteger(place) ? place : undefined;
}
