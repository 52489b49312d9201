import { arrowsFollowDirection } from './arrowsFollowDirection';
import { constantsStandAlone } from './constantsStandAlone';
import { deletionRecreates } from './deletionRecreates';
import { exclusiveOptions } from './exclusiveOptions';
import type { MappingRule } from './mappingRule';
import { nameLength } from './nameLength';
import { someFieldGoesEachWay } from './someFieldGoesEachWay';
import { transformationsSuitDirection } from './transformationsSuitDirection';
import { unambiguousValues } from './unambiguousValues';
import { uniqueDestinations } from './uniqueDestinations';

/** What is checked of a mapping in itself. */
export const mappingRules: readonly MappingRule[] = [
  nameLength,
  deletionRecreates,
  arrowsFollowDirection,
  someFieldGoesEachWay,
  uniqueDestinations,
  constantsStandAlone,
  exclusiveOptions,
  unambiguousValues,
  transformationsSuitDirection,
];
