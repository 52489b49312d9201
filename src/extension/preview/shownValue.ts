import type { FieldType, Value } from '../../core/model/value';
import { isBlank } from '../../core/model/value';
import type { Locale } from '../locale';

/**
 * A value on one line for people: option values with their names, blanks in words, quotes where the ends of the text would not
 * be seen. At most `longest` characters.
 */
export function shownValue(value: Value, type: FieldType | undefined, { t }: Locale, longest = 80): string {
  if (isBlank(value)) return t('(blank)');
  const visible = visibleText(value);
  const cut = visible.length > longest ? `${visible.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : visible;
  const text = cut.trim() === cut ? cut : `"${cut}"`;
  const name = type?.kind === 'option' ? type.members.find((member) => member.value === value)?.name : undefined;
  return name === undefined || name === value ? text : `${visibleText(name)} (${text})`;
}

/** Text on one line: line breaks, control characters and marks that turn or hide text become visible escapes. */
export function visibleText(text: string): string {
  return text.replace(hidden, escaped);
}

/** Control characters, lone surrogates, separators of lines, direction marks and characters without width; joiners stay. */
const hidden = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
