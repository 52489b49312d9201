import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { EditorOptions, TestEditor } from './lspHarness';
import { customer, workspaceText } from './markedWorkspace';
import { schemaOf } from './analysisBuilder';
import { lines, openEditor } from './lspHarness';

const listsAll = workspaceText(['mappings/*.mapping.yaml']);
const schemas = {
  local: schemaOf({
    Customer: {
      SystemId: 'guid id readOnly',
      'No.': 'text(20) key',
      Name: 'text(50)',
      Phone: 'text(30)',
      Changed: 'dateTime modifiedOn',
    },
  }),
  integration: schemaOf({
    account: { accountid: 'guid id readOnly', name: 'text(50)', phone: 'text(20)', modifiedon: 'dateTime modifiedOn' },
  }),
};
const inOrder = customer({ fields: '\n  - map: Name <-> name\n    match: 1' });
const file = 'mappings/customer.mapping.yaml';

suite('Diagnostics', () => {
  let editor: TestEditor;
  teardown(() => editor.dispose());
  const start = async (files: EditorOptions['files'], more: Partial<EditorOptions> = {}): Promise<void> => {
    editor = await openEditor({ schemas, ...more, files: { 'tandem.yaml': listsAll, ...files } });
  };
  const shown = async (name: string, text: string) => lines(text, await editor.problems(name));
  const files = async () => Object.keys(await editor.allProblems()).sort();

  test('are none where all is in order', async () => {
    await start({ [file]: inOrder });
    assert.deepEqual(await editor.allProblems(), {});
  });

  const single: readonly { readonly name: string; readonly text: string; readonly shown: readonly string[] }[] = [
    {
      name: 'a field that its table does not have',
      text: inOrder.replace('<-> name', '<-> nmae'),
      shown: ['error UNKNOWN_FIELD "nmae"'],
    },
    {
      name: 'a table that the schema does not have',
      text: inOrder.replace('account', 'acount'),
      shown: ['error UNKNOWN_TABLE "acount"'],
    },
    {
      name: 'a word that the key does not know',
      text: inOrder.replace('bidirectional', 'both'),
      shown: ['error WRONG_WORD "both"'],
    },
    {
      name: 'an arrow without its spaces',
      text: inOrder.replace('Name <-> name', 'Name<->name'),
      shown: ['error ARROW_SYNTAX "Name<->name"'],
    },
    {
      name: 'a text that may be too long, beside a mistake elsewhere in the file',
      text: customer({ fields: '\n  - map: Name <-> name\n    match: 1\n  - Phone -> phone', wrong: 'key' }),
      shown: ['warning TEXT_MAY_BE_TOO_LONG "phone"', 'error UNKNOWN_KEY "wrong"'],
    },
    { name: 'an empty file', text: '', shown: ['error WRONG_TYPE ""'] },
    {
      name: 'YAML that ends too early',
      text: inOrder.replace('table: Customer', 'table: { name: Customer'),
      shown: ['error YAML_SYNTAX "}"'],
    },
  ];
  for (const each of single.slice(0, -1)) {
    test(`show in an unopened file ${each.name}, at the word itself`, async () => {
      await start({ [file]: each.text });
      assert.deepEqual(await shown(file, each.text), each.shown);
    });

    test(`show in an open file ${each.name}, at the word itself`, async () => {
      await start({ [file]: inOrder });
      await editor.open(file);
      await editor.type(file, each.text);
      assert.deepEqual(await shown(file, each.text), each.shown);
      await editor.type(file, inOrder);
      assert.deepEqual(await editor.allProblems(), {});
    });
  }

  test('are at the same words in files with CR LF, with a byte order mark, and with lone CR', async () => {
    const wrong = inOrder.replace('<-> name', '<-> nmae');
    for (const text of [wrong.replaceAll('\n', '\r\n'), `\uFEFF${wrong}`, wrong.replaceAll('\n', '\r')]) {
      await start({ [file]: text });
      assert.deepEqual(await shown(file, text.replace('\uFEFF', '')), ['error UNKNOWN_FIELD "nmae"']);
      editor.dispose();
    }
    await start({});
  });

  test('follow what is typed piece by piece', async () => {
    await start({ [file]: inOrder });
    await editor.open(file);
    const at = inOrder.indexOf('<-> name') + '<-> name'.length;
    await editor.edit(file, at, at, 's');
    assert.deepEqual(await shown(file, inOrder.replace('<-> name', '<-> names')), ['error UNKNOWN_FIELD "names"']);
    await editor.edit(file, at, at + 1, '');
    assert.deepEqual(await editor.allProblems(), {});
  });

  test('tell of mappings among each other in the files where it shows', async () => {
    const other = inOrder.replace('Customer', 'Vendor');
    await start({ [file]: inOrder, 'mappings/vendor.mapping.yaml': other }, { schemas: {} });
    const problems = await editor.problems('mappings/vendor.mapping.yaml');
    const duplicate = problems.find(({ code }) => code === 'DUPLICATE_MAPPING_NAME');
    assert.deepEqual(
      duplicate?.relatedInformation?.map(({ location }) => location.uri),
      [editor.uri(file)],
    );
    await editor.open('mappings/vendor.mapping.yaml');
    await editor.type('mappings/vendor.mapping.yaml', other.replace('CUSTOMER', 'VENDOR'));
    assert.deepEqual(await files(), ['tandem.yaml']);
  });

  test('of one file change where another one is edited', async () => {
    const contact = customer({ name: 'CONTACT', dependsOn: '[CUSTOMER]', table: 'Person' });
    await start({ [file]: inOrder, 'mappings/contact.mapping.yaml': contact }, { schemas: {} });
    await editor.open(file);
    await editor.type(file, inOrder.replace('CUSTOMER', 'CLIENT'));
    assert.deepEqual(await shown('mappings/contact.mapping.yaml', contact), ['error UNKNOWN_MAPPING "CUSTOMER"']);
    await editor.close(file);
    assert.deepEqual(await files(), ['tandem.yaml']);
  });

  test('tell in tandem.yaml of files that it names and that are not there', async () => {
    const text = workspaceText(['mappings/*.mapping.yaml', 'gone.mapping.yaml', 'more/*.yaml']);
    await start({ 'tandem.yaml': text, [file]: inOrder });
    assert.deepEqual(await shown('tandem.yaml', text), [
      'error MAPPING_FILE_NOT_FOUND "gone.mapping.yaml"',
      'warning PATTERN_WITHOUT_FILES "more/*.yaml"',
    ]);
    await editor.write('gone.mapping.yaml', inOrder.replace('CUSTOMER', 'FOUND').replace('account', 'acount'));
    assert.deepEqual(await shown('tandem.yaml', text), ['warning PATTERN_WITHOUT_FILES "more/*.yaml"']);
    assert.deepEqual(await files(), ['gone.mapping.yaml', 'tandem.yaml']);
  });

  test('say that tables were never read, or long ago', async () => {
    await start({ [file]: inOrder }, { schemas: {} });
    assert.deepEqual(await shown('tandem.yaml', listsAll), ['information SCHEMA_MISSING "sample"']);
    await editor.write(
      '.tandem/sample.schema.json',
      JSON.stringify({ version: 1, schema: { ...schemas, readAt: '2020-01-01T00:00:00Z' } }),
    );
    assert.deepEqual(await shown('tandem.yaml', listsAll), ['information SCHEMA_STALE "sample"']);
  });

  test('are silenced by a comment on the line above, with its reason', async () => {
    const fields =
      '\n  - map: Name <-> name\n    match: 1\n  # tandem-ignore TEXT_MAY_BE_TOO_LONG they never are\n  - Phone -> phone';
    await start({ [file]: customer({ fields }) });
    assert.deepEqual(await editor.allProblems(), {});
  });

  test('have a code, a source, and a link to its page where the editor says where the pages are', async () => {
    const wrong = inOrder.replace('<-> name', '<-> nmae');
    await start({ [file]: wrong }, { options: { problemPages: 'file:///tandem/media/problems/' } });
    const [problem] = await editor.problems(file);
    assert.equal(problem?.source, 'tandem');
    assert.equal(problem.codeDescription?.href, 'file:///tandem/media/problems/UNKNOWN_FIELD.md');
    editor.dispose();
    await start({ [file]: wrong });
    assert.equal((await editor.problems(file))[0]?.codeDescription, undefined);
  });

  const tooLong = customer({ fields: '\n  - map: Name <-> name\n    match: 1\n  - Phone -> phone' });
  const severities: readonly [word: unknown, severity: number | undefined][] = [
    ['error', 1],
    ['warning', 2],
    ['information', 3],
    ['off', undefined],
    ['loud', 2],
    [7, 2],
  ];
  for (const [word, severity] of severities) {
    test(`take their severity from the settings: ${String(word)}`, async () => {
      const settings = { diagnostics: { severity: { TEXT_MAY_BE_TOO_LONG: word } } };
      await start({ [file]: tooLong }, { settings });
      assert.equal((await editor.problems(file))[0]?.severity, severity);
    });
  }

  test('follow the settings without being asked', async () => {
    await start({ [file]: tooLong });
    assert.deepEqual(await files(), [file]);
    await editor.setSettings({ diagnostics: { severity: { TEXT_MAY_BE_TOO_LONG: 'off' } } });
    assert.deepEqual(await editor.allProblems(), {});
    for (const settings of [null, 'none', { diagnostics: [] }, { diagnostics: { severity: 'off' } }]) {
      await editor.setSettings(settings);
      assert.deepEqual(await files(), [file], JSON.stringify(settings));
    }
  });

  test('are shown faded where something has no effect', async () => {
    const fields =
      '\n  - map: Name <-> name\n    match: 1\n  - map: Phone <- phone\n    transform: { toIntegrationTable: [trim] }';
    await start({ [file]: customer({ fields }) });
    const problems: readonly Diagnostic[] = await editor.problems(file);
    assert.deepEqual(
      problems.map(({ code, tags }) => [code, tags]),
      [['TRANSFORM_AGAINST_DIRECTION', [1]]],
    );
  });

  test('of a lone mapping file are those of the file itself', async () => {
    editor = await openEditor({ files: { 'lone.mapping.yaml': '' } });
    const lone = customer({ direction: 'both', fields: '\n  - map: Name <-> name\n    lookup: NOBODY' });
    await editor.open('lone.mapping.yaml', lone);
    assert.deepEqual(await shown('lone.mapping.yaml', lone), ['error WRONG_WORD "both"']);
    await editor.close('lone.mapping.yaml');
    assert.deepEqual(await editor.allProblems(), {});
  });
});
