import { strict as assert } from 'node:assert';
import { ok } from '../../../src/core/result';
import { aReport, runCli } from './fakeCli';
import type { RunRequest, SyncOptions, WorkspaceService } from '../../../src/service/workspaceService';

suite('wrong usage', () => {
  const pair = ['--local', 'a', '--integration', 'b'];
  const cases: readonly { readonly name: string; readonly argv: readonly string[]; readonly says: RegExp }[] = [
    { name: 'no command', argv: [], says: /command is missing/ },
    { name: 'an unknown command', argv: ['snyc'], says: /unknown command 'snyc' \(did you mean sync\?\)/i },
    { name: 'an unknown option', argv: ['sync', '--ful'], says: /unknown option '--ful' \(did you mean --full\?\)/i },
    {
      name: 'an unknown option of a command without near names',
      argv: ['jobs', '--colour'],
      says: /unknown option '--colour'/i,
    },
    { name: 'a missing argument', argv: ['job'], says: /missing required argument 'id'/i },
    { name: 'an empty argument', argv: ['init', ''], says: /must not be empty/ },
    { name: 'too many arguments', argv: ['job', 'one', 'two'], says: /too many arguments/i },
    { name: 'an argument where none belongs', argv: ['sync', 'CUSTOMER'], says: /too many arguments/i },
    { name: 'an option without its value', argv: ['sync', '--mapping'], says: /argument missing/ },
    { name: 'an empty folder', argv: ['jobs', '-C', ''], says: /must not be empty/ },
    {
      name: 'a direction that is none',
      argv: ['plan', '--direction', 'both'],
      says: /toIntegrationTable, fromIntegrationTable/,
    },
    { name: 'an unclear answer', argv: ['sync', '--full', '--allow-new', 'maybe'], says: /choices are yes, no/ },
    { name: 'an answer nobody asks for', argv: ['sync', '--allow-new', 'yes'], says: /needs option '--full'/ },
    { name: 'a state that is none', argv: ['couplings', '--state', 'broken'], says: /all, ok, failed, skipped/ },
    { name: 'a format that is none', argv: ['validate', '--format', 'xml'], says: /text, json, sarif/ },
    { name: 'a template that is none', argv: ['init', 'x', '--template', 'nav'], says: /dataverse, sales, blank/ },
    { name: 'a local system that is none', argv: ['init', 'x', '--local', 'nav'], says: /businessCentral/ },
    {
      name: 'a sample in the words of an API',
      argv: ['init', 'x', '--local', 'businessCentral', '--sample'],
      says: /cannot be used with/,
    },
    { name: 'a limit in words', argv: ['jobs', '--limit', 'ten'], says: /whole number from 1/ },
    { name: 'a limit of nothing', argv: ['jobs', '--limit', '0'], says: /whole number from 1/ },
    { name: 'a broken limit', argv: ['jobs', '--limit', '1.5'], says: /whole number from 1/ },
    { name: 'coupling without a mapping', argv: ['couple', ...pair], says: /--mapping <name>' not specified/ },
    { name: 'coupling nothing', argv: ['couple', '--mapping', 'M'], says: /couple needs either/i },
    { name: 'coupling half a pair', argv: ['couple', '--mapping', 'M', '--local', 'a'], says: /couple needs either/i },
    {
      name: 'coupling two local records',
      argv: ['couple', '--mapping', 'M', ...pair, '--local', 'c'],
      says: /only once/,
    },
    {
      name: 'matching a chosen record',
      argv: ['couple', '--mapping', 'M', '--match', '--local', 'a'],
      says: /cannot be used with/,
    },
    {
      name: 'matching in a direction',
      argv: ['couple', '--mapping', 'M', '--match', '--direction', 'toIntegrationTable'],
      says: /cannot be used with/,
    },
    {
      name: 'creating without matching',
      argv: ['couple', '--mapping', 'M', ...pair, '--create-new'],
      says: /needs option '--match'/,
    },
    { name: 'uncoupling nothing', argv: ['uncouple', '--mapping', 'M'], says: /uncouple needs either/i },
    {
      name: 'uncoupling one and all',
      argv: ['uncouple', '--mapping', 'M', '--local', 'a', '--all'],
      says: /cannot be used with/,
    },
    { name: 'retrying nothing', argv: ['retry'], says: /retry needs either/i },
    { name: 'retrying records of no mapping', argv: ['retry', '--local', 'a'], says: /retry needs either/i },
    { name: 'retrying one mapping and all', argv: ['retry', '--all', '--mapping', 'M'], says: /cannot be used with/ },
    { name: 'retrying one record and all', argv: ['retry', '--all', '--local', 'a'], says: /cannot be used with/ },
    {
      name: 'listing two mappings where one is meant',
      argv: ['jobs', '--mapping', 'A', '--mapping', 'B'],
      says: /only once/,
    },
    {
      name: 'explaining a record of no mapping',
      argv: ['explain', '--local', 'a'],
      says: /--mapping <name>' not spec/,
    },
    { name: 'explaining nothing', argv: ['explain', '--mapping', 'M'], says: /explain needs either/i },
    { name: 'explaining two records', argv: ['explain', '--mapping', 'M', ...pair], says: /cannot be used with/ },
    { name: 'clearing one mapping’s jobs', argv: ['jobs', '--clear', '--mapping', 'M'], says: /cannot be used with/ },
    { name: 'clearing a few jobs', argv: ['jobs', '--clear', '--limit', '5'], says: /cannot be used with/ },
    { name: 'an age without clearing', argv: ['jobs', '--older-than', '30'], says: /needs option '--clear'/ },
    { name: 'an age in words', argv: ['jobs', '--clear', '--older-than', 'a week'], says: /whole number from 1/ },
    { name: 'a choice without a side', argv: ['sync', '--record', '1', '--take', 'Name'], says: /such as Name=local/ },
    {
      name: 'a choice of a third side',
      argv: ['sync', '--record', '1', '--take', 'Name=both'],
      says: /such as Name=local/,
    },
    { name: 'a choice for no record', argv: ['sync', '--take', 'Name=local'], says: /needs '--record <localId>' once/ },
    {
      name: 'a choice for two records',
      argv: ['plan', '--record', '1', '--record', '2', '--take', 'Name=local'],
      says: /needs '--record <localId>' once/,
    },
    {
      name: 'a choice for a field and a direction for all',
      argv: ['sync', '--record', '1', '--take', 'Name=local', '--direction', 'toIntegrationTable'],
      says: /cannot be used with/,
    },
  ];

  for (const { name, argv, says } of cases) {
    test(`is refused with exit code 2: ${name}`, async () => {
      const run = await runCli(argv);
      assert.equal(run.exitCode, 2);
      assert.match(run.stderr, says);
      assert.match(run.stderr, /See: tandem (\S+ )?--help\n$/);
      assert.equal(run.stdout, '');
    });

    test(`is one JSON document with --json: ${name}`, async () => {
      const run = await runCli(['--json', ...argv]);
      assert.equal(run.exitCode, 2);
      const document = JSON.parse(run.stdout) as { error: { code: string; message: string } };
      assert.equal(document.error.code, 'USAGE');
      assert.match(document.error.message, says);
      assert.match(run.stderr, says);
    });
  }

  test('names the help of the command that was meant', async () => {
    const run = await runCli(['jobs', '--limit', 'ten']);
    assert.match(run.stderr, /See: tandem jobs --help/);
  });

  test('cannot ask for JSON and another format', async () => {
    const run = await runCli(['validate', '--json', '--format', 'sarif']);
    assert.equal(run.exitCode, 2);
    assert.equal((JSON.parse(run.stdout) as { error: { code: string } }).error.code, 'USAGE');
  });

  test('shows a control character of the command line escaped', async () => {
    const run = await runCli(['\u001b[31mred']);
    assert.match(run.stderr, /unknown command '\\u001b\[31mred'/i);
  });
});

suite('options', () => {
  test('are known before and after the command', async () => {
    const opened: unknown[] = [];
    const deps = {
      openWorkspace: (options: unknown) => {
        opened.push(options);
        return Promise.resolve({ ok: false as const, error: { code: 'X', message: 'No.', kind: 'usage' as const } });
      },
    };
    const options = ['-C', 'shop', '--environment', 'test', '--allow-host', 'a', '--allow-host', 'b', '--json'];
    const before = await runCli([...options, 'jobs'], { deps });
    const after = await runCli(['jobs', ...options], { deps });
    const allowedHosts = ['a', 'b'];
    const expected = { folder: '/projects/shop', environment: 'test', command: 'tandem jobs', allowedHosts };
    assert.deepEqual(opened, [expected, expected]);
    assert.equal(before.stdout, after.stdout);
  });

  test('of a run reach the service as they were given', async () => {
    const requests: { request: RunRequest; options: SyncOptions }[] = [];
    const service = {
      sync: (request: RunRequest, options: SyncOptions) => {
        requests.push({ request, options });
        return Promise.resolve(ok(aReport()));
      },
    };
    await runCli(['sync'], { service });
    const words =
      '--full --mapping A --mapping B --record 1 --record 2 --direction fromIntegrationTable --allow-new yes --accept-missing';
    await runCli(['sync', ...words.split(' ')], { service });
    assert.deepEqual(
      requests.map(({ request, options: { allowNew, acceptMissing } }) => ({ request, allowNew, acceptMissing })),
      [
        { request: { mode: 'modified', mappings: [], records: [] }, allowNew: false, acceptMissing: false },
        {
          request: { mode: 'full', mappings: ['A', 'B'], records: ['1', '2'], direction: 'fromIntegrationTable' },
          allowNew: true,
          acceptMissing: true,
        },
      ],
    );
  });

  test('settle a conflict field by field, also where a field’s name holds the sign between name and side', async () => {
    const requests: RunRequest[] = [];
    const remember = (request: RunRequest) => {
      requests.push(request);
      return Promise.resolve(ok(aReport()));
    };
    const words = ['sync', '--mapping', 'M', '--record', '1', '--take', 'Name=local', '--take', 'a=b=integration'];
    await runCli(words, { service: { sync: remember } });
    assert.deepEqual(requests[0]?.take, [
      { names: ['Name'], side: 'local' },
      { names: ['a=b'], side: 'integration' },
    ]);
  });

  test('of clearing and explaining reach the service as they were given', async () => {
    const asked: unknown[] = [];
    const service: Partial<WorkspaceService> = {
      clearJobs: (query) => {
        asked.push(query);
        return Promise.resolve(ok({ removedJobs: 0, keptJobs: 0 }));
      },
      explain: (request) => {
        asked.push(request);
        return Promise.resolve({ ok: false, error: { code: 'RECORD_NOT_FOUND', message: 'No.', kind: 'usage' } });
      },
    };
    await runCli(['jobs', '--clear'], { service });
    await runCli(['jobs', '--clear', '--older-than', '30'], { service });
    await runCli(['explain', '--mapping', 'M', '--local', '10000'], { service });
    const refused = await runCli(['explain', '--mapping', 'M', '--integration', '-7'], { service });
    assert.equal(refused.exitCode, 2);
    assert.deepEqual(asked, [
      {},
      { olderThanDays: 30 },
      { mapping: 'M', side: 'local', record: '10000' },
      { mapping: 'M', side: 'integration', record: '-7' },
    ]);
  });

  test('may give an id that begins with a dash', async () => {
    const asked: unknown[] = [];
    const service = {
      retry: (request: unknown) => {
        asked.push(request);
        return Promise.resolve(ok({ restored: 1 }));
      },
    };
    await runCli(['retry', '--mapping', 'M', '--local', '-5'], { service });
    assert.deepEqual(asked, [{ mapping: 'M', records: ['-5'] }]);
  });

  test('of coupling lead to the pair or to matching', async () => {
    const asked: unknown[] = [];
    const remember = (request: unknown) => {
      asked.push(request);
      return Promise.resolve(ok(aReport()));
    };
    const service = { couple: remember, coupleByMatching: remember, uncouple: remember };
    await runCli(['couple', '--mapping', 'M', '--local', 'a', '--integration', 'b'], { service });
    await runCli(
      ['couple', '--mapping', 'M', '--local', 'a', '--integration', 'b', '--direction', 'toIntegrationTable'],
      { service },
    );
    await runCli(['couple', '--mapping', 'M', '--match'], { service });
    await runCli(['couple', '--mapping', 'M', '--match', '--create-new'], { service });
    await runCli(['uncouple', '--mapping', 'M', '--local', 'a', '--local', 'b'], { service });
    await runCli(['uncouple', '--mapping', 'M', '--all'], { service });
    assert.deepEqual(asked, [
      { mapping: 'M', localId: 'a', integrationId: 'b' },
      { mapping: 'M', localId: 'a', integrationId: 'b', direction: 'toIntegrationTable' },
      { mapping: 'M' },
      { mapping: 'M', createNew: true },
      { mapping: 'M', records: ['a', 'b'] },
      { mapping: 'M', records: 'all' },
    ]);
  });
});

suite('help', () => {
  const commands = 'init validate plan sync couple uncouple couplings retry jobs job schema'.split(' ');

  test('lists every command', async () => {
    const { exitCode, stdout } = await runCli(['--help']);
    assert.equal(exitCode, 0);
    for (const command of commands) assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
  });

  for (const command of commands) {
    test(`of ${command} has an example, the exit codes and the options that work everywhere`, async () => {
      const { exitCode, stdout, stderr } = await runCli([command, '--help']);
      assert.equal(exitCode, 0);
      assert.equal(stderr, '');
      assert.match(stdout, new RegExp(`Examples:\\n  \\$ tandem ${command} ?`));
      assert.match(stdout, /Exit codes:\n {2}0 {4}/);
      for (const option of ['-C <dir>', '--environment <name>', '--json']) assert.ok(stdout.includes(option), option);
    });
  }

  test('says the version', async () => {
    assert.deepEqual(await runCli(['--version']), { exitCode: 0, stdout: '1.2.3\n', stderr: '' });
    assert.deepEqual(JSON.parse((await runCli(['--json', '--version'])).stdout), { version: '1.2.3' });
  });
});
