import type { CouplingFingerprints } from '../core/model/coupling';
import { fingerprintLength } from '../core/transfer/fingerprint';

/** The fingerprints of both records as the database holds them: packed, or as text. */
export type StoredFingerprints = Uint8Array | string;

/**
 * Fingerprints are base64url, so their characters pack into 6 bits each: with two records' fingerprints in every row that is
 * most of what a coupling takes. What is not made that way stays text, the two parted by U+001F.
 */
export function storedFingerprints({ local, integration }: CouplingFingerprints): StoredFingerprints {
  if (local.length === integration.length && local.length % fingerprintLength === 0) {
    const text = padded(local + integration);
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.toString('base64url') === text) return bytes;
  }
  return local + separator + integration;
}

export function fingerprintsOf(shape: number, stored: StoredFingerprints): CouplingFingerprints {
  if (typeof stored === 'string') {
    const at = stored.indexOf(separator);
    return { shape, local: stored.slice(0, at), integration: stored.slice(at + 1) };
  }
  const text = Buffer.from(stored.buffer, stored.byteOffset, stored.length).toString('base64url');
  const pair = 2 * fingerprintLength;
  const half = (text.length - (text.length % pair)) / 2;
  return { shape, local: text.slice(0, half), integration: text.slice(half, 2 * half) };
}

const separator = '\u001F';

/** Four characters make three bytes. Two are missing at most, fewer than a pair of fingerprints has. */
function padded(text: string): string {
  return text.length % 4 === 0 ? text : `${text}AA`;
}
