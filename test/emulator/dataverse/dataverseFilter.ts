import { guidPattern, plainNumber } from '../data/storedValue';
import { DataverseError } from './dataverseError';
import { collate } from './organization';
import { columnOfProperty } from './showRecord';
import type { TableDefinition } from '../data/tableDefinition';
import type { FilterDialect } from '../odata/evaluateFilter';

/**
 * How Dataverse reads a filter: texts compare without regard to case, the wildcards of SQL work within contains and its
 * like, other OData functions are not there. Pages: webapi/query/filter-rows, wildcard-characters.
 */
export function dataverseFilter(table: TableDefinition): FilterDialect {
  const refuse = (message: string) => new DataverseError(400, '0x80060888', message);
  return {
    textKey: collate,
    functions: ['contains', 'startswith', 'endswith'],
    wildcards: true,
    refuse,
    property(name) {
      const column = columnOfProperty(table, name);
      return { type: column.type, value: (row) => row.values.get(column.name) ?? null };
    },
    literal(literal, type) {
      if (literal.kind === 'null') return null;
      switch (type.kind) {
        case 'guid':
        case 'lookup':
          if (!guidPattern.test(literal.text)) throw incompatible('Edm.Guid', literal.text);
          return literal.text.toLowerCase();
        case 'integer':
        case 'bigint':
        case 'option':
        case 'decimal':
        case 'money':
        case 'double': {
          const plain = literal.kind === 'text' && type.kind !== 'option' ? undefined : plainNumber(literal.text);
          if (plain === undefined) throw incompatible('Edm.Int32', literal.text);
          return plain;
        }
        case 'boolean':
          if (literal.text !== 'true' && literal.text !== 'false') throw incompatible('Edm.Boolean', literal.text);
          return literal.text;
        case 'dateTime': {
          const at = Date.parse(literal.text);
          if (Number.isNaN(at)) throw incompatible('Edm.DateTimeOffset', literal.text);
          return new Date(at).toISOString();
        }
        case 'text':
        case 'memo':
          // Unquoted values in a filter on a text are no texts.
          if (literal.kind !== 'text') throw incompatible('Edm.String', literal.text);
          return literal.text;
        default:
          return literal.text;
      }
    },
  };

  function incompatible(type: string, text: string): DataverseError {
    return refuse(
      `A binary operator with incompatible types was detected. Found '${text}' where '${type}' was expected.`,
    );
  }
}
