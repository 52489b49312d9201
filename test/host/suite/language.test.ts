import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { openFolder, tandemApi } from './support/tandemApi';
import { until } from './support/until';

suite('The language server in its window', () => {
  let uri: vscode.Uri;
  suiteSetup(async () => {
    await tandemApi();
    uri = vscode.Uri.file(path.join(openFolder(), 'mappings', 'currency.mapping.yaml'));
  });
  suiteTeardown(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  const problems = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'tandem');

  test('underlines a mistake as it is typed, links it to its page, and offers the fix', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    assert.equal(document.languageId, 'tandem-mapping');
    const at = document.positionAt(document.getText().indexOf('direction:') + 'directio'.length);
    await editor.edit((edit) => edit.insert(at, 'o'));
    await until('the squiggle', () => problems().some(({ range }) => range.contains(at)));
    const problem = problems().find(({ range }) => range.contains(at));
    assert.ok(typeof problem?.code === 'object');
    assert.equal(problem.code.value, 'UNKNOWN_KEY');
    assert.match(await readFile(problem.code.target.fsPath, 'utf8'), /UNKNOWN_KEY/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      problem.range,
    );
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await until('no squiggle', () => problems().every(({ range }) => !range.contains(at)));
    assert.match(document.getText(), /^direction: /m);
  });

  test('draws lenses above the name of a mapping, with the number of its couplings', async () => {
    const titles = async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
      return lenses.map(({ command }) => command?.title);
    };
    await until('the number', async () =>
      (await titles()).some((title) => /^Show Couplings \(\d+\)$/.test(title ?? '')),
    );
    assert.ok((await titles()).includes('Preview'));
  });

  test('takes over a proposal as if it had been chosen from the list', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    const place = document.getText().indexOf('direction: ') + 'direction: '.length;
    const start = document.positionAt(place);
    const line = document.lineAt(start.line).range;
    await editor.edit((edit) => edit.replace(new vscode.Range(start, line.end), 'toIn'));
    editor.selection = new vscode.Selection(start.translate(0, 4), start.translate(0, 4));
    await until('the proposal', async () => {
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return document.lineAt(start.line).text === 'direction: toIntegrationTable';
    });
  });

  test('renames a mapping in every file that names it', async () => {
    const folder = path.join(openFolder(), 'mappings');
    const read = async (name: string) =>
      (await vscode.workspace.openTextDocument(vscode.Uri.file(path.join(folder, name)))).getText();
    const salespeople = vscode.Uri.file(path.join(folder, 'salespeople.mapping.yaml'));
    const document = await vscode.workspace.openTextDocument(salespeople);
    const at = document.positionAt(document.getText().indexOf('SALESPEOPLE') + 2);
    let edit: vscode.WorkspaceEdit | undefined;
    await until('the edit', async () => {
      edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        salespeople,
        at,
        'PEOPLE',
      );
      return edit !== undefined && edit.size > 1;
    });
    assert.ok(edit && (await vscode.workspace.applyEdit(edit)));
    assert.match(document.getText(), /^name: PEOPLE$/m);
    for (const name of ['customer.mapping.yaml', 'contacts.mapping.yaml']) {
      assert.match(await read(name), /lookup: PEOPLE$/m, name);
      assert.doesNotMatch(await read(name), /SALESPEOPLE/, name);
    }
  });

  test('goes on after a crash', async () => {
    const { testing } = await tandemApi();
    await testing.crashLanguageServer();
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'wrong: 1\n'));
    await until('the squiggle', () => problems().some(({ range }) => range.start.line === 0));
  });
});
