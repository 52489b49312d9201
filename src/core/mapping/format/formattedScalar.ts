import { yamlScalar } from '../yamlScalar';
import type { LayoutToken } from './layoutTokens';

/** A token's text in form: quotes only where they are needed, and single ones, one space on either side of an arrow. Others stay as they are. */
export function formattedScalar({ type, source, isArrow }: LayoutToken): string {
  // What goes over several lines was laid out by hand.
  if (/[\r\n]/.test(source)) return source;
  if (type === 'scalar') return isArrow ? formattedArrow(source) : source;
  const value = quotedValue(type, source);
  if (value === undefined) return source;
  const wanted = isArrow ? formattedArrow(value) : value;
  if (yamlScalar(wanted) === wanted) return wanted;
  // Single quotes read best, except around themselves.
  if (!wanted.includes("'")) return `'${wanted}'`;
  return type === 'double-quoted-scalar' ? `"${wanted}"` : `'${wanted.replaceAll("'", "''")}'`;
}

/** `Name <-> name`: one space beside the arrow, none around. What has no arrow or several stays as it is. */
export function formattedArrow(text: string): string {
  const parts = text.split(/(?<=^|\s)(<->|->|<-)(?=\s|$)/);
  return parts.length === 3
    ? parts
        .map((part) => part.trim())
        .join(' ')
        .trim()
    : text;
}

/** The lines of a block scalar, begun at `column`; blank lines keep what they hold beyond it. */
export function formattedBody(source: string, column: number): string {
  const first = /^( *)[^\s]/m.exec(source)?.[1];
  if (first === undefined) return source;
  const shift = column - first.length;
  if (shift === 0) return source;
  return source
    .split('\n')
    .map((line) => {
      if (shift > 0) return line.trim() === '' ? line : ' '.repeat(shift) + line;
      return line.slice(Math.min(-shift, line.length - line.trimStart().length));
    })
    .join('\n');
}

/** What stands between the quotes, where it can be told without looking at escapes. */
function quotedValue(type: LayoutToken['type'], source: string): string | undefined {
  const inside = source.slice(1, -1);
  if (type === 'single-quoted-scalar') return inside.replaceAll("''", "'");
  return type === 'double-quoted-scalar' && !inside.includes('\\') ? inside : undefined;
}
