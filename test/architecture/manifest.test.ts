import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { importGraph } from './importGraph';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly publisher: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage extends Partial<Manifest> {
  readonly resolved?: string;
  readonly integrity?: string;
}

/** What the results view's page uses: it is no part of src. */
const ahead: readonly string[] = ['@tanstack/virtual-core', '@vscode/webview-ui-toolkit'];

suite('The manifest', () => {
  const manifest = readJson('package.json') as Manifest;

  test('is that of a VS Code extension with a command line', () => {
    const { name, bin, license, publisher } = manifest;
    assert.deepEqual(
      { name, bin, license, publisher },
      { name: 'tandem', bin: { tandem: 'dist/cli.js' }, license: 'MIT', publisher: 'tandem' },
    );
    assert.match(manifest.engines['vscode'] ?? '', /^\^1\.\d+\.0$/);
    assert.equal(manifest.engines['node'], '>=20');
  });

  test('has the types of the oldest VS Code and Node that it promises to run on', () => {
    assert.equal(`^${manifest.devDependencies['@types/vscode']}`, manifest.engines['vscode']);
    assert.match(manifest.devDependencies['@types/node'] ?? '', /^20\./);
  });

  test('has a version that the changelog describes first', () => {
    const [newest] = /^## (.+)$/m.exec(readFileSync('CHANGELOG.md', 'utf8'))?.slice(1) ?? [];
    assert.equal(newest, manifest.version);
  });

  test('pins every dependency to one version', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    assert.deepEqual(
      versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  });

  test('names the packages that the sources import, and no others', async () => {
    const edges = await importGraph();
    // VS Code brings itself along.
    const imported = edges.map(({ to }) => to).filter((to) => !/^(src\/|node:|vscode$)/.test(to));
    assert.deepEqual(Object.keys(manifest.dependencies).sort(), [...new Set([...imported, ...ahead])].sort());
  });

  test('has scripts that start files which exist', () => {
    for (const [name, script] of Object.entries(manifest.scripts)) {
      // What a script builds before it starts it is not there yet.
      const files = [...script.matchAll(/node (?:--[\w-]+ )*([\w./-]+\.mjs)/g)].map(([, file]) => file ?? '');
      for (const file of files) assert.ok(existsSync(file), `${name}: ${file}`);
    }
  });
});

suite('The lockfile', () => {
  const manifest = readJson('package.json') as Manifest;
  const lockfile = readJson('package-lock.json') as Lockfile;
  const root = lockfile.packages[''];

  test('is in step with the manifest', () => {
    const { name, version, dependencies, devDependencies, engines, bin, license } = manifest;
    assert.deepEqual({ ...root }, { name, version, license, dependencies, bin, devDependencies, engines });
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.equal(lockfile.packages[`node_modules/${name}`]?.version, version, name);
    }
  });

  test('names no registry, and a checksum for every package', () => {
    const packages = Object.entries(lockfile.packages).filter(([place]) => place !== '');
    assert.ok(packages.length > 10);
    assert.deepEqual(
      packages.filter(([, each]) => each.resolved !== undefined || !each.integrity).map(([place]) => place),
      [],
    );
  });
});

suite('The license', () => {
  test('is MIT', () => {
    assert.match(readFileSync('LICENSE', 'utf8'), /^MIT License\n/);
  });
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
