/**
 * Option members on the wire: XML names, in which what no name may hold is written as its code (`In_x0020_Progress`), and a blank
 * member is `_x0020_` (API reference, enumerations).
 */

/** `In_x0020_Progress` → `In Progress`. */
export function decodeOptionName(encoded: string): string {
  return encoded.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** `In Progress` → `In_x0020_Progress`; blank → `_x0020_`. The counterpart of `decodeOptionName`. */
export function encodeOptionName(name: string): string {
  if (name === '') return '_x0020_';
  let encoded = '';
  for (let at = 0; at < name.length; at++) {
    const character = name.charAt(at);
    const asIs = /[\p{L}_]/u.test(character) || (at > 0 && /[\p{N}.-]/u.test(character));
    // What only looks like a code is written as one, so that it reads back as it was.
    const looksCoded = /^_x[0-9A-Fa-f]{4}_/.test(name.slice(at));
    encoded +=
      asIs && !looksCoded ? character : `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  }
  return encoded;
}
