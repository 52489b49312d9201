import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import { parseWorkspace } from '../../src/core/mapping/parseWorkspace';
import { exampleMapping, exampleWorkspace } from '../../src/core/mapping/problemPages/problemPage';

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

interface Contribution {
  readonly language: string;
  readonly path: string;
}

suite('The snippets', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly contributes: { readonly snippets: readonly Contribution[] };
  };
  const { snippets } = manifest.contributes;

  test('are there for both kinds of files', () => {
    assert.deepEqual(
      snippets.map(({ language }) => language),
      ['tandem-mapping', 'tandem-workspace'],
    );
  });

  for (const { language, path } of snippets) {
    const all = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, Snippet>>;
    const problemsIn = language === 'tandem-mapping' ? problemsInMapping : problemsInWorkspace;

    for (const [name, { body, description }] of Object.entries(all)) {
      test(`write what the language understands: ${language}, ${name}`, () => {
        assert.deepEqual(problemsIn(expanded(body)), []);
        assert.match(description, /^[A-Z][^.]+$/);
      });
    }

    test(`can be told apart by what is typed and read: ${language}`, () => {
      const typed = Object.entries(all).map(([name, { prefix }]) => `${[prefix].flat().join(' ')}: ${name}`);
      assert.deepEqual([...new Set(typed)], typed);
    });
  }
});

/** What stands there when every stop is left as it is; of several choices the first. */
function expanded(body: readonly string[]): string {
  return `${body.join('\n')}\n`
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$(\d+|\{\d+\})/g, '');
}

function problemsInMapping(text: string): readonly string[] {
  const small = exampleMapping({ fields: ['A -> a', 'A <- a', 'map: B -> b\n    match: 1'] });
  const whole = /^(#.*\n)*name:/.test(text) ? text : text.startsWith('- ') ? small + indented(text, 2) : text + small;
  return parseMapping(whole, 'new.mapping.yaml').problems.map(({ code, message }) => `${code} ${message}`);
}

function problemsInWorkspace(text: string): readonly string[] {
  const small = exampleWorkspace({ name: 'first', keys: ['defaultEnvironment: first'] });
  const whole = text.startsWith('environments:')
    ? text
    : text.startsWith('- ')
      ? small + indented(text, 2)
      : text.startsWith('#')
        ? text + small
        : small.replace('environments:\n', `environments:\n${indented(text, 2)}`);
  return parseWorkspace(whole, 'tandem.yaml').problems.map(({ code, message }) => `${code} ${message}`);
}

function indented(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}
