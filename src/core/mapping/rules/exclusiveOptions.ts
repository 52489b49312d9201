import type { MappingRule } from './mappingRule';

/** Options of one field that contradict each other. Business Central refuses the first pair as well. */
export const exclusiveOptions: MappingRule = ({ mapping, source }, report) => {
  mapping.fields.forEach((field, index) => {
    const place = source.fields[index];
    if (!place) return;
    const name = field.localField ?? field.integrationField ?? '';
    const notNull = place.keys.get('notNull');
    if (field.clearValueOnFailedSync && field.notNull && notNull) {
      const message = `'${name}' cannot both be cleared when it fails and never be set to null. Remove 'notNull' or 'clearValueOnFailedSync'.`;
      report('CLEAR_WITH_NOT_NULL', notNull.key.range, message);
    }
    const values = place.keys.get('values');
    if (place.keys.has('lookup') && values) {
      const message = `'${name}' has both a lookup and a value map. Remove 'values' or 'lookup'.`;
      report('LOOKUP_WITH_VALUES', values.key.range, message);
    }
  });
};
