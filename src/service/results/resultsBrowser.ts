import type { AskedTitles, NamedErrors } from '../../protocol/resultsRequests';
import type { BrowseContext } from '../browse/workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ErrorGroup, NamedRecord, Questions } from '../../protocol/resultsProtocol';
import type { Job } from '../../core/model/job';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { Side } from '../../core/model/side';
import type { StateBrowser } from '../../store/stateBrowser';
import type { WorkspaceAddress } from '../../protocol/workerProtocol';
import { couplingState } from '../../core/model/coupling';
import { conflictQuestion } from './conflictQuestion';
import { err, ok } from '../../core/result';
import { errorGroups } from './errorGroups';
import { listRecords } from './recordList';
import { lookAtState } from '../browse/lookAtState';
import { mappingGraph } from './mappingGraph';
import { openEnvironment, openPlace } from '../browse/openPlace';
import { recordRow } from './recordRow';
import { recordStory } from './recordStory';
import { runLines } from './runLines';
import { searchTitles } from '../browse/couplingTitles';
import { systemNames } from '../systemNames';
import { titlesFor, withTitles } from './titledRecords';
import { usageError } from '../serviceErrors';

type Asked<Q extends keyof Questions> = WorkspaceAddress & Questions[Q]['params'];
type Answer<Q extends keyof Questions> = Promise<Result<Questions[Q]['answer'], ServiceError>>;

/** Answers the questions of the results view, and of the command line where it asks the same. Writes nothing. */
export class ResultsBrowser {
  constructor(private readonly context: BrowseContext) {}

  async runs(asked: Asked<'runs'>): Answer<'runs'> {
    const environment = openEnvironment(this.context, asked);
    if (!environment.ok) return environment;
    const systems = systemNames(environment.value);
    const files = this.context.memory.read(asked.folder);
    const mappings = new Map((files.ok ? files.value.mappings : []).map((mapping) => [mapping.name, mapping]));
    const table = (name: string, side: Side) => {
      const mapping = mappings.get(name);
      return side === 'local' ? mapping?.table.name : mapping?.integrationTable.name;
    };
    return lookAtState(this.context, asked, (state) => ok({ runs: runLines(state, { systems, table }, asked.limit) }));
  }

  async records(asked: Asked<'records'> & AskedTitles, cancel: CancelSignal): Answer<'records'> {
    const jobs = await this.jobs(asked);
    if (!jobs.ok) return jobs;
    if (asked.counter === 'unchanged') return ok({ rows: [], total: 0, note: unchangedNote });
    return withTitles(this.context, asked, cancel, async (source) => {
      const titled = source ? await searchTitles(source, { search: asked.search }) : ok([]);
      if (!titled.ok) return titled;
      const listed = await lookAtState(this.context, asked, (state) =>
        ok(listRecords(state, jobs.value, asked, titled.value)),
      );
      if (!listed.ok) return listed;
      const titles = await titlesFor(source, listed.value.items);
      return ok({ rows: listed.value.items.map((each) => recordRow(each, titles)), total: listed.value.total });
    });
  }

  async errors(asked: Asked<'errors'> & AskedTitles, cancel: CancelSignal): Answer<'errors'> {
    const jobs = await this.jobs(asked);
    if (!jobs.ok) return jobs;
    return withTitles(this.context, asked, cancel, async (source) => {
      const groups = await lookAtState(this.context, asked, (state) => ok(errorGroups(state, jobs.value)));
      if (!groups.ok) return groups;
      const titles = await titlesFor(
        source,
        groups.value.map(({ example }) => example),
      );
      return ok({
        groups: groups.value.map(({ example, ...group }): ErrorGroup => ({
          ...group,
          example: recordRow(example, titles),
        })),
      });
    });
  }

  story(asked: Asked<'story'> & AskedTitles, cancel: CancelSignal): Answer<'story'> {
    return recordStory(this.context, asked, cancel);
  }

  conflict(asked: Asked<'conflict'>, cancel: CancelSignal): Answer<'conflict'> {
    return conflictQuestion(this.context, asked, cancel);
  }

  async graph(address: WorkspaceAddress): Answer<'graph'> {
    const place = openPlace(this.context, address);
    if (!place.ok) return place;
    return lookAtState(this.context, address, (state) =>
      ok({ nodes: mappingGraph(place.value.files.mappings, state.counts()) }),
    );
  }

  /** The records that errors name and that still stand failed or skipped. */
  async failedRecords(
    address: WorkspaceAddress,
    errors: NamedErrors,
  ): Promise<Result<readonly NamedRecord[], ServiceError>> {
    const jobs = await this.jobs({ ...address, ...errors });
    if (!jobs.ok) return jobs;
    return lookAtState(this.context, address, (state) => {
      // A pair may have failed in both directions.
      const failed = jobs.value.flatMap((job) => stillFailed(state, job, errors.code));
      return ok([...new Map(failed.map((record) => [JSON.stringify(record), record])).values()]);
    });
  }

  private async jobs({
    runId,
    jobId,
    ...address
  }: WorkspaceAddress & { readonly runId: string; readonly jobId?: string }): Promise<
    Result<readonly Job[], ServiceError>
  > {
    return lookAtState(this.context, address, (state) => {
      const all = state.jobsOfRun(runId);
      const jobs = jobId === undefined ? all : all.filter((job) => job.id === jobId);
      return jobs.length > 0 ? ok(jobs) : err(runNotFound);
    });
  }
}

/** The log of a run over a million records must stay small. */
const unchangedNote = 'Unchanged records are counted, not listed. A record’s story tells of each one.';

const runNotFound = usageError(
  'JOB_NOT_FOUND',
  'That run is not in the log any more: old ones are removed after some time. Refresh the view.',
);

function stillFailed(state: StateBrowser, job: Job, code: string | undefined): readonly NamedRecord[] {
  const { items } = state.jobErrors(job.id, { offset: 0, limit: Infinity });
  const named = items.filter((error) => code === undefined || error.code === code);
  const bySide = (side: Side) => {
    const ids = named.flatMap((error) => (side === 'local' ? error.localId : error.integrationId) ?? []);
    return state.couplingsByIds(job.mapping, side, ids);
  };
  const couplings = new Set([...bySide('local').values(), ...bySide('integration').values()]);
  return [...couplings]
    .filter((coupling) => couplingState(coupling) !== 'ok')
    .map(({ localId, integrationId }) => ({ mapping: job.mapping, localId, integrationId }));
}
