import { directionOfArrow } from '../parseArrow';
import type { RunDirection } from '../../model/side';
import { allows } from '../../model/side';
import { entryOf } from '../sourceTree';
import type { MappingRule } from './mappingRule';

/**
 * A value that is changed on one way only comes back changed, and then differs from its source for ever. An empty list is a
 * way back that was thought of. Rules for a way the arrow does not go never run.
 */
export const transformationsSuitDirection: MappingRule = ({ mapping, source }, report) => {
  mapping.fields.forEach((field, index) => {
    const place = source.fields[index];
    if (!place || !field.enabled) return;
    const name = field.localField ?? field.integrationField ?? '';
    const transform = place.keys.get('transform')?.value;
    for (const [direction, opposite] of ways) {
      const range = entryOf(transform, direction)?.key.range;
      if (!range) continue;
      if (
        field.direction === 'bidirectional' &&
        field.transform[direction].length > 0 &&
        !entryOf(transform, opposite)
      ) {
        const message = `'${name}' is transformed ${direction} and comes back as it is. Add rules for ${opposite}, or '${opposite}: []' if that is meant.`;
        report('TRANSFORM_WITHOUT_WAY_BACK', range, message);
      }
      if (!allows(directionOfArrow[place.arrowText], direction)) {
        const message = `'${name}' never goes ${direction}, so these rules do not run. Remove them, or change the arrow.`;
        report('TRANSFORM_AGAINST_DIRECTION', range, message);
      }
    }
  });
};

const ways: readonly (readonly [RunDirection, RunDirection])[] = [
  ['toIntegrationTable', 'fromIntegrationTable'],
  ['fromIntegrationTable', 'toIntegrationTable'],
];
