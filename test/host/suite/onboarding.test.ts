import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { answering } from './support/answers';
import { commands } from '../../../src/extension/names';
import { openFolder, tandemApi } from './support/tandemApi';
import { until } from './support/until';
import type { MadeWorkspace } from '../../../src/extension/onboarding/makeWorkspace';

suite('Making a workspace', () => {
  const create = (...args: readonly unknown[]) =>
    vscode.commands.executeCommand<MadeWorkspace | undefined>(commands.createWorkspace, ...args);

  suiteSetup(async () => {
    await (await tandemApi()).testing.workbench.workspaces.discover();
  });

  test('asks for the mappings, their names and the folder, and makes nothing of Escape', async () => {
    const first = await answering([], () => create());
    assert.equal(first.value, undefined);
    const answers = [
      { to: /Which standard table mappings/, with: 'Blank' },
      { to: /How should the mappings name tables/, with: 'By their captions' },
    ];
    const second = await answering(answers, () => create());
    assert.equal(second.value, undefined);
    assert.deepEqual(
      second.asked.map(({ choices }) => choices),
      // The window's one folder holds a workspace already.
      [
        ['Dynamics 365 Sales', 'Dataverse', 'Blank'],
        ['As the API of Business Central names them', 'By their captions'],
        ['Choose another folder…'],
      ],
    );
  });

  test('makes one within the window where another extension says which, and shows where to go on', async () => {
    const folder = path.join(openFolder(), 'other');
    const made = await create({ folder, template: 'blank' });
    assert.deepEqual(made, { folder, files: ['tandem.yaml', 'mappings/customer.mapping.yaml'] });
    assert.equal(vscode.window.activeTextEditor?.document.fileName, path.join(folder, 'tandem.yaml'));
    assert.equal(vscode.window.activeTextEditor.document.languageId, 'tandem-workspace');
    const { workbench } = (await tandemApi()).testing;
    await until('the second workspace', () => workbench.workspaces.all.some((each) => each.folder.fsPath === folder));
  });

  test('replaces nothing: a folder that holds a workspace is refused in words', async () => {
    const { value, asked } = await answering([], () => create({ folder: openFolder(), template: 'blank' }));
    assert.equal(value, undefined);
    assert.match(asked.map(({ text }) => text).join(), /already holds tandem\.yaml\. Choose another folder/);
  });

  test('only shows a sample that is open already', async () => {
    const before = vscode.workspace.workspaceFolders?.length;
    const opened = await vscode.commands.executeCommand(commands.openSample, { folder: openFolder() });
    assert.deepEqual(opened, { folder: openFolder(), files: [] });
    assert.equal(vscode.workspace.workspaceFolders?.length, before);
  });

  test('leaves no sample behind where the user pressed Escape', async () => {
    const { value, asked } = await answering([], () => vscode.commands.executeCommand(commands.openSample));
    assert.equal(value, undefined);
    const [place = ''] = asked.flatMap(({ text }) => text);
    assert.match(place, /Open Sample Workspace/);
    const { context } = (await tandemApi()).testing.workbench;
    assert.ok(!existsSync(path.join(context.globalStorageUri.fsPath, 'Tandem Sample')));
  });
});
