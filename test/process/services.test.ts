import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { InstalledTandem } from '../support/installedTandem';
import { customerWorkspace } from '../support/customerWorkspace';
import { installTandem } from '../support/installedTandem';

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
