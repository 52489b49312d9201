import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import type { MappingProblemCode } from '../../src/core/mapping/mappingProblems';
import { mappingProblems } from '../../src/core/mapping/mappingProblems';
import { problemPages } from '../../src/core/mapping/problemPages/problemPages';
import { exampleMapping } from '../../src/core/mapping/problemPages/problemPage';
import { exampleFiles } from '../support/exampleProblems';
import { problemCodes } from './problemPageTexts';
import { jsonSchemaTexts, mappingSchema, workspaceSchema } from './jsonSchemas';

const folder = 'media/schemas';

suite('The JSON Schemas', () => {
  const ajv = new Ajv({ allErrors: true, strictKeywords: true });
  const validators = { mapping: ajv.compile(mappingSchema()), workspace: ajv.compile(workspaceSchema()) };

  /** What a schema finds wrong with a file, if anything. */
  function errorsIn(file: string, text: string): readonly string[] {
    const validate = /tandem\.yaml$/.test(file) ? validators.workspace : validators.mapping;
    return validate(parse(text))
      ? []
      : (validate.errors ?? []).map(({ dataPath, message }) => `${file}${dataPath} ${message}`);
  }

  test(`are in ${folder} as they are made of the language's own words; UPDATE_GOLDEN=1 writes them anew`, () => {
    const wanted = jsonSchemaTexts();
    if (process.env['UPDATE_GOLDEN']) {
      mkdirSync(folder, { recursive: true });
      for (const [name, text] of wanted) writeFileSync(`${folder}/${name}`, text);
    }
    assert.deepEqual(readdirSync(folder).sort(), [...wanted.keys()].sort());
    for (const [name, text] of wanted) assert.equal(readFileSync(`${folder}/${name}`, 'utf8'), text, name);
  });

  test('accept every file of the templates and of README', () => {
    const templates = readdirSync('media/templates', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, readFileSync(`media/templates/${name}`, 'utf8')] as const);
    const blocks = [
      ...readFileSync('README.md', 'utf8').matchAll(/^```yaml\n((?:environments|name):[\s\S]*?)^```/gm),
    ].map(([, block = '']) => {
      return [block.startsWith('environments:') ? 'tandem.yaml' : 'README.mapping.yaml', block] as const;
    });
    const files = [...templates, ...blocks];
    assert.ok(files.length > 15, `${files.length} files`);
    assert.deepEqual(
      files.flatMap(([name, text]) => errorsIn(name, text)),
      [],
    );
  });

  test('accept every example that is put right', () => {
    const files = problemCodes.flatMap((code) => Object.entries(exampleFiles(problemPages[code].good).files));
    assert.deepEqual(
      files.flatMap(([name, text]) => errorsIn(name, text)),
      [],
    );
  });

  /** Besides these, what is wrong shows between parts of a file, or between files. */
  const seen: readonly MappingProblemCode[] = [
    'UNKNOWN_KEY',
    'MISSING_KEY',
    'WRONG_TYPE',
    'WRONG_WORD',
    'WRONG_NUMBER',
    'ARROW_SYNTAX',
    'SECRET_IN_WORKSPACE',
    'SERVICE_ADDRESS',
  ];

  for (const code of problemCodes) {
    if (code === 'YAML_SYNTAX' || code === 'DUPLICATE_KEY') continue;
    const expected = seen.includes(code);
    test(`${expected ? 'refuse' : 'know nothing of'} ${code} (${mappingProblems[code].about})`, () => {
      const errors = Object.entries(exampleFiles(problemPages[code].bad).files).flatMap(([name, text]) =>
        errorsIn(name, text),
      );
      assert.equal(errors.length > 0, expected, errors.join('\n'));
    });
  }

  const accepted: readonly string[] = [
    'dependsOn: [A, 1]',
    "tableFilter: { Blocked: '', No.: 10000..20000, Active: true, Area: null }",
    'matching: {}',
    'onCreate: { local: {}, integration: { a: 1.5 } }',
  ];
  const acceptedFields: readonly string[] = [
    'map: A <-> a\n    lookup: [A, { mapping: B, localField: C }]',
    'map: A -> a\n    transform: { toIntegrationTable: [trim, { substring: { start: 2 } }, { uppercase: }] }',
    'map: A -> a\n    transform: { toIntegrationTable: [{ replace: { find: 1, with: } }, { round: { precision: 0.01 } }] }',
    'map: A <-> a\n    match: { priority: 0, caseSensitive: true }',
    "map: A <-> a\n    values: { '': 0, All: null, 3: true }",
    'map: A <-\n    constant: null',
  ];
  const table = '{ name: T, id: A, key: B, modifiedOn: C }';
  const wholeFile = (keys: string, field: string) => exampleMapping({ table, keys: [keys], fields: [field] });

  test('accept every form that the language has', () => {
    const texts = [
      ...accepted.map((keys) => wholeFile(keys, 'A <-> a')),
      ...acceptedFields.map((field) => wholeFile('dependsOn: []', field)),
    ];
    assert.deepEqual(
      texts.flatMap((text) => errorsIn('m.mapping.yaml', text)),
      [],
    );
  });

  const refused: readonly string[] = [
    'map: A -> a\n    transform: { toIntegrationTable: [trimm] }',
    'map: A -> a\n    transform: { toIntegrationTable: [{ substring: { start: 0 } }] }',
    'map: A -> a\n    transform: { toIntegrationTable: [{ replace: { find: x } }] }',
    'map: A -> a\n    transform: { toIntegrationTable: [replace] }',
    'map: A -> a\n    lookup: []',
    'map: A -> a\n    values: {}',
    'map: A -> a\n    enabled: maybe',
    'map: A -> a\n    match: {}',
    'A',
  ];
  for (const field of refused) {
    test(`refuse ${field.split('\n').at(-1)?.trim()}`, () =>
      assert.ok(errorsIn('m.mapping.yaml', wholeFile('dependsOn: []', field)).length > 0));
  }
});
