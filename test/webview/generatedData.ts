import { noCounts } from '../../src/core/model/job';
import type { Counters, Job } from '../../src/core/model/job';
import type {
  QuestionName,
  RecordRow,
  RecordsQuestion,
  RunLine,
  ShownWorkspace,
} from '../../src/protocol/resultsProtocol';

/** As many outcomes as the view has to bear. */
export const manyRows = 100_000;

export const workspace: ShownWorkspace = {
  name: 'Sample',
  environment: 'demo',
  production: false,
  mappings: ['SALESPERSON', 'CUSTOMER', 'CONTACT'],
  trusted: true,
};

export function aJob(over: Partial<Job> = {}): Job {
  return {
    id: 'job-1',
    runId: 'run-1',
    mapping: 'CUSTOMER',
    type: 'synchronization',
    mode: 'full',
    direction: 'toIntegrationTable',
    status: 'finished',
    startedAt: '2026-11-20T08:00:00.000Z',
    finishedAt: '2026-11-20T08:01:05.000Z',
    counters: { ...noCounts, inserted: 61, modified: 7, unchanged: 1200, failed: 3 },
    message: '',
    ...over,
  };
}

export function aRow(over: Partial<RecordRow> = {}): RecordRow {
  return {
    jobId: 'job-1',
    mapping: 'CUSTOMER',
    direction: 'toIntegrationTable',
    action: 'modify',
    localId: 'C00001',
    integrationId: 'a-00001',
    localTitle: 'Adatum Corporation',
    integrationTitle: 'Adatum',
    fields: [
      { field: 'telephone1', before: '555 0100', after: '555 0199' },
      { field: 'address1_city', before: null, after: 'Bergen' },
    ],
    reason: 'The local record changed.',
    code: null,
    ...over,
  };
}

export function aRun(number: number): RunLine {
  const day = String(20 - (number % 20)).padStart(2, '0');
  const runId = `run-${number}`;
  const startedAt = `2026-11-${day}T08:00:00.000Z`;
  const totals: Counters = {
    ...noCounts,
    inserted: 61 - number,
    modified: 7 + number * 3,
    unchanged: 1200,
    failed: number % 3,
  };
  const jobs = workspace.mappings.map((mapping, index) =>
    aJob({ id: `${runId}-${index}`, runId, mapping, startedAt, counters: index === 1 ? totals : noCounts }),
  );
  const headline = `${61 - number} customers created in dataverse, ${totals.failed} failed: salesperson not coupled.`;
  return { runId, headline, startedAt, finishedAt: startedAt, totals, jobs };
}

/** What a host would answer; rows are made as they are asked for. */
export function generatedAnswer(name: QuestionName, params: unknown): unknown {
  const conflictFields = [
    {
      localField: 'Phone No.',
      integrationField: 'telephone1',
      local: '555 0100',
      integration: '555 0199',
      last: '555 0001',
      inConflict: true,
    },
    { localField: 'City', integrationField: 'address1_city', local: 'Bergen', integration: 'Oslo', inConflict: true },
  ];
  switch (name) {
    case 'runs':
      return { runs: Array.from({ length: 20 }, (_, index) => aRun(index + 1)) };
    case 'records':
      return recordsPage(params as RecordsQuestion);
    case 'errors':
      return {
        groups: [
          errorGroup(
            'LOOKUP_NOT_COUPLED',
            'dependency',
            'The salesperson of these customers is not coupled yet.',
            'Couple the salespeople, then retry.',
          ),
          errorGroup(
            'UPDATE_CONFLICT',
            'conflict',
            'Both records changed, and a field differs.',
            'Choose the values to keep.',
          ),
        ],
      };
    case 'story':
      return {
        localTitle: 'Adatum Corporation',
        integrationTitle: 'Adatum',
        state: 'failed',
        facts: [
          { kind: 'error', text: 'The salesperson JO of customer C00001 is not coupled.' },
          { kind: 'cursor', text: 'The record changed after the last run began.' },
        ],
        nextStep: 'Couple salesperson JO, then retry.',
        events: [{ at: '2026-11-20T08:00:00.000Z', row: aRow() }],
      };
    case 'conflict':
      return { localTitle: 'Adatum Corporation', integrationTitle: 'Adatum', fields: conflictFields };
    case 'graph':
      return {
        nodes: [
          {
            mapping: 'SALESPERSON',
            table: 'Salesperson',
            integrationTable: 'systemuser',
            direction: 'fromIntegrationTable',
            dependsOn: [],
            ok: 12,
            failed: 0,
            skipped: 0,
          },
          {
            mapping: 'CUSTOMER',
            table: 'Customer',
            integrationTable: 'account',
            direction: 'bidirectional',
            dependsOn: ['SALESPERSON'],
            ok: 1261,
            failed: 3,
            skipped: 0,
          },
          {
            mapping: 'CONTACT',
            table: 'Contact',
            integrationTable: 'contact',
            direction: 'bidirectional',
            dependsOn: ['CUSTOMER'],
            ok: 800,
            failed: 0,
            skipped: 2,
          },
        ],
      };
  }
}

function recordsPage({ offset, limit, search }: RecordsQuestion): {
  readonly rows: readonly RecordRow[];
  readonly total: number;
} {
  const total = search === '' ? manyRows : search === 'nothing' ? 0 : 37;
  const length = Math.max(0, Math.min(limit, total - offset));
  return { rows: Array.from({ length }, (_, index) => numberedRow(offset + index)), total };
}

function numberedRow(index: number): RecordRow {
  const number = String(index + 1).padStart(6, '0');
  const failed = index % 9 === 4;
  return aRow({
    localId: `C${number}`,
    integrationId: failed ? null : `a-${number}`,
    localTitle: `Customer ${number}`,
    integrationTitle: failed ? null : `Account ${number}`,
    action: failed ? 'fail' : 'modify',
    code: failed ? 'LOOKUP_NOT_COUPLED' : null,
    reason: failed ? 'Salesperson JO is not coupled. Couple it, then retry.' : 'The local record changed.',
  });
}

function errorGroup(code: string, kind: string, cause: string, nextStep: string): unknown {
  return { code, class: kind, count: 3, cause, nextStep, example: aRow({ action: 'fail' }), mappings: ['CUSTOMER'] };
}
