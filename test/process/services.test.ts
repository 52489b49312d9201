import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { InstalledTandem } from '../support/installedTandem';
import { customerWorkspace } from '../support/customerWorkspace';
import { installTandem } from '../support/installedTandem';
import { navWorkspace } from '../support/navWorkspace';
import { secretsBelow, secretsIn } from '../support/secretsIn';
import { startNavServer } from '../support/navServer';
import type { NavServer } from '../support/navServer';

suite('An environment with services', () => {
  let tandem: InstalledTandem;
  let workspace: CustomerWorkspace;
  suiteSetup(async () => {
    tandem = installTandem();
    workspace = await customerWorkspace(1);
    workspace.write(
      'tandem.yaml',
      `environments:
  elsewhere:
    local: { connector: nav, url: https://nav.contoso.example:7048/NAV, company: CRONUS, user: SYNC }
    integration: { connector: sqlite, file: data/integration.sqlite }
mappings: [mappings/*.mapping.yaml]
`,
    );
  });
  suiteTeardown(() => {
    tandem.remove();
    workspace.remove();
  });

  test('is not reached where nobody allowed its host: nothing is sent, and both ways to allow it are told', async () => {
    const ended = await tandem.run(['sync', '--json'], { cwd: workspace.folder });
    assert.equal(ended.code, 3, ended.stderr);
    const { error } = JSON.parse(ended.stdout) as { error: { code: string; message: string } };
    assert.equal(error.code, 'HOST_NOT_CONFIRMED');
    assert.match(error.message, /--allow-host nav\.contoso\.example, or add it to TANDEM_ALLOWED_HOSTS/);
  });

  test('that is not reached is a line of test-connection, beside the side that is', async () => {
    const ended = await tandem.run(['test-connection', '--json'], { cwd: workspace.folder });
    assert.equal(ended.code, 3, ended.stderr);
    const { sides } = JSON.parse(ended.stdout) as { sides: { side: string; ok: boolean }[] };
    assert.deepEqual(
      sides.map(({ side, ok }) => [side, ok]),
      [
        ['local', false],
        ['integration', true],
      ],
    );
  });
});

suite('A service on this machine', () => {
  let tandem: InstalledTandem;
  let server: NavServer;
  let workspace: CustomerWorkspace;
  suiteSetup(() => {
    tandem = installTandem();
  });
  suiteTeardown(() => tandem.remove());
  setup(async () => {
    server = await startNavServer(3);
    workspace = await navWorkspace(server);
  });
  teardown(async () => {
    await server.close();
    workspace.remove();
  });

  const run = (args: readonly string[], password?: string) =>
    tandem.run(args, {
      cwd: workspace.folder,
      env: { TANDEM_DEBUG: '1', ...(password !== undefined && { TANDEM_PASSWORD: password }) },
    });

  test('is synchronized with the password of a variable, which stands nowhere afterwards', async () => {
    const synchronized = await run(['sync', '--full', '--json'], server.password);
    assert.equal(synchronized.code, 0, synchronized.stderr);
    const { totals } = JSON.parse(synchronized.stdout) as { totals: { inserted: number } };
    assert.equal(totals.inserted, 3);
    assert.match(synchronized.stderr, /GET .*Customer: 200 in/);
    const tested = await run(['test-connection'], server.password);
    assert.equal(tested.code, 0, tested.stderr);
    assert.match(tested.stdout, / {2}user: SYNC\n {2}company: CRONUS\n/);
    const texts = [synchronized, tested].flatMap(({ stdout, stderr }) => [stdout, stderr]).join('\n');
    assert.deepEqual(secretsIn(texts, [server.password]), []);
    assert.deepEqual(secretsBelow(workspace.folder, [server.password]), []);
  });

  test('that refuses the password is told with the variable it came from, and without it', async () => {
    const wrong = 'not the right password';
    const ended = await run(['sync', '--full', '--json'], wrong);
    assert.equal(ended.code, 3, ended.stderr);
    const { error } = JSON.parse(ended.stdout) as { error: { code: string; message: string } };
    assert.equal(error.code, 'UNAUTHORIZED');
    assert.match(error.message, /refused the sign-in with TANDEM_PASSWORD/);
    assert.deepEqual(secretsIn(ended.stdout + ended.stderr, [wrong]), []);
    assert.deepEqual(secretsBelow(workspace.folder, [wrong]), []);
  });

  test('is not called without a password: the variables that would hold it are named', async () => {
    const ended = await run(['sync']);
    assert.equal(ended.code, 3);
    assert.match(ended.stderr, /Set TANDEM_PASSWORD, or TANDEM_ON_PREMISES_LOCAL_PASSWORD for this side alone/);
    assert.deepEqual(server.seen, []);
  });
});
