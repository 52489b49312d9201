import type { RunDirection } from '../../model/side';
import { allows, runDirections } from '../../model/side';
import type { MappingRule } from './mappingRule';

/** A job without a field to transfer would do nothing, so each direction of the mapping needs an enabled field. */
export const someFieldGoesEachWay: MappingRule = ({ mapping, source }, report) => {
  if (source.partial) return;
  for (const direction of runDirections(mapping.direction)) {
    if (mapping.fields.some((field) => field.enabled && allows(field.direction, direction))) continue;
    const message = `No enabled field goes ${direction}. Enable or add one with ${arrows[direction]}, or change the direction.`;
    report('NO_FIELD_IN_DIRECTION', source.direction, message);
  }
};

const arrows: Readonly<Record<RunDirection, string>> = {
  toIntegrationTable: "'<->' or '->'",
  fromIntegrationTable: "'<->' or '<-'",
};
