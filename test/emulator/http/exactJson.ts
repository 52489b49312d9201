/** A number in JSON by its own digits: neither 2^53 nor a tenth is lost on its way through the emulator. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

export type Json = null | boolean | string | ExactNumber | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** What stands for a number while the platform's parser reads: no service has a property of that name. */
const mark = '(number)';

/** Undefined where the text is no JSON. */
export function parseJson(text: string): Json | undefined {
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `{"${mark}":"${token}"}`,
  );
  try {
    return JSON.parse(marked, (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && mark in value) return new ExactNumber(String(value[mark]));
      return value;
    }) as Json;
  } catch {
    return undefined;
  }
}

export function printJson(value: Json): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(printJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value as JsonObject).map(
      ([name, each]) => `${JSON.stringify(name)}:${printJson(each)}`,
    );
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

export function number(value: number): ExactNumber {
  return new ExactNumber(String(value));
}
