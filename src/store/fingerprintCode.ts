import type { CouplingFingerprints } from '../core/model/coupling';
import { fingerprintAlphabet, fingerprintLength } from '../core/transfer/fingerprint';
import { smallBytes } from '../files/smallBytes';

/**
 * Both records' fingerprints as the database holds them: a byte 2, the number of fields, a bit for each field that is set where
 * both records have the same fingerprint, then the local ones and those of the integration record that differ, six bits a
 * character. In most mappings most fields are the same on both sides.
 *
 * Version 3 of the state has a byte 1, then all local and all integration ones, six bits a character. Before, and where they are no
 * such texts, they are their characters with U+001F between them.
 */
export function storedFingerprints({ local, integration }: CouplingFingerprints): Uint8Array {
  return packedFingerprints(local, integration) ?? Buffer.from(local + separator + integration, 'latin1');
}

export function fingerprintsOf(shape: number, stored: Uint8Array): CouplingFingerprints {
  if (stored[0] === packed) return { shape, ...unpacked(stored) };
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.length);
  if (bytes[0] !== allPacked) {
    const text = bytes.toString('latin1');
    const at = text.indexOf(separator);
    return { shape, local: text.slice(0, at), integration: text.slice(at + 1) };
  }
  const text = bytes.toString('base64url', 1);
  const length = Math.floor(text.length / fingerprintLength / 2) * fingerprintLength;
  return { shape, local: text.slice(0, length), integration: text.slice(length, 2 * length) };
}

/** Below all characters of the other forms. */
const packed = 2;
const allPacked = 1;
const headBytes = 2;
/** Not among the characters of fingerprints. */
const separator = '\u001F';
const mostFields = 255;

const characterCodes = Uint8Array.from(fingerprintAlphabet, (character) => character.charCodeAt(0));
const noDigit = 64;
/** By character code; whatever is no digit counts as 64. */
const digitOf = new Uint8Array(256).fill(noDigit);
characterCodes.forEach((code, digit) => (digitOf[code] = digit));

// What is being packed or unpacked, so that nothing is thrown away for it.
const flags = new Uint8Array((mostFields + 7) >> 3);
const digits = new Uint8Array(2 * mostFields * fingerprintLength + 3);
const characters = Buffer.alloc(2 * mostFields * fingerprintLength + 3);
const others = Buffer.alloc(mostFields * fingerprintLength);

function packedFingerprints(local: string, integration: string): Uint8Array | undefined {
  const { length } = local;
  const fields = length / fingerprintLength;
  if (integration.length !== length || length % fingerprintLength !== 0 || fields > mostFields) return undefined;
  const flagBytes = (fields + 7) >> 3;
  let count = 0;
  let all = 0;
  for (; count < length; count++) all |= digits[count] = digitOf[local.charCodeAt(count)] ?? noDigit;
  flags.fill(0, 0, flagBytes);
  for (let field = 0; field < fields; field++) {
    let differs = 0;
    for (let index = 0; index < fingerprintLength; index++) {
      const at = field * fingerprintLength + index;
      const digit = digitOf[integration.charCodeAt(at)] ?? noDigit;
      digits[count + index] = digit;
      differs |= digit ^ (digits[at] as number);
      all |= digit;
    }
    if (differs === 0) flags[field >> 3] = (flags[field >> 3] as number) | (1 << (field & 7));
    else count += fingerprintLength;
  }
  if (all >= noDigit) return undefined;
  const stored = smallBytes(headBytes + flagBytes + Math.ceil((count * 6) / 8));
  stored[0] = packed;
  stored[1] = fields;
  for (let index = 0; index < flagBytes; index++) stored[headBytes + index] = flags[index] as number;
  packDigits(count, stored, headBytes + flagBytes);
  return stored;
}

function packDigits(count: number, stored: Uint8Array, from: number): void {
  digits.fill(0, count, count + 3);
  let at = from;
  for (let index = 0; index < count; index += 4) {
    const four =
      ((digits[index] as number) << 18) |
      ((digits[index + 1] as number) << 12) |
      ((digits[index + 2] as number) << 6) |
      (digits[index + 3] as number);
    // What goes beyond the end is not kept, and is nothing.
    stored[at++] = four >> 16;
    stored[at++] = four >> 8;
    stored[at++] = four;
  }
}

function unpacked(stored: Uint8Array): { readonly local: string; readonly integration: string } {
  const fields = stored[1] as number;
  const length = fields * fingerprintLength;
  unpackDigits(stored, headBytes + ((fields + 7) >> 3));
  let next = length;
  for (let field = 0; field < fields; field++) {
    const isSame = (((stored[headBytes + (field >> 3)] as number) >> (field & 7)) & 1) === 1;
    const start = field * fingerprintLength;
    const from = isSame ? start : next;
    if (!isSame) next += fingerprintLength;
    for (let index = 0; index < fingerprintLength; index++) others[start + index] = characters[from + index] as number;
  }
  return { local: characters.toString('latin1', 0, length), integration: others.toString('latin1', 0, length) };
}

function unpackDigits(stored: Uint8Array, from: number): void {
  let index = 0;
  for (let at = from; at < stored.length; at += 3) {
    const three = ((stored[at] as number) << 16) | ((stored[at + 1] ?? 0) << 8) | (stored[at + 2] ?? 0);
    characters[index++] = characterCodes[three >> 18] as number;
    characters[index++] = characterCodes[(three >> 12) & 63] as number;
    characters[index++] = characterCodes[(three >> 6) & 63] as number;
    characters[index++] = characterCodes[three & 63] as number;
  }
}
