import type { MappingRule } from './mappingRule';

/** What happens after matching is of no use while nothing can match. */
export const matchingNeedsFields: MappingRule = ({ mapping, source }, report) => {
  const matching = source.keys.get('matching');
  if (!matching || source.partial) return;
  if (!mapping.matching.createNew && !mapping.matching.synchronize) return;
  if (mapping.fields.some((field) => field.enabled && field.match)) return;
  const message = "No enabled field is there to match by. Add 'match: 1' to one, or remove 'matching'.";
  report('MATCHING_WITHOUT_FIELDS', matching.key.range, message);
};
