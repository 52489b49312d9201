import type { StoredValue } from '../files/sqlEngine';
import type { Coupling, CouplingFailure } from '../core/model/coupling';
import type { RunDirection } from '../core/model/side';
import type { StoredId } from './idCode';
import type { StoredStamp } from './stampCode';
import { couplingState } from '../core/model/coupling';
import { fingerprintsOf, storedFingerprints } from './fingerprintCode';
import { recordId, storedId } from './idCode';
import { stampOf, storedStamp } from './stampCode';

/** The columns `couplingOf` reads, in its order. Few, because each costs a call into sql.js. */
export const couplingColumns =
  'local_id, integration_id, local_modified_on, integration_modified_on, shape, fingerprints, ' +
  'state * 4 + pending_lookups, last_job, failures';

/** What both directions of the coding need beyond the row: a coupling names its job, the row holds the job's number. */
export interface CouplingNames {
  readonly jobNumber: (id: string) => number;
  readonly jobId: (number: number) => string;
}

/** The values of `local_modified_on` … `failures` in the table's order, which is what an update of the same two records sets. */
export function couplingValues(coupling: Coupling, names: CouplingNames): StoredValue[] {
  const { fingerprints, failures } = coupling;
  const failed = failures.toIntegrationTable ?? failures.fromIntegrationTable;
  return [
    storedStamp(coupling.localModifiedOn),
    storedStamp(coupling.integrationModifiedOn),
    fingerprints ? fingerprints.shape : null,
    fingerprints ? storedFingerprints(fingerprints) : null,
    pendingBits(coupling.pending),
    states.indexOf(couplingState(coupling)),
    revisitDirections(coupling),
    coupling.lastJobId === null ? null : names.jobNumber(coupling.lastJobId),
    failed ? JSON.stringify([failures.toIntegrationTable, failures.fromIntegrationTable]) : null,
  ];
}

/** `shape` and the columns after `fingerprints`, in the table's order. */
export function commonValues(coupling: Coupling, names: CouplingNames): StoredValue[] {
  const [, , shape, , ...rest] = couplingValues(coupling, names);
  return [shape ?? null, ...rest];
}

/** Whether two couplings surely have the same `commonValues`; one with a failure has values of its own. */
export function hasCommon(coupling: Coupling, other: Coupling): boolean {
  return (
    coupling.fingerprints?.shape === other.fingerprints?.shape &&
    coupling.pending.toIntegrationTable === other.pending.toIntegrationTable &&
    coupling.pending.fromIntegrationTable === other.pending.fromIntegrationTable &&
    coupling.skipped === other.skipped &&
    coupling.lastJobId === other.lastJobId &&
    hasNoFailure(coupling) &&
    hasNoFailure(other) &&
    (coupling.localId === null) === (other.localId === null) &&
    (coupling.integrationId === null) === (other.integrationId === null)
  );
}

function hasNoFailure({ failures }: Coupling): boolean {
  return failures.toIntegrationTable === null && failures.fromIntegrationTable === null;
}

/**
 * A row of `couplingColumns` as a coupling. `localId` and `integrationId` may be given where the caller has the text
 * already: sharing it saves decoding and memory.
 */
export function couplingOf(
  row: readonly StoredValue[],
  mapping: string,
  names: CouplingNames,
  localId = idOf(row[0] as StoredId),
  integrationId = idOf(row[1] as StoredId),
): Coupling {
  const shape = row[4] as number | null;
  const flags = row[6] as number;
  const lastJob = row[7] as number | null;
  const failures = row[8] as string | null;
  return {
    mapping,
    localId,
    integrationId,
    localModifiedOn: stampOf(row[2] as StoredStamp),
    integrationModifiedOn: stampOf(row[3] as StoredStamp),
    fingerprints: shape === null ? null : fingerprintsOf(shape, row[5] as Uint8Array),
    pending: pendingOf(flags % 4),
    failures: failures === null ? noFailures : failuresOf(failures),
    skipped: flags >> 2 === states.indexOf('skipped'),
    lastJobId: lastJob === null ? null : names.jobId(lastJob),
  };
}

/** The jobs whose failures a row's `failures` column tells of. */
export function failedJobIds(failures: string): readonly string[] {
  const { toIntegrationTable, fromIntegrationTable } = failuresOf(failures);
  return [toIntegrationTable, fromIntegrationTable].flatMap((failure) => (failure ? [failure.jobId] : []));
}

export function storedIdOrNull(id: string | null): StoredId {
  return id === null ? null : storedId(id);
}

export function idOf(stored: StoredId): string | null {
  return stored === null ? null : recordId(stored);
}

/** The numbers of `couplings.state`. */
export const states = ['ok', 'failed', 'skipped'] as const;

const noFailures: Coupling['failures'] = { toIntegrationTable: null, fromIntegrationTable: null };

/**
 * In which directions every run must look at the pair, as bits: 1 to the integration table, 2 from it. A skipped one is
 * out of all runs until the user retries, and without a source record there is nothing to look at.
 */
function revisitDirections(coupling: Coupling): number {
  if (coupling.skipped) return 0;
  const { failures, pending } = coupling;
  const never = coupling.fingerprints === null;
  const waits = (direction: RunDirection) => never || pending[direction] || failures[direction] !== null;
  const to = coupling.localId !== null && waits('toIntegrationTable');
  const from = coupling.integrationId !== null && waits('fromIntegrationTable');
  return (to ? 1 : 0) + (from ? 2 : 0);
}

/** `pending` as bits: 1 to the integration table, 2 from it. */
export function pendingBits(pending: Coupling['pending']): number {
  return (pending.toIntegrationTable ? 1 : 0) + (pending.fromIntegrationTable ? 2 : 0);
}

export function pendingOf(bits: number): Coupling['pending'] {
  return pendingByBits[bits] ?? noPending;
}

/** Shared, because nearly every coupling has the first. */
const noPending: Coupling['pending'] = { toIntegrationTable: false, fromIntegrationTable: false };
const pendingByBits = [
  noPending,
  { toIntegrationTable: true, fromIntegrationTable: false },
  { toIntegrationTable: false, fromIntegrationTable: true },
  { toIntegrationTable: true, fromIntegrationTable: true },
] as const;

/** A row's `failures` column. */
export function failuresOf(text: string): Coupling['failures'] {
  const [toIntegrationTable, fromIntegrationTable] = JSON.parse(text) as [
    CouplingFailure | null,
    CouplingFailure | null,
  ];
  return { toIntegrationTable, fromIntegrationTable };
}
