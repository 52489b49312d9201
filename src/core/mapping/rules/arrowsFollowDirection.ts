import { directionOfArrow } from '../parseArrow';
import type { ArrowText } from '../parseArrow';
import { replaceToken } from '../replaceToken';
import type { MappingRule } from './mappingRule';

/** In a one-way mapping an arrow goes the mapping's way; `<->` means the same there, so that a mapping can be turned. */
export const arrowsFollowDirection: MappingRule = ({ mapping, source }, report) => {
  if (mapping.direction === 'bidirectional') return;
  const wanted: ArrowText = mapping.direction === 'toIntegrationTable' ? '->' : '<-';
  mapping.fields.forEach((field, index) => {
    const place = source.fields[index];
    if (!place || place.arrowText === '<->' || directionOfArrow[place.arrowText] === mapping.direction) return;
    const name = field.localField ?? field.integrationField ?? '';
    // A constant's arrow cannot be turned: it would point away from its only field.
    const turns = field.localField !== undefined && field.integrationField !== undefined;
    const message = turns
      ? `'${name}' goes ${field.direction}, but the mapping goes ${mapping.direction}. Write '${wanted}' here, or make the mapping bidirectional.`
      : `The constant for '${name}' goes ${field.direction}, but the mapping goes ${mapping.direction}. Remove it, or make the mapping bidirectional.`;
    const fixes = turns ? replaceToken(source, place.arrow, place.arrowText, wanted) : [];
    report('ARROW_AGAINST_DIRECTION', place.arrow, message, { fixes });
  });
};
