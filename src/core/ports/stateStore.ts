import type { Coupling, CouplingState, MappingShape } from '../model/coupling';
import type { Job, JobError, JobRecord } from '../model/job';
import type { RecordId } from '../model/record';
import type { Result } from '../result';
import type { RunDirection, Side } from '../model/side';
import type { Value } from '../model/value';

/**
 * What Tandem knows of one environment: couplings, jobs, cursors, intents. Reads are immediate; a write is durable when its
 * promise resolves (DESIGN 6). One writer at a time, which opening the store for writing makes sure of.
 */
export interface StateStore {
  /** The couplings of these records, by the id of the given side. Kept failures of uncoupled records are among them. */
  couplingsByIds(mapping: string, side: Side, ids: readonly RecordId[]): ReadonlyMap<RecordId, Coupling>;

  /** Couplings with both ids. */
  countCoupled(mapping: string): number;

  /** At most `count` couplings with both ids, evenly spaced over all of the mapping's. */
  sampleCoupled(mapping: string, count: number): readonly Coupling[];

  /**
   * What every run in this direction must look at, whatever its stamps say: failed in this direction and not skipped, never
   * synchronized, or with pending lookups. Ordered by the source's id; null ids of the source side are left out.
   */
  couplingsToRevisit(mapping: string, direction: RunDirection): readonly Coupling[];

  /** One page of couplings, ordered by mapping and row number; `after` is the last page's `next`. */
  listCouplings(query: CouplingQuery): CouplingPage;

  cursor(mapping: string, direction: RunDirection): Watermark | null;

  /** The shape with this signature and these fields, made where it is new. */
  shape(mapping: string, fields: readonly string[], signature: string): MappingShape;
  shapeById(id: number): MappingShape | undefined;

  /** Intents that no commit closed: what a crash left open. Oldest first. */
  openIntents(): readonly Intent[];

  /** Outcomes that were prepared and never committed: whether they came true, the destination's records tell. Oldest first. */
  openOutcomes(): readonly Outcomes[];

  /** Newest first. */
  jobs(query: { readonly mapping?: string; readonly limit?: number }): readonly Job[];
  job(id: string): Job | undefined;
  jobRecords(id: string): readonly JobRecord[];
  jobErrors(id: string): readonly JobError[];

  /** Durable before the destination is written. */
  recordIntents(intents: readonly Intent[]): Promise<Result<void, StoreError>>;

  /**
   * Adds outcomes to the next commit. Reads show them at once, so that what the run does next can build on them; they are
   * durable with the commit, and not before.
   */
  stage(outcomes: Outcomes): Result<void, StoreError>;

  /**
   * Makes what is staged durable as what is about to come true, before a destination that keeps all writes to itself until it
   * is flushed is flushed. Where no commit follows they are open outcomes.
   */
  prepare(): Promise<Result<void, StoreError>>;

  /** Reads no longer show what is staged, and no commit will: the flush failed. What was prepared stays open. */
  unstage(): void;

  /** All of the batch and of what is staged, or nothing, in one transaction. */
  commit(batch: StateBatch): Promise<Result<void, StoreError>>;
}

/** Where a direction's next read resumes. Opaque to the store; made and read by `core/job/watermark`. */
export type Watermark = string;

export interface CouplingQuery {
  readonly mapping?: string;
  readonly state?: CouplingState;
  readonly after?: number;
  readonly limit: number;
}

export interface CouplingPage {
  readonly couplings: readonly Coupling[];
  /** Absent on the last page. */
  readonly next?: number;
}

/** What is about to be written, so that a crash at any instant can be settled. */
export interface Intent {
  readonly jobId: string;
  /** When it was recorded, or found to be in doubt; null where an older version did not say. */
  readonly at: string | null;
  readonly mapping: string;
  readonly direction: RunDirection;
  readonly kind: 'insert' | 'modify';
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
  /** The destination's fields and values as they are sent. */
  readonly fields: readonly string[];
  readonly values: readonly Value[];
  /** The source's fingerprints that led to the write, and the shape they belong to. */
  readonly shape: number;
  readonly sourceFingerprints: string;
}

/** What became of records in one direction. */
export interface Outcomes {
  readonly direction: RunDirection;
  readonly couplings: readonly CouplingChange[];
  readonly records: NonNullable<StateBatch['records']>;
  readonly errors: NonNullable<StateBatch['errors']>;
}

export interface StateBatch {
  /** Jobs that began, went on or ended; replaced whole. */
  readonly jobs?: readonly Job[];
  readonly couplings?: readonly CouplingChange[];
  readonly records?: readonly { readonly jobId: string; readonly record: JobRecord }[];
  readonly errors?: readonly { readonly jobId: string; readonly error: JobError }[];
  readonly cursors?: readonly {
    readonly mapping: string;
    readonly direction: RunDirection;
    readonly cursor: Watermark | null;
  }[];
  /** Closes every intent these jobs recorded so far, */
  readonly closeIntentsOf?: readonly string[];
  /** except these, which stay open as they are told here: what became of their writes is not known. */
  readonly keepIntents?: readonly Intent[];
  /** Closes all open outcomes: they were settled. */
  readonly closeOutcomes?: true;
}

/**
 * put: replaces the rows that hold either id within the mapping. A put with both ids takes the place of kept failures of
 * either record · remove: takes the row with exactly these ids away.
 */
export type CouplingChange =
  | { readonly kind: 'put'; readonly coupling: Coupling }
  | {
      readonly kind: 'remove';
      readonly mapping: string;
      readonly localId: RecordId | null;
      readonly integrationId: RecordId | null;
    };

/** Why the state could not be opened, read or written. */
export interface StoreError {
  readonly code: StoreErrorCode;
  /** A sentence for the user: names the file and ends with the next step. */
  readonly message: string;
}

export type StoreErrorCode =
  'STATE_LOCKED' | 'STATE_CORRUPT' | 'STATE_NEWER_VERSION' | 'STATE_NOT_WRITTEN' | 'STATE_CHANGED' | 'LOCK_LOST';
