import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorkspace } from '../../../src/service/createWorkspace';
import { loadSqlJs } from '../../../src/files/loadSqlJs';
import { validateWorkspace } from '../../../src/service/validateWorkspace';

suite('validateWorkspace', () => {
  let folder: string;

  setup(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-'));
    const sqlJs = await loadSqlJs();
    const created = await createWorkspace({ folder, template: 'blank', sample: true, mediaFolder: 'media', sqlJs });
    assert.ok(created.ok);
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const customer = 'mappings/customer.mapping.yaml';

  test('finds nothing serious in a new workspace', async () => {
    const codes = await problemsOf();
    assert.deepEqual([...new Set(codes)], ['TEXT_MAY_BE_TOO_LONG']);
  });

  test('leaves out what a comment silences, and tells of comments that silence nothing', async () => {
    change(customer, '  - Phone No. <->', '  # tandem-ignore NAME_TOO_LONG\n  - Phone No. <->');
    for (const line of linesWith(await problems(), 'TEXT_MAY_BE_TOO_LONG').reverse()) {
      insertAbove(customer, line, '  # tandem-ignore TEXT_MAY_BE_TOO_LONG never that long');
    }
    assert.deepEqual(await problemsOf(), ['UNUSED_IGNORE']);
  });

  test('still compares a file with the tables where one of its lines is broken', async () => {
    change(customer, 'City <-> address1_city', 'City<->address1_city');
    change(customer, 'Address <->', 'Adress <->');
    assert.deepEqual(
      (await problemsOf()).filter((code) => code !== 'TEXT_MAY_BE_TOO_LONG'),
      ['UNKNOWN_FIELD', 'ARROW_SYNTAX'],
    );
  });

  test('still checks the mappings where the workspace file has an error', async () => {
    change('tandem.yaml', 'environments:', 'colour: red\nenvironments:');
    change(customer, 'City <->', 'Citty <->');
    assert.deepEqual(
      (await problemsOf()).filter((code) => code !== 'TEXT_MAY_BE_TOO_LONG'),
      ['UNKNOWN_KEY', 'UNKNOWN_FIELD'],
    );
  });

  test('looks at files outside of any workspace by themselves', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'tandem-alone-'));
    try {
      const file = path.join(outside, 'm.mapping.yaml');
      const comment = '# tandem-ignore TEXT_MAY_BE_TOO_LONG, NAME_TOO_LONG known\n';
      writeFileSync(file, `${comment}${readFileSync(path.join(folder, customer), 'utf8')}`);
      const validated = await validateWorkspace({ folder: outside, paths: [file] });
      assert.ok(validated.ok);
      assert.deepEqual(
        validated.value.problems.map(({ code, message }) => `${code} ${message}`),
        ['UNUSED_IGNORE The next line has no NAME_TOO_LONG. Remove the comment.'],
      );
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test('says how old the tables of a service are, and that they were never read', async () => {
    const service = 'local: { connector: businessCentral, tenant: t, environment: e, company: c }';
    const integration = 'integration: { connector: dataverse, url: https://contoso.crm.dynamics.com }';
    const text = `environments:\n  live:\n    ${service}\n    ${integration}\nmappings: [${customer}]\n`;
    writeFileSync(path.join(folder, 'tandem.yaml'), text);
    assert.deepEqual(await problemsOf(), ['SCHEMA_MISSING']);
    const cache = { version: 1, schema: { environment: 'live', local: { tables: [] }, integration: { tables: [] } } };
    const readAt = '2020-01-01T00:00:00.000Z';
    mkdirSync(path.join(folder, '.tandem'), { recursive: true });
    writeFileSync(
      path.join(folder, '.tandem', 'live.schema.json'),
      JSON.stringify({ ...cache, schema: { ...cache.schema, readAt, cached: true } }),
    );
    assert.deepEqual(await problemsOf(), ['SCHEMA_STALE', 'UNKNOWN_TABLE', 'UNKNOWN_TABLE']);
  });

  async function problems() {
    const validated = await validateWorkspace({ folder, paths: [] });
    assert.ok(validated.ok);
    return validated.value.problems;
  }

  async function problemsOf(): Promise<readonly string[]> {
    return (await problems()).map(({ code }) => code);
  }

  function change(file: string, from: string, to: string): void {
    const text = readFileSync(path.join(folder, file), 'utf8');
    assert.ok(text.includes(from), from);
    writeFileSync(path.join(folder, file), text.replace(from, to));
  }

  function insertAbove(file: string, line: number, text: string): void {
    const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
    writeFileSync(path.join(folder, file), lines.toSpliced(line - 1, 0, text).join('\n'));
  }
});

/** The lines with such a problem, each once, from the top. */
function linesWith(problems: readonly { code: string; range: { start: { line: number } } }[], code: string): number[] {
  return [...new Set(problems.filter((problem) => problem.code === code).map(({ range }) => range.start.line))];
}
