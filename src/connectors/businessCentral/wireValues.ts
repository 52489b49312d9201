import type { EdmMember } from '../odata/edmx';
import type { ExactJson } from '../odata/exactJson';
import type { FieldType, Value } from '../../core/model/value';
import { JsonNumeral } from '../odata/exactJson';
import { canonicalDate, canonicalDateTime } from '../../core/transfer/dateTimeText';
import { canonicalDecimal } from '../../core/transfer/decimalText';
import { decodeOptionName, encodeOptionName } from './optionNames';
import { isBlank } from '../../core/model/value';

/** Turns one field's values into JSON and filter literals, and back. */
export interface WireCodec {
  /** A value that does not fit the type is shown as it is, so that whoever reads it says so. */
  decode(json: ExactJson | undefined): Value;
  /** Undefined where the type has no such value. Blank is what Business Central keeps for blank: it has no null. */
  encode(value: Value): ExactJson | undefined;
  /** How a value is written in a filter or a key; undefined where the type has no such value. Never called with blank. */
  literal(value: string): string | undefined;
  /** Blank in a filter; absent where the type has no blank of its own: numbers and booleans are never blank. */
  readonly blankLiteral?: string;
}

/** `members` are an enumeration's own, as the metadata names them. */
export function wireCodec(type: FieldType, members: readonly EdmMember[] = []): WireCodec {
  switch (type.kind) {
    case 'text':
      return textCodec;
    case 'integer':
    case 'decimal':
      return type.kind === 'integer' ? integerCodec : decimalCodec;
    case 'boolean':
      return booleanCodec;
    case 'date':
      return dateCodec;
    case 'dateTime':
      return dateTimeCodec;
    case 'guid':
      return guidCodec;
    case 'option':
      return optionCodec(members);
  }
}

/** A text in single quotes, as filters and keys want it. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

// Blanks as the API shows them (samples in the API reference).
const blankGuid = '00000000-0000-0000-0000-000000000000';
const blankDate = '0001-01-01';
const blankDateTime = '0001-01-01T00:00:00Z';

const textCodec: WireCodec = {
  decode: plain,
  encode: (value) => value ?? '',
  literal: quotedText,
  blankLiteral: "''",
};

const integerCodec: WireCodec = numberCodec(/^(0|-?[1-9]\d*)$/);
const decimalCodec: WireCodec = numberCodec(/^-?(0|[1-9]\d*)(\.\d+)?$/);

function numberCodec(form: RegExp): WireCodec {
  return {
    decode(json) {
      const text = plain(json);
      return text === null || text === '' ? null : (canonicalDecimal(text) ?? text);
    },
    encode: (value) => (isBlank(value) ? new JsonNumeral('0') : form.test(value) ? new JsonNumeral(value) : undefined),
    literal: (value) => (form.test(value) ? value : undefined),
  };
}

const booleanCodec: WireCodec = {
  decode: plain,
  encode: (value) => (isBlank(value) ? false : value === 'true' ? true : value === 'false' ? false : undefined),
  literal: (value) => (value === 'true' || value === 'false' ? value : undefined),
};

const dateCodec: WireCodec = {
  decode(json) {
    const text = plain(json);
    if (text === null || text === '' || text.startsWith(blankDate)) return null;
    return canonicalDate(text) ?? text;
  },
  encode: (value) => (isBlank(value) ? blankDate : (canonicalDate(value) ?? undefined)),
  literal: (value) => canonicalDate(value),
  blankLiteral: blankDate,
};

const dateTimeCodec: WireCodec = {
  decode(json) {
    const text = plain(json);
    if (text === null || text === '' || text.startsWith(blankDate)) return null;
    return canonicalDateTime(text) ?? text;
  },
  encode: (value) => (isBlank(value) ? blankDateTime : (canonicalDateTime(value) ?? undefined)),
  literal: (value) => canonicalDateTime(value),
  blankLiteral: blankDateTime,
};

const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const guidCodec: WireCodec = {
  decode(json) {
    const text = plain(json)?.toLowerCase() ?? null;
    return text === '' || text === blankGuid ? null : text;
  },
  encode: (value) => (isBlank(value) ? blankGuid : guidForm.test(value) ? value : undefined),
  literal: (value) => (guidForm.test(value) ? value : undefined),
  blankLiteral: blankGuid,
};

/** Stored are the members' names, decoded; the member with a blank name is blank. */
function optionCodec(members: readonly EdmMember[]): WireCodec {
  const names = new Map(members.map((member) => [decodeOptionName(member.name).trim(), member.name]));
  const wireName = (value: string) => names.get(value) ?? (members.length === 0 ? encodeOptionName(value) : undefined);
  return {
    decode(json) {
      const text = plain(json);
      const name = text === null ? '' : decodeOptionName(text);
      return name.trim() === '' ? null : name;
    },
    encode: (value) => wireName(value ?? ''),
    literal(value) {
      const name = wireName(value);
      return name === undefined ? undefined : quotedText(name);
    },
    ...(names.has('') && { blankLiteral: quotedText(names.get('') ?? '') }),
  };
}

function plain(json: ExactJson | undefined): Value {
  if (json === undefined || json === null) return null;
  if (typeof json === 'string') return json;
  if (json instanceof JsonNumeral) return json.text;
  return typeof json === 'boolean' ? String(json) : null;
}
