import { emptyGuid, guidPattern, plainNumber } from '../data/storedValue';
import { columnOf } from '../data/tableDefinition';
import { propertiesOf } from '../odata/filterExpression';
import { BusinessCentralError, badRequest } from './businessCentralError';
import { decodeName } from './fieldCodec';
import { collateExactly } from './installation';
import type { StoredValue } from '../data/storedValue';
import type { ColumnType, TableDefinition } from '../data/tableDefinition';
import type { FilterDialect } from '../odata/evaluateFilter';
import type { Expression } from '../odata/filterExpression';

/** How Business Central reads a filter. Page: webservices/use-filter-expressions-in-odata-uris. */
export function apiFilter(table: TableDefinition): FilterDialect {
  return {
    textKey: collateExactly,
    functions: ['contains', 'startswith', 'endswith', 'tolower', 'toupper', 'trim', 'length'],
    refuse: (message) => badRequest(message),
    property(name) {
      const column = columnOf(table, name);
      if (!column) {
        throw new BusinessCentralError(
          400,
          'BadRequest',
          `Could not find a property named '${name}' on type 'Microsoft.NAV.${table.name}'.`,
        );
      }
      const blank = blankOf(column.type);
      return { type: column.type, value: (row) => row.values.get(name) ?? blank };
    },
    literal(literal, type) {
      switch (type.kind) {
        case 'text':
        case 'memo':
          if (literal.kind !== 'text') throw incompatible('Edm.String');
          return literal.text;
        case 'code':
          // Codes are searched in capitals, as they are kept.
          if (literal.kind !== 'text') throw incompatible('Edm.String');
          return literal.text.trim().toUpperCase();
        case 'option':
          if (literal.kind !== 'text' && literal.kind !== 'enum') throw incompatible('Microsoft.NAV.enum');
          return decodeName(literal.text);
        case 'integer':
        case 'bigint':
        case 'decimal':
        case 'money':
        case 'double': {
          const plain = literal.kind === 'number' ? plainNumber(literal.text) : undefined;
          if (plain === undefined) throw incompatible('Edm.Decimal');
          return plain;
        }
        case 'boolean':
          if (literal.kind !== 'boolean') throw incompatible('Edm.Boolean');
          return literal.text;
        case 'guid':
          if (!guidPattern.test(literal.text)) throw incompatible('Edm.Guid');
          return literal.text.toLowerCase();
        case 'date':
          if (literal.kind !== 'date') throw incompatible('Edm.Date');
          return literal.text;
        case 'dateTime': {
          if (literal.kind !== 'dateTime' && literal.kind !== 'date') throw incompatible('Edm.DateTimeOffset');
          return new Date(Date.parse(literal.text)).toISOString();
        }
        default:
          return literal.text;
      }
    },
  };

  function incompatible(type: string): BusinessCentralError {
    return badRequest(`A binary operator with incompatible types was detected. The expected type is '${type}'.`);
  }
}

/**
 * What the server cannot turn into filters on its fields is refused: OR over different fields, and `in` unless the client
 * asks for schema version 2.1. Page: webservices/odata-known-limitations.
 */
export function refuseUnsupported(expression: Expression, schemaVersion: string | undefined): void {
  switch (expression.kind) {
    case 'or': {
      const fields = new Set([...propertiesOf(expression.left), ...propertiesOf(expression.right)]);
      if (fields.size > 1) {
        throw new BusinessCentralError(
          501,
          'BadRequest_MethodNotImplemented',
          "An error occurred while translating the filter: the 'OR' operator over distinct fields is not supported.",
        );
      }
      return;
    }
    case 'and':
      refuseUnsupported(expression.left, schemaVersion);
      refuseUnsupported(expression.right, schemaVersion);
      return;
    case 'not':
      refuseUnsupported(expression.operand, schemaVersion);
      return;
    case 'in':
      if (schemaVersion === undefined || Number(schemaVersion) < 2.1) {
        throw badRequest("Syntax error: the operator 'in' needs $schemaversion=2.1.");
      }
      return;
    default:
  }
}

/** Blank fields hold something: filters compare with that. */
export function blankOf(type: ColumnType): StoredValue {
  switch (type.kind) {
    case 'boolean':
      return 'false';
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'money':
    case 'double':
      return '0';
    case 'date':
      return '0001-01-01';
    case 'dateTime':
      return '0001-01-01T00:00:00.000Z';
    case 'guid':
      return emptyGuid;
    case 'option':
      return type.members[0]?.name ?? ' ';
    default:
      return '';
  }
}
