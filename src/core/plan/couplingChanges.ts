import type { Coupling, CouplingFailure } from '../model/coupling';
import type { RecordId, Stamp, TableRecord } from '../model/record';
import type { BaseFingerprints } from './transferRecord';
import type { RecordFailure } from '../model/failure';
import type { RunDirection } from '../model/side';
import { skipsWhenRepeated } from '../model/failure';

/** What couplings remember after each outcome. Pure: the store keeps what these return. */

export interface Attempt {
  readonly jobId: string;
  readonly at: string;
  readonly direction: RunDirection;
}

// Shared: nearly every coupling has no others.
const nothingPending: Coupling['pending'] = { toIntegrationTable: false, fromIntegrationTable: false };
const noFailures: Coupling['failures'] = { toIntegrationTable: null, fromIntegrationTable: null };

/** A link that was never synchronized: no stamps, no fingerprints. */
export function newCoupling(mapping: string, localId: RecordId | null, integrationId: RecordId | null): Coupling {
  return {
    mapping,
    localId,
    integrationId,
    localModifiedOn: null,
    integrationModifiedOn: null,
    fingerprints: null,
    pending: nothingPending,
    failures: noFailures,
    skipped: false,
    lastJobId: null,
  };
}

export interface InStep {
  readonly source: TableRecord;
  readonly destination: TableRecord;
  readonly fingerprints: BaseFingerprints;
  readonly shape: number;
  readonly pendingLookups: boolean;
  /** The destination has changes for the other pass: its old stamp stays, so that pass still sees a change. */
  readonly left: boolean;
}

/** The pair is in step as far as this direction goes. `wrote` tells whether the job did anything worth naming it for. */
export function afterSuccess(coupling: Coupling, attempt: Attempt, state: InStep, wrote: boolean): Coupling {
  const to = attempt.direction === 'toIntegrationTable';
  const sourceStamp = state.source.modifiedOn;
  const oldDestinationStamp = to ? coupling.integrationModifiedOn : coupling.localModifiedOn;
  const destinationStamp: Stamp | null = state.left ? oldDestinationStamp : state.destination.modifiedOn;
  const { source, destination } = state.fingerprints;
  const failed = coupling.failures[attempt.direction] !== null;
  return {
    mapping: coupling.mapping,
    localId: to ? state.source.id : state.destination.id,
    integrationId: to ? state.destination.id : state.source.id,
    localModifiedOn: to ? sourceStamp : destinationStamp,
    integrationModifiedOn: to ? destinationStamp : sourceStamp,
    fingerprints: {
      shape: state.shape,
      local: to ? source : destination,
      integration: to ? destination : source,
    },
    pending: withPending(coupling.pending, attempt.direction, state.pendingLookups),
    failures: failed ? { ...coupling.failures, [attempt.direction]: null } : coupling.failures,
    skipped: false,
    lastJobId: wrote ? attempt.jobId : coupling.lastJobId,
  };
}

/** The record failed. The same code twice in a row in one direction sets it aside until the user retries (DESIGN 5.5). */
export function afterFailure(coupling: Coupling, attempt: Attempt, failure: RecordFailure): Coupling {
  const previous = coupling.failures[attempt.direction];
  const repeated = previous !== null && previous.code === failure.code && previous.jobId !== attempt.jobId;
  const entry: CouplingFailure = { code: failure.code, message: failure.message, jobId: attempt.jobId, at: attempt.at };
  return {
    ...coupling,
    failures: { ...coupling.failures, [attempt.direction]: entry },
    skipped: coupling.skipped || (repeated && skipsWhenRepeated(failure.code)),
    lastJobId: attempt.jobId,
  };
}

/** Nearly always nothing changes, and then the same object serves on. */
function withPending(pending: Coupling['pending'], direction: RunDirection, now: boolean): Coupling['pending'] {
  return pending[direction] === now ? pending : { ...pending, [direction]: now };
}

/** The newest failure of either direction, or null. */
export function lastFailure(coupling: Pick<Coupling, 'failures'>): CouplingFailure | null {
  const { toIntegrationTable: to, fromIntegrationTable: from } = coupling.failures;
  if (!to || !from) return to ?? from;
  return to.at >= from.at ? to : from;
}
