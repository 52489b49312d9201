import type { StoredValue } from '../files/sqlEngine';
import type { Coupling } from '../core/model/coupling';
import type { CouplingNames } from './couplingRow';
import type { CouplingPage, CouplingQuery } from '../core/ports/stateStore';
import type { MappingEntry, MappingTable } from './mappingTable';
import type { RecordId } from '../core/model/record';
import type { RunDirection, Side } from '../core/model/side';
import type { StateDatabase } from './stateDatabase';
import { couplingColumns, couplingOf, states } from './couplingRow';
import { rowsPerMapping } from './schema';
import { sourceSide } from '../core/model/side';
import { storedId } from './idCode';

/** Reads couplings. Every question is answered from an index or from a range of row numbers. */
export class CouplingTable {
  constructor(
    private readonly database: StateDatabase,
    private readonly mappings: MappingTable,
    private readonly names: CouplingNames,
  ) {}

  byIds(mapping: string, side: Side, ids: readonly RecordId[]): ReadonlyMap<RecordId, Coupling> {
    const found = new Map<RecordId, Coupling>();
    const entry = this.mappings.find(mapping);
    if (!entry || ids.length === 0) return found;
    const settled = isAscending(ids) ? this.readRange(entry, side, ids, found) : 0;
    for (let index = settled; index < ids.length; index++) {
      const id = ids[index] as RecordId;
      const row = this.database.row(selectById[side], [entry.number, storedId(id)]);
      if (row) found.set(id, this.couplingWith(row, entry, side, id));
    }
    return found;
  }

  /** Evenly spaced by row number. Where removals left large holes, the first rows make up what the strides missed. */
  sampleCoupled(mapping: string, count: number): readonly Coupling[] {
    const entry = this.mappings.find(mapping);
    if (!entry || entry.coupled === 0) return [];
    const wanted = Math.min(count, entry.coupled);
    const chosen = new Map<number, readonly StoredValue[]>();
    const first = entry.number * rowsPerMapping;
    const lowest = this.coupledFrom(first, entry, 1)[0]?.at(-1) as number;
    const highest = entry.nextRow - 1;
    let next = lowest;
    for (let index = 0; index < wanted && next <= highest; index++) {
      const stride = lowest + Math.floor(((highest - lowest + 1) * index) / wanted);
      const row = this.coupledFrom(Math.max(next, stride), entry, 1)[0];
      if (!row) break;
      chosen.set(row.at(-1) as number, row);
      next = (row.at(-1) as number) + 1;
    }
    if (chosen.size < wanted) {
      for (const row of this.coupledFrom(first, entry, wanted)) {
        if (chosen.size < wanted) chosen.set(row.at(-1) as number, row);
      }
    }
    const rows = [...chosen].sort(([a], [b]) => a - b);
    return rows.map(([, row]) => couplingOf(row, mapping, this.names));
  }

  toRevisit(mapping: string, direction: RunDirection): readonly Coupling[] {
    const entry = this.mappings.find(mapping);
    if (!entry) return [];
    const rows = this.database.rows(selectToRevisit[direction], [entry.number]);
    const couplings = rows.map((row) => couplingOf(row, mapping, this.names));
    const idOfSource = (coupling: Coupling) =>
      (sourceSide(direction) === 'local' ? coupling.localId : coupling.integrationId) ?? '';
    return couplings.sort((a, b) => (idOfSource(a) < idOfSource(b) ? -1 : 1));
  }

  page({ mapping, state, after, limit }: CouplingQuery): CouplingPage {
    const ordered = this.mappings.inOrder().filter((entry) => mapping === undefined || entry.name === mapping);
    const begun = ordered.findIndex(({ number }) => number === Math.floor((after ?? 0) / rowsPerMapping));
    const couplings: Coupling[] = [];
    let last = 0;
    for (const entry of ordered.slice(Math.max(begun, 0))) {
      const start = Math.max(entry.number * rowsPerMapping, entry === ordered[begun] ? (after ?? 0) : 0);
      const end = (entry.number + 1) * rowsPerMapping;
      // One row more than fits tells whether another page follows.
      const rows = this.database.rows(selectPage[state ?? 'all'], [start, end, limit + 1 - couplings.length]);
      for (const row of rows) {
        if (couplings.length === limit) return { couplings, next: last };
        couplings.push(couplingOf(row, entry.name, this.names));
        last = row.at(-1) as number;
      }
    }
    return { couplings };
  }

  /**
   * Reads ascending ids as one range of the index, and returns how many of them are settled. The range is given up where it
   * holds many couplings that nobody asked for.
   */
  private readRange(entry: MappingEntry, side: Side, ids: readonly RecordId[], found: Map<RecordId, Coupling>): number {
    const stored = ids.map(storedId);
    // SQLite keeps GUIDs and text apart, and orders text beyond ASCII in another way.
    const isText = typeof stored[0] === 'string';
    if (stored.some((id) => (typeof id === 'string') !== isText)) return 0;
    if (isText && beyondAscii.test(ids.join(''))) return 0;
    const idColumn = side === 'local' ? 0 : 1;
    const statement = this.database.statement(selectRange[side]);
    statement.start([entry.number, stored[0] as StoredValue, stored.at(-1) as StoredValue]);
    let index = 0;
    let unasked = 0;
    let isWorthwhile = true;
    for (let row = statement.next(); row && isWorthwhile; row = statement.next()) {
      const id = row[idColumn] as Uint8Array | string;
      let order = compare(stored[index], id);
      while (order < 0) order = compare(stored[++index], id);
      if (order > 0) isWorthwhile = ++unasked < 2 * index + 64;
      else {
        const asked = ids[index++] as RecordId;
        found.set(asked, this.couplingWith(row, entry, side, asked));
      }
    }
    statement.reset();
    return isWorthwhile ? ids.length : index;
  }

  private couplingWith(row: readonly StoredValue[], entry: MappingEntry, side: Side, id: RecordId): Coupling {
    return side === 'local'
      ? couplingOf(row, entry.name, this.names, id)
      : couplingOf(row, entry.name, this.names, undefined, id);
  }

  private coupledFrom(row: number, entry: MappingEntry, limit: number): readonly (readonly StoredValue[])[] {
    return this.database.rows(selectCoupledFrom, [row, (entry.number + 1) * rowsPerMapping, limit]);
  }
}

const selectById = {
  local: `SELECT ${couplingColumns} FROM couplings WHERE mapping = ? AND local_id = ?`,
  integration: `SELECT ${couplingColumns} FROM couplings WHERE mapping = ? AND integration_id = ?`,
};

const selectRange = {
  local: `SELECT ${couplingColumns} FROM couplings WHERE mapping = ? AND local_id BETWEEN ? AND ? ORDER BY local_id`,
  integration: `SELECT ${couplingColumns} FROM couplings
    WHERE mapping = ? AND integration_id BETWEEN ? AND ? ORDER BY integration_id`,
};

// Naming the index's own condition again lets SQLite use it.
const selectToRevisit = {
  toIntegrationTable: `SELECT ${couplingColumns} FROM couplings
    WHERE mapping = ? AND revisit IN (1, 3) AND revisit <> 0`,
  fromIntegrationTable: `SELECT ${couplingColumns} FROM couplings
    WHERE mapping = ? AND revisit IN (2, 3) AND revisit <> 0`,
};

const selectCoupledFrom = `SELECT ${couplingColumns}, row FROM couplings
  WHERE row >= ? AND row < ? AND local_id IS NOT NULL AND integration_id IS NOT NULL ORDER BY row LIMIT ?`;

// Failed and skipped couplings are few and have an index; the others are met while reading on.
const selectPage = {
  all: pageQuery(''),
  ok: pageQuery('AND state = 0'),
  failed: pageQuery(`AND state = ${states.indexOf('failed')} AND state <> 0`),
  skipped: pageQuery(`AND state = ${states.indexOf('skipped')} AND state <> 0`),
};

function pageQuery(condition: string): string {
  return `SELECT ${couplingColumns}, row FROM couplings WHERE row > ? AND row < ? ${condition} ORDER BY row LIMIT ?`;
}

/** Strictly, by code units. */
function isAscending(ids: readonly RecordId[]): boolean {
  let last: RecordId | undefined;
  for (const id of ids) {
    if (last !== undefined && id <= last) return false;
    last = id;
  }
  return true;
}

const beyondAscii = /[^\x20-\x7e]/;

/** As SQLite compares two of one kind, bytes or ASCII text. Beyond the last one nothing is less. */
function compare(a: Uint8Array | string | undefined, b: Uint8Array | string): number {
  if (a === undefined) return 1;
  if (typeof a === 'string' || typeof b === 'string') return a === b ? 0 : a < b ? -1 : 1;
  for (let index = 0; index < 16; index++) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
