import type { FieldType } from '../model/value';
import { canonicalDate, canonicalInstant } from './dateText';
import { canonicalDecimal, canonicalInteger } from './numberText';
import { unreachable } from '../assert';

const trueWords = new Set(['true', 'yes', '1']);
const falseWords = new Set(['false', 'no', '0']);
const guidPattern = /^\{?([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})\}?$/;

/**
 * The canonical form of a text under a type: `12.30` → `12.3`, `YES` → `true`, `{ABC…}` → `abc…`, an option member's name →
 * its stored value. Undefined where the text names no value of that kind; limits are not its concern. Blank is the caller's.
 */
export function normaliseValue(text: string, type: FieldType): string | undefined {
  switch (type.kind) {
    case 'text':
      return text;
    case 'integer':
      return canonicalInteger(text);
    case 'decimal':
      return canonicalDecimal(text);
    case 'boolean': {
      const word = text.trim().toLowerCase();
      if (trueWords.has(word)) return 'true';
      return falseWords.has(word) ? 'false' : undefined;
    }
    case 'date':
      return canonicalDate(text);
    case 'dateTime':
      return canonicalInstant(text);
    case 'guid':
      return guidPattern.exec(text.trim())?.[1]?.toLowerCase();
    case 'option': {
      const member = type.members.find((each) => each.value === text);
      const named = member ?? type.members.find((each) => each.name.toLowerCase() === text.trim().toLowerCase());
      return named?.value ?? (type.members.length === 0 ? text : undefined);
    }
    default:
      return unreachable(type);
  }
}
