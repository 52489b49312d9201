import { findField } from '../../model/schema';
import { destinationSide, sourceSide } from '../../model/side';
import type { TransformationRule } from '../../model/tableMapping';
import type { FieldType } from '../../model/value';
import type { FieldPass, SchemaContext } from './schemaContext';

/** The types at both ends of a field's way, where both are known. */
export interface PassTypes {
  readonly source: FieldType;
  /** What arrives at the destination after the transformation rules. */
  readonly transformed: FieldType;
  readonly destination: FieldType;
}

/** Undefined where a value does not travel as it is: constants, lookups and value maps have their own rules. */
export function passTypes(context: SchemaContext, pass: FieldPass): PassTypes | undefined {
  const { field, direction } = pass;
  if (pass.origin === undefined || field.lookup.length > 0 || field.values.length > 0) return undefined;
  const sourceTable = context.sides[sourceSide(direction)].table;
  const destinationTable = context.sides[destinationSide(direction)].table;
  const source = sourceTable && findField(sourceTable, pass.origin)?.type;
  const destination = destinationTable && findField(destinationTable, pass.destination)?.type;
  if (!source || !destination) return undefined;
  return { source, transformed: field.transform[direction].reduce(afterRule, source), destination };
}

/** Rules make text, except for `round` and `truncate`, which keep the kind of value. */
function afterRule(type: FieldType, rule: TransformationRule): FieldType {
  switch (rule.kind) {
    case 'round':
    case 'truncate':
      return type;
    case 'substring':
      return limited(type, rule.length);
    case 'dateFormat':
    case 'dateTimeFormat':
      return { kind: 'text', maxLength: rule.format.length };
    case 'decimalFormat':
      return { kind: 'text' };
    case 'trim':
    case 'uppercase':
    case 'lowercase':
    case 'titleCase':
    case 'removeNonAlphanumeric':
    case 'replace':
    case 'regexReplace':
    case 'regexMatch':
      return limited(type, undefined);
  }
}

function limited(type: FieldType, length: number | undefined): FieldType {
  const before = type.kind === 'text' ? type.maxLength : undefined;
  const maxLength = Math.min(before ?? Infinity, length ?? Infinity);
  return Number.isFinite(maxLength) ? { kind: 'text', maxLength } : { kind: 'text' };
}
