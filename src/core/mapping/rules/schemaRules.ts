import { destinationsAreWritable } from './destinationsAreWritable';
import { fieldsExist } from './fieldsExist';
import { filtersParse } from './filtersParse';
import { fixedValuesFit } from './fixedValuesFit';
import { requiredFieldsAreSet } from './requiredFieldsAreSet';
import type { SchemaRule } from './schemaContext';
import { tablesResolve } from './tablesResolve';
import { textsFit } from './textsFit';
import { typesFit } from './typesFit';

/** What is checked of a mapping against the systems' tables. */
export const schemaRules: readonly SchemaRule[] = [
  tablesResolve,
  fieldsExist,
  destinationsAreWritable,
  typesFit,
  textsFit,
  requiredFieldsAreSet,
  filtersParse,
  fixedValuesFit,
];
