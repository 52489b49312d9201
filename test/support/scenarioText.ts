import type { Counters, Job, JobError } from '../../src/core/model/job';
import type { Coupling } from '../../src/core/model/coupling';
import type { MappingPlan, PlanItem } from '../../src/core/plan/recordPlan';
import type { ScenarioNames } from './scenarioNames';
import { couplingState } from '../../src/core/model/coupling';

/** How goldens tell of plans, jobs and couplings: a line each, names for ids, nothing that is zero. */

export function jobHead(job: Job): string {
  const type = job.type === 'synchronization' ? '' : ` ${job.type}`;
  const message = job.message ? `  "${job.message}"` : '';
  return `${job.mapping} ${job.direction}${type} ${job.status}: ${countersText(job.counters)}${message}`;
}

export function planHead(plan: MappingPlan): string {
  const message = plan.message ? `  "${plan.message}"` : '';
  return `${plan.mapping} ${plan.direction} planned: ${countersText(plan.counters)}${message}`;
}

export function countersText(counters: Counters): string {
  const counted = Object.entries(counters).filter(([, count]) => count !== 0);
  return counted.map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing';
}

/** One record of a plan or a job; `changes` adds what each field was and will be. */
export function recordLine(
  item: Pick<PlanItem, 'action' | 'localId' | 'integrationId'> & Partial<PlanItem>,
  direction: MappingPlan['direction'],
  names: ScenarioNames,
  options: { readonly changes?: boolean; readonly error?: JobError | undefined } = {},
): string {
  const arrow = direction === 'toIntegrationTable' ? '→' : '←';
  const ends = `${nameOf(item.localId, names)} ${arrow} ${nameOf(item.integrationId, names)}`;
  const fields = item.fields ?? [];
  const own = (change: (typeof fields)[number]) =>
    (direction === 'toIntegrationTable' ? change.integrationField : change.field) ?? '';
  const text = (value: string | null) => names.shorten(value === null ? '-' : `'${value}'`);
  const told = fields.map((change) =>
    options.changes ? `${own(change)}: ${text(change.before)} ⇒ ${text(change.after)}` : own(change),
  );
  const list = told.length > 0 ? `  (${told.join(', ')})` : '';
  const why = options.error ? `${options.error.code} "${options.error.message}"` : `because ${item.reason ?? '?'}`;
  return `  ${ends}  ${item.action}${list}  ${names.shorten(why)}`;
}

export function couplingLine(coupling: Coupling, names: ScenarioNames): string {
  const failures = Object.entries(coupling.failures).flatMap(([direction, failure]) =>
    failure ? `${direction} ${failure.code}` : [],
  );
  const pending =
    coupling.pending.toIntegrationTable || coupling.pending.fromIntegrationTable ? ['looks up again'] : [];
  const told = [...failures, ...pending].join(', ');
  const pair = `${nameOf(coupling.localId, names)} ↔ ${nameOf(coupling.integrationId, names)}`;
  return `${coupling.mapping}  ${pair}  ${couplingState(coupling)}${told ? `  ${told}` : ''}`;
}

function nameOf(id: string | null, names: ScenarioNames): string {
  return id === null ? '–' : names.nameOf(id);
}
