import { parseFilterExpression } from '../../filter/parseFilterExpression';
import type { TextRange } from '../../model/problem';
import { findField } from '../../model/schema';
import { createLineIndex } from '../lineIndex';
import type { MappingSource } from '../mappingSource';
import type { SchemaRule } from './schemaContext';
import { bothSides } from './schemaContext';

/** Each filter expression is one for its field's type. The problem begins where the expression stops making sense. */
export const filtersParse: SchemaRule = ({ source, sides }, report) => {
  for (const side of bothSides) {
    const { table, filter, filterSource } = sides[side];
    filter.forEach(({ field, expression }, index) => {
      const type = table && findField(table, field)?.type;
      const range = filterSource[index]?.value;
      if (!type || !range) return;
      const parsed = parseFilterExpression(expression, type);
      if (parsed.ok) return;
      const message = `The filter on '${field}' cannot be read. ${parsed.error.message}`;
      report('FILTER_SYNTAX', rangeFrom(source, range, expression, parsed.error.offset), message);
    });
  }
};

/** The rest of the expression, where it stands in the text as it is; else all of it, since escapes shift places. */
function rangeFrom(source: MappingSource, range: TextRange, expression: string, offset: number): TextRange {
  const written = source.text.slice(range.start.offset, range.end.offset);
  const quote = written === expression ? 0 : 1;
  const literal = written.slice(quote, written.length - quote) === expression;
  if (!literal || offset >= expression.length) return range;
  return createLineIndex(source.text).range(range.start.offset + quote + offset, range.end.offset - quote);
}
