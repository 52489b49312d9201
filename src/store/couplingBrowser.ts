import type { StoredValue } from '../files/sqlEngine';
import type { CouplingChoice, CouplingPlace } from './couplingPlace';
import type { CouplingFailure, CouplingState } from '../core/model/coupling';
import type { MappingEntry } from './mappingTable';
import type { RecordId } from '../core/model/record';
import type { Side } from '../core/model/side';
import type { StateDatabase } from './stateDatabase';
import type { StateTables } from './stateTables';
import type { StoredId } from './idCode';
import { failuresOf, idOf, states } from './couplingRow';
import { inOrder, isChosen, placeIfChosen, placeOf, rowLimit, stateOrder } from './couplingPlace';
import { rowsPerMapping } from './schema';
import { storedId } from './idCode';

/** A coupling as lists show it. */
export interface CouplingSummary {
  readonly mapping: string;
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
  readonly state: CouplingState;
  readonly lastJobId: string | null;
  /** The newer one where both directions failed. */
  readonly failure: CouplingFailure | null;
}

/** Couplings by state. */
export type StateCounts = { readonly [S in CouplingState]: number };

/** Couplings in pages for people to look through. Counts and pages cost what they show, not what there is. */
export class CouplingBrowser {
  constructor(
    private readonly database: StateDatabase,
    private readonly tables: StateTables,
  ) {}

  /** By mapping; mappings without couplings are absent. */
  counts(): ReadonlyMap<string, StateCounts> {
    const troubled = new Map<number, { failed: number; skipped: number }>();
    for (const [state, mapping, count] of this.database.rows(countTroubled, []) as [number, number, number][]) {
      const counts = troubled.get(mapping) ?? { failed: 0, skipped: 0 };
      counts[states[state] === 'failed' ? 'failed' : 'skipped'] += count;
      troubled.set(mapping, counts);
    }
    const counts = new Map<string, StateCounts>();
    for (const { name, number, coupled } of this.tables.mappings.inOrder()) {
      const { failed, skipped } = troubled.get(number) ?? { failed: 0, skipped: 0 };
      const uncoupled = this.database.row(countUncoupled, [number, number])?.[0] as number;
      const ok = coupled + uncoupled - failed - skipped;
      if (ok + failed + skipped > 0) counts.set(name, { ok, failed, skipped });
    }
    return counts;
  }

  /** One more than `limit` tells that another page follows. */
  after(choice: CouplingChoice, place: CouplingPlace, limit: number): readonly PlacedCoupling[] {
    const found: PlacedCoupling[] = [];
    const [start, end] = this.rowsOf(choice);
    for (const [rank, state] of stateOrder.entries()) {
      if (!isChosen(choice, state) || place >= placeOf(rank + 1, 0)) continue;
      const from = Math.max(start, place - placeOf(rank, 0));
      for (const row of this.database.rows(selectState[state], [from, end, limit - found.length])) {
        found.push(this.placed(row, state));
      }
      if (found.length >= limit) break;
    }
    return found;
  }

  /** Those after a place that suit; reads on until there are enough, so it costs little where many do. */
  suitingAfter(
    choice: CouplingChoice,
    place: CouplingPlace,
    limit: number,
    suits: (coupling: CouplingSummary) => boolean,
  ): readonly PlacedCoupling[] {
    const found: PlacedCoupling[] = [];
    for (let from = place; found.length < limit;) {
      const read = this.after(choice, from, readAtOnce);
      for (const each of read) if (found.length < limit && suits(each.coupling)) found.push(each);
      if (read.length < readAtOnce) break;
      from = read.at(-1)?.place ?? from;
    }
    return found;
  }

  /** The couplings at these places; those that are gone or in another state by now are left out. */
  at(places: readonly CouplingPlace[]): readonly PlacedCoupling[] {
    return places.flatMap((place) => {
      const row = this.database.row(selectRow, [place % rowLimit]);
      const state = states[(row?.[3] as number | undefined) ?? -1];
      return row && state && placeOf(stateOrder.indexOf(state), row[0] as number) === place
        ? [this.placed(row, state)]
        : [];
    });
  }

  /** The places, in order, of couplings with `search` as part of an id; upper and lower case are alike. */
  searchIds(choice: CouplingChoice, search: string): readonly CouplingPlace[] {
    const wanted = search.toLowerCase();
    // GUIDs are kept as bytes: their digits without dashes are what SQL can look into.
    const digits = /^[0-9a-f-]*$/.test(wanted) ? wanted.replaceAll('-', '').toUpperCase() : noDigits;
    // SQL knows only ASCII's capitals; for other letters it leaves all text to the comparison below.
    const text = isAscii.test(wanted) ? wanted : '';
    const [start, end] = this.rowsOf(choice);
    const rows = this.database.rows(selectByIdPart, [start, end, digits, text]);
    const matches = (id: string | null) => id?.toLowerCase().includes(wanted) ?? false;
    return inOrder(
      rows
        .filter(
          ([, localId, integrationId]) =>
            matches(idOf(localId as StoredId)) || matches(idOf(integrationId as StoredId)),
        )
        .flatMap(([row, , , state]) => placeIfChosen(choice, row as number, state as number)),
    );
  }

  /** The places, in order, of the couplings that records of one side have in a mapping. */
  searchRecords(
    choice: CouplingChoice & { readonly mapping: string },
    side: Side,
    ids: Iterable<RecordId>,
  ): readonly CouplingPlace[] {
    const entry = this.tables.mappings.find(choice.mapping);
    if (!entry) return [];
    const places: CouplingPlace[] = [];
    for (const id of ids) {
      const found = this.database.row(selectByRecord[side], [entry.number, storedId(id)]);
      if (found) places.push(...placeIfChosen(choice, found[0] as number, found[1] as number));
    }
    return inOrder(places);
  }

  private placed(row: readonly StoredValue[], state: CouplingState): PlacedCoupling {
    const [number, localId, integrationId, , lastJob, failures] = row as RowValues;
    const entry = this.entryOf(number);
    return {
      place: placeOf(stateOrder.indexOf(state), number),
      coupling: {
        mapping: entry?.name ?? '',
        localId: idOf(localId),
        integrationId: idOf(integrationId),
        state,
        lastJobId: lastJob === null ? null : this.tables.jobs.jobId(lastJob),
        failure: failures === null ? null : newerFailure(failures),
      },
    };
  }

  private entryOf(row: number): MappingEntry | undefined {
    return this.tables.mappings.byNumber(Math.floor(row / rowsPerMapping));
  }

  /** Row numbers between these two, without them. */
  private rowsOf({ mapping }: CouplingChoice): readonly [number, number] {
    if (mapping === undefined) return [0, rowLimit];
    const number = this.tables.mappings.find(mapping)?.number;
    return number === undefined ? [0, 0] : [number * rowsPerMapping, (number + 1) * rowsPerMapping];
  }
}

export interface PlacedCoupling {
  readonly place: CouplingPlace;
  readonly coupling: CouplingSummary;
}

function newerFailure(stored: string): CouplingFailure | null {
  const { toIntegrationTable: to, fromIntegrationTable: from } = failuresOf(stored);
  if (!to || !from) return to ?? from;
  return to.at >= from.at ? to : from;
}

type RowValues = readonly [number, StoredId, StoredId, state: number, lastJob: number | null, failures: string | null];
const columns = 'row, local_id, integration_id, state, last_job, failures';

const readAtOnce = 2_000;

/** Not among hexadecimal digits: no GUID holds it. */
const noDigits = '!';
// eslint-disable-next-line no-control-regex -- all of ASCII is meant
const isAscii = /^[\x00-\x7f]*$/;

// The state's index covers this: rows are numbered by mapping.
const countTroubled = `SELECT state, row / ${rowsPerMapping}, count(*) FROM couplings WHERE state <> 0 GROUP BY 1, 2`;
const countUncoupled = `SELECT (SELECT count(*) FROM couplings WHERE mapping = ? AND local_id IS NULL)
  + (SELECT count(*) FROM couplings WHERE mapping = ? AND integration_id IS NULL)`;

const selectState = {
  ok: selectWhere('state = 0'),
  failed: selectWhere(`state = ${states.indexOf('failed')} AND state <> 0`),
  skipped: selectWhere(`state = ${states.indexOf('skipped')} AND state <> 0`),
};

function selectWhere(condition: string): string {
  return `SELECT ${columns} FROM couplings WHERE ${condition} AND row > ? AND row < ? ORDER BY row LIMIT ?`;
}

const selectRow = `SELECT ${columns} FROM couplings WHERE row = ?`;

const selectByRecord = {
  local: 'SELECT row, state FROM couplings WHERE mapping = ? AND local_id = ?',
  integration: 'SELECT row, state FROM couplings WHERE mapping = ? AND integration_id = ?',
};

const partOf = (id: string) =>
  `CASE typeof(${id}) WHEN 'blob' THEN instr(hex(${id}), ?3) WHEN 'text' THEN instr(lower(${id}), ?4) ELSE 0 END > 0`;
const selectByIdPart = `SELECT row, local_id, integration_id, state FROM couplings
  WHERE row > ?1 AND row < ?2 AND (${partOf('local_id')} OR ${partOf('integration_id')})`;
