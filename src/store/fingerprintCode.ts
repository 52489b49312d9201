import type { CouplingFingerprints } from '../core/model/coupling';
import { fingerprintLength } from '../core/transfer/fingerprint';

/**
 * Both records' fingerprints as the database holds them: a byte 1, then the local ones and the integration ones, six bits a
 * character. Before version 3 of the state, and where they are no such texts, they are their characters with U+001F between them.
 */
export function storedFingerprints({ local, integration }: CouplingFingerprints): Uint8Array {
  const both = local + integration;
  if (local.length !== integration.length || local.length % fingerprintLength !== 0 || !isBase64Url.test(both)) {
    return Buffer.from(local + separator + integration, 'latin1');
  }
  // An odd number of fields ends in the midst of a byte, whose other bits are those of an A.
  const text = both.length % 4 === 0 ? both : `${both}A`;
  const bytes = Buffer.allocUnsafe(1 + Math.floor((text.length * 6) / 8));
  bytes[0] = packed;
  bytes.write(text, 1, 'base64url');
  return bytes;
}

export function fingerprintsOf(shape: number, stored: Uint8Array): CouplingFingerprints {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.length);
  if (bytes[0] !== packed) {
    const text = bytes.toString('latin1');
    const at = text.indexOf(separator);
    return { shape, local: text.slice(0, at), integration: text.slice(at + 1) };
  }
  const text = bytes.toString('base64url', 1);
  const length = Math.floor(text.length / fingerprintLength / 2) * fingerprintLength;
  return { shape, local: text.slice(0, length), integration: text.slice(length, 2 * length) };
}

/** Below all characters of the other form. */
const packed = 1;
/** Not among the characters of fingerprints. */
const separator = '\u001F';
const isBase64Url = /^[\w-]*$/;
