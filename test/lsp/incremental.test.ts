import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseWorkspace } from '../../src/core/mapping/parseWorkspace';
import type { WorkspaceSnapshot } from '../../src/server/analyser';
import { createAnalyser } from '../../src/server/analyser';
import type { CachedSchemas } from '../../src/server/analysis';
import { fileDiagnostics } from '../../src/server/fileDiagnostics';
import { withEditorLines } from '../../src/server/positions';
import { fileUri } from '../../src/server/uris';
import { sampleSchemas, sampleWorkspace, salespeopleFile } from './analysisBuilder';
import { openEditor, schemaCache, testFolder } from './lspHarness';
import { customer } from './markedWorkspace';

type Texts = Readonly<Record<string, string>>;

const fields = `
  - map: No. <-> accountnumber
    match: 1
  - Name <-> name   # the company's
  - map: Salesperson Code -> ownerid
    lookup: SALESPEOPLE
  - map: Blocked <-> statecode
    values: { '': 0, All: 1 }`;
const start: Texts = {
  'tandem.yaml': sampleWorkspace,
  'mappings/customer.mapping.yaml': customer({ tableFilter: "{ Blocked: '' }", fields }),
  'mappings/salespeople.mapping.yaml': salespeopleFile,
  'mappings/contact.mapping.yaml': customer({ name: 'CONTACT', table: 'Contact', dependsOn: '[CUSTOMER]' }),
};

suite('Analyses after edits', () => {
  test('are what they would be from scratch, whatever was typed in any file before', () => {
    fc.assert(
      fc.property(fc.array(edit(), { maxLength: 12 }), (edits) => {
        const analyser = createAnalyser();
        let texts = start;
        analyser.analyse(snapshotOf(texts));
        for (const each of edits) {
          texts = applied(texts, each);
          const snapshot = snapshotOf(texts, each.schemas);
          assert.deepEqual(analyser.analyse(snapshot), createAnalyser().analyse(snapshot));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('always come, and soon, however broken the text is', () => {
    fc.assert(
      fc.property(anyText(), fc.constantFrom(...Object.keys(start)), (text, file) => {
        const beganMs = performance.now();
        const analysis = createAnalyser().analyse(snapshotOf({ ...start, [file]: withEditorLines(text) }));
        for (const each of analysis.byFile.values()) {
          for (const { range } of fileDiagnostics(analysis, each, { severities: {} })) {
            const lineTexts = each.text.split('\n');
            assert.ok(range.start.line >= 0 && range.start.character >= 0 && range.end.line < lineTexts.length);
            assert.ok(range.end.character <= (lineTexts[range.end.line]?.length ?? -1));
          }
        }
        assert.ok(performance.now() - beganMs < 5000);
      }),
      { numRuns: 300 },
    );
  });

  const deep: readonly (readonly [name: string, text: string])[] = [
    ['brackets', '['.repeat(50_000)],
    ['braces', '{a: '.repeat(20_000)],
    ['indentation', Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['list items', '- '.repeat(20_000)],
    [
      'aliases of aliases',
      Array.from({ length: 30 }, (_, at) => `a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`).join('\n'),
    ],
    ['one long line', `name: ${'x'.repeat(1_000_000)}`],
    ['many lines', 'a: b\n'.repeat(5_000)],
    ['many fields', customer({ fields: `\n${'  - Name <-> name\n'.repeat(3_000)}` })],
  ];
  for (const [name, text] of deep) {
    test(`come soon for a text of ${name}`, () => {
      const beganMs = performance.now();
      const analysis = createAnalyser().analyse(snapshotOf({ ...start, 'mappings/customer.mapping.yaml': text }));
      assert.equal(analysis.mappings.length, 3);
      assert.ok(performance.now() - beganMs < 10_000);
    });
  }

  test('keep what did not change, so that nothing is done twice', () => {
    const analyser = createAnalyser();
    const before = analyser.analyse(snapshotOf(start));
    const file = 'mappings/customer.mapping.yaml';
    const after = analyser.analyse(
      snapshotOf({ ...start, [file]: start[file]?.replace('Name <-> name', 'Nmae <-> name') ?? '' }),
    );
    assert.notEqual(after.byFile.get(file), before.byFile.get(file));
    for (const [name, each] of before.byFile) if (name !== file) assert.equal(after.byFile.get(name), each, name);
    assert.ok(after.crossProblems.get(file)?.some(({ code }) => code === 'UNKNOWN_FIELD'));
    for (const [name, problems] of before.crossProblems) {
      if (name !== file) assert.equal(after.crossProblems.get(name), problems, name);
    }
  });

  test('tell anew what a problem says of another file, also where its place stays', () => {
    const analyser = createAnalyser();
    const contact = 'mappings/contact.mapping.yaml';
    const texts = { ...start, [contact]: customer({ name: 'CONTACT', table: 'Contact', dependsOn: '[CUSTOMR]' }) };
    const said = (name: string) => {
      const named = { ...texts, 'mappings/customer.mapping.yaml': customer({ name }) };
      const problems = analyser.analyse(snapshotOf(named)).crossProblems.get(contact) ?? [];
      return problems.find(({ code }) => code === 'UNKNOWN_MAPPING')?.message;
    };
    assert.match(said('CUSTOMER') ?? '', /'CUSTOMER'/);
    assert.match(said('CUSTOMERS') ?? '', /'CUSTOMERS'/);
  });

  test('of a mapping change where tables change that it looks up in another file', () => {
    const analyser = createAnalyser();
    const lookup = '\n  - map: Salesperson Code -> ownerid\n    lookup: { mapping: SALESPEOPLE, localField: Code }';
    const texts = { ...start, 'mappings/customer.mapping.yaml': customer({ fields: lookup }) };
    const isKnown = (given: Texts) => {
      const problems = analyser.analyse(snapshotOf(given)).crossProblems.get('mappings/customer.mapping.yaml') ?? [];
      return problems.every(({ code }) => code !== 'UNKNOWN_FIELD');
    };
    assert.ok(isKnown(texts));
    const other = salespeopleFile.replace(/^table: .*$/m, 'table: Customer');
    assert.ok(!isKnown({ ...texts, 'mappings/salespeople.mapping.yaml': other }));
    assert.ok(isKnown(texts));
  });
});

suite('Problems after edits over the wire', () => {
  test('are what a new server shows for the same files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit(), { maxLength: 10 }), async (edits) => {
        const editor = await openEditor({ files: { ...start, [cacheFile]: cache } });
        let texts = start;
        try {
          for (const each of edits) {
            await editor.open(each.file, texts[each.file]);
            const text = texts[each.file] ?? '';
            const [from, to] = placeOf(text, each);
            await editor.edit(each.file, from, to, each.insert);
            texts = { ...texts, [each.file]: text.slice(0, from) + each.insert + text.slice(to) };
            if (each.settle) await editor.settle();
            await editor.write(each.file, texts[each.file]);
            await editor.close(each.file);
          }
          // What a broken tandem.yaml said before still counts, so that only a whole one tells the same to both.
          texts = { ...texts, 'tandem.yaml': sampleWorkspace };
          await editor.write('tandem.yaml', sampleWorkspace);
          const fresh = await openEditor({ files: {} });
          for (const [file, text] of Object.entries({ ...texts, [cacheFile]: cache })) {
            fresh.files.write(fileUri(testFolder, file), text);
          }
          await fresh.write('tandem.yaml', texts['tandem.yaml'] ?? '');
          try {
            assert.deepEqual(await editor.allProblems(), await fresh.allProblems());
          } finally {
            fresh.dispose();
          }
        } finally {
          editor.dispose();
        }
      }),
      { numRuns: 40 },
    );
  });
});

interface Edit {
  readonly file: string;
  /** Where, as a share of the text's length, and how much of it goes. */
  readonly at: number;
  readonly length: number;
  readonly insert: string;
  readonly schemas: CachedSchemas;
  readonly settle: boolean;
}

function edit(): fc.Arbitrary<Edit> {
  return fc.record({
    file: fc.constantFrom(...Object.keys(start)),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
    insert: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4 }), anyText()),
    schemas: fc.constantFrom(sampleSchemas, sampleSchemas, { environment: 'sample' }, withoutTables),
    settle: fc.boolean(),
  });
}

const withoutTables: CachedSchemas = { ...sampleSchemas, local: { tables: [] } };
const cacheFile = '.tandem/sample.schema.json';
const cache = schemaCache({
  ...(sampleSchemas.local && { local: sampleSchemas.local }),
  ...(sampleSchemas.integration && { integration: sampleSchemas.integration }),
});

/** Pieces that mean something to the language or to YAML, or make trouble elsewhere. */
const words = [
  ...[
    '\n',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '- ',
    ': ',
    '#',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '|',
    '>',
    '&a ',
    '*a',
    '!x ',
    '%',
  ],
  ...[
    ' <-> ',
    ' -> ',
    ' <- ',
    'name: CUSTOMER',
    'CUSTOMER',
    'SALESPEOPLE',
    'Name',
    'name',
    'lookup: CONTACT',
    '---\n',
    '...',
  ],
  ...[
    '\uFEFF',
    '😀',
    'é',
    '\u2028',
    '\u0000',
    '? ',
    '<<: ',
    '# tandem-ignore UNKNOWN_FIELD',
    'null',
    '~',
    '\n  - A <-> a\n',
  ],
];

function anyText(): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })), { maxLength: 12 })
    .map((all) => all.join(''));
}

/** A stretch of the text that begins and ends between characters: editors never part CR from LF. */
function placeOf(text: string, { at, length }: Edit): readonly [number, number] {
  const whole = (offset: number) => (text[offset - 1] === '\r' && text[offset] === '\n' ? offset + 1 : offset);
  const from = Math.floor(at * text.length);
  return [whole(from), Math.max(whole(from), whole(Math.min(text.length, from + length)))];
}

function applied(texts: Texts, each: Edit): Texts {
  const text = texts[each.file] ?? '';
  const [from, to] = placeOf(text, each);
  return { ...texts, [each.file]: withEditorLines(text.slice(0, from) + each.insert + text.slice(to)) };
}

function snapshotOf(texts: Texts, schemas: CachedSchemas = sampleSchemas): WorkspaceSnapshot {
  const all = Object.entries(texts).map(([file, text]) => ({ uri: fileUri(testFolder, file), file, text }));
  const [workspaceFile, ...mappingFiles] = all;
  const parsed = parseWorkspace(workspaceFile?.text ?? '', 'tandem.yaml');
  return {
    folder: testFolder,
    workspaceFile,
    workspace: parsed.workspace ?? parsed.partial,
    mappingFiles,
    withoutFiles: [],
    schemas,
    now: '2026-11-21T00:00:00.000Z',
  };
}
