import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { noCounts } from '../../../../src/core/model/job';
import { ok } from '../../../../src/core/result';
import { aCoupling, aJob, aPlan, aProblem, aReport, anExplanation, runCli } from '../fakeCli';
import type { PlanItem } from '../../../../src/core/plan/recordPlan';
import type { TableMapping } from '../../../../src/core/model/tableMapping';
import type { RunReport, WorkspaceService } from '../../../../src/service/workspaceService';

async function textOf(argv: readonly string[], service: Partial<WorkspaceService>): Promise<string> {
  const { stdout } = await runCli(argv, { service });
  return stdout;
}

const customer: TableMapping = {
  name: 'CUSTOMER',
  table: { name: 'Customer' },
  integrationTable: { name: 'account' },
  direction: 'bidirectional',
  synchOnlyCoupledRecords: true,
  tableFilter: [],
  integrationTableFilter: [],
  updateConflict: 'none',
  deletionConflict: 'none',
  dependsOn: [],
  matching: { createNew: false, synchronize: true },
  onCreate: { local: [], integration: [] },
  fields: [],
  file: 'mappings/customer.mapping.yaml',
  nameRange: aProblem().range,
};

const syncWith = (report: RunReport): Partial<WorkspaceService> => ({
  mappings: [customer],
  sync: () => Promise.resolve(ok(report)),
});

suite('the report of a run', () => {
  test('is a table of jobs with their sum', async () => {
    const jobs = [
      aJob({ counters: { inserted: 1260, coupled: 1260 } }),
      aJob({
        id: 'job-2',
        direction: 'fromIntegrationTable',
        counters: { unchanged: 60 },
        finishedAt: '2026-05-04T08:00:00.340Z',
      }),
    ];
    const lines = (await textOf(['sync', '--full', '--allow-new', 'no'], syncWith(aReport({ jobs })))).split('\n');
    assert.deepEqual(lines, [
      'Full synchronization of environment sample, run run-1',
      '',
      'mapping   direction      status    inserted  modified  unchanged  skipped  failed  coupled  duration',
      'CUSTOMER  → integration  finished     1,260         0          0        0       0    1,260     2.1 s',
      'CUSTOMER  → local        finished         0         0         60        0       0        0    340 ms',
      'total                                 1,260         0         60        0       0    1,260',
      '',
    ]);
  });

  test('names the first errors with record, system, message and where to see all', async () => {
    const error = {
      localId: 'local-7',
      integrationId: null,
      code: 'TEXT_TOO_LONG' as const,
      message: 'Name is too long. Shorten it.',
      at: '2026-05-04T08:00:01.000Z',
    };
    const report = aReport({ jobs: [aJob({ counters: { failed: 3 } })], firstErrors: [{ jobId: 'job-1', error }] });
    const text = await textOf(['-C', 'my shop', 'sync'], syncWith(report));
    assert.ok(
      text.includes(
        [
          'First errors',
          'CUSTOMER (local Customer → integration account)',
          '  local record local-7  TEXT_TOO_LONG',
          '    Name is too long. Shorten it.',
          '  All records and errors of this job: tandem -C "my shop" job job-1',
          '',
          'Next',
          '  See what failed: tandem -C "my shop" couplings --state failed',
        ].join('\n'),
      ),
      text,
    );
  });

  test('offers to retry what is skipped after failures, not what lost by policy', async () => {
    const jobs = [aJob({ counters: { skipped: 2 } })];
    assert.match(await textOf(['sync'], syncWith(aReport({ jobs }))), /tandem retry --mapping CUSTOMER/);
    assert.doesNotMatch(await textOf(['sync'], syncWith(aReport({ jobs, troubled: false }))), /retry/);
  });

  test('asks about new records only after a full run that nobody answered for', async () => {
    const hint = /sync --full --allow-new yes/;
    assert.match(await textOf(['sync', '--full'], syncWith(aReport())), hint);
    assert.doesNotMatch(await textOf(['sync', '--full', '--allow-new', 'no'], syncWith(aReport())), hint);
    assert.doesNotMatch(await textOf(['sync'], syncWith(aReport({ mode: 'modified' }))), hint);
    const stopped = aReport({ jobs: [aJob({ status: 'aborted' })] });
    assert.doesNotMatch(await textOf(['sync', '--full'], syncWith(stopped)), hint);
    const open = { ...syncWith(aReport()), mappings: [{ ...customer, synchOnlyCoupledRecords: false }] };
    assert.doesNotMatch(await textOf(['sync', '--full'], open), hint);
  });

  test('says which mapping files were changed', async () => {
    const report = aReport({ changedFiles: ['mappings/customer.mapping.yaml'] });
    assert.match(
      await textOf(['sync', '--full', '--allow-new', 'yes'], syncWith(report)),
      /\n {2}mappings\/customer\.mapping\.yaml\n/,
    );
  });

  test('tells why a job was aborted', async () => {
    const report = aReport({ jobs: [aJob({ status: 'aborted', message: '30 of 40 coupled records are gone.' })] });
    assert.match(
      await textOf(['sync'], syncWith(report)),
      /CUSTOMER → integration: 30 of 40 coupled records are gone\./,
    );
  });

  test('leaves out counts that are zero where the terminal is narrow', async () => {
    let stdout = '';
    const narrow = { isTerminal: true, columns: () => 70, write: (text: string) => void (stdout += text) };
    const report = aReport({ jobs: [aJob({ counters: { inserted: 5, uncoupled: 1 } })] });
    await runCli(['sync'], { service: syncWith(report), deps: { stdout: narrow, env: { NO_COLOR: '1' } } });
    const table = stdout.split('\n').filter((line) => /^(mapping|CUSTOMER)/.test(line));
    assert.match(table[0] ?? '', /status +inserted +uncoupled +duration$/);
    for (const line of table) assert.ok(line.length <= 70, line);
  });
});

suite('the text of a plan', () => {
  const item = (changes: Partial<PlanItem>): PlanItem => ({
    action: 'insert',
    localId: 'local-1',
    integrationId: null,
    reason: 'not coupled yet',
    fields: [],
    ...changes,
  });
  const planWith = (items: readonly PlanItem[]): Partial<WorkspaceService> => ({
    plan: () => {
      const mappings = [aPlan({ items, counters: { ...noCounts, inserted: items.length } })];
      return Promise.resolve(ok({ mode: 'full', troubled: false, mappings }));
    },
  });
  const text = { kind: 'text' } as const;

  test('shows each change below its record', async () => {
    const shown = await textOf(
      ['plan'],
      planWith([
        item({
          action: 'modify',
          integrationId: '7f3a0c1d-0000-4000-8000-000000000001',
          reason: 'local changed',
          fields: [
            { field: 'City', integrationField: 'address1_city', type: text, before: 'London', after: 'Leeds ' },
            { field: null, integrationField: 'fax', type: text, before: '', after: '12\u001b[31m' },
          ],
        }),
      ]),
    );
    assert.ok(
      shown.includes(
        [
          '  modify    local-1 → 7f3a0c1d…  City, fax  because local changed',
          '            City: London → "Leeds "',
          '            fax: (blank) → 12\\u001b[31m',
        ].join('\n'),
      ),
      shown,
    );
  });

  test('shows what a new record will hold', async () => {
    const fields = [
      { field: 'Name', integrationField: 'name', type: text, before: null, after: 'Adatum' },
      { field: 'Fax No.', integrationField: 'fax', type: text, before: null, after: '' },
    ];
    const shown = await textOf(['plan'], planWith([item({ fields })]));
    assert.match(shown, / {2}insert {4}local-1 → \(new\) {2}2 fields {2}because not coupled yet\n {12}Name: Adatum\n/);
  });

  test('tells two fields that one local field feeds apart', async () => {
    const fields = ['name', 'basename'].map((integrationField) => ({
      field: 'Code',
      integrationField,
      type: text,
      before: 'A',
      after: 'B',
    }));
    assert.match(
      await textOf(['plan'], planWith([item({ action: 'modify', fields })])),
      / {2}name, basename {2}because/,
    );
  });

  test('puts failures first and counts what it leaves out', async () => {
    const items = Array.from({ length: 150 }, (_, at) => item({ localId: `local-${at}` }));
    const failing = item({ action: 'fail', localId: 'local-x', code: 'TEXT_TOO_LONG', reason: 'Name is too long.' });
    const lines = (await textOf(['plan'], planWith([...items, failing]))).split('\n');
    assert.match(lines[3] ?? '', /^ {2}fail +local-x → \(none\) +TEXT_TOO_LONG {2}Name is too long\.$/);
    assert.equal(lines.filter((line) => line.startsWith('  insert')).length, 19);
    assert.ok(lines.includes('  … and 131 more; --json lists all'));
  });

  test('lists no unchanged record', async () => {
    assert.doesNotMatch(await textOf(['plan'], planWith([item({ action: 'unchanged' })])), /local-1/);
  });

  test('names the source first: the integration record when the records come from there', async () => {
    const items = [item({ localId: null, integrationId: 'account-1' })];
    const mappings = [aPlan({ direction: 'fromIntegrationTable', items })];
    const shown = await textOf(['plan'], {
      plan: () => Promise.resolve(ok({ mode: 'full', troubled: false, mappings })),
    });
    assert.match(shown, /CUSTOMER → local/);
    assert.match(shown, /insert {4}account-1 → \(new\)/);
  });
});

suite('lists', () => {
  test('of jobs end with how to see one, and say when older ones are left out', async () => {
    const jobs = Array.from({ length: 51 }, (_, at) => aJob({ id: `job-${at}` }));
    const shown = await textOf(['jobs'], { jobs: ({ limit }) => Promise.resolve(ok(jobs.slice(0, limit))) });
    assert.ok(shown.includes('job-49 ') && !shown.includes('job-50 '));
    assert.match(shown, /These are the newest 50; --limit N shows more\./);
    const few = await textOf(['jobs', '--limit', '3'], {
      jobs: ({ limit }) => Promise.resolve(ok(jobs.slice(0, limit))),
    });
    assert.doesNotMatch(few, /newest/);
    assert.match(few, /tandem job ID/);
  });

  test('of jobs say how to begin where there are none', async () => {
    assert.match(await textOf(['jobs'], { jobs: () => Promise.resolve(ok([])) }), /tandem sync --full/);
  });

  test('of couplings show each failure in full below its record', async () => {
    const failure = {
      code: 'TEXT_TOO_LONG' as const,
      message: 'Name is too long. Shorten it.',
      jobId: 'job-1',
      at: '2026-05-04T08:00:00.000Z',
    };
    const couplings = [
      aCoupling(),
      aCoupling({
        localId: 'local-2',
        integrationId: null,
        skipped: true,
        failures: { toIntegrationTable: failure, fromIntegrationTable: null },
      }),
    ];
    assert.deepEqual((await textOf(['couplings'], { couplings: () => Promise.resolve(ok(couplings)) })).split('\n'), [
      'mapping   local    integration    state',
      'CUSTOMER  local-1  integration-1  ok',
      'CUSTOMER  local-2  (not coupled)  skipped',
      '    TEXT_TOO_LONG  Name is too long. Shorten it.',
      '',
      '1 ok, 0 failed, 1 skipped',
      'Give skipped records back to the next run: tandem retry --mapping CUSTOMER',
      '',
    ]);
  });

  test('of problems name each place so that an editor finds it', async () => {
    const problems = [
      aProblem({ fixes: [{ title: 'Write bidirectional', edits: [] }] }),
      aProblem({ severity: 'warning' }),
    ];
    const validateWorkspace = () => Promise.resolve(ok({ files: ['tandem.yaml', 'x'], problems }));
    const run = await runCli(['-C', 'shop', 'validate'], { deps: { validateWorkspace } });
    const place = 'shop/mappings/customer.mapping.yaml:3:12';
    const message = 'The direction is not known. Choose one of the three.';
    assert.deepEqual(run.stdout.split('\n'), [
      `${place}  error  ${message}  WRONG_WORD`,
      '    possible fix: Write bidirectional',
      `${place}  warning  ${message}  WRONG_WORD`,
      '',
      '2 files checked: 1 error, 1 warning.',
      '',
    ]);
  });

  test('of tables show types, keys and references', async () => {
    const table = {
      name: 'Customer',
      idField: 'SystemId',
      fields: [
        { name: 'SystemId', type: { kind: 'guid' as const }, required: true, readOnly: true, unique: true },
        {
          name: 'Credit Limit',
          type: { kind: 'decimal' as const, precision: 18, scale: 2 },
          required: false,
          readOnly: false,
          unique: false,
          references: { table: 'Limit', field: 'Code' },
        },
      ],
    };
    const schema = {
      environment: 'sample',
      readAt: '2026-05-04T08:00:00.000Z',
      cached: true,
      local: { tables: [table] },
      integration: { tables: [] },
    };
    const shown = await textOf(['schema'], { schema: () => Promise.resolve(ok(schema)) });
    assert.match(shown, /SystemId {6}guid +id, required, read-only, unique\n/);
    assert.match(shown, /Credit Limit {2}decimal\(18,2\) {2}refers to Limit\.Code\n/);
    assert.match(shown, /tandem schema --refresh/);
  });

  test('of one job show its errors and the fields of its records', async () => {
    const details = {
      job: aJob({ counters: { inserted: 1, failed: 1 } }),
      records: [{ action: 'insert' as const, localId: 'a', integrationId: 'b', fields: ['name', 'city'] }],
      errors: [
        {
          localId: 'c',
          integrationId: null,
          code: 'TEXT_TOO_LONG' as const,
          message: 'Too long.',
          at: '2026-05-04T08:00:01.000Z',
        },
      ],
    };
    const shown = await textOf(['job', 'job-1'], { job: () => Promise.resolve(ok(details)) });
    assert.match(shown, /result {5}1 inserted, 1 failed\n/);
    assert.match(shown, /local c, no integration record {2}TEXT_TOO_LONG {2}2026-05-04 08:00:01Z\n {4}Too long\.\n/);
    assert.match(shown, /insert {2}a {6}b {12}name, city\n/);
  });

  test('of a record’s facts begin with the deciding one and end with what jobs did to it', async () => {
    const shown = await textOf(['explain', '--mapping', 'CUSTOMER', '--local', 'a'], {
      explain: () => Promise.resolve(ok(anExplanation())),
    });
    assert.match(
      shown,
      /^10000 Adatum {2}CUSTOMER, failed\n {2}local {8}a\n {2}integration {2}b\n\n {2}- It failed\.\n/,
    );
    assert.match(shown, /\n {2}Shorten the text\.\n/);
    assert.match(shown, /modify {2}name: Adatum > Trey {2}The local record changed\./);
  });

  test('of a record’s facts say so where no job touched it, and how many jobs they leave out', async () => {
    const explain = (events: ReturnType<typeof anExplanation>['events']) =>
      textOf(['explain', '--mapping', 'CUSTOMER', '--local', 'a'], {
        explain: () => Promise.resolve(ok(anExplanation({ events }))),
      });
    assert.match(await explain([]), /\nNo job in the log touched it\.\n$/);
    const many = Array.from({ length: 23 }, () => anExplanation().events).flat();
    assert.match(await explain(many), / and 3 more; --json lists all\n$/);
  });

  test('of job logs that were cleared say how many stayed, and why', async () => {
    const clear = (removedJobs: number, keptJobs: number) =>
      textOf(['jobs', '--clear'], { clearJobs: () => Promise.resolve(ok({ removedJobs, keptJobs })) });
    assert.equal(await clear(1, 0), 'Removed the log of 1 job.\n');
    assert.equal(
      await clear(1_200, 3),
      'Removed the logs of 1,200 jobs. 3 stayed: failed or skipped records refer to them.\n',
    );
    assert.equal(await clear(0, 0), 'There was no job log to remove.\n');
  });

  test('of new files end with what to do next, from where the user stands', async () => {
    assert.match(await textOf(['init', 'shop', '--sample'], {}), /tandem -C shop sync --full/);
    assert.match(await textOf(['init', '/elsewhere/shop'], {}), /tandem -C \/elsewhere\/shop validate/);
    assert.match(await textOf(['init', '.'], {}), /Check it: tandem validate/);
  });
});

suite('no text from data', () => {
  const wild = fc.string({ unit: 'binary' });

  test('reaches a terminal as a control character', async () => {
    await fc.assert(
      fc.asyncProperty(wild, async (data) => {
        let shown = '';
        const terminal = { isTerminal: true, columns: () => 80, write: (text: string) => void (shown += text) };
        const failure = { code: 'TEXT_TOO_LONG' as const, message: data, jobId: data, at: '2026-05-04T08:00:00.000Z' };
        const error = {
          localId: data,
          integrationId: data,
          code: 'TEXT_TOO_LONG' as const,
          message: data,
          at: failure.at,
        };
        const job = aJob({ id: data, runId: data, mapping: data, message: data, counters: { failed: 1, skipped: 1 } });
        const change = {
          field: data,
          integrationField: data,
          type: { kind: 'text' as const },
          before: data,
          after: data,
        };
        const item = {
          localId: data,
          integrationId: data,
          reason: data,
          code: 'TEXT_TOO_LONG' as const,
          fields: [change],
        };
        const table = {
          name: data,
          fields: [
            {
              name: data,
              type: { kind: 'text' as const },
              required: false,
              readOnly: false,
              unique: false,
              references: { table: data, field: data },
            },
          ],
        };
        const service: Partial<WorkspaceService> = {
          environment: data,
          mappings: [{ ...customer, name: data, table: { name: data } }],
          sync: (_request, { onProgress }) => {
            onProgress({ kind: 'jobProgress', job, done: 1, total: 2 });
            onProgress({ kind: 'waiting', reason: data });
            return Promise.resolve(
              ok(aReport({ runId: data, jobs: [job], firstErrors: [{ jobId: data, error }], changedFiles: [data] })),
            );
          },
          plan: () =>
            Promise.resolve(
              ok({
                mode: 'full',
                troubled: true,
                mappings: [
                  aPlan({
                    mapping: data,
                    message: data,
                    items: [
                      { action: 'modify', ...item },
                      { action: 'insert', ...item },
                    ],
                  }),
                ],
              }),
            ),
          jobs: () => Promise.resolve(ok([job])),
          job: () =>
            Promise.resolve(
              ok({
                job,
                records: [{ action: 'insert', localId: data, integrationId: data, fields: [data] }],
                errors: [error],
              }),
            ),
          couplings: () =>
            Promise.resolve(
              ok([
                aCoupling({
                  mapping: data,
                  localId: data,
                  skipped: true,
                  failures: { toIntegrationTable: failure, fromIntegrationTable: null },
                }),
              ]),
            ),
          schema: () =>
            Promise.resolve(
              ok({
                environment: data,
                readAt: failure.at,
                cached: true,
                local: { tables: [table] },
                integration: { tables: [] },
              }),
            ),
          explain: () => {
            const [event] = anExplanation().events;
            const row = event && { ...event.row, reason: data, fields: [{ field: data, before: data, after: data }] };
            const told = { mapping: data, localId: data, integrationId: data, localTitle: data, nextStep: data };
            const events = row ? [{ at: failure.at, row }] : [];
            return Promise.resolve(ok(anExplanation({ ...told, facts: [{ kind: 'error', text: data }], events })));
          },
          retry: () =>
            Promise.resolve({
              ok: false,
              error: { code: data, message: data, kind: 'run', problems: [aProblem({ file: data, message: data })] },
            }),
        };
        const validateWorkspace = () =>
          Promise.resolve(
            ok({
              files: [data],
              problems: [
                aProblem({
                  file: data,
                  message: data,
                  fixes: [{ title: data, edits: [] }],
                  related: [{ file: data, range: aProblem().range, message: data }],
                }),
              ],
            }),
          );
        const commands = [
          ['sync'],
          ['plan'],
          ['jobs'],
          ['job', 'x'],
          ['couplings'],
          ['schema'],
          ['explain', '--mapping', 'M', '--local', 'x'],
          ['retry', '--all'],
          ['validate'],
          ['sync', '--json'],
          ['validate', '--format', 'sarif'],
        ];
        for (const argv of commands) {
          await runCli([...argv], {
            service,
            deps: { stdout: terminal, stderr: terminal, validateWorkspace, env: { LANG: 'C.UTF-8' } },
          });
        }
        // What remains after our own colours and the rewriting of the status line must be harmless.
        // eslint-disable-next-line no-control-regex -- the codes are control characters
        const rest = shown.replace(/\u001b\[\d+m|\r\u001b\[2K/g, '');
        assert.doesNotMatch(rest, /[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069]|\p{Cs}/u);
      }),
      { numRuns: 60 },
    );
  });
});
