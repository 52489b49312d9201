import type { HeldOutcome } from './heldOutcomes';
import type { Job } from '../model/job';
import type { CompiledField, CompiledMapping, CompiledSide } from '../plan/compiledMapping';
import { destinationSide, sourceSide } from '../model/side';
import type { Attempt } from '../plan/couplingChanges';
import { Checkpoint } from './checkpoint';
import type { Connector } from '../ports/connector';
import type { Coupling, MappingShape } from '../model/coupling';
import type { IdSet } from './idSet';
import type { LookupResolver } from './lookupResolver';
import type { MatchIndex } from '../plan/matchIndex';
import type { EmptiedSide, PlanItem } from '../plan/recordPlan';
import type { RecordId } from '../model/record';
import type { RunContext } from './runContext';
import type { RunDirection } from '../model/side';
import { FieldLists } from '../plan/fieldLists';
import { Tally } from './tally';

/** One side in its role for a pass. */
export interface Role extends CompiledSide {
  readonly connector: Connector;
}

/** One mapping in one direction while it runs: what is settled for the pass, and what it gathers. */
export interface Pass {
  readonly context: RunContext;
  readonly compiled: CompiledMapping;
  readonly direction: RunDirection;
  readonly source: Role;
  readonly destination: Role;
  readonly shape: MappingShape;
  readonly resolver: LookupResolver;
  /** Lookups whose mapping has yet to run give way until it has. */
  readonly isLater: (field: CompiledField) => boolean;
  /** Integration records that the first pass found or put in step, so that the second one need not look again. */
  readonly inStep: IdSet;
  /** Pairs that this run set aside: its second pass counts those that wait in its direction too, instead of passing over them. */
  readonly setAside: Coupling[];
  readonly checkpoint: Checkpoint;
  readonly tally: Tally;
  readonly fieldLists: FieldLists;
  /** Outcomes that may still change when other mappings have run, by the source's id. */
  readonly held: Map<RecordId, HeldOutcome>;
  /**
   * Destination ids of records that the run's other pass looks at in the end, so that one run brings both sides in step: created
   * while fields of the other direction wait, or left without their counterpart.
   */
  readonly leftBehind: RecordId[];
  /** Ids that records created in a rehearsal got on the scratch copies: the real ones will be others. */
  readonly scratchIds: Set<RecordId>;
  /** Gathered in rehearsals only. */
  readonly items: PlanItem[];
  /** This run's other pass has made sure already that neither side looks emptied. */
  readonly guarded: boolean;
  readonly startedAt: string;
  /** What made the guard stop the pass. */
  emptied: EmptiedSide | undefined;
  job: Job;
  /** The job is on record. */
  begun: boolean;
  done: number;
  /** Made when the first record is about to be created: candidates for it, and rivals for them. */
  matches: { readonly forward: MatchIndex; readonly backward: MatchIndex } | undefined;
  /** Records coupled by matching in this pass: no longer free. */
  readonly taken: Set<RecordId>;
}

export interface PassRequest {
  readonly compiled: CompiledMapping;
  readonly direction: RunDirection;
  readonly resolver: LookupResolver;
  readonly inStep: IdSet;
  readonly setAside: Coupling[];
  readonly isLater: (field: CompiledField) => boolean;
  readonly guarded: boolean;
  readonly job: Job;
}

export function createPass(context: RunContext, request: PassRequest): Pass {
  const { compiled, direction, job } = request;
  const role = (side: CompiledSide): Role => ({ ...side, connector: context.connectors[side.side] });
  const source = role(compiled.sides[sourceSide(direction)]);
  const destination = role(compiled.sides[destinationSide(direction)]);
  return {
    ...request,
    context,
    source,
    destination,
    shape: context.store.shape(compiled.mapping.name, compiled.fieldKeys, compiled.signature),
    checkpoint: new Checkpoint(context, destination.connector, job.id, direction),
    tally: new Tally(),
    fieldLists: new FieldLists(),
    held: new Map(),
    leftBehind: [],
    scratchIds: new Set(),
    items: [],
    startedAt: job.startedAt,
    emptied: undefined,
    begun: false,
    done: 0,
    matches: undefined,
    taken: new Set(),
  };
}

/** The other pass of a full run need not look at this pair again, unless its integration record changes meanwhile. */
export function rememberInStep(pass: Pass, coupling: Coupling): void {
  if (pass.context.mode !== 'full' || pass.direction !== 'toIntegrationTable' || coupling.integrationId === null)
    return;
  pass.inStep.add(coupling.integrationId, coupling.integrationModifiedOn);
}

export function attemptOf(pass: Pass): Attempt {
  return { jobId: pass.job.id, at: pass.context.clock.now(), direction: pass.direction };
}

export function sourceId(pass: Pass, coupling: Coupling): RecordId | null {
  return pass.source.side === 'local' ? coupling.localId : coupling.integrationId;
}

export function destinationId(pass: Pass, coupling: Coupling): RecordId | null {
  return pass.source.side === 'local' ? coupling.integrationId : coupling.localId;
}

/** The job with the counters as they stand. */
export function jobNow(pass: Pass): Job {
  return { ...pass.job, counters: pass.tally.snapshot() };
}
