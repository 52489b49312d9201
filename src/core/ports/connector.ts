import type { ParsedFilter } from '../filter/filterExpression';
import type { RecordFailure } from '../model/failure';
import type { RecordId, Stamp, TableRecord } from '../model/record';
import type { Result } from '../result';
import type { SystemSchema, TableSpec } from '../model/schema';
import type { Value } from '../model/value';
import type { CancelSignal } from './cancelSignal';

/**
 * One system. A connector speaks its system's dialect and nothing else: it knows tables, fields and records, never
 * mappings, couplings or jobs. All values cross this border in canonical text form.
 */
export interface Connector {
  readonly capabilities: ConnectorCapabilities;

  describe(cancel: CancelSignal): Promise<Result<SystemSchema, ConnectorError>>;

  /** Pages of records, each at most `pageSize` long, without holes or repetitions while the data stands still. */
  read(query: ReadQuery, cancel: CancelSignal): AsyncIterable<Result<readonly TableRecord[], ConnectorError>>;

  /**
   * Where the system keeps track of a table's changes (`TableDescription.tracksChanges`): what was changed and deleted since
   * a token, in no order, each record once; everything without one. The last page holds the token to go on from: whatever
   * changes after this reading began is told by it, though some of it may have been read already. No filter applies: records
   * outside a mapping's filter are among them. A token that the system no longer knows fails with TOKEN_EXPIRED before the
   * first page. Without fields it gives ids and stamps, which is how a token alone is had.
   */
  readonly changes?: (query: ChangeQuery, cancel: CancelSignal) => AsyncIterable<Result<ChangePage, ConnectorError>>;

  /** The records with these ids, in any number; ids that do not exist are absent from the map. Filters do not apply. */
  get(request: GetRequest, cancel: CancelSignal): Promise<Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError>>;

  /** The records whose `field` equals each value exactly; values without a record are absent. At most two per value. */
  find(
    request: FindRequest,
    cancel: CancelSignal,
  ): Promise<Result<ReadonlyMap<string, readonly TableRecord[]>, ConnectorError>>;

  /** Ids for records to come, or undefined where the system gives its own and tells them after the write. */
  newIds(table: TableSpec, count: number): Promise<Result<readonly RecordId[] | undefined, ConnectorError>>;

  /** Fails where writing is bound to fail (a read-only file, a missing right), before anything is written. */
  prepareToWrite(): Promise<Result<void, ConnectorError>>;

  /**
   * One outcome per write, in order; a failed record never fails its neighbours. At most `batchSize` writes; how many
   * requests they become, and how many of those at a time, is the connector's business. Where an answer was lost its writes
   * are `unknown` while the others tell theirs; an error for the whole call leaves all of them in doubt, except THROTTLED, which
   * says that none was carried out.
   */
  write(request: WriteRequest, cancel: CancelSignal): Promise<Result<readonly WriteOutcome[], ConnectorError>>;

  /** Says that `flush` comes next: what it would have to wait for may begin. */
  flushSoon?(): void;

  /** After this all writes so far are durable. Nothing to do for a service; an atomic save for a file. */
  flush(): Promise<Result<void, ConnectorError>>;

  /** Gives back resources. Writes that were not flushed are gone. */
  close(): Promise<void>;
}

export interface ConnectorCapabilities {
  /** immediate: each write is durable when it returns · deferred: writes are durable only after `flush`, which costs. */
  readonly durability: 'immediate' | 'deferred';
  /** Records in one `write` call, and ids or values in one `get` or `find`, at most. */
  readonly batchSize: number;
  /** Records in one page when many are read: enough to keep round trips few, and few enough to leave memory while they are young. */
  readonly pageSize: number;
  /**
   * Milliseconds after which a write whose answer was lost has arrived, or never will (DESIGN 6), counted from the call of
   * `write`: what the connector itself waits before it sends, and its repeats, are part of it. Absent where a write is over
   * when its call is, and where all creates have ids of ours: those are sent again.
   */
  readonly writeTimeLimitMs?: number;
}

export interface ReadQuery {
  readonly table: TableSpec;
  /** The values wanted, in this order; empty for ids and stamps alone. */
  readonly fields: readonly string[];
  readonly filter: ParsedFilter;
  /**
   * id: by the id field, in the system's own order · modifiedOn: by stamp, then id, records without a stamp first.
   * `changedSince` is inclusive, and records without a stamp always belong.
   */
  readonly order: { readonly by: 'id' } | { readonly by: 'modifiedOn'; readonly changedSince: Stamp | null };
  readonly pageSize: number;
}

/** What a system remembers changes by. Opaque; made and read by the connector alone. */
export type ChangeToken = string;

export interface ChangeQuery {
  readonly table: TableSpec;
  readonly fields: readonly string[];
  readonly since: ChangeToken | null;
  readonly pageSize: number;
}

export interface ChangePage {
  readonly records: readonly TableRecord[];
  /** Ids of records that are gone, also of such as were never seen. */
  readonly deleted: readonly RecordId[];
  /** On the last page: changes after this reading follow from here. */
  readonly token?: ChangeToken;
}

export interface GetRequest {
  readonly table: TableSpec;
  readonly fields: readonly string[];
  readonly ids: readonly RecordId[];
}

export interface FindRequest {
  readonly table: TableSpec;
  readonly fields: readonly string[];
  readonly field: string;
  readonly values: readonly string[];
}

export interface WriteRequest {
  readonly table: TableSpec;
  readonly writes: readonly RecordWrite[];
  /** The fields whose values the outcome's records carry, as they stand after defaults and triggers. */
  readonly readBack: readonly string[];
}

/** Writes with the same field list share one array, so that connectors may key prepared work by it. */
export type RecordWrite =
  | {
      readonly kind: 'insert';
      /** From `newIds`; null where the system gives its own. */
      readonly id: RecordId | null;
      readonly fields: readonly string[];
      readonly values: readonly Value[];
      /** The same write was sent before and may have arrived: where the id exists, its fields are set instead. */
      readonly resent: boolean;
    }
  | {
      readonly kind: 'modify';
      readonly id: RecordId;
      readonly fields: readonly string[];
      readonly values: readonly Value[];
      /** The record's stamp as read; a record that changed since fails with CHANGED_MEANWHILE. */
      readonly expected: Stamp | null;
    };

export type WriteOutcome =
  | { readonly kind: 'written'; readonly record: TableRecord }
  /** The record to modify does not exist (any more). */
  | { readonly kind: 'missing' }
  /** Refused: it was certainly not carried out, and never will be. */
  | { readonly kind: 'failed'; readonly failure: RecordFailure }
  /** Sent, and nobody knows what became of it: it may have been carried out, or may still be. Its intent stays open. */
  | { readonly kind: 'unknown' };

/** Why a system could not be used at all, as opposed to one record's failure. */
export interface ConnectorError {
  readonly code: ConnectorErrorCode;
  /** A sentence for the user: names the system or file and ends with the next step. Never holds a secret. */
  readonly message: string;
  /** Present where waiting may help. */
  readonly retryAfterMs?: number;
}

export type ConnectorErrorCode =
  | 'FILE_NOT_FOUND'
  | 'FILE_CORRUPT'
  | 'FILE_HAS_WAL'
  | 'FILE_CHANGED'
  | 'FILE_LOCKED'
  | 'FILE_READ_ONLY'
  | 'FILE_TOO_LARGE'
  | 'FILE_NOT_WRITTEN'
  | 'PATH_OUTSIDE_WORKSPACE'
  | 'TABLE_NOT_FOUND'
  | 'FIELD_NOT_FOUND'
  | 'UNREACHABLE'
  /** A write was sent and its answer lost: it may have been carried out, or may still be. Never repeated blindly. */
  | 'OUTCOME_UNKNOWN'
  /** A change token that the system no longer knows. */
  | 'TOKEN_EXPIRED'
  /** The service answered with something that its documentation does not foresee, or refused the whole request. */
  | 'SERVICE_ERROR'
  /** Nobody confirmed that Tandem may talk to this host. */
  | 'HOST_NOT_CONFIRMED'
  | 'THROTTLED'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'CANCELLED';
