import { compileFilter } from '../../filter/compileFilter';
import { parseFilterExpression } from '../../filter/parseFilterExpression';
import type { TextRange } from '../../model/problem';
import { findField } from '../../model/schema';
import type { Side } from '../../model/side';
import { destinationSide } from '../../model/side';
import { compileConstant } from '../../transfer/compileFieldTransfer';
import type { SchemaContext, SchemaRule } from './schemaContext';
import { bothSides, fieldPasses } from './schemaContext';

/**
 * A new record that the filter of its own table leaves out is coupled and then never read again on that side: its changes there stay
 * there. Only values that are the same for all records can be told beforehand.
 */
export const createdWithinFilter: SchemaRule = (context, report) => {
  for (const side of bothSides) {
    const { table, filter } = context.sides[side];
    for (const { field, value, range } of fixedValues(context, side)) {
      const type = table && findField(table, field)?.type;
      const expression = filter.find((part) => part.field === field)?.expression;
      if (!type || expression === undefined) continue;
      const parsed = parseFilterExpression(expression, type);
      const constant = compileConstant(value, type, field);
      if (!parsed.ok || !constant.ok || compileFilter(parsed.value, type)(constant.value)) continue;
      const word = side === 'local' ? 'tableFilter' : 'integrationTableFilter';
      const message = `New records get '${value ?? ''}' in '${field}', which '${word}' leaves out (${expression}). Write a value within the filter, or change the filter.`;
      report('CREATED_OUTSIDE_FILTER', range, message);
    }
  }
};

interface FixedPlace {
  readonly field: string;
  readonly value: string | null;
  readonly range: TextRange;
}

/** What every record that is created on this side gets. */
function fixedValues(context: SchemaContext, side: Side): readonly FixedPlace[] {
  const { onCreate, onCreateSource } = context.sides[side];
  const created = onCreate.map((fixed, index) => {
    return { ...fixed, range: onCreateSource[index]?.value ?? context.source.name };
  });
  const constants = fieldPasses(context).flatMap(({ field, place, destination, direction }): readonly FixedPlace[] => {
    if (field.constant === undefined || destinationSide(direction) !== side) return [];
    const range = place.keys.get('constant')?.value.range ?? place.range;
    return [{ field: destination, value: field.constant, range }];
  });
  return [...created, ...constants];
}
