/**
 * A text as YAML takes it in any place, also between braces: plain where nothing in it has a meaning there and no reader
 * could take it for a number or a boolean, else in quotes.
 */
export function yamlScalar(text: string): string {
  const isPlain =
    /^[\p{L}\p{N}_$]([^:#,[\]{}\p{Cc}\u2028\u2029\ufeff]*[^:#,[\]{}\p{Cc}\s\u2028\u2029\ufeff])?$/u.test(text) &&
    !/^(null|true|false|yes|no|on|off|y|n|[\d.][\d.,:_+eExXoa-fA-F-]*)$/i.test(text);
  if (isPlain) return text;
  // Double quotes alone can say control characters.
  return /[\p{Cc}\u2028\u2029\ufeff]/u.test(text) ? escaped(text) : `'${text.replaceAll("'", "''")}'`;
}

function escaped(text: string): string {
  const inside = [...text].map((char) => {
    if (char === '"' || char === '\\') return `\\${char}`;
    if (!/[\p{Cc}\u2028\u2029\ufeff]/u.test(char)) return char;
    return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
  return `"${inside.join('')}"`;
}
