import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { InstalledTandem } from '../support/installedTandem';
import { customerWorkspace } from '../support/customerWorkspace';
import { installTandem, onlyDocument } from '../support/installedTandem';

const outside = mkdtempSync(path.join(tmpdir(), 'tandem-outside-'));

interface Mistake {
  readonly name: string;
  readonly make: (workspace: CustomerWorkspace) => void;
  readonly code: string;
  /** What the message names: the place, the cause and the next step. */
  readonly message: RegExp;
}

const mistakes: readonly Mistake[] = [
  {
    name: 'without tandem.yaml',
    make: (workspace) => rmSync(workspace.file('tandem.yaml')),
    code: 'WORKSPACE_NOT_FOUND',
    message: /no tandem\.yaml in .*tandem init.*-C/,
  },
  {
    name: 'whose tandem.yaml is no YAML',
    make: (workspace) => workspace.write('tandem.yaml', 'environments: {\n  sample: [\n'),
    code: 'WORKSPACE_INVALID',
    message: /^tandem\.yaml:\d+:\d+: /,
  },
  {
    name: 'whose tandem.yaml is empty',
    make: (workspace) => workspace.write('tandem.yaml', ''),
    code: 'WORKSPACE_INVALID',
    message: /^tandem\.yaml:1:1: /,
  },
  {
    name: 'whose mapping is no YAML',
    make: (workspace) => workspace.write('mappings/customer.mapping.yaml', 'name: CUSTOMER\n\ttable: Customer\n'),
    code: 'WORKSPACE_INVALID',
    message: /^mappings\/customer\.mapping\.yaml:\d+:\d+: /,
  },
  {
    name: 'whose mapping is not text',
    make: (workspace) => workspace.write('mappings/customer.mapping.yaml', new Uint8Array([0xff, 0xfe, 0, 1, 2, 3])),
    code: 'WORKSPACE_INVALID',
    message: /^mappings\/customer\.mapping\.yaml:\d+:\d+: /,
  },
  {
    name: 'whose mapping names an unknown table',
    make: (workspace) => replaceIn(workspace, 'mappings/customer.mapping.yaml', 'table: Customer', 'table: Custmer'),
    code: 'WORKSPACE_INVALID',
    message: /Custmer.*Customer/,
  },
  {
    name: 'whose mapping names an unknown field',
    make: (workspace) => replaceIn(workspace, 'mappings/customer.mapping.yaml', 'Name <-> name', 'Nam <-> name'),
    code: 'WORKSPACE_INVALID',
    message: /Nam\b.*Name/,
  },
  {
    name: 'that names a mapping file that is not there',
    make: (workspace) => replaceIn(workspace, 'tandem.yaml', 'mappings/*.mapping.yaml', 'mappings/vendor.mapping.yaml'),
    code: 'WORKSPACE_INVALID',
    message: /mappings\/vendor\.mapping\.yaml does not exist/,
  },
  {
    name: 'whose mapping file is a link out of it',
    make: (workspace) => {
      const target = path.join(outside, 'customer.mapping.yaml');
      writeFileSync(target, workspace.readText('mappings/customer.mapping.yaml'));
      rmSync(workspace.file('mappings/customer.mapping.yaml'));
      symlinkSync(target, workspace.file('mappings/customer.mapping.yaml'));
      replaceIn(workspace, 'tandem.yaml', '*.mapping.yaml', 'customer.mapping.yaml');
    },
    code: 'WORKSPACE_INVALID',
    message: /mappings\/customer\.mapping\.yaml/,
  },
];

suite('A workspace', () => {
  let tandem: InstalledTandem;
  let synchronized: CustomerWorkspace;
  let workspace: CustomerWorkspace;
  suiteSetup(async () => {
    tandem = installTandem();
    synchronized = await customerWorkspace(5);
    assert.equal((await tandem.run(['sync', '--full'], { cwd: synchronized.folder })).code, 0);
  });
  suiteTeardown(() => {
    tandem.remove();
    synchronized.remove();
    rmSync(outside, { recursive: true });
  });
  setup(() => {
    workspace = synchronized.copy();
  });
  teardown(() => workspace.remove());

  for (const { name, make, code, message } of mistakes) {
    test(`${name} is refused with place, cause and next step; nothing is written`, async () => {
      make(workspace);
      const before = workspace.contents();
      for (const args of [['plan'], ['sync', '--full', '--allow-new', 'yes']]) {
        const ended = await run(...args, '--json');
        assert.equal(ended.code, 2, ended.stdout + ended.stderr);
        const error = onlyDocument(ended)['error'] as { readonly code: string; readonly message: string };
        assert.equal(error.code, code, error.message);
        assert.match(error.message, message);
        assert.match(error.message, /[.?)]$/);
        assert.doesNotMatch(ended.stderr, /\n +at /, 'no stack trace');
      }
      assert.deepEqual(workspace.contents(), before);
    });
  }

  test('whose state is no SQLite file is refused, and the state kept', async () => {
    workspace.write('.tandem/sample.sqlite', 'something else');
    const before = workspace.contents();
    for (const command of ['sync', 'plan', 'jobs', 'couplings']) {
      const ended = await run(command, '--json');
      assert.equal(ended.code, 3, ended.stdout + ended.stderr);
      assert.equal((onlyDocument(ended)['error'] as { readonly code: string }).code, 'STATE_CORRUPT');
    }
    assert.deepEqual(workspace.contents(), before);
  });

  test('is found from a folder below it, and by -C from anywhere', async () => {
    assert.equal((await tandem.run(['validate'], { cwd: workspace.file('mappings') })).code, 0);
    assert.equal((await tandem.run(['validate', '-C', workspace.folder], { cwd: outside })).code, 0);
  });

  function run(...args: readonly string[]) {
    return tandem.run(args, { cwd: workspace.folder });
  }
});

function replaceIn(workspace: CustomerWorkspace, file: string, find: string, by: string): void {
  const text = workspace.readText(file);
  assert.ok(text.includes(find), `${find} in ${file}`);
  workspace.write(file, text.replace(find, by));
}
