import { noCounts } from '../../../src/core/model/job';
import { ok } from '../../../src/core/result';
import { runCommandLine } from '../../../src/cli/runCommandLine';
import type { Coupling } from '../../../src/core/model/coupling';
import type { Counters, Job } from '../../../src/core/model/job';
import type { Problem } from '../../../src/core/model/problem';
import type { MappingPlan } from '../../../src/core/plan/recordPlan';
import type { CliDependencies } from '../../../src/cli/cliDependencies';
import type { RecordExplanation, RunReport, WorkspaceService } from '../../../src/service/workspaceService';

/** What a command line left behind. */
export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line against fakes; `service` overrides what the workspace answers, `deps` the rest. */
export async function runCli(
  argv: readonly string[],
  fakes: { readonly service?: Partial<WorkspaceService>; readonly deps?: Partial<CliDependencies> } = {},
): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const deps: CliDependencies = {
    openWorkspace: () => Promise.resolve(ok(aService(fakes.service))),
    validateWorkspace: () => Promise.resolve(ok({ files: ['tandem.yaml'], problems: [] })),
    createWorkspace: () => Promise.resolve(ok({ files: ['tandem.yaml'] })),
    watchWorkspace: () => Promise.resolve(ok(undefined)),
    startSampleServices: () => Promise.reject(new Error('Nothing is served here.')),
    serveLanguage: () => Promise.reject(new Error('No editor is there.')),
    stdout: { isTerminal: false, columns: () => undefined, write: (text) => void (stdout += text) },
    stderr: { isTerminal: false, columns: () => undefined, write: (text) => void (stderr += text) },
    env: { LANG: 'en_US.UTF-8' },
    cwd: '/projects',
    version: '1.2.3',
    now: () => 0,
    onInterrupt: () => () => undefined,
    exitNow: () => undefined,
    ...fakes.deps,
  };
  const exitCode = await runCommandLine(argv, deps);
  return { exitCode, stdout, stderr };
}

/** A service that answers nothing but what the test gives it; anything else it is asked is a bug in the test. */
export function aService(answers: Partial<WorkspaceService> = {}): WorkspaceService {
  const unexpected = (): never => {
    throw new Error('the service was asked something unexpected');
  };
  return {
    folder: '/projects',
    environment: 'sample',
    mappings: [],
    plan: unexpected,
    planMatching: unexpected,
    sync: unexpected,
    couple: unexpected,
    coupleByMatching: unexpected,
    uncouple: unexpected,
    retry: unexpected,
    couplings: unexpected,
    jobs: unexpected,
    job: unexpected,
    clearJobs: unexpected,
    explain: unexpected,
    schema: unexpected,
    testConnection: unexpected,
    close: () => Promise.resolve(ok(undefined)),
    ...answers,
  };
}

export function aJob(changes: Partial<Omit<Job, 'counters'>> & { readonly counters?: Partial<Counters> } = {}): Job {
  return {
    id: 'job-1',
    runId: 'run-1',
    mapping: 'CUSTOMER',
    type: 'synchronization',
    mode: 'full',
    direction: 'toIntegrationTable',
    status: 'finished',
    startedAt: '2026-05-04T08:00:00.000Z',
    finishedAt: '2026-05-04T08:00:02.100Z',
    message: '',
    ...changes,
    counters: { ...noCounts, ...changes.counters },
  };
}

export function aReport(changes: Partial<RunReport> = {}): RunReport {
  const jobs = changes.jobs ?? [aJob()];
  const totals: { -readonly [Name in keyof Counters]: number } = { ...noCounts };
  for (const { counters } of jobs) {
    for (const name of Object.keys(totals) as (keyof Counters)[]) totals[name] += counters[name];
  }
  return {
    runId: 'run-1',
    mode: 'full',
    jobs,
    totals,
    troubled: totals.failed + totals.skipped > 0,
    firstErrors: [],
    changedFiles: [],
    ...changes,
  };
}

export function aPlan(changes: Partial<MappingPlan> = {}): MappingPlan {
  return {
    mapping: 'CUSTOMER',
    direction: 'toIntegrationTable',
    items: [],
    counters: noCounts,
    message: '',
    ...changes,
  };
}

export function aCoupling(changes: Partial<Coupling> = {}): Coupling {
  return {
    mapping: 'CUSTOMER',
    localId: 'local-1',
    integrationId: 'integration-1',
    localModifiedOn: '2026-05-04T08:00:00.000Z',
    integrationModifiedOn: '2026-05-04T08:00:01.000Z',
    fingerprints: null,
    pending: { toIntegrationTable: false, fromIntegrationTable: false },
    failures: { toIntegrationTable: null, fromIntegrationTable: null },
    skipped: false,
    lastJobId: 'job-1',
    ...changes,
  };
}

/** A pair of records of which the local one was modified once, and fails since. */
export function anExplanation(changes: Partial<RecordExplanation> = {}): RecordExplanation {
  return {
    mapping: 'CUSTOMER',
    localId: 'a',
    integrationId: 'b',
    localTitle: '10000 Adatum',
    integrationTitle: null,
    state: 'failed',
    facts: [{ kind: 'error', text: 'It failed.' }],
    nextStep: 'Shorten the text.',
    events: [
      {
        at: '2026-05-04T08:00:00.000Z',
        row: {
          jobId: 'job-1',
          mapping: 'CUSTOMER',
          direction: 'toIntegrationTable',
          action: 'modify',
          localId: 'a',
          integrationId: 'b',
          localTitle: null,
          integrationTitle: null,
          fields: [{ field: 'name', before: 'Adatum', after: 'Trey' }],
          reason: 'The local record changed.',
          code: null,
        },
      },
    ],
    ...changes,
  };
}

export function aProblem(changes: Partial<Problem> = {}): Problem {
  return {
    code: 'WRONG_WORD',
    file: 'mappings/customer.mapping.yaml',
    range: { start: { offset: 20, line: 3, column: 12 }, end: { offset: 24, line: 3, column: 16 } },
    severity: 'error',
    message: 'The direction is not known. Choose one of the three.',
    ...changes,
  };
}
