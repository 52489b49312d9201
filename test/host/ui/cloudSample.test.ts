import assert from 'node:assert/strict';
import { useUiWindow } from './support/useUiWindow';

suite('The sample on services, from an empty window', function () {
  this.bail(true);
  const window = useUiWindow({
    opened: async () => ({ kind: 'nothing' }),
    trusted: false,
    // Its servers' ports would be offered in notifications that push ours away from under the mouse.
    settings: { 'security.workspace.trust.startupPrompt': 'once', 'remote.autoForwardPorts': false },
  });

  test('is made where the user agrees', async () => {
    const { command, quickInput, picture } = window();
    await command('Tandem: Open Sample Workspace (Cloud)');
    await quickInput.getByText('Make the sample in a folder of Tandem').waitFor();
    await picture('cloud-sample-place');
    await quickInput.getByText('Make the sample in a folder of Tandem').click();
  });

  test('is served as soon as its folder is trusted', async () => {
    const { dialog, notification, row, picture, page } = window();
    await dialog.waitFor();
    await dialog.getByRole('button', { name: /^Yes/ }).click();
    await row('Table Mappings', 'CUSTOMER').first().waitFor();
    await notification('are served on this machine').waitFor();
    await page.getByRole('treeitem').first().waitFor();
    await picture('cloud-sample-open');
  });

  test('answers a test of the connection', async () => {
    const { notification, picture } = window();
    await notification('are served on this machine').getByRole('button', { name: 'Test Connection' }).click();
    await notification(/can be reached/).waitFor();
    await picture('cloud-sample-connection');
  });

  test('is synchronized in full after a look at what it will do', async () => {
    const { command, dialog, notification, row, picture } = window();
    await command('Tandem: Run Full Synchronization');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /Create \d+ records in Dataverse and \d+ in Business Central\./);
    await picture('cloud-sample-confirmation');
    await dialog.getByRole('button', { name: 'Run Full Synchronization' }).click();
    await notification(/May scheduled jobs create new records/).waitFor();
    await row('Couplings', 'Konberg Tapet AB').first().waitFor();
    await picture('cloud-sample-synchronized');
  });

  test('has kept what was written when its window is opened again', async () => {
    const { reload, command, dialog, notification, row } = window();
    await reload();
    await row('Couplings', 'Konberg Tapet AB').first().waitFor();
    await command('Tandem: Run Full Synchronization');
    await dialog.waitFor();
    assert.doesNotMatch(await dialog.innerText(), /Create|Modify/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await notification(/are not served|stopped/).count(), 0);
  });
});
