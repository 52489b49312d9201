import type { FieldType } from '../../model/value';
import { passTypes } from './passTypes';
import type { SchemaRule } from './schemaContext';
import { fieldPasses } from './schemaContext';

/** A value that would lose digits or its time of day fails its record, unless a rule says how to shorten it. */
export const conversionsKeepValues: SchemaRule = (context, report) => {
  for (const pass of fieldPasses(context)) {
    const types = passTypes(context, pass);
    const loss = types && lossBetween(types.transformed, types.destination);
    if (!loss) continue;
    const message = `'${pass.origin}' holds ${loss.holds}, '${pass.destination}' ${loss.takes}: other values fail. Add ${loss.rule} to its rules ${pass.direction} if that may go.`;
    report('LOSSY_CONVERSION', pass.destinationRange, message);
  }
};

interface Loss {
  readonly holds: string;
  readonly takes: string;
  /** The rule that makes the loss wanted. */
  readonly rule: string;
}

function lossBetween(from: FieldType, to: FieldType): Loss | undefined {
  if (from.kind === 'dateTime' && to.kind === 'date') {
    return { holds: 'times of day', takes: 'only dates', rule: "'dateFormat: { format: yyyy-MM-dd }'" };
  }
  if (from.kind !== 'decimal' || (to.kind !== 'integer' && to.kind !== 'decimal')) return undefined;
  const digits = to.kind === 'integer' ? 0 : (to.scale ?? Infinity);
  if ((from.scale ?? Infinity) <= digits) return undefined;
  const holds = from.scale === undefined ? 'decimals of any length' : `${from.scale} decimals`;
  const takes = digits === 0 ? 'only whole numbers' : `only ${digits}`;
  const precision = digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`;
  return { holds, takes, rule: `'round: { precision: ${precision} }'` };
}
