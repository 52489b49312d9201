import { conversionsKeepValues } from './conversionsKeepValues';
import { createdWithinFilter } from './createdWithinFilter';
import { destinationsAreWritable } from './destinationsAreWritable';
import { fieldsExist } from './fieldsExist';
import { filtersParse } from './filtersParse';
import { fixedValuesFit } from './fixedValuesFit';
import { identitiesStay } from './identitiesStay';
import { matchKindsCompare } from './matchKindsCompare';
import { requiredFieldsAreSet } from './requiredFieldsAreSet';
import type { SchemaRule } from './schemaContext';
import { tablesResolve } from './tablesResolve';
import { textsFit } from './textsFit';
import { typesFit } from './typesFit';
import { valuesCoverOptions } from './valuesCoverOptions';

/** What is checked of a mapping against the systems' tables. */
export const schemaRules: readonly SchemaRule[] = [
  tablesResolve,
  fieldsExist,
  destinationsAreWritable,
  identitiesStay,
  typesFit,
  textsFit,
  conversionsKeepValues,
  requiredFieldsAreSet,
  filtersParse,
  fixedValuesFit,
  valuesCoverOptions,
  createdWithinFilter,
  matchKindsCompare,
];
