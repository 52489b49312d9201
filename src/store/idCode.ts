import type { RecordId } from '../core/model/record';

/**
 * Record ids as the database holds them. Most are GUIDs, which take 16 bytes instead of 36 characters in the row and again
 * in an index; any other id stays text. Bytes sort as the GUIDs' text does, so ranges of either kind can be read in order.
 */
export type StoredId = Uint8Array | string | null;

/** GUIDs in canonical lower-case form become bytes; decoding gives back exactly the same text. */
export function storedId(id: RecordId): Uint8Array | string {
  if (id.length !== 36) return id;
  const bytes = new Uint8Array(16);
  let at = 0;
  for (let index = 0; index < 16; index++) {
    if (isDashBefore(index) && id.charCodeAt(at++) !== dash) return id;
    const high = digitOf(id.charCodeAt(at++));
    const low = digitOf(id.charCodeAt(at++));
    if (high < 0 || low < 0) return id;
    bytes[index] = high * 16 + low;
  }
  return bytes;
}

export function recordId(stored: Uint8Array | string): RecordId {
  if (typeof stored === 'string') return stored;
  let text = '';
  for (let index = 0; index < 16; index++) {
    if (isDashBefore(index)) text += '-';
    text += hexOf[stored[index] ?? 0];
  }
  return text;
}

const dash = 45;
const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function isDashBefore(byte: number): boolean {
  return byte === 4 || byte === 6 || byte === 8 || byte === 10;
}

/** The value of one lower-case hexadecimal digit; -1 for anything else, capitals too: they would not come back. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}
