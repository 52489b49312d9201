import type { FilterExpression, ParsedFilter } from '../../core/filter/filterExpression';
import type { ServiceField, ServiceTable } from './serviceTable';

/**
 * The part of a filter that the service can judge, as `$filter` conditions that all must hold. They let through whatever passes
 * the filter, and sometimes more: collations, blanks and case differ, so that the filter itself has the last word on every
 * record. Each condition is about one field, as an `or` over several is refused (OData known limitations).
 */
export function pushedFilter(filter: ParsedFilter, table: ServiceTable): readonly string[] {
  return filter.flatMap(({ field, expression }) => {
    const known = table.fields.get(field);
    const text = known && !known.composed ? conditionText(expression, field, known) : undefined;
    return text === undefined || text.length > longest ? [] : [text];
  });
}

/** Servers refuse long addresses; what is longer is judged here alone. */
const longest = 1_500;

function conditionText(expression: FilterExpression, name: string, field: ServiceField): string | undefined {
  const { codec, description } = field;
  const { kind } = description.type;
  const literal = (value: string | undefined) => (value === undefined ? undefined : codec.literal(value));
  switch (expression.kind) {
    case 'or': {
      const texts = expression.operands.map((operand) => conditionText(operand, name, field));
      return texts.length === 0 || texts.includes(undefined) ? undefined : `(${texts.join(' or ')})`;
    }
    case 'and': {
      const texts = expression.operands.flatMap((operand) => conditionText(operand, name, field) ?? []);
      return texts.length === 0 ? undefined : `(${texts.join(' and ')})`;
    }
    case 'blank': {
      if (codec.blankLiteral === undefined) return undefined;
      if (!expression.negated) return `${name} eq ${codec.blankLiteral}`;
      // A database may take a text of spaces for blank.
      return kind === 'text' ? undefined : `${name} ne ${codec.blankLiteral}`;
    }
    case 'compare': {
      if (expression.ignoreCase) return undefined;
      const operand = literal(expression.value);
      if (operand === undefined) return undefined;
      if (expression.operator === 'equal') return kind === 'dateTime' ? undefined : `${name} eq ${operand}`;
      // A database that ignores case would leave out too much.
      if (expression.operator === 'notEqual') {
        return kind === 'text' || kind === 'dateTime' ? undefined : `${name} ne ${operand}`;
      }
      return hasOrder(field) ? `${name} ${orders[expression.operator]} ${operand}` : undefined;
    }
    case 'range': {
      if (!hasOrder(field)) return undefined;
      const from = literal(expression.from);
      const to = literal(expression.to);
      const ends = [
        ...(from === undefined ? [] : [`${name} ge ${from}`]),
        ...(to === undefined ? [] : [`${name} le ${to}`]),
      ];
      return ends.length === 0 ? undefined : `(${ends.join(' and ')})`;
    }
    case 'wildcard':
      return undefined;
  }
}

const orders = { less: 'lt', lessOrEqual: 'le', greater: 'gt', greaterOrEqual: 'ge' } as const;

/** Numbers and days have the same order everywhere; texts and options do not, and instants may be rounded. */
function hasOrder({ description: { type } }: ServiceField): boolean {
  return type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'date';
}
