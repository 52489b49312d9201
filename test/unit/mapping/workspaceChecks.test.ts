import { strict as assert } from 'node:assert';
import { must } from '../../../src/core/assert';
import { checkMappings } from '../../../src/core/mapping/checkMappings';
import { checkSchemaAge } from '../../../src/core/mapping/checkSchemaAge';
import { exampleTables } from '../../support/exampleTables';
import { exampleField, exampleMapping, exampleWorkspace } from '../../../src/core/mapping/problemPages/problemPage';
import type { ExampleMapping } from '../../../src/core/mapping/problemPages/problemPage';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import { parseWorkspace } from '../../../src/core/mapping/parseWorkspace';
import { pointedAt } from './mappingText';

suite('How old the tables are', () => {
  const text = exampleWorkspace({ name: 'live' });
  const environment = must(parseWorkspace(text, 'tandem.yaml').workspace?.environments[0], 'environment');
  const at = (now: string, readAt?: string) =>
    pointedAt(text, checkSchemaAge({ environment, now, ...(readAt !== undefined && { readAt }) }));

  test('tables that were read within the month are as good as new', () => {
    assert.deepEqual(at('2026-03-01T00:00:00.000Z', '2026-02-28T23:00:00.000Z'), []);
    assert.deepEqual(at('2026-03-31T00:00:00.000Z', '2026-03-01T00:00:00.001Z'), []);
  });

  test('after a month it is told at the environment, with the days', () => {
    assert.deepEqual(at('2026-03-31T00:00:00.000Z', '2026-03-01T00:00:00.000Z'), ['SCHEMA_STALE live']);
    const [problem] = checkSchemaAge({
      environment,
      now: '2026-04-01T00:00:00.000Z',
      readAt: '2026-03-01T00:00:00.000Z',
    });
    assert.match(problem?.message ?? '', /31 days ago/);
  });

  test('tables that were never read, or nobody knows when, are missing', () => {
    assert.deepEqual(at('2026-03-01T00:00:00.000Z'), ['SCHEMA_MISSING live']);
    assert.deepEqual(at('2026-03-01T00:00:00.000Z', 'yesterday'), ['SCHEMA_MISSING live']);
  });

  test('a clock that went back is no age', () => {
    assert.deepEqual(at('2026-03-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z'), []);
  });
});

suite('Two mappings over the same two tables', () => {
  const cases: readonly {
    readonly name: string;
    readonly first?: ExampleMapping;
    readonly second?: ExampleMapping;
    readonly overlap: boolean;
  }[] = [
    { name: 'without filters overlap', overlap: true },
    { name: 'of which one has a filter overlap', first: { keys: ['tableFilter: { Area: EU }'] }, overlap: true },
    {
      name: 'with filters on different fields overlap',
      first: { keys: ['tableFilter: { Area: EU }'] },
      second: { keys: ['tableFilter: { Blocked: 0 }'] },
      overlap: true,
    },
    {
      name: 'in both directions have to be apart on both sides',
      first: { keys: ['tableFilter: { Area: EU }'] },
      second: { keys: ['tableFilter: { Area: US }'] },
      overlap: true,
    },
    {
      name: 'in both directions may be apart by different fields on each side',
      first: { keys: ['tableFilter: { Area: EU }', 'integrationTableFilter: { region: 1 }'] },
      second: { keys: ['tableFilter: { Area: US }', 'integrationTableFilter: { region: 2 }'] },
      overlap: false,
    },
    {
      name: 'in one direction have to be apart where it comes from',
      first: { direction: 'toIntegrationTable', keys: ['tableFilter: { Area: EU }'] },
      second: { direction: 'toIntegrationTable', keys: ['tableFilter: { Area: US }'] },
      overlap: false,
    },
    {
      name: 'in opposite directions have to be apart on both sides',
      first: { direction: 'toIntegrationTable', keys: ['tableFilter: { Area: EU }'] },
      second: { direction: 'fromIntegrationTable', keys: ['tableFilter: { Area: US }'] },
      overlap: true,
    },
    { name: 'are two other tables where one differs', second: { table: 'Vendor' }, overlap: false },
  ];
  for (const { name, first, second, overlap } of cases) {
    test(name, () => {
      const texts = [exampleMapping({ name: 'A', ...first }), exampleMapping({ name: 'B', ...second })];
      const problems = together(texts);
      assert.deepEqual(told(texts, problems), overlap ? ['OVERLAPPING_MAPPINGS Customer'] : []);
      if (overlap) assert.equal(problems[0]?.related?.[0]?.file, '0.mapping.yaml');
    });
  }
});

suite('The order in which mappings are listed', () => {
  const needs = (name: string, table: string, lookup: string) =>
    exampleMapping({ name, table, fields: ['Name <-> name', `map: Other <-> other\n    lookup: ${lookup}`] });
  const plain = (name: string, table: string) => exampleMapping({ name, table });

  test('may be any where nothing is needed', () => {
    assert.deepEqual(listed([plain('A', 'A'), plain('B', 'B')]), []);
  });

  test('is told at the line that comes too early, with the place that needs the other', () => {
    const [problem] = listedProblems([needs('A', 'A', 'B'), plain('B', 'B')]);
    assert.match(problem?.message ?? '', /^A is listed before B,/);
    assert.equal(problem?.related?.[0]?.file, '0.mapping.yaml');
    assert.deepEqual(listed([needs('A', 'A', 'B'), plain('B', 'B')]), ['LISTED_ORDER_DIFFERS 0.mapping.yaml']);
    assert.deepEqual(listed([plain('B', 'B'), needs('A', 'A', 'B')]), []);
  });

  test('is no matter of lookups that are resolved later', () => {
    assert.deepEqual(listed([needs('A', 'A', 'B'), needs('B', 'B', 'A')]), []);
  });

  test('is no matter of patterns, which have no order', () => {
    assert.deepEqual(listed([needs('A', 'A', 'B'), plain('B', 'B')], ['./*.mapping.yaml']), []);
    assert.deepEqual(listed([needs('A', 'A', 'B'), plain('B', 'B')], ['0.mapping.yaml', './*.mapping.yaml']), []);
  });

  test('is not judged while a file is broken', () => {
    assert.deepEqual(listed([needs('A', 'A', 'B'), `${plain('B', 'B')}colour: red\n`]), []);
  });

  function listed(texts: readonly string[], patterns?: readonly string[]): readonly string[] {
    return pointedAt(workspaceText(texts, patterns), listedProblems(texts, patterns));
  }

  function listedProblems(texts: readonly string[], patterns?: readonly string[]) {
    const workspace = must(parseWorkspace(workspaceText(texts, patterns), 'tandem.yaml').workspace, 'workspace');
    return together(texts, { workspace }).filter(({ code }) => code === 'LISTED_ORDER_DIFFERS');
  }

  function workspaceText(
    texts: readonly string[],
    patterns: readonly string[] = texts.map((_, index) => `${index}.mapping.yaml`),
  ) {
    return exampleWorkspace({ mappings: patterns });
  }
});

suite('Fields to match by', () => {
  const cases: readonly {
    readonly name: string;
    readonly fields: readonly string[];
    readonly told: readonly string[];
  }[] = [
    {
      name: 'may be looked up only for what is carried over',
      fields: ['map: No. <-> name', 'lookup: CUSTOMER', 'match: 7'],
      told: ['MATCH_CANNOT_SUCCEED 7'],
    },
    { name: 'may go one way as they are', fields: ['map: No. -> name', 'match: 7'], told: [] },
    {
      name: 'may change letters on their way, where case does not count',
      fields: ['map: No. -> name', 'match: 7', 'transform: { toIntegrationTable: [trim, uppercase] }'],
      told: [],
    },
    {
      name: 'may not change letters where case counts',
      fields: [
        'map: No. -> name',
        'match: { priority: 7, caseSensitive: true }',
        'transform: { toIntegrationTable: [uppercase] }',
      ],
      told: ['MATCH_CANNOT_SUCCEED { priority: 7, caseSensitive: true }'],
    },
    {
      name: 'may not be mapped by values one way',
      fields: ['map: No. -> name', 'match: 7', 'values: { A: B }'],
      told: ['MATCH_CANNOT_SUCCEED 7'],
    },
    {
      name: 'may be changed on both ways',
      fields: [
        'map: No. <-> name',
        'match: 7',
        'transform: { toIntegrationTable: [{ substring: { start: 2 } }], fromIntegrationTable: [] }',
      ],
      told: [],
    },
    {
      name: 'have to be of one kind where they are compared as they are',
      fields: ['map: Last Date Modified -> lastonholdtime', 'match: 7'],
      told: ['MATCH_CANNOT_SUCCEED 7'],
    },
    { name: 'may be a whole number and a decimal', fields: ['map: Priority -> creditlimit', 'match: 7'], told: [] },
  ];
  for (const { name, fields, told: expected } of cases) {
    test(name, () => {
      const text = exampleField(...fields);
      const codes = told([text], together([text], { schemas: exampleTables })).filter((each) =>
        each.startsWith('MATCH'),
      );
      assert.deepEqual(codes, expected);
    });
  }

  test('may be changed one way in a mapping that goes no other', () => {
    const rule = 'transform: { toIntegrationTable: [{ substring: { start: 2 } }] }';
    const text = exampleMapping({
      direction: 'toIntegrationTable',
      fields: [`map: No. -> name\n    match: 7\n    ${rule}`],
    });
    assert.deepEqual(told([text], together([text])), []);
  });
});

suite('What is written to tables', () => {
  const cases: readonly { readonly name: string; readonly text: string; readonly told: readonly string[] }[] = [
    {
      name: 'a decimal loses nothing in a decimal with as many places',
      text: exampleField('Credit Limit (LCY) -> creditlimit'),
      told: [],
    },
    {
      name: 'a time of day is lost in a date',
      text: exampleField('Last Date Modified <- lastonholdtime'),
      told: ['LOSSY_CONVERSION Last Date Modified'],
    },
    {
      name: 'unless a rule takes it away',
      text: exampleField(
        'map: Last Date Modified <- lastonholdtime',
        'transform: { fromIntegrationTable: [{ dateFormat: { format: yyyy-MM-dd } }] }',
      ),
      told: [],
    },
    { name: 'a date gets midnight', text: exampleField('Last Date Modified -> lastonholdtime'), told: [] },
    {
      name: 'a value map may be written with names of options',
      text: exampleField(
        'map: Blocked -> statecode',
        "values: { '': Active, Ship: Active, Invoice: Active, All: Inactive }",
      ),
      told: [],
    },
    {
      name: 'each direction of a value map is covered by itself',
      text: exampleField('map: Blocked <- customertypecode', 'values: { Ship: 3 }'),
      told: ['VALUES_NOT_COVERED values'],
    },
    {
      name: 'an id is not given to new records',
      text: exampleMapping({ keys: ['onCreate: { local: { SystemId: 0d5a1a3c-0000-0000-0000-000000000001 } }'] }),
      told: ['ID_IS_DESTINATION SystemId'],
    },
    { name: 'a key of the integration table may be written', text: exampleField('No. -> accountnumber'), told: [] },
    {
      name: 'a constant may not lead out of the filter',
      text: exampleMapping({
        keys: ['integrationTableFilter: { customertypecode: 3 }'],
        fields: ['Name <-> name', 'map: -> customertypecode\n    constant: Vendor'],
      }),
      told: ['CREATED_OUTSIDE_FILTER Vendor'],
    },
    {
      name: 'a constant on the other side does',
      text: exampleMapping({
        keys: ['tableFilter: { Priority: 1..3 }'],
        fields: ['Name <-> name', 'map: Priority <-\n    constant: 2'],
      }),
      told: [],
    },
  ];
  for (const { name, text, told: expected } of cases) {
    test(name, () => assert.deepEqual(told([text], together([text], { schemas: exampleTables })), expected));
  }
});

/** Problems of each file and of all together. */
function together(texts: readonly string[], more: Partial<Parameters<typeof checkMappings>[0]> = {}) {
  const read = texts.map((text, index) => parseMapping(text, `${index}.mapping.yaml`));
  const models = read.flatMap(({ mapping, source, partial }) =>
    mapping && source ? { mapping, source } : (partial ?? []),
  );
  const { problems } = checkMappings({
    mappings: models.map(({ mapping }) => mapping),
    sources: models.map(({ source }) => source),
    defaults: { local: {}, integration: {} },
    ...more,
  });
  return [...read.flatMap((parsed) => parsed.problems), ...problems];
}

function told(texts: readonly string[], problems: ReturnType<typeof together>): readonly string[] {
  return problems.flatMap((problem) => pointedAt(must(texts[Number.parseInt(problem.file, 10)], 'text'), [problem]));
}
