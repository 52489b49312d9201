import assert from 'node:assert/strict';
import type { Job, JobError } from '../../src/core/model/job';
import type {
  JobDetails,
  RunReport,
  RunRequest,
  ServiceError,
  SyncOptions,
  WorkspaceService,
} from '../../src/service/workspaceService';
import type { PlanItem } from '../../src/core/plan/recordPlan';
import type { Result } from '../../src/core/result';
import type { RunDirection, Side } from '../../src/core/model/side';
import type { ScenarioRun, ScenarioStep } from './scenarioFile';
import type { ScenarioWorkspace } from './scenarioWorkspace';
import { countersAddUp, didAsPlanned, planWritesNothing } from './scenarioChecks';
import { jobHead, planHead, recordLine } from './scenarioText';
import { neverCancelled } from '../../src/core/ports/cancelSignal';

/** Time that passes before each step, so that stamps tell steps apart. */
const pauseMs = 10_000;

/** Carries out one step and tells what came of it, as lines for the golden. */
export async function carryOutStep(world: ScenarioWorkspace, step: ScenarioStep): Promise<readonly string[]> {
  world.clock.advance(step.advance === undefined ? pauseMs : milliseconds(step.advance));
  const lines = await work(world, step);
  world.systems.meetNew();
  return lines;
}

async function work(world: ScenarioWorkspace, step: ScenarioStep): Promise<readonly string[]> {
  const { names, systems } = world;
  for (const [record, fields] of Object.entries(step.edit ?? {})) systems.edit(record, fields);
  if (step['edit local'] !== undefined) systems.run('local', step['edit local']);
  if (step['edit integration'] !== undefined) systems.run('integration', step['edit integration']);
  for (const [table, records] of Object.entries(step.add ?? {})) {
    for (const [name, values] of Object.entries(records)) systems.add(table, name, values);
  }
  for (const record of step.delete ?? []) systems.delete(record);
  for (const [name, keys] of Object.entries(step.mapping ?? {})) world.changeMapping(name, keys);
  if (step.show !== undefined)
    return world
      .read(step.show)
      .trimEnd()
      .split('\n')
      .map((line) => `  | ${line}`);
  if (step.plan !== undefined) return plan(world, step.plan);
  if (step.sync !== undefined) return synchronize(world, step.sync);
  if (step.couple) {
    const { mapping, local, integration, direction } = step.couple;
    const request = {
      mapping,
      localId: names.idOf(local),
      integrationId: names.idOf(integration),
      ...(direction && { direction: direction as RunDirection }),
    };
    return report(world, (service) => service.couple(request, neverCancelled));
  }
  if (step.match) {
    const { mapping, createNew } = step.match;
    const request = { mapping, ...(createNew !== undefined && { createNew }) };
    return report(world, (service) => service.coupleByMatching(request, syncOptions('modified'), neverCancelled));
  }
  if (step.uncouple) {
    const { mapping, local } = step.uncouple;
    const records = local === 'all' ? local : local.map((name) => names.idOf(name));
    return report(world, (service) => service.uncouple({ mapping, records }, neverCancelled));
  }
  if (step.retry) {
    const { mapping, local = [] } = step.retry === 'all' ? {} : step.retry;
    const request = { ...(mapping !== undefined && { mapping }), records: local.map((name) => names.idOf(name)) };
    const retried = await (await world.open()).retry(request);
    return retried.ok ? [`  ${retried.value.restored} given back`] : [errorLine(world, retried.error)];
  }
  return [];
}

async function plan(world: ScenarioWorkspace, run: ScenarioRun): Promise<readonly string[]> {
  const planned = await planWritesNothing(world, requestOf(world, run));
  if (!planned.ok) return [errorLine(world, planned.error)];
  return planned.value.mappings.flatMap((each) => [
    planHead(each),
    ...each.items
      .filter((item) => item.action !== 'unchanged')
      .map((item) => recordLine(item, each.direction, world.names, { changes: true })),
  ]);
}

async function synchronize(world: ScenarioWorkspace, run: ScenarioRun): Promise<readonly string[]> {
  const request = requestOf(world, run);
  const options = typeof run === 'string' ? {} : run;
  if (options.crashAtProgress !== undefined) return crash(world, request, options.crashAtProgress);
  const service = await world.open();
  const existed = world.names.known();
  // With the user's word a guarded run does what no plan shows; a cancelled one does less.
  const comparable = !options.acceptMissing && options.cancelAtProgress === undefined;
  const asked = comparable ? await planWritesNothing(world, request) : undefined;
  const planned = asked?.ok ? asked.value : undefined;
  const items = planned?.mappings.flatMap((each) =>
    each.items.map((item) => ({ ...item, mapping: each.mapping, direction: each.direction })),
  );
  const cancel = { aborted: false };
  let events = 0;
  const sync = service.sync(
    request,
    {
      ...syncOptions(run),
      onProgress: () => void (cancel.aborted = ++events === options.cancelAtProgress || cancel.aborted),
    },
    cancel,
  );
  return report(
    world,
    () => sync,
    (done, details) => {
      assert.notEqual(asked?.ok, false, 'what could not be planned was run');
      if (planned) didAsPlanned(planned, done, details, (id) => existed.has(id));
      return items;
    },
  );
}

async function crash(world: ScenarioWorkspace, request: RunRequest, at: number): Promise<readonly string[]> {
  let events = 0;
  const died = new Error('the process died');
  const onProgress = () => {
    if (++events === at) throw died;
  };
  const sync = (await world.open()).sync(
    request,
    { onProgress, allowNew: false, acceptMissing: false },
    neverCancelled,
  );
  await assert.rejects(sync, died, `the run ended before its progress event ${at}`);
  return ['  the process died'];
}

type KnownItem = PlanItem & { readonly mapping: string; readonly direction: RunDirection };

/** Tells of the jobs a command made; `known` brings the plan's reasons for what was done. */
async function report(
  world: ScenarioWorkspace,
  command: (service: WorkspaceService) => Promise<Result<RunReport, ServiceError>>,
  known: (done: RunReport, details: readonly JobDetails[]) => readonly KnownItem[] | undefined = () => undefined,
): Promise<readonly string[]> {
  const service = await world.open();
  const done = await command(service);
  if (!done.ok) return [errorLine(world, done.error)];
  world.systems.meetNew();
  const details: JobDetails[] = [];
  for (const { id } of done.value.jobs) {
    const job = await service.job(id);
    assert.ok(job.ok);
    details.push(job.value);
  }
  details.forEach(countersAddUp);
  const items = known(done.value, details);
  const files = done.value.changedFiles.map((file) => `changed ${file}`);
  return [...details.flatMap((each) => jobLines(world, each, items)), ...files];
}

function jobLines(
  world: ScenarioWorkspace,
  { job, records, errors }: JobDetails,
  items: readonly KnownItem[] | undefined,
): readonly string[] {
  const source = (each: Pick<PlanItem, 'localId' | 'integrationId'>) =>
    job.direction === 'toIntegrationTable' ? each.localId : each.integrationId;
  const lines = records.map((record) => {
    const same = (item: KnownItem) =>
      item.mapping === job.mapping &&
      item.direction === job.direction &&
      source(item) === source(record) &&
      item.action === record.action;
    const item = items?.find(same);
    const error = errors.find((each) => source(each) === source(record));
    const fields = record.fields.map((field) => ({
      field,
      integrationField: field,
      type: { kind: 'text' } as const,
      before: null,
      after: null,
    }));
    return recordLine({ ...record, fields, reason: item?.reason ?? '' }, job.direction, world.names, {
      error: isFailure(record.action) ? error : undefined,
    });
  });
  const listed = new Set(records.filter((record) => isFailure(record.action)).map(source));
  const others = errors.filter((error) => !listed.has(source(error))).map((error) => otherError(error, world));
  return [jobHead(job), ...lines.map((line) => line.replace(/ {2}because $/, '')), ...others];
}

function otherError(error: JobError, world: ScenarioWorkspace): string {
  const name = (id: string | null) => (id === null ? '–' : world.names.nameOf(id));
  return `  ${name(error.localId)}, ${name(error.integrationId)}  error  ${error.code} "${world.names.shorten(error.message)}"`;
}

function isFailure(action: Job['type'] | PlanItem['action']): boolean {
  return action === 'fail' || action === 'skip';
}

function errorLine(world: ScenarioWorkspace, error: ServiceError): string {
  return `  refused: ${error.kind} ${error.code} "${world.names.shorten(error.message)}"`;
}

function requestOf(world: ScenarioWorkspace, run: ScenarioRun): RunRequest {
  if (typeof run === 'string') return { mode: run, mappings: [], records: [] };
  const { full = false, mapping = [], record = [], direction, take, findDeleted } = run;
  return {
    mode: full ? 'full' : 'modified',
    mappings: typeof mapping === 'string' ? [mapping] : mapping,
    records: record.map((name) => world.names.idOf(name)),
    ...(direction && { direction: direction as RunDirection }),
    ...(findDeleted && { findDeleted }),
    ...(take && { take: Object.entries(take).map(([field, side]) => ({ names: [field], side: side as Side })) }),
  };
}

function syncOptions(run: ScenarioRun): SyncOptions {
  const { allowNew = false, acceptMissing = false } = typeof run === 'string' ? {} : run;
  return { onProgress: () => undefined, allowNew, acceptMissing };
}

function milliseconds(duration: string): number {
  const [, amount, unit] = /^(\d+)(s|m|h)$/.exec(duration) ?? [];
  assert.ok(amount && unit, `'${duration}' is no duration`);
  return Number(amount) * { s: 1_000, m: 60_000, h: 3_600_000 }[unit as 's' | 'm' | 'h'];
}
