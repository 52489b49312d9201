import type { Stamp } from '../../core/model/record';
import type { SqliteColumn } from './sqliteTable';
import type { StoredValue } from '../../files/sqlEngine';
import { canonicalDateTime, dateTimeFromMs } from './dateTimeText';
import { quoted } from './sqliteTable';

/**
 * How a table's modified-on column holds stamps: ISO 8601 UTC text with milliseconds, or milliseconds since 1970 where it is
 * declared an integer (DESIGN 2).
 */
export interface StampCodec {
  /** Null where nothing readable stands there: such a record counts as changed, always. Cut to milliseconds. */
  decode(stored: StoredValue): Stamp | null;
  encode(stamp: Stamp): StoredValue;
  /** A condition that is true of stamps whose stored order is not their order in time. */
  readonly irregular: string;
}

export function stampCodec(column: SqliteColumn): StampCodec {
  const name = quoted(column.name);
  return column.type.kind === 'integer'
    ? { decode, encode: (stamp) => Date.parse(stamp), irregular: `typeof(${name}) NOT IN ('integer', 'null')` }
    : {
        decode,
        encode: (stamp) => stamp,
        irregular: `${name} IS NOT NULL AND (typeof(${name}) <> 'text' OR ${name} NOT GLOB '????-??-??T??:??:??.???Z')`,
      };
}

/** The earliest stamp from `now` on that is later than `previous`, so that every change shows. */
export function laterStamp(now: Stamp, previous: Stamp | null): Stamp {
  if (previous === null || now > previous) return now;
  return dateTimeFromMs(Date.parse(previous) + 1) ?? now;
}

function decode(stored: StoredValue): Stamp | null {
  if (typeof stored === 'number') return dateTimeFromMs(stored) ?? null;
  if (typeof stored !== 'string') return null;
  const text = canonicalDateTime(stored);
  return text === undefined || text.length === 24 ? (text ?? null) : `${text.slice(0, 23)}Z`;
}
