import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from '../../src/core/assert';
import type { Problem } from '../../src/core/model/problem';
import type { MappingProblemCode } from '../../src/core/mapping/mappingProblems';
import { mappingProblems } from '../../src/core/mapping/mappingProblems';
import { applyIgnores } from '../../src/core/mapping/ignoreComments';
import { checkMappings } from '../../src/core/mapping/checkMappings';
import { checkSchemaAge } from '../../src/core/mapping/checkSchemaAge';
import { exampleNow } from '../../src/core/mapping/problemPages/problemPage';
import type { ExampleFiles, ProblemExample } from '../../src/core/mapping/problemPages/problemPage';
import { exampleTables } from './exampleTables';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import { parseWorkspace } from '../../src/core/mapping/parseWorkspace';
import { validateWorkspace } from '../../src/service/validateWorkspace';

/** An example's files by name; a single text is one mapping file. */
export function exampleFiles(example: ProblemExample): ExampleFiles {
  return typeof example === 'string' ? { files: { 'mappings/customer.mapping.yaml': example } } : example;
}

/** What only files beside each other can show. */
const onDisk: readonly MappingProblemCode[] = ['SYSTEM_NOT_READ', 'MAPPING_FILE_NOT_FOUND', 'PATTERN_WITHOUT_FILES'];

/** All problems of an example of one code, looked at as that code needs it. */
export async function problemsOfExample(
  code: MappingProblemCode,
  example: ProblemExample,
): Promise<readonly Problem[]> {
  if (onDisk.includes(code)) return problemsInFolder(example);
  return problemsInTexts(example, mappingProblems[code].about === 'tables');
}

/** File by file, together, and where asked against the example's tables. */
function problemsInTexts(example: ProblemExample, withTables: boolean): readonly Problem[] {
  const { files, readAt } = exampleFiles(example);
  const workspaceText = files['tandem.yaml'];
  const parsedWorkspace = workspaceText === undefined ? undefined : parseWorkspace(workspaceText, 'tandem.yaml');
  const read = Object.entries(files).flatMap(([file, text]) =>
    file === 'tandem.yaml' ? [] : parseMapping(text, file),
  );
  const models = read.flatMap(({ mapping, source, partial }) =>
    mapping && source ? { mapping, source } : (partial ?? []),
  );
  const workspace = parsedWorkspace?.workspace;
  const together = checkMappings({
    ...(workspace && { workspace }),
    mappings: models.map(({ mapping }) => mapping),
    sources: models.map(({ source }) => source),
    brokenNames: read
      .flatMap(({ name }) => name ?? [])
      .filter((name) => !models.some(({ mapping }) => mapping.name === name)),
    schemas: withTables ? exampleTables : {},
    defaults: { local: {}, integration: {} },
  });
  const age =
    readAt === undefined
      ? []
      : checkSchemaAge({
          environment: must(workspace?.environments[0], 'an environment'),
          now: exampleNow,
          ...(readAt !== null && { readAt }),
        });
  const all = [parsedWorkspace, ...read].flatMap((parsed) => parsed?.problems ?? []);
  return Object.entries(files).reduce<readonly Problem[]>(
    (left, [file, text]) => applyIgnores({ file, text }, left, { mappings: true, tables: withTables }),
    [...all, ...together.problems, ...age],
  );
}

/** The same from a folder with the files in it, and two data files that hold the tables of the example. */
async function problemsInFolder(example: ProblemExample): Promise<readonly Problem[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-example-'));
  try {
    const write = (file: string, content: string | Uint8Array) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    };
    for (const [file, text] of Object.entries(exampleFiles(example).files)) write(file, text);
    const { Database } = await loadSqlJs();
    for (const [file, sql] of Object.entries(dataFiles)) {
      const database = new Database();
      database.run(sql);
      write(file, database.export());
      database.close();
    }
    const validated = await validateWorkspace({ folder, paths: [] });
    return must(validated.ok ? validated.value : undefined, 'a workspace that can be looked at').problems;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const dataFiles = {
  'data/business-central.sqlite':
    'CREATE TABLE Customer (SystemId GUID PRIMARY KEY, SystemModifiedAt DATETIME, Name VARCHAR(100))',
  'data/dataverse.sqlite': 'CREATE TABLE account (accountid GUID PRIMARY KEY, modifiedon DATETIME, name VARCHAR(100))',
};
