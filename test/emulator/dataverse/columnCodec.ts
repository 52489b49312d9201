import { ExactNumber } from '../http/exactJson';
import { compareNumbers, guidPattern, plainNumber, roundNumber } from '../data/storedValue';
import { DataverseError, invalidPayload } from './dataverseError';
import type { Json } from '../http/exactJson';
import type { StoredValue } from '../data/storedValue';
import type { ColumnDefinition, ColumnType, TableDefinition } from '../data/tableDefinition';

/** A stored value as the Web API shows it. */
export function toJson(type: ColumnType, value: StoredValue): Json {
  if (value === null) return null;
  switch (type.kind) {
    case 'boolean':
      return value === 'true';
    case 'integer':
    case 'bigint':
    case 'option':
      return new ExactNumber(value);
    case 'decimal':
    case 'money':
    case 'double':
      return new ExactNumber(withPlaces(value, type.scale));
    case 'dateTime':
      return value.replace('.000Z', 'Z');
    default:
      return value;
  }
}

/** What a client sent, as it is stored; throws where it does not fit the column. */
export function fromJson(table: TableDefinition, column: ColumnDefinition, json: Json): StoredValue {
  if (json === null) return null;
  const { type } = column;
  switch (type.kind) {
    case 'text':
    case 'memo':
    case 'code':
      if (typeof json !== 'string') throw mistyped(column, json, 'Edm.String');
      if (json.length > type.maxLength) throw tooLong(table, column, type.maxLength);
      // An empty text is stored as null (create-entity page: strings).
      return json === '' ? null : json;
    case 'integer':
    case 'bigint':
      return wholeNumber(table, column, json);
    case 'option':
      return member(table, column, json);
    case 'multiOption': {
      if (typeof json !== 'string') throw mistyped(column, json, 'Edm.String');
      return json === ''
        ? null
        : json
            .split(',')
            .map((part) => member(table, column, new ExactNumber(part.trim())))
            .join(',');
    }
    case 'decimal':
    case 'money':
    case 'double': {
      const plain = json instanceof ExactNumber ? plainNumber(json.text) : undefined;
      if (plain === undefined) throw mistyped(column, json, 'Edm.Decimal');
      const { min = '-100000000000', max = '100000000000' } = type.kind === 'decimal' ? type : moneyRange;
      if (compareNumbers(plain, min) < 0 || compareNumbers(plain, max) > 0) throw outOfRange(table, column);
      // What has more places than the column is rounded without a word.
      return roundNumber(plain, type.kind === 'money' ? 4 : type.scale);
    }
    case 'boolean':
      if (typeof json !== 'boolean') throw mistyped(column, json, 'Edm.Boolean');
      return String(json);
    case 'date':
      if (typeof json !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(json)) throw mistyped(column, json, 'Edm.Date');
      return json;
    case 'dateTime': {
      const at = typeof json === 'string' && /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(json) ? Date.parse(json) : Number.NaN;
      if (Number.isNaN(at)) throw mistyped(column, json, 'Edm.DateTimeOffset');
      return new Date(at - (at % 1000)).toISOString();
    }
    case 'guid':
      if (typeof json !== 'string' || !guidPattern.test(json)) throw mistyped(column, json, 'Edm.Guid');
      return json.toLowerCase();
    case 'lookup':
      throw invalidPayload(`A lookup is set by '${column.name}@odata.bind'.`);
  }
}

const moneyRange = { min: '-922337203685477', max: '922337203685477' };

function wholeNumber(table: TableDefinition, column: ColumnDefinition, json: Json): string {
  const plain = json instanceof ExactNumber ? plainNumber(json.text) : undefined;
  if (plain === undefined || plain.includes('.')) throw mistyped(column, json, 'Edm.Int32');
  if (column.type.kind !== 'integer') return plain;
  const { min = -2147483648, max = 2147483647 } = column.type;
  if (compareNumbers(plain, String(min)) < 0 || compareNumbers(plain, String(max)) > 0) throw outOfRange(table, column);
  return plain;
}

function member(table: TableDefinition, column: ColumnDefinition, json: Json): string {
  const plain = wholeNumber(table, column, json);
  const { type } = column;
  const members = type.kind === 'option' || type.kind === 'multiOption' ? type.members : [];
  if (members.some((each) => each.value === plain)) return plain;
  throw new DataverseError(
    400,
    '0x80044330',
    `A validation error occurred.  The value ${plain} of '${column.name}' on record of type '${table.name}' is outside the valid range. Accepted Values: ${members.map((each) => each.value).join(',')}`,
  );
}

function withPlaces(value: string, places: number): string {
  const [whole = '0', fraction = ''] = roundNumber(value, places).split('.');
  return places === 0 ? whole : `${whole}.${fraction.padEnd(places, '0')}`;
}

function mistyped(column: ColumnDefinition, json: Json, type: string): DataverseError {
  const shown = json instanceof ExactNumber ? json.text : JSON.stringify(json);
  return invalidPayload(
    `Cannot convert the literal '${shown.replace(/^"|"$/g, '')}' to the expected type '${type}'. Property: '${column.name}'.`,
  );
}

function tooLong(table: TableDefinition, column: ColumnDefinition, maxLength: number): DataverseError {
  return new DataverseError(
    400,
    '0x80044331',
    `A validation error occurred.  The length of the '${column.name}' attribute of the '${table.name}' entity exceeded the maximum allowed length of '${maxLength}'.`,
  );
}

function outOfRange(table: TableDefinition, column: ColumnDefinition): DataverseError {
  return new DataverseError(
    400,
    '0x80044330',
    `A validation error occurred.  The value of '${column.name}' on record of type '${table.name}' is outside the valid range.`,
  );
}
