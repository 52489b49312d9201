import { ExactNumber } from '../http/exactJson';
import { emptyGuid, guidPattern, plainNumber } from '../data/storedValue';
import { BusinessCentralError, badRequest } from './businessCentralError';
import type { Json } from '../http/exactJson';
import type { StoredValue } from '../data/storedValue';
import type { ColumnDefinition, ColumnType } from '../data/tableDefinition';

/**
 * A stored value as the API shows it. Nothing is ever null: blank is an empty text, zero, the empty GUID, or the first day
 * of year 1 (samples in api-reference/v2.0). Enumerations are XML-encoded names: a blank is `_x0020_`.
 */
export function toJson(type: ColumnType, value: StoredValue): Json {
  switch (type.kind) {
    case 'boolean':
      return value === 'true';
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'money':
    case 'double':
      return new ExactNumber(value ?? '0');
    case 'date':
      return value ?? '0001-01-01';
    case 'dateTime':
      return value === null ? '0001-01-01T00:00:00Z' : shortenedFraction(value);
    case 'guid':
      return value ?? emptyGuid;
    case 'option':
      return encodeName(value ?? type.members[0]?.name ?? ' ');
    default:
      return value ?? '';
  }
}

/** What a client sent as it is stored, null where it is blank; throws in the service's words where it does not fit. */
export function fromJson(column: ColumnDefinition, json: Json): StoredValue {
  const { type } = column;
  const mistyped = (edm: string) =>
    badRequest(
      `Cannot convert the literal '${printed(json)}' to the expected type '${edm}' (property ${column.name}).`,
    );
  switch (type.kind) {
    case 'text':
    case 'memo':
    case 'code': {
      if (json === null) return null;
      if (typeof json !== 'string') throw mistyped('Edm.String');
      // A code is kept in capitals, without blanks around it (developer/methods-auto/code/code-data-type).
      const text = type.kind === 'code' ? json.trim().toUpperCase() : json;
      if (text.length > type.maxLength) throw tooLong(text, type.maxLength);
      return text === '' ? null : text;
    }
    case 'integer':
    case 'bigint': {
      const plain = numberIn(json);
      if (plain === undefined || plain.includes('.')) throw mistyped('Edm.Int32');
      return plain;
    }
    case 'decimal':
    case 'money':
    case 'double': {
      const plain = numberIn(json);
      if (plain === undefined) throw mistyped('Edm.Decimal');
      return plain;
    }
    case 'boolean':
      if (json === null) return 'false';
      if (typeof json !== 'boolean') throw mistyped('Edm.Boolean');
      return String(json);
    case 'date':
      if (json === null || json === '0001-01-01') return null;
      if (typeof json !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(json))
        throw badRequest('Unable to convert value to Date');
      return json;
    case 'dateTime': {
      if (json === null || (typeof json === 'string' && json.startsWith('0001-01-01'))) return null;
      const at = typeof json === 'string' ? Date.parse(json) : Number.NaN;
      if (Number.isNaN(at)) throw badRequest('Unable to convert value to DateTimeOffset');
      return new Date(at).toISOString();
    }
    case 'guid':
      if (json === null || json === emptyGuid) return null;
      if (typeof json !== 'string' || !guidPattern.test(json)) {
        throw new BusinessCentralError(
          400,
          'Application_InvalidGUID',
          'Invalid format of GUID string. The correct format of the GUID string is: CDEF7890-ABCD-0123-1234-567890ABCDEF where 0-9, A-F symbolizes hexadecimal digits.',
        );
      }
      return json.toLowerCase();
    case 'option': {
      if (typeof json !== 'string') throw mistyped('Edm.String');
      const name = decodeName(json);
      if (!type.members.some((member) => member.name === name)) {
        const names = type.members.map((member) => member.name).join(',');
        throw new BusinessCentralError(
          400,
          'Unknown',
          `'${name}' is not an option. The existing options are: ${names}`,
        );
      }
      return name;
    }
    case 'multiOption':
    case 'lookup':
      throw mistyped('Edm.String');
  }
}

/** Characters that no XML name may hold become `_x0020_` and its like (api-reference samples: `In_x0020_Progress`). */
export function encodeName(name: string): string {
  return name.replace(
    /[^A-Za-z0-9_.-]|^[0-9.-]/g,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}

export function decodeName(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function numberIn(json: Json): string | undefined {
  if (json === null) return '0';
  return json instanceof ExactNumber ? plainNumber(json.text) : undefined;
}

function tooLong(text: string, maxLength: number): BusinessCentralError {
  return new BusinessCentralError(
    400,
    'Application_StringExceededLength',
    `The length of the string is ${text.length}, but it must be less than or equal to ${maxLength} characters. Value: ${text}`,
  );
}

/** `.540` is shown as `.54`, no fraction at all as none. */
function shortenedFraction(stamp: string): string {
  return stamp.replace(/\.?0*Z$/, 'Z');
}

function printed(json: Json): string {
  return json instanceof ExactNumber ? json.text : JSON.stringify(json);
}
