import type { SqlCondition } from './filterSql';
import type { StoredValue } from '../../files/sqlEngine';
import type { SqlDatabase } from '../../files/sqlDatabase';
import type { SqlStatement } from '../../files/sqlStatement';

/** Rows one after the other. */
export interface RowSource {
  next(): StoredValue[] | undefined;
  /** May be called at any time, and more than once. */
  close(): void;
}

export interface RowQuery {
  readonly select: string;
  readonly from: string;
  readonly where: readonly SqlCondition[];
  /** Together unique and not null; `position` is where the term stands in the select list. */
  readonly order: readonly { readonly sql: string; readonly position: number }[];
  readonly pageSize: number;
}

/**
 * Rows in the order asked for. Where an index gives the order, each page is a query of its own that begins after the last row,
 * so that writes in between cannot disturb it. Where SQLite would have to sort for every page, it sorts once instead and the
 * query stays open over its sorted copy.
 */
export function rowSource(db: SqlDatabase, query: RowQuery): RowSource {
  const first = pageSql(query, undefined);
  return sorts(db, first) ? openQuery(db, query) : pagedQuery(db, query);
}

function pagedQuery(db: SqlDatabase, query: RowQuery): RowSource {
  let page: StoredValue[][] = [];
  let at = 0;
  let after: readonly StoredValue[] | undefined;
  let ended = false;
  return {
    next() {
      if (at === page.length) {
        if (ended) return undefined;
        page = db.prepare(pageSql(query, after)).all([...parameters(query.where), ...(after ?? []), query.pageSize]);
        at = 0;
        const last = page.at(-1);
        ended = page.length < query.pageSize;
        // Taken now: whoever gets the row may change it.
        after = last && query.order.map((term) => last[term.position] ?? null);
      }
      return page[at++];
    },
    close() {
      page = [];
      at = 0;
      ended = true;
    },
  };
}

function openQuery(db: SqlDatabase, query: RowQuery): RowSource {
  let statement: SqlStatement | undefined;
  let ended = false;
  const close = (): void => {
    ended = true;
    statement?.free();
    statement = undefined;
  };
  return {
    next() {
      if (ended) return undefined;
      if (!statement) {
        statement = db.open(pageSql(query, undefined));
        statement.start([...parameters(query.where), -1]);
      }
      const row = statement.next();
      if (!row) close();
      return row;
    },
    close,
  };
}

function pageSql({ select, from, where, order }: RowQuery, after: readonly StoredValue[] | undefined): string {
  const conditions = where.map((condition) => condition.sql);
  const terms = order.map((term) => term.sql).join(', ');
  if (after) conditions.push(order.length === 1 ? `${terms} > ?` : `(${terms}) > (${order.map(() => '?').join(', ')})`);
  const whole = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `SELECT ${select} FROM ${from}${whole} ORDER BY ${terms} LIMIT ?`;
}

function parameters(where: readonly SqlCondition[]): readonly StoredValue[] {
  return where.flatMap((condition) => condition.parameters);
}

function sorts(db: SqlDatabase, sql: string): boolean {
  const plan = db.open(`EXPLAIN QUERY PLAN ${sql}`);
  try {
    return plan.all([]).some((step) => /TEMP B-TREE/.test(String(step[3])));
  } finally {
    plan.free();
  }
}
