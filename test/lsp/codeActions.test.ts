import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import type { MappingProblemCode } from '../../src/core/mapping/mappingProblems';
import { codeActionsFor } from '../../src/server/features/codeActions';
import { lspRange } from '../../src/server/positions';
import { createLineIndex } from '../../src/core/mapping/lineIndex';
import { schemaOf } from './analysisBuilder';
import type { MarkedWorkspace, Systems } from './markedWorkspace';
import { markedWorkspace, customer, editedFiles, workspaceText } from './markedWorkspace';

type Files = Readonly<Record<string, string>>;

/** What is offered at the cursor mark, with the problems there shown. */
function actionsAt({ analysis, file, offset }: MarkedWorkspace, only?: readonly string[]): readonly CodeAction[] {
  const problems = [...file.problems, ...(analysis.crossProblems.get(file.file) ?? [])];
  const shown = problems.filter(({ range }) => range.start.offset <= offset && offset <= range.end.offset);
  const diagnostics = shown.map(({ code, message, range }): Diagnostic => ({ code, message, range: lspRange(range) }));
  const range = lspRange(createLineIndex(file.text).range(offset, offset));
  return codeActionsFor(analysis, file, range, diagnostics, only);
}

/** The texts after the action of that title; or what is offered instead. */
function after(files: Files, title: string, systems: Systems = {}): Record<string, string> | readonly string[] {
  const at = markedWorkspace(files, systems);
  const actions = actionsAt(at);
  const action = actions.find((each) => each.title === title);
  return action ? editedFiles(at.analysis, action.edit) : actions.map((each) => each.title);
}

/** Fields before and after, as the lines of `fields`. */
function fieldsAfter(before: string, title: string, systems: Systems = {}, direction = 'bidirectional'): string {
  const texts = after({ 'a.mapping.yaml': customer({ direction, fields: `\n${before}` }) }, title, systems);
  const text = Array.isArray(texts) ? texts.join(', ') : (texts as Record<string, string>)['a.mapping.yaml'];
  return (text ?? 'no change').replace(/^[^]*fields:\n/, '').replace(/\n$/, '');
}

const ids = { id: 'guid id readOnly', changed: 'dateTime modifiedOn readOnly' };

const systems: Systems = {
  local: schemaOf({
    Customer: {
      ...ids,
      'No.': 'text(20) unique',
      Name: 'text(100)',
      City: 'text(30)',
      Balance: 'decimal readOnly',
      'Phone No.': 'text(50)',
    },
  }),
  integration: schemaOf({
    account: {
      ...ids,
      accountnumber: 'text(20) unique',
      name: 'text(50)',
      address1_city: 'text(80)',
      credit: 'decimal',
      telephone1: 'text(50)',
    },
  }),
};

interface Case {
  readonly of: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly direction?: string;
  readonly systems?: Systems;
}

function tell(cases: readonly Case[]): void {
  for (const { of, title, before, after: expected, direction, systems: known } of cases) {
    test(`${title}: ${of}`, () => assert.equal(fieldsAfter(before, title, known, direction), expected));
  }
}

suite('Actions of a field', () => {
  tell([
    {
      of: 'the short form becomes the long one',
      title: 'Disable the field',
      before: '  - A <-> a\n  - Na|me <-> name # why\n  - C <-> c',
      after: '  - A <-> a\n  - map: Name <-> name # why\n    enabled: false\n  - C <-> c',
    },
    {
      of: 'behind other options',
      title: 'Disable the field',
      before: '  - A <-> a\n  - map: Na|me <-> name\n    # asked first\n    match: 1 # yes\n  - C <-> c',
      after:
        '  - A <-> a\n  - map: Name <-> name\n    # asked first\n    match: 1 # yes\n    enabled: false\n  - C <-> c',
    },
    {
      of: 'a value that is there',
      title: 'Disable the field',
      before: '  - A <-> a\n  - { map: Na|me <-> name, enabled: true }',
      after: '  - A <-> a\n  - { map: Name <-> name, enabled: false }',
    },
    {
      of: 'a key without a value',
      title: 'Disable the field',
      before: '  - A <-> a\n  - map: Na|me <-> name\n    notNull: false\n    match:\n      priority: 1',
      after:
        '  - A <-> a\n  - map: Name <-> name\n    notNull: false\n    match:\n      priority: 1\n    enabled: false',
    },
    {
      of: 'not the only one',
      title: 'Disable the field',
      before: '  - Na|me <-> name',
      after: "Write in the long form, with 'map'",
    },
    {
      of: 'the long form becomes the short one',
      title: 'Enable the field',
      before: '  - A <-> a\n  - map: Na|me <-> name\n    enabled: false\n  - C <-> c',
      after: '  - A <-> a\n  - Name <-> name\n  - C <-> c',
    },
    {
      of: 'other options stay',
      title: 'Enable the field',
      before: '  - A <-> a\n  - map: Na|me <-> name\n    enabled: false\n    match: 1',
      after: '  - A <-> a\n  - map: Name <-> name\n    match: 1',
    },
    {
      of: 'a comment stays',
      title: 'Enable the field',
      before: '  - A <-> a\n  - map: Na|me <-> name\n    enabled: false # until May\n    match: 1',
      after: '  - A <-> a\n  - map: Name <-> name\n    # until May\n    match: 1',
    },
    {
      of: 'a first key',
      title: 'Enable the field',
      before: '  - A <-> a\n  - enabled: false\n    map: Na|me <-> name\n    match: 1',
      after: '  - A <-> a\n  - map: Name <-> name\n    match: 1',
    },
    {
      of: 'between braces',
      title: 'Enable the field',
      before: '  - A <-> a\n  - { map: Na|me <-> name, enabled: false, match: 1 }',
      after: '  - A <-> a\n  - { map: Name <-> name, match: 1 }',
    },
    {
      of: 'braces around nothing else',
      title: 'Enable the field',
      before: "  - A <-> a\n  - { map: 'Na|me <-> name', enabled: false } # x",
      after: "  - A <-> a\n  - 'Name <-> name' # x",
    },
    {
      of: 'both ways',
      title: 'Turn the arrow: <->',
      before: '  - A <-> a\n  - Na|me -> name',
      after: '  - A <-> a\n  - Name <-> name',
    },
    {
      of: 'one way',
      title: 'Turn the arrow: ->',
      before: '  - A <-> a\n  - map: Na|me <-> name',
      after: '  - A <-> a\n  - map: Name -> name',
    },
    {
      of: 'between quotes',
      title: 'Turn the arrow: <-',
      before: '  - A <-> a\n  - "Na|me   <->  name"',
      after: '  - A <-> a\n  - "Name   <-  name"',
    },
    {
      of: 'not where nothing would go one way',
      title: 'Turn the arrow: ->',
      before: '  - Id -> id\n  - map: Na|me <- name',
      after: 'Turn the arrow: <->, Write in the short form',
    },
    {
      of: 'a short one',
      title: "Write in the long form, with 'map'",
      before: '  - Na|me <-> name # x',
      after: '  - map: Name <-> name # x',
    },
    {
      of: 'a long one',
      title: 'Write in the short form',
      before: '  - map: Na|me <-> name # x',
      after: '  - Name <-> name # x',
    },
    {
      of: 'not with options',
      title: 'Write in the short form',
      before: '  - A <-> a\n  - map: Na|me <-> name\n    match: 1',
      after: 'Disable the field, Turn the arrow: ->, Turn the arrow: <-',
    },
    {
      of: 'not of a shared field',
      title: 'Turn the arrow: ->',
      before: '  - &f { map: A <-> a, match: 1 }\n  - *|f',
      after: '',
    },
    {
      of: 'in a one-way mapping',
      title: 'Turn the arrow: <-',
      before: '  - A -> a\n  - Na|me -> name',
      after: "Disable the field, Write in the long form, with 'map'",
      direction: 'toIntegrationTable',
    },
  ]);

  test('are offered on all of its lines', () => {
    const field = '  - map: B <-> b # b\n    match: 1 # c';
    const places = [2, 3, 8, 17, field.indexOf('match'), field.length];
    for (const at of places) {
      const fields = `\n  - A <-> a\n${field.slice(0, at)}|${field.slice(at)}`;
      const titles = actionsAt(markedWorkspace({ 'a.mapping.yaml': customer({ fields }) })).map(({ title }) => title);
      assert.ok(titles.includes('Disable the field'), fields);
    }
  });

  test('are found in a list between brackets', () => {
    const text = customer({ fields: '[A <-> a, Na|me <-> name]' });
    assert.deepEqual(after({ 'a.mapping.yaml': text }, 'Disable the field'), {
      'a.mapping.yaml': customer({ fields: '[A <-> a, { map: Name <-> name, enabled: false }]' }),
    });
  });

  test('keep line ends', () => {
    const text = customer({ fields: '\n  - A <-> a\n  - Na|me <-> name' }).replaceAll('\n', '\r\n');
    const texts = after({ 'a.mapping.yaml': text }, 'Disable the field') as Record<string, string>;
    assert.equal(texts['a.mapping.yaml']?.replaceAll('\r\n', '').includes('\n'), false);
    assert.match(texts['a.mapping.yaml'] ?? '', /name\r\n {4}enabled: false\r\n$/);
  });

  test('work at the end of a text without a line end', () => {
    const text = customer({ fields: '\n  - A <-> a\n  - Na|me <-> name' }).trimEnd();
    const texts = after({ 'a.mapping.yaml': text }, 'Disable the field') as Record<string, string>;
    assert.match(texts['a.mapping.yaml'] ?? '', /- map: Name <-> name\n {4}enabled: false$/);
  });
});

suite('Fixes of transformations', () => {
  tell([
    {
      of: 'a pattern at the beginning',
      title: 'Add the rules for the way back',
      before:
        "  - map: Code <-> code\n    transform:\n      toIntegr|ationTable:\n        - regexReplace: { find: '^', with: 'NAV ' }",
      after:
        "  - map: Code <-> code\n    transform:\n      toIntegrationTable:\n        - regexReplace: { find: '^', with: 'NAV ' }\n      fromIntegrationTable: [{ regexReplace: { find: '^NAV ', with: '' } }]",
    },
    {
      of: 'a pattern with signs',
      title: 'Add the rules for the way back',
      before:
        "  - map: Code <-> code\n    transform: { toIntegr|ationTable: [{ regexReplace: { find: '\\.x$', with: '(y)' } }] }",
      after:
        "  - map: Code <-> code\n    transform: { toIntegrationTable: [{ regexReplace: { find: '\\.x$', with: '(y)' } }], fromIntegrationTable: [{ regexReplace: { find: '\\(y\\)$', with: '.x' } }] }",
    },
    {
      of: 'several rules, the last undone first',
      title: 'Add the rules for the way back',
      before:
        '  - map: Code <-> code\n    transform: { fromIntegr|ationTable: [trim, { replace: { find: a, with: b } }, { dateFormat: { format: yyyy } }] }',
      after:
        '  - map: Code <-> code\n    transform: { fromIntegrationTable: [trim, { replace: { find: a, with: b } }, { dateFormat: { format: yyyy } }], toIntegrationTable: [{ dateFormat: { format: yyyy } }, { replace: { find: b, with: a } }] }',
    },
    {
      of: 'where nothing undoes them',
      title: 'Take the value back as it is',
      before: '  - map: Code <-> code\n    transform:\n      toIntegr|ationTable: [uppercase]\n    match: 1',
      after:
        '  - map: Code <-> code\n    transform:\n      toIntegrationTable: [uppercase]\n      fromIntegrationTable: []\n    match: 1',
    },
    {
      of: 'rules that never run',
      title: 'Remove these rules',
      before: '  - A <-> a\n  - map: Code -> code\n    transform:\n      fromIntegr|ationTable: [uppercase]',
      after: '  - A <-> a\n  - Code -> code',
    },
    {
      of: 'rules beside others',
      title: 'Remove these rules',
      before:
        '  - A <-> a\n  - map: Code -> code\n    transform:\n      toIntegrationTable: [trim]\n      fromIntegr|ationTable: [uppercase]',
      after: '  - A <-> a\n  - map: Code -> code\n    transform:\n      toIntegrationTable: [trim]',
    },
    {
      of: 'of a short form',
      title: "Cut longer texts: add 'truncate'",
      before: '  - Name <-> na|me',
      after: '  - map: Name <-> name\n    transform: { toIntegrationTable: [truncate], fromIntegrationTable: [] }',
      systems,
    },
    {
      of: 'on the way from the integration table',
      title: "Cut longer texts: add 'truncate'",
      before: '  - No. -> accountnumber\n  - Ci|ty <- address1_city',
      after:
        '  - No. -> accountnumber\n  - map: City <- address1_city\n    transform: { fromIntegrationTable: [truncate] }',
      systems,
    },
    {
      of: 'behind other rules',
      title: "Cut longer texts: add 'truncate'",
      before: '  - A <- a\n  - map: Name -> na|me\n    transform: { toIntegrationTable: [trim] }',
      after: '  - A <- a\n  - map: Name -> name\n    transform: { toIntegrationTable: [trim, truncate] }',
      systems,
    },
    {
      of: 'behind rules in lines',
      title: "Cut longer texts: add 'truncate'",
      before:
        '  - A <- a\n  - map: Name -> na|me\n    transform:\n      toIntegrationTable:\n        - trim # x\n    match: 1',
      after:
        '  - A <- a\n  - map: Name -> name\n    transform:\n      toIntegrationTable:\n        - trim # x\n        - truncate\n    match: 1',
      systems,
    },
  ]);
});

suite('Fixes of fields', () => {
  tell([
    {
      of: 'a misspelled field',
      title: "Change to 'Name'",
      before: '  - No. <-> accountnumber\n  - N|mae <-> name',
      after: '  - No. <-> accountnumber\n  - Name <-> name',
      systems,
    },
    {
      of: 'against a one-way mapping',
      title: "Change to '->'",
      before: '  - A -> a\n  - Name <|- name',
      after: '  - A -> a\n  - Name -> name',
      direction: 'toIntegrationTable',
    },
    {
      of: 'to a field that cannot be written',
      title: 'Turn the arrow: ->',
      before: '  - Name <-> name\n  - Bal|ance <-> credit',
      after: '  - Name <-> name\n  - Balance -> credit',
      systems,
    },
    {
      of: 'two options that contradict each other',
      title: "Remove 'clearValueOnFailedSync'",
      before: '  - map: A <-> a\n    clearValueOnFailedSync: true\n    not|Null: true',
      after: '  - map: A <-> a\n    notNull: true',
    },
    {
      of: 'a lookup beside values',
      title: "Remove 'lookup'",
      before: '  - map: A <-> a\n    lookup: CUSTOMER\n    val|ues:\n      a: 1',
      after: '  - map: A <-> a\n    values:\n      a: 1',
    },
    {
      of: 'a constant beside two fields',
      title: "Remove 'constant'",
      before: '  - map: A <-> a\n    constant: x|',
      after: '  - A <-> a',
    },
    {
      of: 'an option that a constant cannot have',
      title: "Remove 'match'",
      before: '  - A <-> a\n  - map: -> b\n    constant: x\n    mat|ch: 1',
      after: '  - A <-> a\n  - map: -> b\n    constant: x',
    },
    {
      of: 'a key without a meaning',
      title: "Remove 'remark'",
      before: '  - map: A <-> a\n    rem|ark: x # y',
      after: '  - map: A <-> a\n    # y',
    },
    {
      of: 'a field written twice',
      title: 'Disable the field',
      before: '  - A <-> a\n  - B <-> a|',
      after: '  - A <-> a\n  - map: B <-> a\n    enabled: false',
    },
    {
      of: 'a slip in an arrow',
      title: "Change to 'A -> a'",
      before: '  - B <-> b\n  - A=|>a',
      after: '  - B <-> b\n  - A -> a',
    },
  ]);
});

suite('Fixes of files', () => {
  const cases: readonly (readonly [string, Files, string, Readonly<Record<string, string>>])[] = [
    [
      "Add 'direction: bidirectional'",
      { 'a.mapping.yaml': 'na|me: A\ntable: T # t\nintegrationTable: t\nfields: [A <-> a]\n' },
      'a.mapping.yaml',
      {},
    ],
  ];
  for (const [title, files] of cases) {
    test(title, () => {
      assert.deepEqual(after(files, title), {
        'a.mapping.yaml': 'name: A\ntable: T # t\nintegrationTable: t\ndirection: bidirectional\nfields: [A <-> a]\n',
      });
    });
  }

  test('a word of a key that has nearly that name', () => {
    const text = customer({ 'upd|ateConflit': 'none' });
    assert.deepEqual(after({ 'a.mapping.yaml': text }, "Change to 'updateConflict'"), {
      'a.mapping.yaml': customer({ updateConflict: 'none' }),
    });
  });

  test('a mapping that goes one way only', () => {
    const text = customer({ direction: 'bidir|ectional', fields: '\n  - A -> a' });
    const title = 'Synchronize one way only: toIntegrationTable (to the integration table)';
    assert.deepEqual(after({ 'a.mapping.yaml': text }, title), {
      'a.mapping.yaml': customer({ direction: 'toIntegrationTable', fields: '\n  - A -> a' }),
    });
  });

  test('a removed coupling that would be created again', () => {
    const lines = { deletionConflict: 'remove|Coupling', synchOnlyCoupledRecords: 'false # x' };
    assert.deepEqual(after({ 'a.mapping.yaml': customer(lines) }, 'Synchronize coupled records only'), {
      'a.mapping.yaml': customer({ deletionConflict: 'removeCoupling', synchOnlyCoupledRecords: 'true # x' }),
    });
  });

  for (const [before, expected] of [
    ['[CUST|OMER, B]', '[B]'],
    ['[B, CUST|OMER]', '[B]'],
    ['[CUST|OMER]', '[]'],
    ['\n  - B # b\n  - CUST|OMER', '\n  - B # b'],
  ] as const) {
    test(`a circle of ${JSON.stringify(before.replace('|', ''))}`, () => {
      const files = { 'a.mapping.yaml': customer({ dependsOn: before }), 'b.mapping.yaml': customer({ name: 'B' }) };
      const texts = after(files, "Remove 'CUSTOMER' from 'dependsOn'");
      const rest = before.includes('# b') ? ["Remove 'CUSTOMER' from 'dependsOn'"] : [];
      if (rest.length > 0) assert.deepEqual(texts, []);
      else assert.deepEqual(texts, { 'a.mapping.yaml': customer({ dependsOn: expected }) });
    });
  }

  test('a workspace without a default among its environments', () => {
    const side = '{ connector: dataverse, url: https://a.crm.dynamics.com }';
    const environment = (name: string) => `  ${name}:\n    local: ${side}\n    integration: ${side}\n`;
    const text = `environ|ments:\n${environment('one')}${environment('two 2')}mappings: []\n`;
    const texts = after({ 'tandem.yaml': text }, "Add 'defaultEnvironment: two 2'") as Record<string, string>;
    assert.match(texts['tandem.yaml'] ?? '', /\ndefaultEnvironment: two 2\nmappings/);
  });

  test('all problems of one kind', () => {
    const text = customer({ fields: '\n  - N|mae <-> nmae\n  - Ctiy <-> address1_ctiy' });
    const fixed = customer({ fields: '\n  - Name <-> name\n  - City <-> address1_city' });
    const title = 'Fix all 4 problems of this kind (UNKNOWN_FIELD)';
    assert.deepEqual(after({ 'a.mapping.yaml': text }, title, systems), { 'a.mapping.yaml': fixed });
  });

  test('all problems at once', () => {
    const text = customer({ updateConflict: 'nnoe', fields: '\n  - Nmae <-> name' });
    const at = markedWorkspace({ 'a.mapping.yaml': text }, systems);
    const [action] = actionsAt(at, ['source.fixAll']);
    assert.deepEqual(editedFiles(at.analysis, action?.edit), {
      'a.mapping.yaml': text.replace('nnoe', 'none').replace('Nmae', 'Name'),
    });
    assert.equal(action?.kind, 'source.fixAll.tandem');
  });
});

suite('Ignoring a problem', () => {
  const ignore = (fields: string, code: MappingProblemCode) => fieldsAfter(fields, `Ignore ${code} here`, systems);

  test('adds a comment above the line', () => {
    assert.equal(
      ignore('  - No. <-> accountnumber\n  - Name <-> na|me', 'TEXT_MAY_BE_TOO_LONG'),
      '  - No. <-> accountnumber\n  # tandem-ignore TEXT_MAY_BE_TOO_LONG\n  - Name <-> name',
    );
  });

  test('adds the code to a comment that is there', () => {
    const before =
      '  # tandem-ignore TRANSFORM_WITHOUT_WAY_BACK short names\n  - Name <-> na|me\n  - No. <-> accountnumber';
    assert.equal(
      ignore(before, 'TEXT_MAY_BE_TOO_LONG'),
      before.replace('|', '').replace('BACK', 'BACK, TEXT_MAY_BE_TOO_LONG'),
    );
  });

  test('is not offered for errors', () => {
    assert.ok(!ignore('  - N|mae <-> name', 'UNKNOWN_FIELD').includes('tandem-ignore'));
  });
});

suite('Actions of a whole mapping', () => {
  test('add pairs behind those that are switched on', () => {
    const fields = '\n  - Name <-> name # n\n\n  # Later.\n  - map: A <-> a\n    enabled: false';
    const text = customer({ fields }).replace('fields', 'fie|lds');
    const texts = after({ 'a.mapping.yaml': text }, 'Add 2 field pairs, paired by name and type', systems);
    assert.deepEqual(texts, {
      'a.mapping.yaml': customer({
        fields: fields.replace('# n', '# n\n  - No. <-> accountnumber\n  - Phone No. <-> telephone1'),
      }),
    });
  });

  const sorts: readonly (readonly [string, string, string])[] = [
    ['by local field', '  - B <-> b\n  - a <-> x\n  - C <-> a', '  - a <-> x\n  - B <-> b\n  - C <-> a'],
    [
      'with their options and comments',
      '  - B <-> b # b\n  # about A\n  - map: A <-> a\n    match: 1\n    # in A',
      '  # about A\n  - map: A <-> a\n    match: 1\n    # in A\n  - B <-> b # b',
    ],
    [
      'within groups under their headings',
      '  # one\n  - B <-> b\n  - A <-> a\n\n  # two\n  - D <-> d\n  - C <-> c',
      '  # one\n  - A <-> a\n  - B <-> b\n\n  # two\n  - C <-> c\n  - D <-> d',
    ],
    [
      'constants of the integration table first',
      '  - A <-> a\n  - map: -> t\n    constant: x',
      '  - map: -> t\n    constant: x\n  - A <-> a',
    ],
    ['in quotes', '  - \'B <-> b\'\n  - "A <-> a"', '  - "A <-> a"\n  - \'B <-> b\''],
  ];
  for (const [how, before, expected] of sorts) {
    test(`sort fields ${how}`, () => {
      const text = customer({ fields: `\n${before}`, updateConflict: 'none' });
      const marked = text.replace('fields', 'fie|lds');
      assert.deepEqual(after({ 'a.mapping.yaml': marked }, 'Sort the fields of each group'), {
        'a.mapping.yaml': customer({ fields: `\n${expected}`, updateConflict: 'none' }),
      });
    });
  }

  test('do not sort what is in order, in brackets or shared', () => {
    for (const fields of ['\n  - A <-> a\n  - B <-> b', '[B <-> b, A <-> a]', '\n  - &x B <-> b\n  - A <-> a']) {
      const text = customer({ fields }).replace('fields', 'fie|lds');
      assert.ok(Array.isArray(after({ 'a.mapping.yaml': text }, 'Sort the fields of each group')), fields);
    }
  });

  test('are source actions, and refactorings at the key', () => {
    const fields = '\n  - B <-> b\n  - A <-> a';
    const kinds = (text: string) => {
      const actions = actionsAt(markedWorkspace({ 'a.mapping.yaml': text }));
      return actions.filter(({ title }) => title.startsWith('Sort')).map(({ kind }) => kind);
    };
    assert.deepEqual(kinds(customer({ name: 'CUST|OMER', fields })), ['source.sortFields.tandem']);
    assert.deepEqual(kinds(customer({ fields }).replace('fields', 'fie|lds')), [
      'source.sortFields.tandem',
      'refactor.rewrite',
    ]);
  });
});

suite('Creating a missing mapping', () => {
  const tables: Systems = {
    local: schemaOf({
      Customer: { ...ids, Name: 'text(30)' },
      Currency: { ...ids, Code: 'text(5) unique', Description: 'text(30)' },
    }),
    integration: schemaOf({
      account: { ...ids, name: 'text(30)', currencyid: 'guid -> transactioncurrency.id' },
      transactioncurrency: { ...ids, currencycode: 'text(5) unique', description: 'text(30)' },
    }),
  };

  test('writes a file beside this one and lists it', () => {
    const files = {
      'mappings/a.mapping.yaml': customer({ dependsOn: '[CURREN|CY]' }),
      'tandem.yaml': workspaceText(['mappings/a.mapping.yaml']),
    };
    const texts = after(files, "Create the mapping 'CURRENCY'", tables) as Record<string, string>;
    assert.deepEqual(Object.keys(texts), ['mappings/currency.mapping.yaml', 'tandem.yaml']);
    assert.equal(texts['tandem.yaml'], workspaceText(['mappings/a.mapping.yaml', 'mappings/currency.mapping.yaml']));
    const made = texts['mappings/currency.mapping.yaml'] ?? '';
    assert.match(made, /^name: CURRENCY\ntable: Currency\nintegrationTable: transactioncurrency\n/m);
    const again = markedWorkspace({ ...files, ...texts }, tables);
    assert.deepEqual(again.analysis.byFile.get('mappings/currency.mapping.yaml')?.problems, []);
    assert.deepEqual(
      again.analysis.crossProblems.get('mappings/a.mapping.yaml')?.filter(({ code }) => code === 'UNKNOWN_MAPPING') ??
        [],
      [],
    );
  });

  test('takes the table that the field refers to', () => {
    const fields = '\n  - map: Name -> currencyid\n    lookup: MO|NEY\n  - Name <- name';
    const texts = after({ 'a.mapping.yaml': customer({ fields }) }, "Create the mapping 'MONEY'", tables) as Record<
      string,
      string
    >;
    assert.match(texts['money.mapping.yaml'] ?? '', /^integrationTable: transactioncurrency$/m);
  });

  test('needs no list where a pattern means the file', () => {
    const files = {
      'mappings/a.mapping.yaml': customer({ dependsOn: "['PAYMENT |TERMS']" }),
      'tandem.yaml': workspaceText(['mappings/*.mapping.yaml']),
    };
    const texts = after(files, "Create the mapping 'PAYMENT TERMS'") as Record<string, string>;
    assert.deepEqual(Object.keys(texts), ['mappings/payment-terms.mapping.yaml']);
    assert.match(
      texts['mappings/payment-terms.mapping.yaml'] ?? '',
      /^name: PAYMENT TERMS\ntable: Payment Terms\nintegrationTable: paymentterms\n/m,
    );
  });

  test('never takes the place of a file', () => {
    const files = {
      'a.mapping.yaml': customer({ dependsOn: '[VEN|DOR]' }),
      'vendor.mapping.yaml': customer({ name: 'OTHER' }),
    };
    const texts = after(files, "Create the mapping 'VENDOR'") as Record<string, string>;
    assert.deepEqual(Object.keys(texts).slice(0, 1), ['vendor-2.mapping.yaml']);
  });
});

suite('The kinds of actions', () => {
  test('are those asked for', () => {
    const at = markedWorkspace({ 'a.mapping.yaml': customer({ fields: '\n  - B <-> b\n  - A|b <-> a' }) });
    const kinds = (only: readonly string[]) => [...new Set(actionsAt(at, only).map(({ kind }) => kind))];
    assert.deepEqual(kinds(['refactor']), ['refactor.rewrite']);
    assert.deepEqual(kinds(['source']), ['source.sortFields.tandem']);
    assert.deepEqual(kinds(['quickfix']), []);
  });
});
