import { allows } from '../../model/side';
import type { MappingRule } from './mappingRule';

/** On its way from the integration table a value map is read backwards, and of two local values for one value the first wins. */
export const unambiguousValues: MappingRule = ({ mapping, source }, report) => {
  mapping.fields.forEach((field, index) => {
    if (!field.enabled || !allows(field.direction, 'fromIntegrationTable')) return;
    const localByIntegration = new Map<string, string>();
    field.values.forEach(({ local, integration }, position) => {
      const first = localByIntegration.get(integration);
      if (first === undefined) localByIntegration.set(integration, local);
      const place = source.fields[index]?.values[position];
      if (first === undefined || !place) return;
      const message = `'${integration}' stands for both '${first}' and '${local}', and always comes back as '${first}'. Give each its own value, or map the field one way with '->'.`;
      report('AMBIGUOUS_VALUES', place.integration, message);
    });
  });
};
