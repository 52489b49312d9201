import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { Ended, InstalledTandem } from '../support/installedTandem';
import { customerWorkspace, localId } from '../support/customerWorkspace';
import { installTandem, onlyDocument } from '../support/installedTandem';

interface Case {
  readonly args: readonly string[];
  readonly code: number;
  /** Keys that scripts rely on (DESIGN 4); for errors the error's code. */
  readonly holds: readonly string[] | string;
}

const run = ['runId', 'mode', 'jobs', 'totals'];

interface Ending extends Ended {
  /** The workspace's files. */
  readonly before: unknown;
  readonly after: unknown;
}

/** In an order in which each finds what it needs. */
const cases: readonly Case[] = [
  { args: ['init', 'new'], code: 0, holds: ['folder', 'files'] },
  { args: ['init', 'new'], code: 2, holds: 'WORKSPACE_EXISTS' },
  { args: ['init'], code: 2, holds: 'USAGE' },
  { args: ['validate'], code: 0, holds: ['files', 'problems'] },
  { args: ['validate', 'nowhere.yaml'], code: 2, holds: 'FILE_NOT_FOUND' },
  { args: ['validate', '--format', 'sarif'], code: 2, holds: 'USAGE' },
  { args: ['plan', '--full'], code: 0, holds: ['mode', 'mappings'] },
  { args: ['plan', '--mapping', 'VENDOR'], code: 2, holds: 'MAPPING_NOT_FOUND' },
  { args: ['sync', '--full'], code: 0, holds: run },
  { args: ['sync', '--full', '--environment', 'production'], code: 2, holds: 'ENVIRONMENT_NOT_FOUND' },
  { args: ['sync', '--mapping', 'VENDOR'], code: 2, holds: 'MAPPING_NOT_FOUND' },
  { args: ['sync', '--mapping', 'CUSTOMER', '--record', 'nobody'], code: 2, holds: 'RECORD_NOT_FOUND' },
  { args: ['sync', '--ful'], code: 2, holds: 'USAGE' },
  { args: ['uncouple', '--mapping', 'CUSTOMER', '--local', localId(2)], code: 0, holds: run },
  { args: ['uncouple', '--mapping', 'CUSTOMER', '--local', 'nobody'], code: 2, holds: 'RECORD_NOT_COUPLED' },
  { args: ['uncouple', '--mapping', 'CUSTOMER'], code: 2, holds: 'USAGE' },
  { args: ['couple', '--mapping', 'CUSTOMER', '--match'], code: 0, holds: run },
  {
    args: ['couple', '--mapping', 'CUSTOMER', '--local', 'nobody', '--integration', 'nobody'],
    code: 2,
    holds: 'RECORD_NOT_FOUND',
  },
  {
    args: ['couple', '--mapping', 'CUSTOMER', '--local', localId(2), '--integration', 'nobody'],
    code: 2,
    holds: 'ALREADY_COUPLED',
  },
  { args: ['couple', '--mapping', 'CUSTOMER', '--local', localId(2)], code: 2, holds: 'USAGE' },
  { args: ['couplings'], code: 0, holds: ['couplings'] },
  { args: ['couplings', '--state', 'lost'], code: 2, holds: 'USAGE' },
  { args: ['couplings', '--mapping', 'VENDOR'], code: 2, holds: 'MAPPING_NOT_FOUND' },
  { args: ['retry', '--all'], code: 0, holds: ['restored'] },
  { args: ['retry'], code: 2, holds: 'USAGE' },
  { args: ['jobs'], code: 0, holds: ['jobs'] },
  { args: ['jobs', '--limit', '0'], code: 2, holds: 'USAGE' },
  { args: ['job', 'no-such-job'], code: 2, holds: 'JOB_NOT_FOUND' },
  { args: ['job'], code: 2, holds: 'USAGE' },
  {
    args: ['explain', '--mapping', 'CUSTOMER', '--local', 'C00001'],
    code: 0,
    holds: ['mapping', 'localId', 'integrationId', 'state', 'facts', 'nextStep', 'events'],
  },
  { args: ['explain', '--mapping', 'CUSTOMER', '--local', 'nobody'], code: 2, holds: 'RECORD_NOT_FOUND' },
  { args: ['explain', '--mapping', 'VENDOR', '--local', 'C00001'], code: 2, holds: 'MAPPING_NOT_FOUND' },
  { args: ['explain', '--mapping', 'CUSTOMER'], code: 2, holds: 'USAGE' },
  { args: ['sync', '--record', localId(1), '--take', 'Nothing=local'], code: 2, holds: 'FIELD_NOT_FOUND' },
  { args: ['sync', '--take', 'Name=local'], code: 2, holds: 'USAGE' },
  { args: ['jobs', '--clear', '--older-than', '1'], code: 0, holds: ['removedJobs', 'keptJobs'] },
  { args: ['jobs', '--clear'], code: 0, holds: ['removedJobs', 'keptJobs'] },
  { args: ['schema'], code: 0, holds: ['environment', 'local', 'integration'] },
  { args: ['schema', '--fresh'], code: 2, holds: 'USAGE' },
  { args: ['schema', '-C', 'nowhere'], code: 2, holds: 'WORKSPACE_NOT_FOUND' },
  { args: ['watch', '--once'], code: 0, holds: ['runId', 'jobs', 'totals'] },
  { args: ['watch', '--interval', 'soon'], code: 2, holds: 'USAGE' },
  { args: ['--version'], code: 0, holds: ['version'] },
  { args: ['sync', '--help'], code: 0, holds: ['help'] },
  { args: ['snyc'], code: 2, holds: 'USAGE' },
  { args: [], code: 2, holds: 'USAGE' },
];

suite('With --json a process', () => {
  let tandem: InstalledTandem;
  let workspace: CustomerWorkspace;
  const endings = new Map<Case, Ending>();
  suiteSetup(async function () {
    this.timeout(60_000);
    tandem = installTandem();
    workspace = await customerWorkspace(3);
    for (const each of cases) {
      const before = workspace.contents();
      const ended = await tandem.run([...each.args, '--json'], { cwd: workspace.folder });
      endings.set(each, { ...ended, before, after: workspace.contents() });
    }
  });
  suiteTeardown(() => {
    workspace.remove();
    tandem.remove();
  });

  for (const each of cases) {
    const outcome = typeof each.holds === 'string' ? each.holds : `its ${each.holds[0] ?? ''}`;
    test(`writes one document for ‘tandem ${each.args.join(' ')}’: ${outcome}`, () => {
      const ended = endings.get(each) as Ending;
      assert.equal(ended.code, each.code, ended.stdout + ended.stderr);
      const document = onlyDocument(ended);
      if (typeof each.holds === 'string') {
        const { code, message } = document['error'] as { readonly code: string; readonly message: string };
        assert.equal(code, each.holds);
        assert.ok(ended.stderr.includes(message), 'people read the same message on standard error');
        assert.deepEqual(ended.after, ended.before, 'what is refused changes no file');
      } else {
        for (const key of each.holds) assert.ok(key in document, `${key} in ${ended.stdout}`);
      }
    });
  }

  test('writes a job with its records and errors', async () => {
    const jobs = onlyDocument(await tandem.run(['jobs', '--json'], { cwd: workspace.folder }));
    const [newest] = jobs['jobs'] as readonly { readonly id: string }[];
    const job = onlyDocument(await tandem.run(['job', newest?.id ?? '', '--json'], { cwd: workspace.folder }));
    assert.equal(job['id'], newest?.id);
    assert.ok(Array.isArray(job['records']) && Array.isArray(job['errors']));
  });

  test('was asked for every command that help lists, once with success and once with an error', async () => {
    const { help } = onlyDocument(await tandem.run(['--help', '--json'])) as { readonly help: string };
    const commands = [...help.matchAll(/^ {2}([a-z]+) .*$/gm)]
      .map(([, name]) => name)
      // The language server speaks another protocol on standard output; the services go on until they are ended, and have a test
      // of their own.
      .filter((name) => name !== 'help' && name !== 'lsp' && name !== 'emulate');
    assert.ok(commands.length > 5, help);
    for (const command of commands) {
      const own = cases.filter(({ args }) => args[0] === command);
      if (command !== 'job')
        assert.ok(
          own.some(({ code }) => code === 0),
          `${command} with success`,
        );
      assert.ok(
        own.some(({ code }) => code !== 0),
        `${command} with an error`,
      );
    }
  });
});
