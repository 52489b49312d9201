import { strict as assert } from 'node:assert';
import { err, ok } from '../../../src/core/result';
import { noCounts } from '../../../src/core/model/job';
import { aCoupling, aJob, aPlan, aProblem, aReport, anExplanation, runCli } from './fakeCli';
import type { WorkspaceService } from '../../../src/service/workspaceService';

/** Runs with `--json` and gives the document, which must be all that stands on standard output. */
async function documentOf(argv: readonly string[], service: Partial<WorkspaceService>): Promise<unknown> {
  const run = await runCli([...argv, '--json'], { service });
  assert.equal(run.stdout.trimEnd().split('\n').at(-1), '}');
  return JSON.parse(run.stdout);
}

const jobDocument = {
  id: 'job-1',
  runId: 'run-1',
  mapping: 'CUSTOMER',
  type: 'synchronization',
  mode: 'full',
  direction: 'toIntegrationTable',
  status: 'finished',
  startedAt: '2026-05-04T08:00:00.000Z',
  finishedAt: '2026-05-04T08:00:02.100Z',
  inserted: 2,
  modified: 0,
  deleted: 0,
  unchanged: 0,
  skipped: 0,
  failed: 1,
  coupled: 0,
  uncoupled: 0,
  message: '',
};

suite('JSON documents', () => {
  test('of sync hold the jobs with their counters beside the rest', async () => {
    const report = aReport({ jobs: [aJob({ counters: { inserted: 2, failed: 1 } })] });
    assert.deepEqual(await documentOf(['sync', '--full'], { sync: () => Promise.resolve(ok(report)) }), {
      runId: 'run-1',
      mode: 'full',
      jobs: [jobDocument],
      totals: { ...noCounts, inserted: 2, failed: 1 },
      changedFiles: [],
    });
  });

  test('of couple and uncouple are those of a run', async () => {
    const run = () => Promise.resolve(ok(aReport({ mode: 'records', jobs: [aJob({ type: 'coupling' })] })));
    const coupled = await documentOf(['couple', '--mapping', 'M', '--local', 'a', '--integration', 'b'], {
      couple: run,
    });
    const matched = await documentOf(['couple', '--mapping', 'M', '--match'], { coupleByMatching: run });
    const uncoupled = await documentOf(['uncouple', '--mapping', 'M', '--all'], { uncouple: run });
    for (const document of [coupled, matched, uncoupled]) {
      assert.deepEqual(Object.keys(document as object), ['runId', 'mode', 'jobs', 'totals', 'changedFiles']);
    }
  });

  test('of plan show each value by its type, and no digit is lost', async () => {
    const plan = aPlan({
      items: [
        {
          action: 'modify',
          localId: 'local-1',
          integrationId: 'integration-1',
          reason: 'local changed',
          fields: [
            {
              field: 'Blocked',
              integrationField: 'statecode',
              type: { kind: 'boolean' },
              before: 'false',
              after: 'true',
            },
            {
              field: null,
              integrationField: 'entry',
              type: { kind: 'integer', min: '0', max: '9223372036854775807' },
              before: null,
              after: '9223372036854775807',
            },
          ],
        },
        {
          action: 'fail',
          localId: 'local-2',
          integrationId: null,
          reason: 'too long',
          code: 'TEXT_TOO_LONG',
          fields: [],
        },
      ],
      counters: { ...noCounts, modified: 1, failed: 1 },
    });
    const document = await documentOf(['plan'], {
      plan: () => Promise.resolve(ok({ mode: 'modified', troubled: true, mappings: [plan] })),
    });
    assert.deepEqual(document, {
      mode: 'modified',
      mappings: [
        {
          mapping: 'CUSTOMER',
          direction: 'toIntegrationTable',
          items: [
            {
              action: 'modify',
              localId: 'local-1',
              integrationId: 'integration-1',
              reason: 'local changed',
              fields: [
                { field: 'Blocked', integrationField: 'statecode', before: false, after: true },
                { field: null, integrationField: 'entry', before: null, after: '9223372036854775807' },
              ],
            },
            {
              action: 'fail',
              localId: 'local-2',
              integrationId: null,
              reason: 'too long',
              code: 'TEXT_TOO_LONG',
              fields: [],
            },
          ],
          counters: { ...noCounts, modified: 1, failed: 1 },
          message: '',
        },
      ],
    });
  });

  test('of couplings tell the newest failure of both directions', async () => {
    const failure = {
      code: 'TEXT_TOO_LONG' as const,
      message: 'Too long.',
      jobId: 'job-1',
      at: '2026-05-04T08:00:00.000Z',
    };
    const newer = {
      code: 'UPDATE_CONFLICT' as const,
      message: 'Conflict.',
      jobId: 'job-2',
      at: '2026-05-04T09:00:00.000Z',
    };
    const couplings = [
      aCoupling(),
      aCoupling({ localId: 'local-2', failures: { toIntegrationTable: newer, fromIntegrationTable: failure } }),
      aCoupling({
        localId: 'local-3',
        integrationId: null,
        skipped: true,
        failures: { toIntegrationTable: null, fromIntegrationTable: failure },
      }),
    ];
    const document = await documentOf(['couplings'], { couplings: () => Promise.resolve(ok(couplings)) });
    const same = {
      mapping: 'CUSTOMER',
      integrationId: 'integration-1',
      localModifiedOn: '2026-05-04T08:00:00.000Z',
      integrationModifiedOn: '2026-05-04T08:00:01.000Z',
      lastJobId: 'job-1',
    };
    assert.deepEqual(document, {
      couplings: [
        { ...same, localId: 'local-1', state: 'ok', lastError: null, lastErrorCode: null },
        { ...same, localId: 'local-2', state: 'failed', lastError: 'Conflict.', lastErrorCode: 'UPDATE_CONFLICT' },
        {
          ...same,
          localId: 'local-3',
          integrationId: null,
          state: 'skipped',
          lastError: 'Too long.',
          lastErrorCode: 'TEXT_TOO_LONG',
        },
      ],
    });
  });

  test('of couplings ask the service for a state only where one is chosen', async () => {
    const asked: unknown[] = [];
    const service = {
      couplings: (query: unknown) => {
        asked.push(query);
        return Promise.resolve(ok([]));
      },
    };
    await documentOf(['couplings'], service);
    await documentOf(['couplings', '--state', 'skipped', '--mapping', 'M'], service);
    assert.deepEqual(asked, [{}, { mapping: 'M', state: 'skipped' }]);
  });

  test('of jobs and of one job share a shape', async () => {
    const job = aJob({ counters: { inserted: 2, failed: 1 } });
    const records = [{ action: 'insert' as const, localId: 'a', integrationId: 'b', fields: ['name'] }];
    const errors = [
      {
        localId: 'c',
        integrationId: null,
        code: 'TEXT_TOO_LONG' as const,
        message: 'Too long.',
        at: '2026-05-04T08:00:01.000Z',
      },
    ];
    assert.deepEqual(await documentOf(['jobs'], { jobs: () => Promise.resolve(ok([job])) }), { jobs: [jobDocument] });
    assert.deepEqual(await documentOf(['job', 'job-1'], { job: () => Promise.resolve(ok({ job, records, errors })) }), {
      ...jobDocument,
      records,
      errors,
    });
  });

  test('of one job tell what modified fields held before and after, and where a value is cut', async () => {
    const values = [
      { before: null, after: 'Trey' },
      { before: 'old', after: { start: 'Once upon' } },
    ];
    const record = { action: 'modify' as const, localId: 'a', integrationId: 'b', fields: ['name', 'note'], values };
    const answer = () => Promise.resolve(ok({ job: aJob(), records: [record], errors: [] }));
    const { records } = (await documentOf(['job', 'job-1'], { job: answer })) as { readonly records: unknown };
    assert.deepEqual(records, [
      {
        action: 'modify',
        localId: 'a',
        integrationId: 'b',
        fields: ['name', 'note'],
        changes: [
          { field: 'name', before: null, after: 'Trey' },
          { field: 'note', before: 'old', after: 'Once upon…', cut: true },
        ],
      },
    ]);
  });

  test('of explain hold the facts, the next step and what jobs did', async () => {
    const document = await documentOf(['explain', '--mapping', 'CUSTOMER', '--local', 'a'], {
      explain: () => Promise.resolve(ok(anExplanation())),
    });
    assert.deepEqual(document, {
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
          jobId: 'job-1',
          direction: 'toIntegrationTable',
          action: 'modify',
          reason: 'The local record changed.',
          code: null,
          fields: [{ field: 'name', before: 'Adatum', after: 'Trey' }],
        },
      ],
    });
  });

  test('of clearing jobs count what went and what had to stay', async () => {
    const clearJobs = () => Promise.resolve(ok({ removedJobs: 12, keptJobs: 3 }));
    assert.deepEqual(await documentOf(['jobs', '--clear'], { clearJobs }), { removedJobs: 12, keptJobs: 3 });
  });

  test('of jobs are not limited unless the user says so', async () => {
    const asked: unknown[] = [];
    const service = {
      jobs: (query: unknown) => {
        asked.push(query);
        return Promise.resolve(ok([]));
      },
    };
    await documentOf(['jobs'], service);
    await documentOf(['jobs', '--limit', '7', '--mapping', 'M'], service);
    assert.deepEqual(asked, [{}, { mapping: 'M', limit: 7 }]);
  });

  test('of retry, init and schema are as small as their answers', async () => {
    const schema = {
      environment: 'sample',
      readAt: '2026-05-04T08:00:00.000Z',
      cached: true,
      local: { tables: [] },
      integration: { tables: [] },
    };
    assert.deepEqual(await documentOf(['retry', '--all'], { retry: () => Promise.resolve(ok({ restored: 3 })) }), {
      restored: 3,
    });
    assert.deepEqual(await documentOf(['init', 'shop'], {}), { folder: '/projects/shop', files: ['tandem.yaml'] });
    assert.deepEqual(await documentOf(['schema'], { schema: () => Promise.resolve(ok(schema)) }), schema);
  });

  test('of validate count lines and columns from 1', async () => {
    const deps = { validateWorkspace: () => Promise.resolve(ok({ files: ['tandem.yaml'], problems: [aProblem()] })) };
    const byFlag = await runCli(['validate', '--json'], { deps });
    const byFormat = await runCli(['validate', '--format', 'json'], { deps });
    assert.equal(byFlag.stdout, byFormat.stdout);
    assert.deepEqual(JSON.parse(byFlag.stdout), {
      files: ['tandem.yaml'],
      problems: [
        {
          file: 'mappings/customer.mapping.yaml',
          line: 3,
          column: 12,
          endLine: 3,
          endColumn: 16,
          severity: 'error',
          code: 'WRONG_WORD',
          message: 'The direction is not known. Choose one of the three.',
        },
      ],
    });
  });

  test('of a failure hold the code, the message and the problems of the files', async () => {
    const error = {
      code: 'MAPPINGS_HAVE_ERRORS',
      message: 'Correct the mappings.',
      kind: 'usage' as const,
      problems: [aProblem()],
    };
    const run = await runCli(['jobs', '--json'], { deps: { openWorkspace: () => Promise.resolve(err(error)) } });
    assert.equal(run.exitCode, 2);
    const document = JSON.parse(run.stdout) as { error: { code: string; message: string; problems: object[] } };
    assert.equal(document.error.code, 'MAPPINGS_HAVE_ERRORS');
    assert.equal(document.error.message, 'Correct the mappings.');
    assert.equal(document.error.problems.length, 1);
    assert.match(run.stderr, /error: Correct the mappings\.\n {2}mappings\/customer\.mapping\.yaml:3:12/);
  });

  test('hold no character that acts on a terminal, and still mean the same', async () => {
    const message = 'bell\u0007 c1\u009b31m rtl\u202e end\u2028';
    const run = await runCli(['jobs', '--json'], { service: { jobs: () => Promise.resolve(ok([aJob({ message })])) } });
    assert.doesNotMatch(run.stdout, /[^\n\x20-\x7e]/);
    assert.equal((JSON.parse(run.stdout) as { jobs: { message: string }[] }).jobs[0]?.message, message);
  });

  test('stay alone on standard output while progress goes to standard error', async () => {
    const run = await runCli(['sync', '--json'], {
      service: {
        sync: (_request, { onProgress }) => {
          onProgress({ kind: 'jobStarted', job: aJob(), position: 1, of: 1 });
          onProgress({ kind: 'jobFinished', job: aJob() });
          return Promise.resolve(ok(aReport()));
        },
      },
    });
    assert.ok(JSON.parse(run.stdout));
    assert.match(run.stderr, /CUSTOMER → integration: started/);
    assert.match(run.stderr, /CUSTOMER → integration: finished/);
  });
});

suite('SARIF', () => {
  test('names every rule and places every problem', async () => {
    const problems = [
      aProblem({
        file: 'mappings/my 100% shop.mapping.yaml',
        fixes: [
          {
            title: 'Write bidirectional',
            edits: [{ file: 'mappings/my 100% shop.mapping.yaml', start: 20, end: 24, newText: 'bidirectional' }],
          },
        ],
        related: [{ file: 'tandem.yaml', range: aProblem().range, message: 'Listed here.' }],
      }),
      aProblem({ code: 'NAME_TOO_LONG', severity: 'warning' }),
      aProblem({ code: 'NAME_TOO_LONG', severity: 'information' }),
    ];
    const deps = { validateWorkspace: () => Promise.resolve(ok({ files: ['tandem.yaml'], problems })) };
    const run = await runCli(['validate', '--format', 'sarif'], { deps });
    const log = JSON.parse(run.stdout) as SarifLog;
    assert.equal(log.version, '2.1.0');
    const [{ tool, results }] = log.runs;
    assert.equal(tool.driver.version, '1.2.3');
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
    for (const { shortDescription, fullDescription, help } of tool.driver.rules) {
      for (const { text } of [shortDescription, fullDescription, help]) assert.ok(text.length > 0);
    }
    assert.deepEqual(
      results.map(({ level }) => level),
      ['error', 'warning', 'note'],
    );
    const uri = 'mappings/my%20100%25%20shop.mapping.yaml';
    assert.deepEqual(results[0]?.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 12, endLine: 3, endColumn: 16 },
        },
      },
    ]);
    assert.deepEqual(results[0]?.fixes, [
      {
        description: { text: 'Write bidirectional' },
        artifactChanges: [
          {
            artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
            replacements: [
              { deletedRegion: { charOffset: 20, charLength: 4 }, insertedContent: { text: 'bidirectional' } },
            ],
          },
        ],
      },
    ]);
  });
});

interface Text {
  readonly text: string;
}

interface SarifLog {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: {
          readonly version: string;
          readonly rules: readonly { id: string; shortDescription: Text; fullDescription: Text; help: Text }[];
        };
      };
      readonly results: readonly {
        ruleId: string;
        ruleIndex: number;
        level: string;
        locations: unknown;
        fixes?: unknown;
      }[];
    },
  ];
}
