import type { FieldType, Value } from '../model/value';
import { err, ok } from '../result';
import type { FieldMapping } from '../model/tableMapping';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import type { RunDirection } from '../model/side';
import { excerpt } from './makeConverter';
import { normaliseValue } from './normaliseValue';

/**
 * Translates values by a field's value map (DESIGN 3, `values`). Both columns are read by their field's type. Where several
 * entries lead to one value, the way back takes the first in file order. A value without an entry fails the record.
 */
export function compileValueMap(
  values: FieldMapping['values'],
  types: { readonly local: FieldType; readonly integration: FieldType },
  direction: RunDirection,
  field: string,
): (value: Value) => Result<Value, RecordFailure> {
  const to = direction === 'toIntegrationTable';
  const [fromType, toType] = to ? [types.local, types.integration] : [types.integration, types.local];
  const translations = new Map<string, Result<Value, never>>();
  for (const { local, integration } of values) {
    const key = canonical(to ? local : integration, fromType);
    const translated = canonical(to ? integration : local, toType);
    if (!translations.has(key)) translations.set(key, ok(translated === '' && toType.kind !== 'text' ? null : translated));
  }
  const known = [...translations.keys()].slice(0, 5).map((key) => `'${key}'`);
  const list = known.join(', ') + (translations.size > known.length ? ', …' : '');
  return (value) => {
    const translated = translations.get(value ?? '');
    if (translated) return translated;
    return err({
      code: 'VALUE_NOT_MAPPED',
      field,
      message: `${field} has no value for '${excerpt(value ?? '')}' in its value map, which knows ${list}. Add an entry, or correct the value.`,
    });
  };
}

function canonical(text: string, type: FieldType): string {
  return text === '' ? '' : (normaliseValue(text, type) ?? text);
}
