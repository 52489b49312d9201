import type { CompiledField, CompiledMapping } from './compiledMapping';
import type { Attempt } from './couplingChanges';
import type { BaseFingerprints, ChosenSides } from './transferRecord';
import type { Coupling } from '../model/coupling';
import type { FieldLists } from './fieldLists';
import type { LookupAnswer } from './lookupAnswer';
import type { MatchAnswer } from './matchIndex';
import type { TableRecord } from '../model/record';

/** What holds for all records of a batch. */
export interface BatchQuestion {
  readonly compiled: CompiledMapping;
  readonly attempt: Attempt;
  readonly shape: number;
  readonly lookUp: (field: CompiledField, value: string) => LookupAnswer;
  readonly fieldLists: FieldLists;
  /** Whether uncoupled records may be created on the other side. */
  readonly createNew: boolean;
  /** The user chose these very records: leaving one out needs a word. */
  readonly chosen: boolean;
  readonly overwrite: boolean;
  readonly chosenSides?: ChosenSides | undefined;
  /** Somebody reads the plan: the fields' values before and after are told. */
  readonly detailed: boolean;
}

/** All that decides about one source record. */
export interface RecordQuestion {
  readonly batch: BatchQuestion;
  readonly source: TableRecord;
  /** The record's coupling, or what is kept of its failure while it is not coupled. */
  readonly coupling: Coupling | undefined;
  /** The coupled or matched counterpart as read; undefined where it does not exist. */
  readonly destination: TableRecord | undefined;
  readonly base: BaseFingerprints | null;
  /** The answer of the match fields for an uncoupled record; null where nobody asked. */
  readonly match: MatchAnswer | null;
}
