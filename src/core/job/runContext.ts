import type { ChosenSides } from '../plan/transferRecord';
import type { CompiledMapping } from '../plan/compiledMapping';
import type { CancelSignal } from '../ports/cancelSignal';
import type { Clock } from '../ports/clock';
import type { Connector } from '../ports/connector';
import type { Ids } from '../ports/ids';
import type { Job, RunMode } from '../model/job';
import type { MappingPlan } from '../plan/recordPlan';
import type { RunDirection, Side } from '../model/side';
import type { StateStore } from '../ports/stateStore';

/** What the passes of one run share. */
export interface RunContext {
  readonly runId: string;
  readonly mode: RunMode;
  /** Creates records whatever the mappings say, and looks for matches first (DESIGN 5.2, 5.3). */
  readonly createNew: boolean;
  /** Local ids, when only chosen records take part. */
  readonly records: readonly string[] | null;
  /** The user's word for chosen records: the source's values are written, conflict or not (DESIGN 5.4). */
  readonly overwrite: boolean;
  /** The user's word for single fields of the chosen record: a conflict is settled field by field (DESIGN 5.4). */
  readonly chosenSides?: ChosenSides;
  /** Lets jobs go on although a side looks emptied or exchanged (DESIGN 5.7). */
  readonly acceptMissing: boolean;
  /** Compares the ids of both sides with the couplings, to find records that were deleted (DESIGN 5.7). */
  readonly findDeleted: boolean;
  /** All that is written goes to scratch copies: the run is asked for its plan, not its effect. */
  readonly rehearsal: boolean;
  readonly connectors: { readonly [S in Side]: Connector };
  readonly store: StateStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly cancel: CancelSignal;
  /** All of the workspace's mappings by name: lookups reach beyond those that run. */
  readonly mappings: ReadonlyMap<string, CompiledMapping>;
  readonly events: RunEvents;
}

/** What a run tells while it goes on. */
export interface RunEvents {
  readonly jobStarted: (job: Job, position: number, of: number) => void;
  readonly jobProgress: (job: Job, done: number) => void;
  readonly jobFinished: (job: Job) => void;
  /** A pass's plan, complete; called in rehearsals only. */
  readonly planned: (plan: MappingPlan) => void;
  readonly waiting: (reason: string) => void;
}

/** One pass of one mapping: what a job does. */
export interface PassSpec {
  readonly compiled: CompiledMapping;
  readonly direction: RunDirection;
}
