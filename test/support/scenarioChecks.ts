import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type {
  JobDetails,
  RunPlan,
  RunReport,
  RunRequest,
  ServiceError,
  WorkspaceService,
} from '../../src/service/workspaceService';
import type { Result } from '../../src/core/result';
import type { Action, Counters } from '../../src/core/model/job';
import type { MappingPlan } from '../../src/core/plan/recordPlan';
import type { ScenarioWorkspace } from './scenarioWorkspace';
import { countersText } from './scenarioText';
import { neverCancelled } from '../../src/core/ports/cancelSignal';

/** What must hold in every scenario, whatever it is about. */

/** Plans, and insists that planning leaves every file as it is. */
export async function planWritesNothing(
  world: ScenarioWorkspace,
  request: RunRequest,
): Promise<Result<RunPlan, ServiceError>> {
  const files = ['data/local.sqlite', 'data/integration.sqlite', '.tandem/sample.sqlite'].map((file) =>
    path.join(world.folder, file),
  );
  const contents = () => files.map((file) => (existsSync(file) ? readFileSync(file).toString('base64') : ''));
  const before = contents();
  const plan = await (await world.open()).plan(request, neverCancelled);
  assert.deepEqual(contents(), before, 'planning changed a file');
  return plan;
}

/**
 * The run did exactly what its plan said: the same jobs, counters, records, fields and failures. `existed` tells the records
 * that were there before the run: others have one id in the plan and another one now.
 */
export function didAsPlanned(
  plan: RunPlan,
  report: RunReport,
  details: readonly JobDetails[],
  existed: (id: string) => boolean,
): void {
  const nameOf = (id: string | null) => (id !== null && existed(id) ? id : 'new');
  assert.deepEqual(
    report.jobs.map((job) => `${job.mapping} ${job.direction} ${countersText(job.counters)}`),
    plan.mappings.map((each) => `${each.mapping} ${each.direction} ${countersText(each.counters)}`),
    'the jobs differ from the plan',
  );
  assert.equal(report.troubled, plan.troubled, 'the run and its plan disagree about trouble');
  details.forEach((done, index) => {
    const planned = plan.mappings[index];
    if (planned)
      assert.deepEqual(
        recordsDone(done, nameOf),
        recordsPlanned(planned, nameOf),
        `${planned.mapping}: the records differ from the plan`,
      );
  });
}

function recordsPlanned(plan: MappingPlan, nameOf: (id: string | null) => string): readonly string[] {
  const to = plan.direction === 'toIntegrationTable';
  return plan.items
    .filter((item) => item.action !== 'unchanged')
    .map((item) => {
      const fields = item.fields.map((change) => (to ? change.integrationField : change.field));
      return [nameOf(to ? item.localId : item.integrationId), item.action, fields.join()].join(' ');
    })
    .sort();
}

function recordsDone({ job, records }: JobDetails, nameOf: (id: string | null) => string): readonly string[] {
  const to = job.direction === 'toIntegrationTable';
  return records
    .map((record) =>
      [nameOf(to ? record.localId : record.integrationId), record.action, record.fields.join()].join(' '),
    )
    .sort();
}

/** The job's counters are the sums of its records; a record that was written and failed later counts as both. */
export function countersAddUp({ job, records, errors }: JobDetails): void {
  const listed = (action: Action) => records.filter((record) => record.action === action).length;
  const expected: Partial<Record<keyof Counters, Action>> = {
    inserted: 'insert',
    modified: 'modify',
    coupled: 'couple',
    uncoupled: 'uncouple',
    skipped: 'skip',
  };
  for (const [counter, action] of Object.entries(expected)) {
    assert.equal(
      job.counters[counter as keyof Counters],
      listed(action),
      `${job.mapping}: ${counter} and the records differ`,
    );
  }
  assert.ok(job.counters.failed >= listed('fail'), `${job.mapping}: more failures listed than counted`);
  assert.ok(errors.length >= job.counters.failed, `${job.mapping}: a failure without its error`);
}

/** One more run of this kind writes nothing: no counter but unchanged, skipped and failed, and no byte of either side. */
export async function writesNothing(world: ScenarioWorkspace, mode: 'modified' | 'full'): Promise<void> {
  const before = world.systems.digest();
  const report = await run(await world.open(), mode);
  const written = report.jobs.filter(
    ({ counters: { inserted, modified, deleted, coupled, uncoupled } }) =>
      inserted + modified + deleted + coupled + uncoupled > 0,
  );
  assert.deepEqual(
    written.map((job) => `${job.mapping} ${job.direction} ${countersText(job.counters)}`),
    [],
    `one more ${mode} run wrote again`,
  );
  assert.equal(world.systems.digest(), before, `one more ${mode} run changed a record`);
}

/** A run nobody looks at, for what must hold after it. */
export async function run(service: WorkspaceService, mode: 'modified' | 'full'): Promise<RunReport> {
  const options = { onProgress: () => undefined, allowNew: false, acceptMissing: true };
  const report = await service.sync({ mode, mappings: [], records: [] }, options, neverCancelled);
  assert.ok(report.ok, report.ok ? '' : `${mode} run failed: ${report.error.code} ${report.error.message}`);
  return report.value;
}
