/**
 * Text that cannot act on a terminal: control characters, bidirectional overrides, invisible characters and lone
 * surrogates become visible escapes such as `\n` or `\u001b`. All text that comes from data or files passes through here
 * before it is shown.
 */
export function printable(text: string): string {
  return text.replace(unprintable, escapeCharacter);
}

/**
 * JSON text that cannot act on a terminal either, and still means the same. Line feeds stay: within JSON text they are
 * layout only.
 */
export function printableJson(json: string): string {
  return json.replace(unprintable, (character) => (character === '\n' ? character : unicodeEscape(character)));
}

// Joiners (U+200C, U+200D) stay: scripts and emoji need them, and they do nothing to a terminal.
const unprintable = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string): string {
  return shortEscapes[character] ?? unicodeEscape(character);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
