import type { FieldType } from '../../core/model/value';

/** How SQLite converts what is stored in a column (https://www.sqlite.org/datatype3.html, 3.1). */
export type Affinity = 'text' | 'numeric' | 'integer' | 'real' | 'none';

/** What a column's declared type says: type and limits for Tandem (DESIGN 3), and what SQLite makes of it. */
export interface DeclaredType {
  readonly type: FieldType;
  readonly affinity: Affinity;
  /** Declared to hold bytes: shown, never written. */
  readonly binary: boolean;
}

/** `declared` is the text between column name and constraints; empty where there is none. Unknown words are text. */
export function declaredType(declared: string): DeclaredType {
  const affinity = affinityOf(declared.toUpperCase());
  const match = /^\s*([^(]*?)\s*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?\s*$/.exec(declared.toUpperCase());
  const word = match?.[1] ?? '';
  const [first, second] = [match?.[2], match?.[3]].map((digits) => (digits === undefined ? undefined : Number(digits)));
  return { type: fieldType(word, affinity, first, second), affinity, binary: /BLOB|BINARY/.test(word) };
}

function affinityOf(declared: string): Affinity {
  if (declared.includes('INT')) return 'integer';
  if (/CHAR|CLOB|TEXT/.test(declared)) return 'text';
  if (declared.includes('BLOB') || declared === '' || declared === 'ANY') return 'none';
  if (/REAL|FLOA|DOUB/.test(declared)) return 'real';
  return 'numeric';
}

function fieldType(word: string, affinity: Affinity, first?: number, second?: number): FieldType {
  if (/^(DECIMAL|NUMERIC|NUMBER|MONEY|SMALLMONEY|CURRENCY)$/.test(word)) {
    return {
      kind: 'decimal',
      ...(first === undefined ? {} : { precision: first, scale: second ?? 0 }),
      significantDigits: 15,
    };
  }
  if (affinity === 'real') return { kind: 'decimal', significantDigits: 15 };
  if (/^(BOOLEAN|BOOL|BIT)$/.test(word)) return { kind: 'boolean' };
  if (affinity === 'integer') return { kind: 'integer', min: '-9223372036854775808', max: '9223372036854775807' };
  if (word === 'DATE') return { kind: 'date' };
  if (/^(DATETIME2?|DATETIMEOFFSET|TIMESTAMP|TIMESTAMPTZ)$/.test(word)) return { kind: 'dateTime', fractionDigits: 3 };
  if (/^(GUID|UNIQUEIDENTIFIER|UUID)$/.test(word)) return { kind: 'guid' };
  return first === undefined ? { kind: 'text' } : { kind: 'text', maxLength: first };
}
