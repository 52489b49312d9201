import type { FieldDescription, TableDescription } from '../../core/model/schema';
import type { ExactObject } from '../odata/exactJson';
import type { RecordId } from '../../core/model/record';
import type { Value } from '../../core/model/value';
import type { WireCodec } from './wireValues';

/** A table as its service has it: how its records are addressed, and how its values are written. */
export interface ServiceTable {
  readonly description: TableDescription;
  /** Below the service's root: where batches with this table's requests are sent, such as `v2.0`; no slash at its end. */
  readonly route: string;
  /** Below the route: the entity set, such as `companies(…)/customers`. */
  readonly path: string;
  readonly fields: ReadonlyMap<string, ServiceField>;
  readonly identity: Identity;
  /** The field that holds the stamp; absent where the system has none to the moment: then content decides. */
  readonly stamp?: string;
}

export interface ServiceField {
  readonly description: FieldDescription;
  readonly codec: WireCodec;
  /** Made of several properties: it can be read, but neither written nor filtered by. */
  readonly composed?: true;
}

/** How a table's records are told apart. */
export interface Identity {
  /** The name of the id, for messages and for what a mapping calls it. */
  readonly field: string;
  /** The properties that must be read for it. */
  readonly properties: readonly string[];
  /** Part of a record's content as people enter it: writing another value would give the record another id. */
  readonly isContent: boolean;
  idOf(row: ExactObject): RecordId | undefined;
  /** Whether the id says that the record has this value in one of its properties. */
  holds(id: RecordId, property: string, value: Value): boolean;
  /** The key in parentheses, as it follows the entity set; undefined for what can be no id of this table. */
  address(id: RecordId): string | undefined;
  /** A condition that picks the record; undefined where one field is not enough, or for what can be no id. */
  condition(id: RecordId): string | undefined;
}
