import { dependenciesHaveAnOrder } from './dependenciesHaveAnOrder';
import type { MappingSetRule } from './mappingSetRule';
import { mappingsExist } from './mappingsExist';
import { uniqueMappingNames } from './uniqueMappingNames';

/** What is checked of mappings among each other. */
export const mappingSetRules: readonly MappingSetRule[] = [uniqueMappingNames, mappingsExist, dependenciesHaveAnOrder];
