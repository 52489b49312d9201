import { passTypes } from './passTypes';
import type { SchemaRule } from './schemaContext';
import { fieldPasses } from './schemaContext';

/** A text longer than its destination fails its record, unless a rule shortens it. */
export const textsFit: SchemaRule = (context, report) => {
  for (const pass of fieldPasses(context)) {
    const types = passTypes(context, pass);
    if (types?.source.kind !== 'text' || types.transformed.kind !== 'text' || types.destination.kind !== 'text')
      continue;
    const limit = types.destination.maxLength;
    const longest = types.transformed.maxLength;
    if (limit === undefined || (longest !== undefined && longest <= limit)) continue;
    if (pass.field.transform[pass.direction].some((rule) => rule.kind === 'truncate')) continue;
    const holds = longest === undefined ? 'text of any length' : `up to ${longest} characters`;
    const message = `'${pass.origin}' holds ${holds}, '${pass.destination}' only ${limit}: longer texts fail. Add 'truncate' to its rules ${pass.direction} if they may be cut.`;
    report('TEXT_MAY_BE_TOO_LONG', pass.destinationRange, message);
  }
};
