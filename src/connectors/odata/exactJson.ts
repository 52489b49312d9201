import { parse } from 'lossless-json';

/** A JSON document whose numbers are kept as they were written: none passes through binary floating point. */
export type ExactJson = null | boolean | string | JsonNumeral | readonly ExactJson[] | ExactObject;

export interface ExactObject {
  readonly [name: string]: ExactJson;
}

/** A number, digit by digit. */
export class JsonNumeral {
  constructor(readonly text: string) {}
}

/** Reads JSON text; undefined where it is none, as with an answer that was cut short. */
export function parseExactJson(text: string): ExactJson | undefined {
  try {
    return parse(text, null, {
      parseNumber: (digits) => new JsonNumeral(digits),
      onDuplicateKey: lastOne,
    }) as ExactJson;
  } catch {
    return undefined;
  }
}

/** Writes a document; the counterpart of `parseExactJson`. */
export function exactJsonText(value: ExactJson): string {
  if (value instanceof JsonNumeral) return value.text;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(exactJsonText).join(',')}]`;
  const members = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}:${exactJsonText(each)}`);
  return `{${members.join(',')}}`;
}

export function isExactObject(value: ExactJson | undefined): value is ExactObject {
  return typeof value === 'object' && value !== null && !(value instanceof JsonNumeral) && !isList(value);
}

export function isExactList(value: ExactJson | undefined): value is readonly ExactJson[] {
  return value !== undefined && isList(value);
}

/** A member that is a text; undefined where there is none. */
export function textOf(value: ExactJson | undefined, name: string): string | undefined {
  const member = isExactObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof member === 'string' ? member : undefined;
}

function isList(value: ExactJson): value is readonly ExactJson[] {
  return Array.isArray(value);
}

// As every other reader of JSON has it.
function lastOne({ newValue }: { readonly newValue: unknown }): unknown {
  return newValue;
}
