import type { TransformationRule } from '../../model/tableMapping';
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
    const rules = pass.field.transform[pass.direction];
    const longest = rules.reduce(lengthAfter, types.source.maxLength);
    if (limit === undefined || (longest !== undefined && longest <= limit)) continue;
    if (rules.some((rule) => rule.kind === 'truncate')) continue;
    const holds = longest === undefined ? 'text of any length' : `up to ${longest} characters`;
    const message = `'${pass.origin}' holds ${holds}, '${pass.destination}' only ${limit}: longer texts fail. Add 'truncate' to its rules ${pass.direction} if they may be cut.`;
    report('TEXT_MAY_BE_TOO_LONG', pass.destinationRange, message);
  }
};

/** The most characters a text can have after a rule; undefined for any number. What replacing adds is not foreseen. */
function lengthAfter(longest: number | undefined, rule: TransformationRule): number | undefined {
  if (rule.kind === 'dateFormat' || rule.kind === 'dateTimeFormat') return rule.format.length;
  if (rule.kind !== 'substring' || rule.length === undefined) return longest;
  return Math.min(longest ?? Infinity, rule.length);
}
