import type { BoundTable } from './boundTable';
import type { ConnectorError, FindRequest } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { SqliteColumn } from './sqliteTable';
import type { SqliteSession } from './sqliteSession';
import type { StoredValue } from '../../files/sqlEngine';
import type { TableRecord } from '../../core/model/record';
import { bindTable, findColumns } from './sqliteSession';
import { isBlank } from '../../core/model/value';
import { ok } from '../../core/result';
import { quoted } from './sqliteTable';
import { recordFromRow, selectList } from './recordRow';

/** Without an index each value costs a scan; from this many on, one scan for all of them costs less. */
const scanFrom = 4;
/** Two tell that a value is ambiguous; more say nothing new. */
const atMost = 2;

/** The records whose field holds exactly one of the values (port `Connector.find`). Blank values match nothing. */
export function findRecords(
  session: SqliteSession,
  request: FindRequest,
): Result<ReadonlyMap<string, readonly TableRecord[]>, ConnectorError> {
  const found = bindTable(session, request.table);
  if (!found.ok) return found;
  const bound = found.value;
  const columns = findColumns(session, bound.table, [request.field, ...request.fields]);
  if (!columns.ok) return columns;
  const [searched, ...wanted] = columns.value as readonly [SqliteColumn, ...SqliteColumn[]];
  const values = new Set(request.values.filter((value) => !isBlank(value)));
  const search = { session, bound, searched, wanted, values };
  const lookUp = canLookUp(searched) && (searched.indexed || values.size < scanFrom);
  return ok(lookUp ? lookUpEach(search) : scanOnce(search));
}

interface Search {
  readonly session: SqliteSession;
  readonly bound: BoundTable;
  readonly searched: SqliteColumn;
  readonly wanted: readonly SqliteColumn[];
  readonly values: ReadonlySet<string>;
}

// Only where SQL's equality is equality of canonical values; GUIDs and dates have more than one stored form.
function canLookUp({ type, affinity }: SqliteColumn): boolean {
  return (type.kind === 'text' && affinity === 'text') || (type.kind === 'integer' && affinity === 'integer');
}

function lookUpEach({ session, bound, searched, wanted, values }: Search): ReadonlyMap<string, readonly TableRecord[]> {
  const matches = new Map<string, readonly TableRecord[]>();
  const compared = `${quoted(searched.name)}${searched.type.kind === 'text' ? ' COLLATE BINARY' : ''} = ?`;
  const statement = session.db.prepare(
    `SELECT ${selectList(bound, wanted)} FROM ${quoted(bound.table.name)} WHERE ${compared} LIMIT ${atMost}`,
  );
  for (const value of values) {
    const encoded = searched.codec.encode(value);
    if (encoded === undefined) continue;
    const records = statement.all([encoded]).flatMap((row) => recordFromRow(bound, wanted, row) ?? []);
    if (records.length > 0) matches.set(value, records);
  }
  return matches;
}

function scanOnce({ session, bound, searched, wanted, values }: Search): ReadonlyMap<string, readonly TableRecord[]> {
  const matches = new Map<string, TableRecord[]>();
  const from = `FROM ${quoted(bound.table.name)}`;
  const scan = session.db.open(`SELECT ${quoted(searched.name)}, ${quoted(bound.id.name)} ${from}`);
  const byId = session.db.prepare(`SELECT ${selectList(bound, wanted)} ${from} WHERE ${bound.idEquals(1)} LIMIT 1`);
  try {
    scan.start([]);
    for (let row = scan.next(); row; row = scan.next()) {
      const [stored = null, id = null] = row as [StoredValue, StoredValue];
      const value = searched.codec.decode(stored);
      if (value === null || !values.has(value) || (matches.get(value)?.length ?? 0) >= atMost) continue;
      const whole = byId.first([id]);
      const record = whole && recordFromRow(bound, wanted, whole);
      if (record) matches.set(value, [...(matches.get(value) ?? []), record]);
    }
  } finally {
    scan.free();
  }
  return matches;
}
