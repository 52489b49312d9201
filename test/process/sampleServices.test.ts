import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ConnectionReport } from '../../src/protocol/connectionReport';
import type { Ended, InstalledTandem } from '../support/installedTandem';
import type { PlanDocument, RunDocument } from '../../src/protocol/commandDocuments';
import type { ServedSample } from '../support/servedSample';
import { installTandem, onlyDocument } from '../support/installedTandem';
import { sampleServicesPort } from '../../src/protocol/sampleServices';
import { secretsBelow, secretsIn } from '../support/secretsIn';
import { serveSample } from '../support/servedSample';

const password = 'a word that stands in no file';
const withPassword = { TANDEM_PASSWORD: password };

suite('The sample on services, from the first command to the last', function () {
  this.timeout(120_000);
  let tandem: InstalledTandem;
  let folder: string;
  let services: ServedSample;
  const ends: Ended[] = [];

  suiteSetup(async () => {
    tandem = installTandem();
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-services-'));
    services = await serveSample(tandem);
  });
  suiteTeardown(async () => {
    // Also where a test failed: nothing that was started here is left.
    tandem.remove();
    await services.running.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> => {
    const ended = await tandem.run([...args, '--json'], { cwd: folder, env: { TANDEM_DEBUG: '1', ...env } });
    ends.push(ended);
    return ended;
  };

  test('init names the port that emulate serves on when nobody says otherwise', async () => {
    const ended = await run(['init', '.', '--sample-services']);
    assert.equal(ended.code, 0, ended.stderr);
    const written = workspaceText();
    assert.equal(written.split(`http://127.0.0.1:${sampleServicesPort}`).length, 3);
    // Here they are on a free one; and Business Central is to ask for a password, as one on premises does.
    editWorkspace((text) =>
      text
        .replaceAll(`:${sampleServicesPort}`, `:${services.port}`)
        .replace(/^( +)company: .*$/m, (line, indent: string) =>
          [line, `${indent}authentication: basic`, `${indent}user: SAMPLE`].join('\n'),
        ),
    );
    assert.equal((await run(['validate'])).code, 0);
  });

  test('without the password nothing runs, and the variable that would hold it is named', async () => {
    const ended = await run(['sync', '--full']);
    assert.equal(ended.code, 3, ended.stderr);
    const error = onlyDocument(ended)['error'] as { readonly code: string; readonly message: string };
    assert.equal(error.code, 'UNAUTHORIZED');
    assert.match(error.message, /Set TANDEM_PASSWORD, or TANDEM_SERVICES_LOCAL_PASSWORD for this side alone/);
  });

  test('test-connection says what both systems are', async () => {
    const ended = await run(['test-connection'], withPassword);
    assert.equal(ended.code, 0, ended.stdout);
    const { sides } = onlyDocument(ended) as unknown as { readonly sides: readonly ConnectionReport[] };
    assert.deepEqual(
      sides.map(({ side, ok, company }) => [side, ok, company]),
      [
        ['local', true, services.company],
        ['integration', true, undefined],
      ],
    );
  });

  test('sync does what plan said it would, record by record', async () => {
    const planned = (onlyDocument(await run(['plan', '--full'], withPassword)) as unknown as PlanDocument).mappings;
    const ended = await run(['sync', '--full'], withPassword);
    // The sample has bad records on purpose.
    assert.equal(ended.code, 1, ended.stderr);
    const { jobs, totals } = onlyDocument(ended) as unknown as RunDocument;
    const written = (
      each: { readonly mapping: string; readonly direction: string },
      inserted: number,
      modified: number,
    ) => [each.mapping, each.direction, inserted, modified] as const;
    assert.deepEqual(
      jobs.map((job) => written(job, job.inserted, job.modified)),
      planned.map((each) => written(each, each.counters.inserted, each.counters.modified)),
    );
    assert.ok(totals.inserted > 100, `${totals.inserted} inserted`);
  });

  for (const args of [['sync'], ['sync', '--full']]) {
    test(`${args.join(' ')} afterwards writes nothing`, async () => {
      const { totals } = onlyDocument(await run(args, withPassword)) as unknown as RunDocument;
      const { inserted, modified, deleted, coupled } = totals;
      assert.deepEqual({ inserted, modified, deleted, coupled }, { inserted: 0, modified: 0, deleted: 0, coupled: 0 });
    });
  }

  test('the password stands in no file and no output', () => {
    const texts = ends.flatMap(({ stdout, stderr }) => [stdout, stderr]).join('\n');
    assert.match(texts, /GET .*customers.*: 200 in/);
    assert.deepEqual(secretsIn(texts, [password]), []);
    assert.deepEqual(secretsBelow(folder, [password]), []);
  });

  const workspaceFile = (): string => path.join(folder, 'tandem.yaml');
  const workspaceText = (): string => readFileSync(workspaceFile(), 'utf8');
  const editWorkspace = (edit: (text: string) => string): void => writeFileSync(workspaceFile(), edit(workspaceText()));
});
