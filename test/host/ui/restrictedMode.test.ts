import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { openSampleFolder, useUiWindow } from './support/useUiWindow';

suite('In Restricted Mode', function () {
  this.bail(true);
  const window = useUiWindow({ opened: openSampleFolder, trusted: false });

  test('the table mappings are shown from their files, and the views say what trust would add', async () => {
    const { page, row, pane, picture } = window();
    await page.getByRole('tab', { name: 'Tandem' }).click();
    await row('Table Mappings', 'CUSTOMER').waitFor();
    await pane('Couplings').getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    await picture('restricted');
  });

  test('the palette offers nothing that connects or writes', async () => {
    const { page, quickInput, picture } = window();
    await page.keyboard.press('F1');
    await quickInput.locator('input[type=text]').fill('>Tandem: ');
    await quickInput.locator('.monaco-list-row').filter({ hasText: 'Tandem: Refresh' }).first().waitFor();
    await picture('restricted-palette');
    const offered = (await quickInput.locator('.monaco-list-row').allInnerTexts()).join('\n');
    assert.doesNotMatch(offered, /Run Full Synchronization|Synchronize|Preview|Coupl(e|ing…)|Test Connection|Retry/);
    await page.keyboard.press('Escape');
  });

  test('nothing is written into the folder', () => {
    assert.equal(existsSync(path.join(window().home, 'sample', '.tandem')), false);
  });
});
