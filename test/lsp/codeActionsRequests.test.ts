import assert from 'node:assert/strict';
import type {
  CodeAction,
  CodeLens,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  LocationLink,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { TestEditor } from './lspHarness';
import { openEditor, takeMark } from './lspHarness';
import { customer, edited, workspaceText } from './markedWorkspace';

const currency = customer({ name: 'CURRENCY', table: 'Currency', integrationTable: 'transactioncurrency' });

suite('Over the connection', () => {
  let editor: TestEditor | undefined;
  teardown(() => editor?.dispose());

  const open = async (files: Readonly<Record<string, string>>, more: object = {}) => {
    editor = await openEditor({
      files: { 'tandem.yaml': workspaceText(Object.keys(files)), ...files },
      ...more,
    });
    return editor;
  };

  test('a name leads to its mapping and back to its references', async () => {
    const { ask, uri } = await open({
      'a.mapping.yaml': customer({ dependsOn: '[CURR|ENCY]' }),
      'b.mapping.yaml': currency,
    });
    const links = await ask<readonly LocationLink[]>('textDocument/definition', 'a.mapping.yaml');
    assert.deepEqual(
      links.map(({ targetUri }) => targetUri),
      [uri('b.mapping.yaml')],
    );
    const context = { includeDeclaration: true };
    const references = await ask<readonly Location[]>('textDocument/references', 'a.mapping.yaml', { context });
    assert.deepEqual(
      references.map((each) => each.uri),
      [uri('a.mapping.yaml'), uri('b.mapping.yaml')],
    );
  });

  test('a new name reaches all files, and one that is taken is refused with its reason', async () => {
    const { ask, uri } = await open({
      'a.mapping.yaml': customer({ dependsOn: '[CURR|ENCY]' }),
      'b.mapping.yaml': currency,
    });
    const edit = await ask<WorkspaceEdit>('textDocument/rename', 'a.mapping.yaml', { newName: 'MONEY' });
    const changed = (edit.documentChanges ?? []).map((each) => ('textDocument' in each ? each.textDocument.uri : ''));
    assert.deepEqual(changed, [uri('a.mapping.yaml'), uri('b.mapping.yaml')]);
    await assert.rejects(ask('textDocument/rename', 'a.mapping.yaml', { newName: 'CUSTOMER' }), /already taken/);
  });

  test('what is typed is formatted and outlined at once', async () => {
    const { ask, open: openFile, type } = await open({ 'a.mapping.yaml': customer() });
    await openFile('a.mapping.yaml');
    const typed = customer({ fields: '\n  -   Name   ->   name' });
    await type('a.mapping.yaml', typed);
    const options = { options: { tabSize: 2, insertSpaces: true } };
    const edits = await ask<readonly TextEdit[]>('textDocument/formatting', 'a.mapping.yaml', options);
    assert.equal(edited(typed, edits), customer({ fields: '\n  - Name -> name' }));
    const [symbol] = await ask<readonly DocumentSymbol[]>('textDocument/documentSymbol', 'a.mapping.yaml');
    assert.deepEqual(
      symbol?.children?.[0]?.children?.map(({ name }) => name),
      ['Name -> name'],
    );
    const folds = await ask<readonly FoldingRange[]>('textDocument/foldingRange', 'a.mapping.yaml');
    assert.deepEqual(folds, [{ startLine: 4, endLine: 5 }]);
  });

  test('a problem that is shown is fixed by the action offered for it', async () => {
    const text = customer({ updateConflict: 'no|en' });
    const { ask, problems, open: openFile } = await open({ 'a.mapping.yaml': text });
    await openFile('a.mapping.yaml');
    const diagnostics = await problems('a.mapping.yaml');
    const range = diagnostics[0]?.range;
    const actions = await ask<readonly CodeAction[]>('textDocument/codeAction', 'a.mapping.yaml', {
      range,
      context: { diagnostics },
    });
    const [first] = actions;
    assert.deepEqual([first?.title, first?.isPreferred], ["Change to 'none'", true]);
    const edits = Object.values(first?.edit?.changes ?? {}).flat();
    assert.equal(edited(takeMark(text).text, edits), customer({ updateConflict: 'none' }));
  });

  test('symbols of all files are found, and paths are links', async () => {
    const { ask, connection, uri } = await open({ 'a.mapping.yaml': customer(), 'b.mapping.yaml': currency });
    const symbols = await connection.sendRequest<readonly SymbolInformation[]>('workspace/symbol', {
      query: 'CURRENCY',
    });
    assert.deepEqual(symbols[0]?.location.uri, uri('b.mapping.yaml'));
    const links = await ask<readonly DocumentLink[]>('textDocument/documentLink', 'tandem.yaml');
    assert.deepEqual(
      links.map(({ target }) => target),
      [uri('a.mapping.yaml'), uri('b.mapping.yaml')],
    );
  });

  test('lenses count the couplings that the editor knows of', async () => {
    const mappingStatus = () => ({
      mappings: [{ name: 'CUSTOMER', counts: { ok: 2, failed: 1, skipped: 0 }, lastJobs: [] }],
    });
    const { ask, settle } = await open(
      { 'a.mapping.yaml': customer() },
      { mappingStatus, options: { answersMappingStatus: true } },
    );
    await ask('textDocument/codeLens', 'a.mapping.yaml');
    await settle();
    const lenses = await ask<readonly CodeLens[]>('textDocument/codeLens', 'a.mapping.yaml');
    assert.equal(lenses.at(-1)?.command?.title, 'Show Couplings (3)');
  });
});
