import { arrowsFollowDirection } from './arrowsFollowDirection';
import { constantsStandAlone } from './constantsStandAlone';
import { creationNeedsFilter } from './creationNeedsFilter';
import { creationNeedsMatch } from './creationNeedsMatch';
import { deletionRecreates } from './deletionRecreates';
import { exclusiveOptions } from './exclusiveOptions';
import type { MappingRule } from './mappingRule';
import { matchFieldsTravelAlike } from './matchFieldsTravelAlike';
import { matchingNeedsFields } from './matchingNeedsFields';
import { nameLength } from './nameLength';
import { someFieldGoesEachWay } from './someFieldGoesEachWay';
import { transformationsSuitDirection } from './transformationsSuitDirection';
import { unambiguousValues } from './unambiguousValues';
import { uniqueDestinations } from './uniqueDestinations';

/** What is checked of a mapping in itself. */
export const mappingRules: readonly MappingRule[] = [
  nameLength,
  deletionRecreates,
  creationNeedsMatch,
  creationNeedsFilter,
  matchingNeedsFields,
  arrowsFollowDirection,
  someFieldGoesEachWay,
  uniqueDestinations,
  constantsStandAlone,
  exclusiveOptions,
  unambiguousValues,
  transformationsSuitDirection,
  matchFieldsTravelAlike,
];
