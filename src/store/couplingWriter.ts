import type { StoredValue } from '../files/sqlEngine';
import type { Coupling } from '../core/model/coupling';
import type { CouplingChange } from '../core/ports/stateStore';
import type { CouplingNames } from './couplingRow';
import type { MappingEntry, MappingTable } from './mappingTable';
import type { RecordId } from '../core/model/record';
import type { StateDatabase } from './stateDatabase';
import type { StoredId } from './idCode';
import { commonValues, couplingValues, hasCommon, storedIdOrNull } from './couplingRow';
import { storedFingerprints } from './fingerprintCode';
import { storedStamp } from './stampCode';
import { must } from '../core/assert';

/**
 * Changes couplings, and says which row stands for a pair of ids: job records name rows instead of ids. A row's ids never
 * change; a coupling that goes away leaves them in `former`, so that the job log still knows them.
 */
export class CouplingWriter {
  /** What the last put turned out to be: the next one is tried the same way first, for runs mostly do one kind. */
  private expectNew = true;
  /** The rows this batch has touched, by either id, newest last. */
  private readonly touched = new Map<RecordId, TouchedRow>();

  constructor(
    private readonly database: StateDatabase,
    private readonly mappings: MappingTable,
    private readonly names: CouplingNames,
  ) {}

  /** Forgets the rows of the batch before. */
  beginBatch(): void {
    this.touched.clear();
  }

  /** Carries out changes in their order. New couplings that follow each other take a statement for many rows. */
  apply(changes: readonly CouplingChange[]): void {
    for (let at = 0; at < changes.length;) {
      if (this.expectNew && this.putNew(changes, at)) {
        at += rowsAtOnce;
        continue;
      }
      const change = changes[at++] as CouplingChange;
      if (change.kind === 'put') this.put(change.coupling);
      else this.remove(change.mapping, change.localId, change.integrationId);
    }
  }

  /** The row number under which the two ids can be found for ever. */
  rowOf(mapping: string, localId: RecordId | null, integrationId: RecordId | null): number {
    const touched = this.touched.get(localId ?? integrationId ?? '');
    if (touched?.mapping === mapping && touched.localId === localId && touched.integrationId === integrationId) {
      return touched.row;
    }
    const entry = this.mappings.entry(mapping);
    const ids = [storedIdOrNull(localId), storedIdOrNull(integrationId)] as const;
    const row = this.find(entry, ...ids) ?? this.addFormer(entry.nextRow++, ...ids);
    this.remember(row, mapping, localId, integrationId);
    return row;
  }

  /**
   * Puts so many couplings of one mapping in one statement, or none where one of them turns out not to be new. What they have in
   * common is bound once: in most batches that is all but ids, stamps and fingerprints.
   */
  private putNew(changes: readonly CouplingChange[], from: number): boolean {
    const first = changes[from];
    if (from + rowsAtOnce > changes.length || first?.kind !== 'put') return false;
    const entry = this.mappings.entry(first.coupling.mapping);
    const common = commonValues(first.coupling, this.names);
    const parameters: StoredValue[] = [entry.number, entry.nextRow, ...common];
    let coupled = 0;
    for (let index = 0; index < rowsAtOnce; index++) {
      const change = changes[from + index] as CouplingChange;
      if (change.kind !== 'put' || change.coupling.mapping !== entry.name) return false;
      const { coupling } = change;
      if (index > 0 && !hasCommon(coupling, first.coupling)) return false;
      const { localId, integrationId, fingerprints } = coupling;
      if (localId !== null && integrationId !== null) coupled++;
      parameters.push(
        storedIdOrNull(localId),
        storedIdOrNull(integrationId),
        storedStamp(coupling.localModifiedOn),
        storedStamp(coupling.integrationModifiedOn),
        fingerprints && storedFingerprints(fingerprints),
      );
    }
    if (this.database.run(insertCouplings, parameters) < rowsAtOnce) {
      this.database.run('DELETE FROM couplings WHERE row >= ?1 AND row < ?1 + ?2', [entry.nextRow, rowsAtOnce]);
      return false;
    }
    for (let index = 0; index < rowsAtOnce; index++) {
      const { coupling } = changes[from + index] as Extract<CouplingChange, { kind: 'put' }>;
      this.remember(entry.nextRow + index, entry.name, coupling.localId, coupling.integrationId);
    }
    entry.nextRow += rowsAtOnce;
    this.mappings.count(entry, coupled);
    return true;
  }

  private put(coupling: Coupling): void {
    const entry = this.mappings.entry(coupling.mapping);
    const localId = storedIdOrNull(coupling.localId);
    const integrationId = storedIdOrNull(coupling.integrationId);
    const values = couplingValues(coupling, this.names);
    const row = this.write(entry, localId, integrationId, values);
    this.remember(row, coupling.mapping, coupling.localId, coupling.integrationId);
  }

  private write(entry: MappingEntry, localId: StoredId, integrationId: StoredId, values: StoredValue[]): number {
    if (this.expectNew) {
      const inserted = this.insert(entry, localId, integrationId, values);
      if (inserted !== undefined) return inserted;
      this.expectNew = false;
    }
    const row = this.find(entry, localId, integrationId);
    if (row !== undefined) {
      this.database.run(updateCoupling, [...values, row]);
      return row;
    }
    this.expectNew = true;
    for (const [holder, ...ids] of this.holders(entry, localId, integrationId)) this.takeAway(entry, holder, ...ids);
    return must(this.insert(entry, localId, integrationId, values), 'room for a coupling');
  }

  /** Undefined where another row of the mapping holds one of the ids. */
  private insert(
    entry: MappingEntry,
    localId: StoredId,
    integrationId: StoredId,
    values: StoredValue[],
  ): number | undefined {
    const row = entry.nextRow;
    const inserted = this.database.run(insertCoupling, [row, entry.number, localId, integrationId, ...values]);
    if (inserted === 0) return undefined;
    entry.nextRow++;
    if (localId !== null && integrationId !== null) this.mappings.count(entry, 1);
    return row;
  }

  private remove(mapping: string, localId: RecordId | null, integrationId: RecordId | null): void {
    const entry = this.mappings.find(mapping);
    if (!entry) return;
    const ids = [storedIdOrNull(localId), storedIdOrNull(integrationId)] as const;
    const row = this.find(entry, ...ids);
    if (row === undefined) return;
    this.takeAway(entry, row, ...ids);
    this.remember(row, mapping, localId, integrationId);
  }

  private takeAway(entry: MappingEntry, row: number, localId: StoredId, integrationId: StoredId): void {
    this.database.run('DELETE FROM couplings WHERE row = ?', [row]);
    this.addFormer(row, localId, integrationId);
    if (localId !== null && integrationId !== null) this.mappings.count(entry, -1);
  }

  private addFormer(row: number, localId: StoredId, integrationId: StoredId): number {
    this.database.run('INSERT INTO former VALUES (?, ?, ?)', [row, localId, integrationId]);
    return row;
  }

  /** The row with exactly these ids. */
  private find(entry: MappingEntry, localId: StoredId, integrationId: StoredId): number | undefined {
    if (localId === null && integrationId === null) return undefined;
    const sql = localId === null ? findByIntegrationId : findByLocalId;
    const ids = localId === null ? [integrationId] : [localId, integrationId];
    return this.database.row(sql, [entry.number, ...ids])?.[0] as number | undefined;
  }

  private holders(
    entry: MappingEntry,
    localId: StoredId,
    integrationId: StoredId,
  ): readonly (readonly [number, StoredId, StoredId])[] {
    const rows = this.database.rows(selectHolders, [entry.number, localId, entry.number, integrationId]);
    return rows.map((row) => row as unknown as readonly [number, StoredId, StoredId]);
  }

  private remember(row: number, mapping: string, localId: RecordId | null, integrationId: RecordId | null): void {
    this.touched.set(localId ?? integrationId ?? '', { row, mapping, localId, integrationId });
  }
}

interface TouchedRow {
  readonly row: number;
  readonly mapping: string;
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
}

const insertCoupling = 'INSERT OR IGNORE INTO couplings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Beyond this, more rows a statement gain nothing; one by one they take twice as long. */
const rowsAtOnce = 100;
const insertCouplings = `INSERT OR IGNORE INTO couplings VALUES ${Array.from({ length: rowsAtOnce }, (_, index) => rowOf(index)).join(', ')}`;

/** The mapping, the first row's number and `commonValues` come first, then five parameters a row. */
function rowOf(index: number): string {
  const own = Array.from({ length: 5 }, (_, column) => `?${9 + index * 5 + column}`);
  return `(?2 + ${index}, ?1, ${own.slice(0, 4).join(', ')}, ?3, ${own[4]}, ?4, ?5, ?6, ?7, ?8)`;
}

// The plus keeps SQLite from searching the index of an id that is null in many rows.
const byLocalId = 'mapping = ? AND local_id = ? AND +integration_id IS ?';
const byIntegrationId = 'mapping = ? AND integration_id = ? AND +local_id IS NULL';

const updateCoupling = `UPDATE couplings SET local_modified_on = ?, integration_modified_on = ?, shape = ?, fingerprints = ?,
  pending_lookups = ?, state = ?, revisit = ?, last_job = ?, failures = ? WHERE row = ?`;

const findByLocalId = `SELECT row FROM couplings WHERE ${byLocalId}`;
const findByIntegrationId = `SELECT row FROM couplings WHERE ${byIntegrationId}`;

const selectHolders = `
  SELECT row, local_id, integration_id FROM couplings WHERE mapping = ? AND local_id = ?
  UNION SELECT row, local_id, integration_id FROM couplings WHERE mapping = ? AND integration_id = ?`;
