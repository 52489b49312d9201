import type { MappingRule } from './mappingRule';

/** A constant has one field and nothing that works on a source value; one field without a constant has nothing to transfer. */
export const constantsStandAlone: MappingRule = ({ mapping, source }, report) => {
  mapping.fields.forEach((field, index) => {
    const place = source.fields[index];
    if (!place) return;
    const pair = field.localField !== undefined && field.integrationField !== undefined;
    const name = field.localField ?? field.integrationField ?? '';
    const constant = place.keys.get('constant');
    if (!constant) {
      if (pair) return;
      const message = `'${name}' has no other field and no constant. Add the field beside the arrow, or a constant.`;
      report('CONSTANT_MISSING', place.range, message);
      return;
    }
    if (pair) {
      const message = `A constant has no source. Remove the constant, or '${name}' from the side the arrow comes from.`;
      report('CONSTANT_WITH_TWO_FIELDS', constant.value.range, message);
    }
    for (const option of sourceOptions) {
      const entry = place.keys.get(option);
      if (!entry) continue;
      const message = `'${option}' has no effect on the constant for '${name}'. Remove '${option}', or write the final value as the constant.`;
      report('CONSTANT_WITH_OPTION', entry.key.range, message);
    }
  });
};

/** What works on a source value. */
const sourceOptions = ['lookup', 'values', 'transform', 'match'] as const;
