import assert from 'node:assert/strict';
import { failureClasses } from '../../src/core/model/failure';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { Command } from 'commander';
import { createProgram } from '../../src/cli/createProgram';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import { parseWorkspace } from '../../src/core/mapping/parseWorkspace';
import { sourceFiles } from './importGraph';
import { transformationKinds } from '../../src/core/mapping/parseTransformation';
import { exitCodes } from '../../src/protocol/exitCodes';

const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];

suite('The documents', () => {
  const program = createProgram({
    start: () => Promise.resolve(),
    version: '',
    write: () => undefined,
    columns: undefined,
  });
  const globalFlags = flagsOf(program);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };

  for (const document of documents) {
    test(`show only npm scripts that exist: ${document}`, () => {
      const named = [...codeIn(document).matchAll(/\bnpm (?:run |(?=test))(?:--[\w-]+ )*([\w:-]+)/g)].map(
        ([, name]) => name ?? '',
      );
      assert.deepEqual(
        named.filter((name) => !(name in scripts)),
        [],
      );
    });

    test(`show only commands and flags that the command line has: ${document}`, () => {
      const shown = codeIn(document).matchAll(/(?:node dist\/cli\.js|\btandem)((?: +[^\s`|&;]+)+)/g);
      const wrong = [...shown].flatMap(([line, rest = '']) => {
        const words = withoutFolder(rest.trim().split(/ +/));
        const [name = ''] = words;
        if (name.startsWith('-') || name.startsWith('<')) return [];
        const command = program.commands.find((each) => each.name() === name);
        if (!command) return [line];
        const known = [...flagsOf(command), ...globalFlags];
        return words
          .filter((word) => word.startsWith('--'))
          .filter((flag) => !known.includes(flag))
          .map((flag) => `${line}: ${flag}`);
      });
      assert.deepEqual(wrong, []);
    });

    test(`name only files and folders that exist: ${document}`, () => {
      const text = readFileSync(document, 'utf8');
      const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target ?? '');
      assert.deepEqual(
        [...links, ...pathsIn(text)].filter((name) => !isThere(name)),
        [],
      );
    });
  }

  test('list in README every command with exactly its flags', () => {
    const commands = readFileSync('README.md', 'utf8').split('\n## Commands\n')[1] ?? '';
    const rows = [...commands.matchAll(/^\| (`.*`) +\|/gm)].map(([, cell]) => (cell ?? '').replaceAll('\\|', '|'));
    const listed = rows.flatMap((cell) => [...cell.matchAll(/`([a-z][a-z-]*)( [^`]*)?`/g)]);
    const described = listed.map(([, name = '', words = '']) => [name, [...new Set(words.match(/--[a-z-]+/g))].sort()]);
    assert.deepEqual(
      Object.fromEntries(described),
      Object.fromEntries(program.commands.map((command) => [command.name(), [...flagsOf(command)].sort()])),
    );
  });

  test('show in README files that have no problems', () => {
    const blocks = [...readFileSync('README.md', 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(
      ([, block]) => block ?? '',
    );
    const workspaces = blocks.filter((block) => block.startsWith('environments:'));
    const mapping = blocks.find((block) => block.startsWith('name:'));
    assert.equal(workspaces.length, 2);
    for (const workspace of workspaces) assert.deepEqual(parseWorkspace(workspace, 'tandem.yaml').problems, []);
    assert.deepEqual(parseMapping(mapping ?? '', 'customer.mapping.yaml').problems, []);
  });

  test('list in README every transformation rule', () => {
    const list = /^- \*\*Transformations\*\*: ([\s\S]*?)\.\n/m.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    const names = [...list.matchAll(/`(\w+)/g)].map(([, name]) => name);
    assert.deepEqual(names.sort(), [...transformationKinds].sort());
  });

  test('explain in README every exit code', () => {
    const sentence = /Exit codes: ([\s\S]*?)\.\n/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    const explained = sentence.split('·').map((part) => Number(/\d+/.exec(part)?.[0]));
    assert.deepEqual(explained, Object.values(exitCodes));
  });

  test('tell in README what to do about every failure code', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const [code, kind] of Object.entries(failureClasses)) {
      const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${code}\``));
      assert.ok(row?.includes(kind), `${code} (${kind}) has no row`);
    }
  });

  test('name in CONTRIBUTING every ring of tests', () => {
    const folders = readdirSync('test', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const rings = folders.map(({ name }) => name).filter((name) => holdsTests(`test/${name}`));
    const named = /^Rings: ([\s\S]*?)\n\n/m.exec(readFileSync('CONTRIBUTING.md', 'utf8'))?.[1] ?? '';
    assert.deepEqual([...named.matchAll(/`([a-z]+)`/g)].map(([, name]) => name).sort(), rings.sort());
  });
});

/** Long flags, without help. */
function flagsOf(command: Command): readonly string[] {
  return command.options.map(({ long }) => long ?? '').filter((flag) => flag !== '' && flag !== '--version');
}

/** The code of a document: blocks and words between code marks. */
function codeIn(document: string): string {
  const text = readFileSync(document, 'utf8');
  return [...text.matchAll(/^```\w*\n([\s\S]*?)^```|`([^`\n]+)`/gm)]
    .map(([, block, words]) => block ?? words ?? '')
    .join('\n');
}

/** `-C DIR` stands before a command's name. */
function withoutFolder(words: readonly string[]): readonly string[] {
  return words[0] === '-C' ? words.slice(2) : words;
}

/** Words between code marks that look like a path in this repository. */
function pathsIn(text: string): readonly string[] {
  const words = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?|[\w-]+\/|[\w-]+\.(?:ts|mjs|md|json))`/g)].map(
    ([, word]) => word ?? '',
  );
  return words.filter((word) => !/^(dist|\.tandem)\b/.test(word));
}

/** Documents shorten paths: from src or from the core on, or to the file's name alone. */
function isThere(name: string): boolean {
  const isFileName = !name.includes('/') && sourceFiles().some((file) => file.endsWith(`/${name}`));
  return isFileName || ['', 'src/', 'src/core/', 'src/core/mapping/'].some((above) => existsSync(above + name));
}

function holdsTests(folder: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.test.ts'));
}
