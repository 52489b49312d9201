import type { BoundTable } from './boundTable';
import type { RowQuery, RowSource } from './rowSource';
import type { StoredValue } from '../../files/sqlEngine';
import type { SqlDatabase } from '../../files/sqlDatabase';
import type { Stamp } from '../../core/model/record';
import { quoted } from './sqliteTable';

/**
 * Rows by stamp, then id, for a table that holds stamps in several forms (without milliseconds, with offsets), which SQL cannot
 * compare: the ids are put in order here, and each row is then fetched by its id.
 */
export function sortedIds(
  db: SqlDatabase,
  bound: BoundTable,
  query: Omit<RowQuery, 'order'> & { readonly changedSince: Stamp | null },
): RowSource {
  let ids: readonly StoredValue[] | undefined;
  let at = 0;
  const byId = `SELECT ${query.select} FROM ${query.from} WHERE ${bound.idEquals(1)}`;
  return {
    next() {
      ids ??= idsInOrder(db, bound, query);
      while (at < ids.length) {
        const row = db.prepare(byId).first([ids[at++] ?? null]);
        if (row) return row;
      }
      return undefined;
    },
    close() {
      ids = [];
    },
  };
}

function idsInOrder(
  db: SqlDatabase,
  bound: BoundTable,
  query: Omit<RowQuery, 'order'> & { readonly changedSince: Stamp | null },
): readonly StoredValue[] {
  const id = quoted(bound.id.name);
  const conditions = query.where.map((condition) => condition.sql);
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const rows = db
    .prepare(`SELECT ${id}, ${quoted(bound.modifiedOn.name)} FROM ${query.from}${where} ORDER BY ${id}`)
    .all(query.where.flatMap((condition) => condition.parameters))
    .map(([stored = null, stamp = null]) => ({ stored, stamp: bound.stamps.decode(stamp) ?? '' }));
  // A record without a stamp sorts first and always belongs. The sort is stable, so equal stamps stay in id order.
  const wanted = rows.filter((row) => row.stamp === '' || row.stamp >= (query.changedSince ?? ''));
  return wanted.sort((a, b) => (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : 0)).map((row) => row.stored);
}
