import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { answering } from './support/answers';
import { back, escape } from './support/replies';
import { commands } from '../../../src/extension/names';
import { openFolder, tandemApi } from './support/tandemApi';
import { until } from './support/until';
import type { NewMappingResult } from '../../../src/extension/setup/newTableMapping';
import type { RefreshResult } from '../../../src/extension/setup/refreshSchema';
import type { SetupResult } from '../../../src/extension/setup/useDefaultSetup';
import type { TestingApi } from '../../../src/extension/api';

const file = 'mappings/vendors.mapping.yaml';
const customer = 'mappings/customer.mapping.yaml';

suite('Setup commands', function () {
  this.timeout(60_000);
  let testing: TestingApi;

  suiteSetup(async () => {
    ({ testing } = await tandemApi());
    await until('the workspace', () => testing.workbench.workspaces.all[0]);
  });

  test('reach both systems', async () => {
    const { value, asked } = await answering([], () =>
      vscode.commands.executeCommand<{ sides: readonly { ok: boolean }[] }>(commands.testConnection),
    );
    assert.deepEqual(
      value.sides.map(({ ok }) => ok),
      [true, true],
    );
    assert.equal(asked[0]?.text, 'Both systems of sample can be reached.');
  });

  test('read the tables anew and say that nothing changed', async () => {
    await answering([], () => vscode.commands.executeCommand(commands.refreshSchema));
    const { value, asked } = await answering([], () =>
      vscode.commands.executeCommand<RefreshResult>(commands.refreshSchema),
    );
    assert.deepEqual([value.localTables, value.integrationTables, value.changes.length], [8, 6, 0]);
    assert.match(asked[0]?.text ?? '', /^Read 8 local and 6 integration tables of sample\. Nothing changed\.$/);
  });

  test('write no mapping when the wizard is left with Escape, after a step back too', async () => {
    const replies = [
      { to: /called/, with: 'VENDORS' },
      { to: /Which local table/, with: 'Vendor' },
      { to: /Which integration table/, with: back },
      { to: /Which local table/, with: escape },
    ];
    const { value } = await answering(replies, () => vscode.commands.executeCommand(commands.newTableMapping));
    assert.equal(value, undefined);
    assert.equal(existsSync(path.join(openFolder(), file)), false);
  });

  test('make a table mapping that runs: a file, a line in tandem.yaml, and no error', async () => {
    const { value } = await answering(
      [
        { to: /called/, with: 'VENDORS' },
        { to: /Which local table/, with: 'Vendor' },
        { to: /Which integration table/, with: 'account' },
        { to: /Which way/, with: 'Vendor → account' },
        { to: /Which fields belong together/, with: ['No. → accountnumber', 'Name → name'] },
        { to: /Where is the table mapping saved/, with: file },
      ],
      () => vscode.commands.executeCommand<NewMappingResult>(commands.newTableMapping),
    );
    assert.deepEqual(value, { mapping: 'VENDORS', file, listed: true });
    assert.match(textOf(file), /^name: VENDORS$/m);
    assert.match(
      textOf('tandem.yaml'),
      /^ {2}- mappings\/item-product\.mapping\.yaml\n {2}- mappings\/vendors\.mapping\.yaml$/m,
    );
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, path.join(openFolder(), file));
    const made = await until('the new mapping', async () =>
      (await overview()).mappings.find(({ name }) => name === 'VENDORS'),
    );
    assert.equal(made.direction, 'toIntegrationTable');
    assert.deepEqual(
      (await overview()).problems.filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  test('show how a mapping differs from the standard one, and leave it on Escape', async () => {
    edit('# my own note\n');
    const { value } = await answering(
      [
        { to: /Which standard setup/, with: 'Dynamics 365 Sales' },
        { to: /Which table mappings/, with: ['CUSTOMER'] },
        { to: /Which files are replaced or added/, with: escape },
      ],
      () => vscode.commands.executeCommand(commands.useDefaultSetup),
    );
    assert.equal(value, undefined);
    assert.match(textOf(customer), /my own note/);
    const tab = await until('the diff', () => diffTab());
    assert.equal(tab.original.fsPath, path.join(openFolder(), customer));
    const standard = await vscode.workspace.openTextDocument(tab.modified);
    assert.doesNotMatch(standard.getText(), /my own note/);
  });

  test('replace it when the user says so, and undo', async () => {
    const { value } = await answering(
      [
        { to: /Which standard setup/, with: 'Dynamics 365 Sales' },
        { to: /Which table mappings/, with: ['CUSTOMER'] },
        { to: /Which files are replaced or added/, with: [`Replace ${customer}`] },
      ],
      () => vscode.commands.executeCommand<SetupResult>(commands.useDefaultSetup),
    );
    assert.deepEqual(value, { template: 'sales', replaced: [customer], added: [] });
    assert.doesNotMatch(textOf(customer), /my own note/);

    const document = await vscode.workspace.openTextDocument(path.join(openFolder(), customer));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.match(document.getText(), /my own note/);
    await document.save();
  });

  async function overview() {
    const [workspace] = testing.workbench.workspaces.all;
    assert.ok(workspace);
    const answer = await testing.workbench.workspaces.overview(workspace);
    assert.ok(answer.ok);
    return answer.value;
  }

  function textOf(name: string): string {
    return readFileSync(path.join(openFolder(), name), 'utf8');
  }

  function edit(line: string): void {
    writeFileSync(path.join(openFolder(), customer), line + textOf(customer));
  }

  function diffTab(): { readonly original: vscode.Uri; readonly modified: vscode.Uri } | undefined {
    const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputTextDiff ? input : undefined;
  }
});
