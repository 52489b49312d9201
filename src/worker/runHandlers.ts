import type { HandlerContext, Handlers } from './requestHandlers';
import type {
  MatchParameters,
  ProgressWord,
  RunParameters,
  RunResult,
  SyncParameters,
  WorkspaceAddress,
} from '../protocol/workerProtocol';
import type { MatchRequest, RunReport, RunRequest, ServiceError, WorkspaceService } from '../service/workspaceService';
import type { Result } from '../core/result';
import { jobForEditor } from './browseHandlers';
import { ok } from '../core/result';
import { openWorkspace } from '../service/openWorkspace';
import { progressTeller } from './progressTeller';
import { retryErrors } from './retryErrors';

type Running =
  | 'plan/make'
  | 'plan/coupleByMatching'
  | 'plan/items'
  | 'plan/close'
  | 'run/sync'
  | 'run/couple'
  | 'run/coupleByMatching'
  | 'run/uncouple'
  | 'run/retry'
  | 'run/resolveConflict'
  | 'jobs/clear';

/** What whoever finds the state locked is told. */
const command = 'Tandem in VS Code';

/** Requests that run, or rehearse a run. Each opens the workspace anew: its files as they are now decide. */
export function runHandlers(context: HandlerContext): Handlers<Running> {
  const { browser, plans, services } = context;

  const inWorkspace = async <T>(
    { folder, environment }: WorkspaceAddress,
    work: (service: WorkspaceService) => Promise<Result<T, ServiceError>>,
  ): Promise<Result<T, ServiceError>> => {
    const opened = await openWorkspace({
      folder,
      ...(environment !== undefined && { environment }),
      command,
      services,
      read: (place) => browser.memory.read(place),
      lendState: (...lent) => browser.lendState(...lent),
    });
    return opened.ok ? work(opened.value) : opened;
  };
  const teller = (progressToken: string) => {
    const tell = progressTeller(progressToken, context.tell, context.nowMs);
    return (event: ProgressWord) => tell('job' in event ? { ...event, job: jobForEditor(event.job) } : event);
  };
  const options = ({ progressToken, acceptMissing, keepDays }: { progressToken: string } & SyncParameters) => ({
    onProgress: teller(progressToken),
    allowNew: false,
    acceptMissing,
    ...(keepDays !== undefined && { keepDays }),
  });

  return {
    async 'plan/make'(params, cancel) {
      const request = { ...runRequest(params), onProgress: teller(params.progressToken) };
      const plan = await inWorkspace(params, (service) =>
        service.plan({ ...request, acceptMissing: params.acceptMissing ?? false }, cancel),
      );
      return plan.ok ? ok(plans.keep(plan.value)) : plan;
    },
    async 'plan/coupleByMatching'(params, cancel) {
      const request = { ...matchRequest(params), onProgress: teller(params.progressToken) };
      const plan = await inWorkspace(params, (service) => service.planMatching(request, cancel));
      return plan.ok ? ok(plans.keep(plan.value)) : plan;
    },
    'plan/items': (query) => Promise.resolve(plans.items(query)),
    'plan/close'({ planId }) {
      plans.close(planId);
      return Promise.resolve(ok(null));
    },
    'run/sync': (params, cancel) =>
      inWorkspace(params, async (service) => resultOf(await service.sync(runRequest(params), options(params), cancel))),
    'run/couple': (params, cancel) =>
      inWorkspace(params, async (service) => {
        const { mapping, localId, integrationId, direction } = params;
        const request = { mapping, localId, integrationId, ...(direction && { direction }) };
        return resultOf(await service.couple(request, cancel));
      }),
    'run/coupleByMatching': (params, cancel) =>
      inWorkspace(params, async (service) =>
        resultOf(await service.coupleByMatching(matchRequest(params), options(params), cancel)),
      ),
    'run/uncouple': (params, cancel) =>
      inWorkspace(params, async (service) =>
        resultOf(await service.uncouple({ mapping: params.mapping, records: params.records }, cancel)),
      ),
    'run/resolveConflict': (params, cancel) =>
      inWorkspace(params, async (service) => {
        const take = params.choices.map(({ localField, integrationField, take: side }) => ({
          names: [localField, integrationField],
          side,
        }));
        const request = { mode: 'modified' as const, mappings: [params.mapping], records: [params.localId], take };
        return resultOf(await service.sync(request, options({ ...params, acceptMissing: false }), cancel));
      }),
    'jobs/clear': (params) =>
      inWorkspace(params, (service) => {
        const { olderThanDays } = params;
        return service.clearJobs(olderThanDays === undefined ? {} : { olderThanDays });
      }),
    'run/retry': (params) =>
      inWorkspace(params, async (service) => {
        if (params.errors) return retryErrors(browser, service, params, params.errors);
        const { mapping, records, integrationRecords } = params;
        return service.retry({
          records,
          ...(integrationRecords && { integrationRecords }),
          ...(mapping !== undefined && { mapping }),
        });
      }),
  };
}

function runRequest({ mode, mappings, records, direction, findDeleted }: RunParameters): RunRequest {
  return { mode, mappings, records, ...(direction && { direction }), ...(findDeleted && { findDeleted }) };
}

function matchRequest({ mapping, createNew, criteria }: MatchParameters): MatchRequest {
  return { mapping, ...(createNew !== undefined && { createNew }), ...(criteria && { criteria }) };
}

function resultOf(report: Result<RunReport, ServiceError>): Result<RunResult, ServiceError> {
  return report.ok ? ok({ ...report.value, jobs: report.value.jobs.map(jobForEditor) }) : report;
}
