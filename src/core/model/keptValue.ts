import type { KeptValue } from './job';
import type { Value } from './value';

/** A value as a job's log keeps it: whole up to `longestKept` characters, else how it begins. */
export function keepValue(value: Value): KeptValue {
  if (value === null || value.length <= longestKept) return value;
  // Half a surrogate pair is no text.
  const last = value.charCodeAt(longestKept - 1);
  return { start: value.slice(0, last >= 0xd800 && last <= 0xdbff ? longestKept - 1 : longestKept) };
}

/** Names, addresses and codes are shorter; notes and documents are what is cut. */
const longestKept = 200;

/** A kept value as text for people; a cut one ends with an ellipsis. */
export function keptText(value: KeptValue): Value {
  return isCut(value) ? `${value.start}…` : value;
}

export function isCut(value: KeptValue): value is { readonly start: string } {
  return value !== null && typeof value !== 'string';
}
