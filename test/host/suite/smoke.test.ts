import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, views } from '../../../src/extension/names';
import { extensionId, tandemApi } from './support/tandemApi';
import { until } from './support/until';

suite('The extension', () => {
  test('activates because the folder holds a tandem.yaml, before anybody asks for it', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension);
    await until('activation', () => extension.isActive);
  });

  test('has all of its commands', async () => {
    await tandemApi();
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter((command) => !known.has(command)),
      [],
    );
  });

  test('shows each of its views', async () => {
    await tandemApi();
    for (const view of Object.values(views)) await vscode.commands.executeCommand(`${view}.focus`);
  });

  test('lists the seven mappings of the sample in synchronization order', async () => {
    const { testing } = await tandemApi();
    const roots = await testing.trees.snapshot(views.mappings, 1);
    assert.deepEqual(
      roots.map(({ label }) => label),
      ['CURRENCY', 'SALESPEOPLE', 'UNITOFMEASURE', 'CUSTOMER', 'CONTACTS', 'RESOURCE-PRODUCT', 'ITEM-PRODUCT'],
    );
  });
});
