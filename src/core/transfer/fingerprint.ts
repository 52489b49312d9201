import type { Value } from '../model/value';

/**
 * Short stand-ins for values, to tell whether a field changed since the last synchronization (DESIGN 5.4). 42 bits: two
 * different values of one field share a fingerprint about once in four trillion changes. Not for secrets.
 */

/** Characters of one fingerprint, of base64url's alphabet. */
export const fingerprintLength = 7;

/** The fingerprint of a canonical value. Null and empty text have the same one. */
export function fingerprint(value: Value): string {
  return value === null || value === '' ? blankFingerprint : hash(value, firstSeed, secondSeed);
}

/** One fingerprint after the other; `fingerprintAt` finds them again. */
export function fingerprintFields(values: readonly Value[]): string {
  const writer = new FingerprintWriter();
  for (const value of values) writer.add(value);
  return writer.text();
}

/** The fingerprint at a position of a concatenation, counted from 0; empty beyond its end. */
export function fingerprintAt(fingerprints: string, index: number): string {
  const start = index * fingerprintLength;
  return fingerprints.slice(start, start + fingerprintLength);
}

/** The concatenation with another fingerprint at a position. */
export function withFingerprint(fingerprints: string, index: number, print: string): string {
  const start = index * fingerprintLength;
  if (fingerprints.startsWith(print, start)) return fingerprints;
  return fingerprints.slice(0, start) + print + fingerprints.slice(start + fingerprintLength);
}

/**
 * Writes fingerprints one after the other. Runs make millions: put together from pieces, each would be a text of its own first,
 * and the whole a tree of texts.
 */
export class FingerprintWriter {
  private readonly codes: number[] = [];
  private count = 0;

  /** Forgets what was written before. */
  begin(): void {
    this.count = 0;
  }

  /** A value's fingerprint. */
  add(value: Value): void {
    if (value === null || value === '') return this.keep(blankFingerprint, 0);
    mix(value, firstSeed, secondSeed);
    putCharacters(this.codes, this.count);
    this.count += fingerprintLength;
  }

  /** The fingerprint at a position of a concatenation. */
  keep(fingerprints: string, index: number): void {
    const start = index * fingerprintLength;
    for (let at = start; at < start + fingerprintLength; at++) this.codes[this.count++] = fingerprints.charCodeAt(at);
  }

  /** All that was written. */
  text(): string {
    this.codes.length = this.count;
    return String.fromCharCode(...this.codes);
  }
}

/** Whether the fingerprint at a position of a concatenation is this value's; says so without making it. */
export function isFingerprintAt(fingerprints: string, index: number, value: Value): boolean {
  const start = index * fingerprintLength;
  if (value === null || value === '') return fingerprints.startsWith(blankFingerprint, start);
  mix(value, firstSeed, secondSeed);
  return (
    fingerprints.charCodeAt(start) === characterCode(high) &&
    fingerprints.charCodeAt(start + 1) === characterCode(high >>> 6) &&
    fingerprints.charCodeAt(start + 2) === characterCode(high >>> 12) &&
    fingerprints.charCodeAt(start + 3) === characterCode(high >>> 18) &&
    fingerprints.charCodeAt(start + 4) === characterCode(high >>> 24) &&
    fingerprints.charCodeAt(start + 5) === characterCode(low) &&
    fingerprints.charCodeAt(start + 6) === characterCode(low >>> 6)
  );
}

/** The fingerprints of so many fields without a value. */
export function blankFingerprints(count: number): string {
  if (blanks.length !== count * fingerprintLength) blanks = blankFingerprint.repeat(count);
  return blanks;
}

let blanks = '';

/** 14 characters for a longer text, such as all that decides a mapping's transfers: 84 bits. */
export function fingerprintText(text: string): string {
  return hash(text, firstSeed, secondSeed) + hash(text, thirdSeed, fourthSeed);
}

const blankFingerprint = 'AAAAAAA';

const firstSeed = 0x243f6a88;
const secondSeed = 0x85a308d3;
const thirdSeed = 0x13198a2e;
const fourthSeed = 0x03707344;

/** The characters of fingerprints, six bits each: base64url's, in its order. */
export const fingerprintAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const alphabetCodes = Uint8Array.from(fingerprintAlphabet, (character) => character.charCodeAt(0));

/** What `mix` made last: two numbers in place of an object, which runs over many records would make by the million. */
let high = 0;
let low = 0;

/**
 * Two multiply-xor lanes over the code units, mixed into each other at the end so that every bit of the result depends on every
 * character. Must stay as it is: couplings on disk hold what it makes.
 */
function mix(text: string, seedA: number, seedB: number): void {
  let a = seedA ^ text.length;
  let b = seedB;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  a = Math.imul(a ^ (b >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (a >>> 15), 0xc2b2ae35);
  a = Math.imul(a ^ (b >>> 13), 0x27d4eb2f);
  b = Math.imul(b ^ (a >>> 16), 0x165667b1);
  high = a ^ (b >>> 14);
  low = b ^ (high >>> 15);
}

function hash(text: string, seedA: number, seedB: number): string {
  mix(text, seedA, seedB);
  const codes: number[] = [];
  putCharacters(codes, 0);
  return String.fromCharCode(...codes);
}

/** The characters of what `mix` made last. */
function putCharacters(codes: number[], at: number): void {
  codes[at] = characterCode(high);
  codes[at + 1] = characterCode(high >>> 6);
  codes[at + 2] = characterCode(high >>> 12);
  codes[at + 3] = characterCode(high >>> 18);
  codes[at + 4] = characterCode(high >>> 24);
  codes[at + 5] = characterCode(low);
  codes[at + 6] = characterCode(low >>> 6);
}

function characterCode(bits: number): number {
  return alphabetCodes[bits & 63] ?? 0;
}
