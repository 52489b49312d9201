import type { FieldSource } from '../mappingSource';
import type { RunDirection } from '../../model/side';
import { allows, runDirections } from '../../model/side';
import type { MappingRule } from './mappingRule';

/** Two enabled fields with one destination would overwrite each other in every job. Disabled alternatives may stand by. */
export const uniqueDestinations: MappingRule = ({ mapping, source }, report) => {
  const reported = new Set<FieldSource>();
  for (const direction of runDirections(mapping.direction)) {
    const first = new Map<string, FieldSource>();
    mapping.fields.forEach((field, index) => {
      const place = source.fields[index];
      const name = direction === 'toIntegrationTable' ? field.integrationField : field.localField;
      if (!place || name === undefined || !field.enabled || !allows(field.direction, direction)) return;
      const other = first.get(name);
      if (!other) first.set(name, place);
      else if (!reported.has(place)) {
        reported.add(place);
        const message = `'${name}' is already written ${direction} by the field in line ${other.range.start.line}. Remove or disable one of the two, or give them different directions.`;
        const related = [{ file: source.file, range: other.range, message: `'${name}' is written here first.` }];
        report('DUPLICATE_DESTINATION', destinationRange(place, direction), message, { related });
      }
    });
  }
};

function destinationRange(field: FieldSource, direction: RunDirection) {
  return (direction === 'toIntegrationTable' ? field.integrationField : field.localField) ?? field.range;
}
