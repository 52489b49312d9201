import type { RecordFailure } from '../../core/model/failure';
import type { SqliteColumn } from './sqliteTable';

/** Why a column cannot keep a value exactly, and what to do. */
export function refusedValue(column: SqliteColumn, value: string): RecordFailure {
  const { name, type } = column;
  const declared = column.declared === '' ? 'no type' : column.declared;
  if (type.kind === 'text' || type.kind === 'guid') {
    const isNumber = column.affinity !== 'text' && column.affinity !== 'none';
    return {
      code: 'VALUE_NOT_CONVERTIBLE',
      message: isNumber
        ? `${name} is declared ${declared}, which SQLite turns into a number: '${shown(value)}' would be changed. Declare the column as VARCHAR(n).`
        : `'${shown(value)}' is not valid text for ${name}: half of a character is cut off. Correct the value or its transformation.`,
      field: name,
    };
  }
  if (type.kind === 'decimal' && /^-?\d+(\.\d+)?$/.test(value)) {
    return {
      code: 'DECIMAL_ROUNDED',
      message: `${name} is declared ${declared}, which keeps 15 digits: ${shown(value)} would be rounded. Round it with a transformation.`,
      field: name,
    };
  }
  if (type.kind === 'integer' && /^-?\d+$/.test(value)) {
    return {
      code: 'NUMBER_OUT_OF_RANGE',
      message: `${shown(value)} does not fit into ${name}, which holds ${type.min} to ${type.max}. Correct the value.`,
      field: name,
    };
  }
  return {
    code: 'VALUE_NOT_CONVERTIBLE',
    message: `'${shown(value)}' is no ${type.kind} and cannot be stored in ${name}. Correct the value or its transformation.`,
    field: name,
  };
}

function shown(value: string): string {
  return value.length <= 60 ? value : `${value.slice(0, 57)}...`;
}
