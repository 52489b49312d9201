import type { RecordId } from '../core/model/record';

/**
 * Record ids as the database holds them. Most are GUIDs, which take 16 bytes instead of 36 characters in the row and again
 * in an index; any other id stays text. Bytes sort as the GUIDs' text does, so ranges of either kind can be read in order.
 */
export type StoredId = Uint8Array | string | null;

/** GUIDs in canonical lower-case form become bytes; decoding gives back exactly the same text. */
export function storedId(id: RecordId): Uint8Array | string {
  if (id.length !== 36 || !hasDashes(id)) return id;
  const bytes = new Uint8Array(16);
  let largest = 0;
  for (let index = 0; index < 16; index++) {
    const at = digitPlaces[index] as number;
    const high = digitValues[id.charCodeAt(at)] ?? noDigit;
    const low = digitValues[id.charCodeAt(at + 1)] ?? noDigit;
    largest |= high | low;
    bytes[index] = high * 16 + low;
  }
  return largest < noDigit ? bytes : id;
}

export function recordId(stored: Uint8Array | string): RecordId {
  if (typeof stored === 'string') return stored;
  for (let index = 0; index < 16; index++) {
    const byte = stored[index] as number;
    const at = digitPlaces[index] as number;
    written[at] = digits.charCodeAt(byte >> 4);
    written[at + 1] = digits.charCodeAt(byte & 15);
  }
  return written.toString('latin1');
}

const dash = 45;
const digits = '0123456789abcdef';
/** Where each byte's two digits stand. */
const digitPlaces = Uint8Array.of(0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34);
/** Where a GUID is written: putting a text together from pieces takes three times as long. */
const written = Buffer.from('00000000-0000-0000-0000-000000000000', 'latin1');

const noDigit = 16;
/** By character code. Capitals are no digits: they would not come back. */
const digitValues = new Uint8Array(128).fill(noDigit);
for (const [value, digit] of [...digits].entries()) digitValues[digit.charCodeAt(0)] = value;

function hasDashes(id: RecordId): boolean {
  return (
    id.charCodeAt(8) === dash && id.charCodeAt(13) === dash && id.charCodeAt(18) === dash && id.charCodeAt(23) === dash
  );
}
