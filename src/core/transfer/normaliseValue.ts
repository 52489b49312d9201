import type { FieldType, OptionMember, Value } from '../model/value';
import { canonicalDate, canonicalDateTime } from './dateTimeText';
import { canonicalDecimal } from './decimalText';

/**
 * Brings a value as a system stores or sends it into the canonical form of its field's type (model/value): `12.30`, `1e3` and
 * `+5`; instants with offsets, without milliseconds, with a space; GUIDs in braces and upper case. Undefined when the text is no
 * value of that kind. Looks at the form only; limits are the converter's business. A value in canonical form comes back as it is,
 * quickly. Empty text is null for every kind but text.
 */
export function normaliseValue(text: string, type: FieldType): Value | undefined {
  if (type.kind === 'text') return text;
  if (text === '') return null;
  switch (type.kind) {
    case 'integer':
      return canonicalInteger(text);
    case 'decimal':
      return canonicalDecimal(text);
    case 'boolean':
      return canonicalBoolean(text);
    case 'date':
      return canonicalDate(text);
    case 'dateTime':
      return canonicalDateTime(text);
    case 'guid':
      return canonicalGuid(text);
    case 'option':
      return canonicalOption(text, type.members);
  }
}

function canonicalInteger(text: string): string | undefined {
  const decimal = canonicalDecimal(text);
  return decimal === undefined || decimal.includes('.') ? undefined : decimal;
}

function canonicalBoolean(text: string): string | undefined {
  if (text === 'true' || text === 'false') return text;
  switch (text.trim().toLowerCase()) {
    case 'true':
    case 'yes':
    case '1':
      return 'true';
    case 'false':
    case 'no':
    case '0':
      return 'false';
    default:
      return undefined;
  }
}

const guidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function canonicalGuid(text: string): string | undefined {
  if (text.length === 36 && guidText.test(text)) return text;
  const plain = text.trim().toLowerCase();
  const bare = plain.startsWith('{') && plain.endsWith('}') ? plain.slice(1, -1) : plain;
  return guidText.test(bare) ? bare : undefined;
}

/** A stored value that no member has is kept: systems hold such values, and only the destination knows whether it takes them. */
function canonicalOption(text: string, members: readonly OptionMember[]): string {
  if (members.some((member) => member.value === text)) return text;
  return canonicalInteger(text) ?? text;
}
