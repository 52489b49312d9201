import type { FieldMapping, TransformationRule } from '../../model/tableMapping';
import { allows, oppositeDirection, runDirections } from '../../model/side';
import type { MappingRule } from './mappingRule';

/**
 * Matching compares what a value becomes on its way with what stands on the other side. A reference is not translated for that; and
 * in a direction in which the field does not go, values are compared as they are.
 */
export const matchFieldsTravelAlike: MappingRule = ({ mapping, source }, report) => {
  mapping.fields.forEach((field, index) => {
    const range = source.fields[index]?.keys.get('match')?.value.range;
    if (!field.match || !field.enabled || !range || field.constant !== undefined) return;
    const name = field.localField ?? '';
    if (field.lookup.length > 0) {
      const message = `'${name}' is looked up, and matching compares references as they are: they never equal each other. Match by a field with a value of its own.`;
      report('MATCH_CANNOT_SUCCEED', range, message);
      return;
    }
    for (const direction of runDirections(mapping.direction)) {
      if (allows(field.direction, direction) || !isChanged(field, oppositeDirection(direction))) continue;
      const message = `'${name}' is changed on its way, and compared as it is ${direction}, where it does not go: most records find no match. Write '<->' with rules for both ways, or match by another field.`;
      report('MATCH_CANNOT_SUCCEED', range, message);
    }
  });
};

function isChanged(field: FieldMapping, direction: 'toIntegrationTable' | 'fromIntegrationTable'): boolean {
  const keepsMost = (rule: TransformationRule) =>
    rule.kind === 'trim' || (field.match?.caseSensitive === false && caseRules.has(rule.kind));
  return field.values.length > 0 || !field.transform[direction].every(keepsMost);
}

const caseRules: ReadonlySet<TransformationRule['kind']> = new Set(['uppercase', 'lowercase', 'titleCase']);
