import type {
  CoupleRequest,
  MatchRequest,
  RunPlan,
  RunReport,
  ServiceError,
  SyncOptions,
  UncoupleRequest,
} from './workspaceService';
import type { RunDirection, Side } from '../core/model/side';
import { allows, runDirections } from '../core/model/side';
import { coupleRecords, uncoupleRecords } from '../core/job/changeCouplings';
import { err, ok } from '../core/result';
import { noProgress, reportRun, runSynchronization } from './runSynchronization';
import { runError, usageError } from './serviceErrors';
import { withStore, withStoreAndSides } from './workspaceSession';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { CompiledMapping } from '../core/plan/compiledMapping';
import type { Coupling } from '../core/model/coupling';
import type { MappingPlan } from '../core/plan/recordPlan';
import type { OpenSides } from './openSides';
import type { RecordId } from '../core/model/record';
import type { Result } from '../core/result';
import type { StateStore } from '../core/ports/stateStore';
import type { WorkspaceSession } from './workspaceSession';
import { canonicalId } from './canonicalId';
import { findCouplings } from './findCouplings';
import { isCoupled } from '../core/plan/decideRecord';
import { listAll } from './listCouplings';
import { matchMapping } from './matchMapping';
import { must } from '../core/assert';
import { planOf } from './runCommands';
import { withCriteria } from './matchCriteria';
import { prepareMappings } from './prepareRun';

/** Couples two records by hand; with a direction the source's values are written at once (DESIGN 5.4). */
export function coupleByHand(
  session: WorkspaceSession,
  request: CoupleRequest,
  cancel: CancelSignal,
): Promise<Result<RunReport, ServiceError>> {
  return withStoreAndSides(session, 'write', async (store, sides) => {
    const prepared = await prepareMappings(session.files, session.environment, sides, [request.mapping], cancel);
    if (!prepared.ok) return prepared;
    const compiled = must(prepared.value.compiled.get(request.mapping), 'the mapping');
    const { direction } = request;
    if (direction !== undefined && !allows(compiled.mapping.direction, direction)) {
      return err(
        usageError(
          'DIRECTION_NOT_ALLOWED',
          `${request.mapping} does not go ${direction}: its direction is ${compiled.mapping.direction}.`,
        ),
      );
    }
    const free = await freeToCouple(compiled, request, sides, store, cancel);
    if (!free.ok) return free;
    const { localId, integrationId, replaced } = free.value;

    const runId = session.ids.guid();
    const context = { runId, store, clock: session.clock, ids: session.ids };
    const pair = { mapping: request.mapping, localId, integrationId };
    const coupled = await coupleRecords(context, pair, {
      direction: direction ?? runDirections(compiled.mapping.direction)[0] ?? 'toIntegrationTable',
      replaced,
    });
    if (!coupled.ok) return err(runError(coupled.error));
    if (direction === undefined) return ok(reportRun(store, { runId, mode: 'records', jobs: [coupled.value] }, []));
    const run = await runSynchronization({
      ...noProgress,
      session,
      sides,
      store,
      runId,
      request: { mode: 'modified', mappings: [request.mapping], records: [localId], direction },
      cancel,
      rehearsal: false,
      acceptMissing: true,
      onPlanned: () => undefined,
    });
    if (!run.ok) return run;
    return ok(reportRun(store, { ...run.value, jobs: [coupled.value, ...run.value.jobs] }, []));
  });
}

/** Couples by the match fields, then creates what has no match and synchronizes what was coupled, as the mapping says. */
export function coupleByMatch(
  session: WorkspaceSession,
  request: MatchRequest,
  options: SyncOptions,
  cancel: CancelSignal,
): Promise<Result<RunReport, ServiceError>> {
  const chosen = withCriteria(session, request);
  if (!chosen.ok) return Promise.resolve(chosen);
  const run = { session: chosen.value, request, options, cancel, rehearsal: false, onPlanned: () => undefined };
  return withStoreAndSides(session, 'write', async (store, sides) => {
    const matched = await matchMapping({ ...run, sides, store });
    return matched.ok ? ok(reportRun(store, matched.value, [])) : matched;
  });
}

/** What coupling by match fields would do, and what would follow: the same on scratch copies, of which nothing is kept. */
export function planMatch(
  session: WorkspaceSession,
  request: MatchRequest,
  cancel: CancelSignal,
): Promise<Result<RunPlan, ServiceError>> {
  const chosen = withCriteria(session, request);
  if (!chosen.ok) return Promise.resolve(chosen);
  const plans: MappingPlan[] = [];
  const options = { onProgress: request.onProgress ?? (() => undefined), acceptMissing: true };
  const onPlanned = (plan: MappingPlan) => void plans.push(plan);
  return withStoreAndSides(session, 'read', async (store, sides) => {
    const rehearsal = { session: chosen.value, sides, store, request, options, cancel, rehearsal: true, onPlanned };
    const matched = await matchMapping(rehearsal);
    return matched.ok ? planOf(matched.value.mode, plans, cancel) : matched;
  });
}

/** Removes couplings; no record is touched (semantics 3.10). */
export function uncouple(
  session: WorkspaceSession,
  request: UncoupleRequest,
  direction: RunDirection,
): Promise<Result<RunReport, ServiceError>> {
  return withStore(session, 'write', async (store) => {
    const { mapping, records } = request;
    let couplings: readonly Coupling[];
    if (records === 'all') couplings = [...listAll(store, { mapping })];
    else {
      const known = findCouplings(store, mapping, records);
      const missing = records.find((id) => !known.has(id));
      if (missing !== undefined) {
        return err(
          usageError(
            'RECORD_NOT_COUPLED',
            `${mapping} has no coupling of the local record ${missing}. 'tandem couplings --mapping ${mapping}' lists them.`,
          ),
        );
      }
      couplings = [...new Map([...known.values()].map((coupling) => [coupling.localId, coupling])).values()];
    }
    const runId = session.ids.guid();
    const context = { runId, store, clock: session.clock, ids: session.ids };
    const job = await uncoupleRecords(context, mapping, couplings, direction);
    if (!job.ok) return err(runError(job.error));
    return ok(reportRun(store, { runId, mode: 'records', jobs: [job.value] }, []));
  });
}

/** Two records that may be coupled, by their ids in canonical form. */
interface FreePair {
  readonly localId: RecordId;
  readonly integrationId: RecordId;
  /** The couplings that the new one takes the place of. */
  readonly replaced: readonly Coupling[];
}

/** Both records must exist and neither may be coupled. A coupling to a record that is gone gives way (semantics 1.4). */
async function freeToCouple(
  compiled: CompiledMapping,
  request: CoupleRequest,
  sides: OpenSides,
  store: StateStore,
  cancel: CancelSignal,
): Promise<Result<FreePair, ServiceError>> {
  const replaced: Coupling[] = [];
  const ids = {
    local: canonicalId(compiled.sides.local, request.localId),
    integration: canonicalId(compiled.sides.integration, request.integrationId),
  };
  for (const side of ['local', 'integration'] as const) {
    const id = ids[side];
    const exists = await existsIn(compiled, sides, side, id, cancel);
    if (!exists.ok) return exists;
    const { table } = compiled.sides[side];
    if (!exists.value) {
      return err(
        usageError(
          'RECORD_NOT_FOUND',
          `${table.name} on the ${side} side has no record with the id ${id}. Check the id.`,
        ),
      );
    }
    const coupling = store.couplingsByIds(request.mapping, side, [id]).get(id);
    if (!coupling || !isCoupled(coupling)) continue;
    const other = side === 'local' ? 'integration' : 'local';
    const counterpart = must(other === 'local' ? coupling.localId : coupling.integrationId, 'the counterpart');
    const alive = await existsIn(compiled, sides, other, counterpart, cancel);
    if (!alive.ok) return alive;
    if (alive.value) {
      return err(
        usageError(
          'ALREADY_COUPLED',
          `The ${side} record ${id} is coupled to ${counterpart} already. Uncouple it first: tandem uncouple --mapping ${request.mapping} --local ${coupling.localId ?? ''}`,
        ),
      );
    }
    replaced.push(coupling);
  }
  return ok({ localId: ids.local, integrationId: ids.integration, replaced });
}

async function existsIn(
  compiled: CompiledMapping,
  sides: OpenSides,
  side: Side,
  id: string,
  cancel: CancelSignal,
): Promise<Result<boolean, ServiceError>> {
  const found = await sides[side].get({ table: compiled.sides[side].table, fields: [], ids: [id] }, cancel);
  return found.ok ? ok(found.value.has(id)) : err(runError(found.error));
}
