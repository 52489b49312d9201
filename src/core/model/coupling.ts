import type { FailureCode } from './failure';
import type { RecordId, Stamp } from './record';
import type { RunDirection } from './side';

/**
 * The lasting link between one local and one integration record, with what was true when they were last in step.
 * One id is null only while an uncoupled record that failed is kept to be retried (DESIGN 5.3).
 */
export interface Coupling {
  readonly mapping: string;
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
  /** The stamp up to which each record's content has been absorbed; null before the first synchronization. */
  readonly localModifiedOn: Stamp | null;
  readonly integrationModifiedOn: Stamp | null;
  /** Field fingerprints as of the last synchronization; null before the first one. */
  readonly fingerprints: CouplingFingerprints | null;
  /**
   * Per direction: every run looks again. A lookup was left out or cleared because its target was not coupled yet, or the
   * system told that the destination's record was deleted.
   */
  readonly pending: { readonly [D in RunDirection]: boolean };
  /** The last attempt's failure per direction; null after a success. */
  readonly failures: { readonly [D in RunDirection]: CouplingFailure | null };
  /** Taken out of runs after a repeated failure, until the user retries. */
  readonly skipped: boolean;
  /** The job that last looked at the pair with a result other than unchanged. */
  readonly lastJobId: string | null;
}

/** `local` and `integration` hold one fixed-width fingerprint per field of the shape, concatenated. */
export interface CouplingFingerprints {
  /** Which fields, in which order: the id of a `MappingShape` in the store. */
  readonly shape: number;
  readonly local: string;
  readonly integration: string;
}

/** What the fingerprints of a mapping's couplings cover. A mapping whose signature changed gets a new shape. */
export interface MappingShape {
  readonly id: number;
  /** One key per field mapping, `local field` + U+001F + `integration field`. */
  readonly fields: readonly string[];
  /** A fingerprint over all that decides a transfer: transformations, value maps, constants, lookups. */
  readonly signature: string;
}

export interface CouplingFailure {
  readonly code: FailureCode;
  readonly message: string;
  readonly jobId: string;
  readonly at: string;
}

export type CouplingState = 'ok' | 'failed' | 'skipped';

export function couplingState(coupling: Coupling): CouplingState {
  if (coupling.skipped) return 'skipped';
  return coupling.failures.toIntegrationTable || coupling.failures.fromIntegrationTable ? 'failed' : 'ok';
}
