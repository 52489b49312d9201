import type { Value } from '../model/value';
import { isBlank } from '../model/value';

/** Characters in one field's fingerprint. */
export const fingerprintLength = 7;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Two characters for each 12-bit number: building a fingerprint takes four look-ups. */
const pairs: readonly string[] = Array.from({ length: 4096 }, (_, n) => (alphabet[n >> 6] ?? '') + (alphabet[n & 63] ?? ''));
const singles: readonly string[] = [...alphabet];
const blank = 'AAAAAAA';

let high = 0;
let low = 0;

/**
 * A 42-bit fingerprint of one value as seven base64url characters. Null and empty text share one. Not cryptographic: it
 * tells change from no change, with one chance in 2^42 to miss one.
 */
export function fingerprint(value: Value): string {
  if (isBlank(value)) return blank;
  mix(value);
  return (pairs[high >>> 20] ?? '') + (pairs[(high >>> 8) & 4095] ?? '') + (pairs[low >>> 20] ?? '') + (singles[(low >>> 14) & 63] ?? '');
}

/** The values' fingerprints, one after the other. */
export function fingerprintFields(values: readonly Value[]): string {
  let prints = '';
  for (const value of values) prints += fingerprint(value);
  return prints;
}

/** One field's fingerprint out of a concatenation. */
export function fingerprintAt(fingerprints: string, index: number): string {
  return fingerprints.slice(index * fingerprintLength, (index + 1) * fingerprintLength);
}

/** A longer fingerprint for texts such as a mapping's signature: 14 characters. */
export function fingerprintText(text: string): string {
  return fingerprint(`1${text}`) + fingerprint(`2${text}`);
}

/** Two independent 32-bit multiply-and-xor lanes, finalised so that every bit depends on every character. */
function mix(text: string): void {
  let a = 0xdeadbeef ^ text.length;
  let b = 0x41c6ce57 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  high = a ^ (a >>> 15);
  low = b ^ (b >>> 14);
}
