import { dependenciesHaveAnOrder } from './dependenciesHaveAnOrder';
import { listedOrderHolds } from './listedOrderHolds';
import type { MappingSetRule } from './mappingSetRule';
import { mappingsDoNotOverlap } from './mappingsDoNotOverlap';
import { mappingsExist } from './mappingsExist';
import { uniqueMappingNames } from './uniqueMappingNames';

/** What is checked of mappings among each other. */
export const mappingSetRules: readonly MappingSetRule[] = [
  uniqueMappingNames,
  mappingsExist,
  mappingsDoNotOverlap,
  dependenciesHaveAnOrder,
  listedOrderHolds,
];
