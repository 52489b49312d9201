import type { MappingRule } from './mappingRule';

/**
 * Where both sides get new records, a field to match by tells which of them exist on the other side already. Without one, every
 * pair that is not coupled yet ends up twice on both sides.
 */
export const creationNeedsMatch: MappingRule = ({ mapping, source }, report) => {
  if (mapping.synchOnlyCoupledRecords || mapping.direction !== 'bidirectional' || source.partial) return;
  if (mapping.fields.some((field) => field.enabled && field.match)) return;
  const message =
    'New records are created on both sides, and no field tells which exist there already: those would be there twice. ' +
    "Add 'match: 1' to a field that both sides share, or set synchOnlyCoupledRecords to true.";
  report('CREATION_WITHOUT_MATCH', source.keys.get('synchOnlyCoupledRecords')?.value.range ?? source.name, message);
};
