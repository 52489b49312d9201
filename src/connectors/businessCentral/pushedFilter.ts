import type { ParsedFilter } from '../../core/filter/filterExpression';
import type { ServiceTable } from './serviceTable';
import { filterText } from '../odata/filterText';

/**
 * The part of a filter that the service can judge, as `$filter` conditions that all must hold. They let through whatever passes
 * the filter, and sometimes more. Each is about one field, as an `or` over several is refused (OData known limitations).
 */
export function pushedFilter(filter: ParsedFilter, table: ServiceTable): readonly string[] {
  return filter.flatMap((part) => {
    const field = table.fields.get(part.field);
    if (!field || field.composed) return [];
    const { codec } = field;
    const { pushed } = filterText([part], {
      property: (name) => name,
      blanks: () => (codec.blankLiteral === undefined ? [] : [codec.blankLiteral]),
      literal: (value) => codec.literal(value),
      // Databases are set up either way.
      ignoresCase: false,
    });
    return pushed ?? [];
  });
}
