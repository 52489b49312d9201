import { convertibility } from '../../transfer/convertibility';
import { passTypes } from './passTypes';
import type { SchemaRule } from './schemaContext';
import { fieldPasses } from './schemaContext';

/** Some value of the source field can become a value of the destination field. Whether each can shows in the run. */
export const typesFit: SchemaRule = (context, report) => {
  for (const pass of fieldPasses(context)) {
    const types = passTypes(context, pass);
    if (!types || convertibility(types.transformed, types.destination) !== 'never') continue;
    const message = `'${pass.origin}' holds ${types.transformed.kind} values, '${pass.destination}' takes ${types.destination.kind}. Choose another field, or map the values with 'values'.`;
    report('TYPES_DO_NOT_FIT', pass.place.arrow, message);
  }
};
