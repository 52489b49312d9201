import { createLocale } from '../../../../src/extension/locale';
import { noCounts } from '../../../../src/core/model/job';
import { sideCounts } from '../../../../src/extension/run/sideCounts';
import type { Counters, Job } from '../../../../src/core/model/job';
import type { FieldChange, PlanItem } from '../../../../src/core/plan/recordPlan';
import type {
  MappingOverview,
  PlanSummary,
  RunResult,
  WorkspaceOverview,
} from '../../../../src/protocol/workerProtocol';
import type { RunSystems } from '../../../../src/extension/run/runSystems';
import type { TandemWorkspace } from '../../../../src/extension/workbench';

/** English, as the shell's own language without a translation. */
export const english = createLocale({
  t: (message, ...args) => message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
  language: 'en',
  now: () => new Date('2026-11-21T08:00:00Z'),
});

export const sampleSystems: RunSystems = {
  environment: 'sample',
  production: false,
  names: { local: 'business-central', integration: 'dataverse' },
};

type PlannedMapping = PlanSummary['mappings'][number];

export function aPlannedMapping(
  counters: Partial<Counters>,
  changes: Partial<Omit<PlannedMapping, 'counters'>> = {},
): PlannedMapping {
  return {
    mapping: 'CUSTOMER',
    direction: 'toIntegrationTable',
    message: '',
    ...changes,
    counters: { ...noCounts, ...counters },
  };
}

export function aSummary(mappings: readonly PlannedMapping[], changes: Partial<PlanSummary> = {}): PlanSummary {
  return { planId: 'plan-1', mode: 'full', troubled: false, mappings, ...changes };
}

export function anItem(changes: Partial<PlanItem> = {}): PlanItem {
  return {
    action: 'modify',
    localId: 'L1',
    integrationId: 'I1',
    label: '10000',
    reason: 'local record changed, or its values were overwritten',
    fields: [],
    ...changes,
  };
}

/** `Name -> name` in short: local field, integration field, before, after. */
export function aChange(
  field: string | null,
  integrationField: string | null,
  before: string | null,
  after: string | null,
  type: FieldChange['type'] = { kind: 'text' },
): FieldChange {
  return { field, integrationField, type, before, after };
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
    startedAt: '2026-11-21T08:00:00.000Z',
    finishedAt: '2026-11-21T08:00:01.000Z',
    message: '',
    ...changes,
    counters: { ...noCounts, ...changes.counters },
  };
}

export function aResult(jobs: readonly Job[], changes: Partial<RunResult> = {}): RunResult {
  return {
    runId: 'run-1',
    mode: 'full',
    jobs,
    totals: sideCounts(jobs).totals,
    troubled: false,
    firstErrors: [],
    changedFiles: [],
    ...changes,
  };
}

export function aMapping(changes: Partial<MappingOverview> = {}): MappingOverview {
  return {
    name: 'CUSTOMER',
    file: 'mappings/customer.mapping.yaml',
    line: 1,
    table: 'Customer',
    integrationTable: 'account',
    direction: 'bidirectional',
    synchOnlyCoupledRecords: true,
    fields: [],
    counts: { ok: 0, failed: 0, skipped: 0 },
    lastJobs: [],
    ...changes,
  };
}

export function anOverview(changes: Partial<WorkspaceOverview> = {}): WorkspaceOverview {
  return {
    folder: '/work',
    environment: 'sample',
    environments: [
      {
        name: 'sample',
        names: { local: 'business-central', integration: 'dataverse' },
        local: 'sqlite data/business-central.sqlite',
        integration: 'sqlite data/dataverse.sqlite',
        production: false,
      },
    ],
    mappings: [aMapping()],
    problems: [],
    ...changes,
  };
}

/** A workspace as far as presenters look at it: its folder. */
export function aWorkspace(folder: string): TandemWorkspace {
  return {
    id: folder,
    folder: { fsPath: folder, scheme: 'file' } as TandemWorkspace['folder'],
    name: folder.split('/').at(-1) ?? folder,
    environment: undefined,
    environments: [],
    address: () => ({ folder }),
  };
}
