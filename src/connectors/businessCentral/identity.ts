import type { Identity, ServiceField } from './serviceTable';
import { isBlank, sameValue } from '../../core/model/value';

/** Records known by one field: a system id, or the only field of a key. */
export function singleIdentity(name: string, field: ServiceField, isContent: boolean): Identity {
  const { codec } = field;
  return {
    field: name,
    properties: [name],
    isContent,
    idOf: (row) => codec.decode(row[name]) ?? undefined,
    holds: (id, _, value) => sameValue(id, value),
    address(id) {
      const literal = isBlank(id) ? undefined : codec.literal(id);
      return literal === undefined ? undefined : `(${encodeURIComponent(literal)})`;
    },
    condition(id) {
      const literal = isBlank(id) ? undefined : codec.literal(id);
      return literal === undefined ? undefined : `${name} eq ${literal}`;
    },
  };
}

/**
 * Records known by a key of several fields. The id is their values in order, with `|` between them; a `|` or `\` in a value has
 * a `\` before it, and blank is empty.
 */
export function composedIdentity(name: string, parts: readonly (readonly [string, ServiceField])[]): Identity {
  return {
    field: name,
    properties: parts.map(([property]) => property),
    isContent: true,
    idOf: (row) => joinParts(parts.map(([property, { codec }]) => codec.decode(row[property]) ?? '')),
    holds: (id, property, value) =>
      sameValue(splitParts(id)[parts.findIndex(([part]) => part === property)] ?? null, value),
    address(id) {
      const values = splitParts(id);
      if (values.length !== parts.length) return undefined;
      const literals = parts.map(([property, { codec }], index) => {
        const value = values[index] ?? '';
        const literal = value === '' ? (codec.blankLiteral ?? undefined) : codec.literal(value);
        return literal === undefined ? undefined : `${property}=${encodeURIComponent(literal)}`;
      });
      return literals.includes(undefined) ? undefined : `(${literals.join(',')})`;
    },
    condition: () => undefined,
  };
}

export function joinParts(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|');
}

export function splitParts(id: string): readonly string[] {
  const parts = [''];
  for (let at = 0; at < id.length; at++) {
    const character = id.charAt(at);
    if (character === '|') parts.push('');
    else parts[parts.length - 1] += character === '\\' ? id.charAt(++at) : character;
  }
  return parts;
}
