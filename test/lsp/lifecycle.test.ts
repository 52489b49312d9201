import assert from 'node:assert/strict';
import type { CodeLens, InitializeParams } from 'vscode-languageserver/node';
import type { EditorOptions, TestEditor } from './lspHarness';
import { customer, workspaceText } from './markedWorkspace';
import { lines, openEditor, schemaCache } from './lspHarness';
import { schemaOf } from './analysisBuilder';

const file = 'mappings/customer.mapping.yaml';
const listsAll = workspaceText(['mappings/*.mapping.yaml']);
const inOrder = customer({ fields: '\n  - map: Name <-> name\n    match: 1' });
const schemas = {
  local: schemaOf({ Customer: { SystemId: 'guid id readOnly', Name: 'text(50)', Changed: 'dateTime modifiedOn' } }),
  integration: schemaOf({
    account: { accountid: 'guid id readOnly', name: 'text(50)', modifiedon: 'dateTime modifiedOn' },
  }),
};
const wrong = inOrder.replace('<-> name', '<-> nmae');

suite('The server and its editor', () => {
  let editor: TestEditor;
  teardown(() => editor.dispose());
  const start = async (files: EditorOptions['files'], more: Partial<EditorOptions> = {}): Promise<void> => {
    editor = await openEditor({ schemas, ...more, files });
  };
  const codes = async () => {
    const all = Object.entries(await editor.allProblems());
    return all.flatMap(([name, problems]) => problems.map(({ code }) => `${name} ${code}`)).sort();
  };

  test('finds the workspaces below the folder, one in another too', async () => {
    await start(
      { 'a/tandem.yaml': listsAll, [`a/${file}`]: wrong, [`a/b/${file}`]: wrong, 'a/b/tandem.yaml': listsAll },
      { schemas: {} },
    );
    assert.deepEqual(await codes(), ['a/b/tandem.yaml SCHEMA_MISSING', 'a/tandem.yaml SCHEMA_MISSING']);
  });

  test('leaves folders out that hold what others made', async () => {
    await start({ 'node_modules/a/tandem.yaml': listsAll, '.git/tandem.yaml': listsAll }, { schemas: {} });
    assert.deepEqual(await codes(), []);
  });

  test('takes the workspaces that the editor names, and the environments that are chosen in them', async () => {
    const twoEnvironments = `${listsAll.replace('  sample:', '  other:')}defaultEnvironment: other\n`.replace(
      'mappings:',
      `${listsAll.split('\n').slice(1, 4).join('\n')}\nmappings:`,
    );
    await start(
      { 'tandem.yaml': twoEnvironments, [file]: wrong, 'else/tandem.yaml': 'environments: 1' },
      { options: { workspaces: [{ folder: 'file:///home/space' }] } },
    );
    assert.deepEqual(await codes(), ['tandem.yaml SCHEMA_MISSING']);
    await editor.connection.sendNotification('tandem/workspaces', {
      workspaces: [{ folder: 'file:///home/space', environment: 'sample' }],
    });
    assert.deepEqual(await codes(), [`${file} UNKNOWN_FIELD`]);
    await editor.connection.sendNotification('tandem/workspaces', { workspaces: [] });
    assert.deepEqual(await codes(), []);
  });

  test('serves a document from elsewhere with the workspace above it, and shows no other file of that', async () => {
    await start({ 'tandem.yaml': listsAll, [file]: wrong, 'mappings/b.mapping.yaml': wrong }, { folders: [] });
    assert.deepEqual(await codes(), []);
    await editor.open(file);
    assert.deepEqual(
      (await codes()).filter((each) => each.includes('UNKNOWN_FIELD')),
      [`${file} UNKNOWN_FIELD`],
    );
    await editor.close(file);
    assert.deepEqual(await codes(), []);
  });

  test('serves a mapping that is not listed yet with the tables and mappings around it', async () => {
    await start({ 'tandem.yaml': workspaceText([file]), [file]: inOrder, 'new.mapping.yaml': 'table: |' });
    await editor.open('new.mapping.yaml');
    const items = await editor.ask<{ readonly label: string }[]>('textDocument/completion', 'new.mapping.yaml');
    assert.ok(items.some(({ label }) => label === 'Customer'));
    assert.deepEqual(
      (await codes()).filter((each) => !each.startsWith('new.mapping.yaml')),
      [],
    );
  });

  test('goes by the disk again when a document is closed unsaved', async () => {
    await start({ 'tandem.yaml': listsAll, [file]: inOrder });
    await editor.open(file);
    await editor.type(file, wrong);
    assert.deepEqual(await codes(), [`${file} UNKNOWN_FIELD`]);
    await editor.close(file);
    assert.deepEqual(await codes(), []);
  });

  test('goes by the open document, whatever is written beneath it', async () => {
    await start({ 'tandem.yaml': listsAll, [file]: inOrder });
    await editor.open(file);
    await editor.write(file, wrong);
    assert.deepEqual(await codes(), []);
  });

  test('follows files that are written, made and deleted', async () => {
    await start({ 'tandem.yaml': listsAll, [file]: inOrder });
    await editor.write(file, wrong);
    assert.deepEqual(await codes(), [`${file} UNKNOWN_FIELD`]);
    await editor.write(file, undefined);
    assert.deepEqual(await codes(), ['tandem.yaml PATTERN_WITHOUT_FILES']);
    await editor.write(file, inOrder);
    assert.deepEqual(await codes(), []);
    await editor.write(
      '.tandem/sample.schema.json',
      schemaCache({ local: schemas.local, integration: { tables: [] } }),
    );
    assert.deepEqual(await codes(), [`${file} UNKNOWN_TABLE`]);
    await editor.write('tandem.yaml', undefined);
    assert.deepEqual(await codes(), []);
    await editor.write('tandem.yaml', listsAll);
    assert.deepEqual(await codes(), [`${file} UNKNOWN_TABLE`]);
  });

  test('keeps checking mapping files while tandem.yaml is being written', async () => {
    await start({ 'tandem.yaml': listsAll, [file]: wrong });
    await editor.open('tandem.yaml');
    await editor.settle();
    for (const text of [
      listsAll.replace('mappings:', 'mapp'),
      `${listsAll}: {`,
      listsAll.replace('environments:', ' '),
    ]) {
      await editor.type('tandem.yaml', text);
      assert.ok((await codes()).includes(`${file} UNKNOWN_FIELD`), text);
    }
  });

  test('takes a cache that is cut short or made up for none', async () => {
    const broken = [
      '',
      '{',
      '[]',
      'null',
      '{"version":1}',
      '{"version":2,"schema":{}}',
      '{"version":1,"schema":{"local":7}}',
    ];
    await start({ 'tandem.yaml': listsAll, [file]: wrong }, { schemas: {} });
    for (const text of broken) {
      await editor.write('.tandem/sample.schema.json', text);
      assert.deepEqual(await codes(), ['tandem.yaml SCHEMA_MISSING'], text);
    }
  });

  test('leaves out of a cache what is malformed, and uses the rest', async () => {
    const [table] = schemas.integration.tables;
    const made = {
      ...table,
      fields: [...(table?.fields ?? []), 5, { name: 'a' }, { name: 'b', type: { kind: 'odd' } }, null],
    };
    const text = JSON.stringify({
      version: 1,
      schema: { readAt: 'today', local: schemas.local, integration: { tables: [made, {}, 7] } },
    });
    await start({ 'tandem.yaml': listsAll, [file]: wrong, '.tandem/sample.schema.json': text });
    assert.ok((await codes()).includes(`${file} UNKNOWN_FIELD`));
  });

  test('begins with whatever the editor says of itself', async () => {
    const odd = [null, 7, [], { workspaces: 7 }, { workspaces: [7, { folder: 7 }] }, { problemPages: {} }] as const;
    for (const options of odd) {
      await start({ 'tandem.yaml': listsAll, [file]: wrong }, { options: options as never });
      const isNamed =
        typeof options === 'object' && options !== null && 'workspaces' in options && Array.isArray(options.workspaces);
      assert.deepEqual(await codes(), isNamed ? [] : [`${file} UNKNOWN_FIELD`], JSON.stringify(options));
      editor.dispose();
    }
    await start({});
  });

  test('watches files and settings where the editor can tell of them', async () => {
    const dynamic = { dynamicRegistration: true };
    const capabilities: InitializeParams['capabilities'] = {
      workspace: { configuration: true, didChangeWatchedFiles: dynamic, didChangeConfiguration: dynamic },
    };
    await start({ 'tandem.yaml': listsAll }, { capabilities });
    await editor.settle();
    assert.equal(editor.asked.filter((method) => method === 'client/registerCapability').length, 2);
  });

  test('shows in lenses what the editor knows of the mapping, and asks again when that changed', async () => {
    let ok = 3;
    await start(
      { 'tandem.yaml': listsAll, [file]: inOrder },
      {
        options: { answersMappingStatus: true },
        capabilities: { workspace: { codeLens: { refreshSupport: true } } },
        mappingStatus: () => ({
          mappings: [{ name: 'CUSTOMER', counts: { ok, failed: 1, skipped: 0 }, lastJobs: [] }],
        }),
      },
    );
    await editor.open(file);
    const refreshed = () => editor.asked.filter((method) => method === 'workspace/codeLens/refresh').length;
    const titles = async () => {
      const lenses = await editor.ask<CodeLens[]>('textDocument/codeLens', file);
      return lenses.map(({ command }) => command?.title);
    };
    assert.ok((await titles()).includes('Show Couplings'));
    await editor.settle();
    assert.equal(refreshed(), 1);
    assert.ok((await titles()).includes('Show Couplings (4)'));
    ok = 8;
    await editor.connection.sendNotification('tandem/mappingStatusChanged');
    await editor.settle();
    assert.equal(refreshed(), 2);
    assert.ok((await titles()).includes('Show Couplings (9)'));
  });

  const requests: readonly (readonly [method: string, more?: object])[] = [
    ['textDocument/completion'],
    ['textDocument/hover'],
    ['textDocument/definition'],
    ['textDocument/references', { context: { includeDeclaration: true } }],
    ['textDocument/prepareRename'],
    ['textDocument/rename', { newName: 'CLIENT' }],
    ['textDocument/documentSymbol'],
    ['workspace/symbol', { query: 'CUST' }],
    ['textDocument/documentLink'],
    ['textDocument/foldingRange'],
    ['textDocument/codeAction', { range: everything(), context: { diagnostics: [] } }],
    ['textDocument/codeLens'],
    ['textDocument/inlayHint', { range: everything() }],
    ['textDocument/semanticTokens/full'],
    ['textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }],
    ['textDocument/rangeFormatting', { range: everything(), options: { tabSize: 2, insertSpaces: true } }],
    ['textDocument/onTypeFormatting', { ch: '\n', options: { tabSize: 2, insertSpaces: true } }],
  ];
  for (const [method, more] of requests) {
    test(`answers ${method} for mapping files, for tandem.yaml, and for documents it does not know`, async () => {
      const workspace = listsAll.replace('mappings/*', 'data/local.sqlite').replace('environments', 'environments|');
      await start({
        'tandem.yaml': workspace,
        [file]: `na|${inOrder.slice(2)}`,
        'lone.mapping.yaml': 'name: X|',
        [`b/${file}`]: '|',
      });
      for (const each of ['tandem.yaml', file, 'lone.mapping.yaml', `b/${file}`]) {
        if (!each.startsWith('b/')) await editor.open(each);
        const answer = await editor.ask(method, each, more).catch((error: Error) => error.message);
        // Renaming says why it cannot.
        if (typeof answer === 'string') assert.match(answer, /Place the cursor/);
      }
      await editor.settle();
    });
  }

  test('takes renamings back with the reason', async () => {
    await start({ 'tandem.yaml': listsAll, [file]: inOrder.replace('CUSTOMER', 'CUST|OMER') });
    await editor.open(file);
    await assert.rejects(editor.ask('textDocument/rename', file, { newName: '' }), /name/i);
  });

  test('shows problems of documents in the order of their lines', async () => {
    const text = `${wrong}zzz: 1\n`.replace('direction', 'directoin');
    await start({ 'tandem.yaml': listsAll, [file]: text });
    const places = lines(text, await editor.problems(file)).map((line) => text.indexOf(/"(.*)"/.exec(line)?.[1] ?? ''));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  });
});

function everything() {
  return { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
}
