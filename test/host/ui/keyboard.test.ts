import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { openSampleFolder, useUiWindow } from './support/useUiWindow';

/** Not once is the mouse used, nor anything clicked. */
suite('The keyboard alone', function () {
  this.bail(true);
  const window = useUiWindow({ opened: openSampleFolder });

  test('reaches a table mapping and opens what is under it', async () => {
    const { page, command, pane, row, picture } = window();
    await command('Focus on Table Mappings View');
    await row('Table Mappings', 'CUSTOMER').waitFor();
    // The first time there was no line yet that could have the focus.
    await command('Focus on Table Mappings View');
    await pane('Table Mappings').locator('.monaco-list:focus').waitFor();
    for (const [key, name] of [
      ['Home', 'CURRENCY'],
      ['ArrowDown', 'SALESPEOPLE'],
      ['ArrowDown', 'UNITOFMEASURE'],
      ['ArrowDown', 'CUSTOMER'],
    ] as const) {
      await page.keyboard.press(key);
      await row('Table Mappings', name).and(page.locator('.focused')).waitFor();
    }
    await page.keyboard.press('ArrowRight');
    await row('Table Mappings', 'Couplings').waitFor();
    await picture('keyboard-expanded');
  });

  test('opens the menu of that table mapping', async () => {
    const { page, picture } = window();
    await page.keyboard.press('Shift+F10');
    const menu = page.locator('.monaco-menu');
    await menu.waitFor();
    await picture('keyboard-menu');
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
  });

  test('runs a full synchronization from the palette and answers what it asks', async () => {
    const { page, command, dialog, notification, picture } = window();
    await command('Tandem: Run Full Synchronization');
    await dialog.waitFor();
    await page.keyboard.press('Enter');
    const result = notification(/May scheduled jobs create new records/);
    await result.waitFor();
    await command('Notifications: Focus Notification Toast');
    const wanted = result.getByRole('button', { name: 'No', exact: true });
    for (let presses = 0; presses < 12 && !(await isFocused(wanted)); presses++) await page.keyboard.press('Tab');
    assert.ok(await isFocused(wanted));
    await picture('keyboard-result');
    await page.keyboard.press('Enter');
    await result.waitFor({ state: 'detached' });
  });

  test('opens the jobs that tell what was done', async () => {
    const { command, row, picture } = window();
    await command('Tandem: Show Synchronization Jobs');
    await row('Synchronization Jobs', 'just now', 'full').waitFor();
    await picture('keyboard-jobs');
  });

  async function isFocused(locator: Locator): Promise<boolean> {
    return (await locator.and(window().page.locator(':focus')).count()) > 0;
  }
});
