import assert from 'node:assert/strict';
import path from 'node:path';
import { openSampleFolder, useUiWindow } from './support/useUiWindow';
import type { Opened } from '../ring/windowKinds';
import { runCommand } from '../ring/runCommand';
import { uiSetup } from './support/uiSetup';

suite('The lines of the views', function () {
  this.bail(true);
  const window = useUiWindow({ opened: openSynchronizedSample });

  test('open below a mapping', async () => {
    const { page, row, picture } = window();
    await page.getByRole('tab', { name: 'Tandem' }).click();
    await row('Table Mappings', 'SALESPEOPLE').first().click();
    await row('Table Mappings', 'Fields (').first().click();
    await row('Table Mappings', 'Name ').first().waitFor();
    await picture('trees-fields');
  });

  test('stay open, and the selected one selected, when everything is read anew', async () => {
    const { page, row, command } = window();
    const before = await page.locator('.pane').first().getByRole('treeitem').allInnerTexts();
    await command('Tandem: Refresh');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await row('Table Mappings', 'Fields (').first().waitFor();
    assert.deepEqual(await page.locator('.pane').first().getByRole('treeitem').allInnerTexts(), before);
    assert.equal(await row('Table Mappings', 'Fields (').first().getAttribute('aria-selected'), 'true');
  });

  test('go on with the first new one when more are loaded by keyboard', async () => {
    const { page, pane, row, picture } = window();
    await row('Couplings', '↔').first().click();
    await page.keyboard.press('End');
    const more = row('Couplings', 'Load more').first();
    await more.waitFor();
    await page.keyboard.press('Enter');
    await more.waitFor({ state: 'detached' });
    const focused = pane('Couplings').locator('.monaco-list-row.focused');
    await focused.filter({ hasText: '↔' }).waitFor();
    assert.ok(Number(await focused.getAttribute('aria-posinset')) >= 200);
    await picture('trees-more');
  });

  test('show what a search found, and the way back where it found nothing', async () => {
    const { page, pane, row, command, quickInput, picture } = window();
    await command('Tandem: Search Couplings');
    await quickInput.locator('input[type=text]').fill('konberg');
    await page.keyboard.press('Enter');
    await row('Couplings', 'Konberg').first().waitFor();
    await row('Couplings', 'Selangorian').waitFor({ state: 'detached' });
    await picture('trees-search');
    await command('Tandem: Search Couplings');
    await quickInput.locator('input[type=text]').fill('nobody has this');
    await page.keyboard.press('Enter');
    const welcome = pane('Couplings').locator('.welcome-view-content');
    await welcome.filter({ hasText: 'No coupling passes the filter.' }).waitFor();
    await picture('trees-nothing-found');
    await welcome.getByRole('button', { name: 'Clear Couplings Filter' }).click();
    await row('Couplings', 'Selangorian').first().waitFor();
  });

  test('open an error in full', async () => {
    const { row, notification, picture } = window();
    await row('Synchronization Jobs', 'full').first().click();
    await row('Synchronization Jobs', 'CUSTOMER').first().click();
    await row('Synchronization Jobs', 'Text too long').first().waitFor();
    const told = notification(/websiteurl takes at most/);
    // A view that is just being drawn anew does not notice a click.
    for (let shown = false, tries = 1; !shown && tries <= 4; tries++) {
      await row('Synchronization Jobs', 'websiteurl').first().click();
      shown = await told.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    }
    await told.waitFor({ timeout: 1_000 });
    await picture('trees-error');
  });
});

/** The sample after a full synchronization, made before the window opens. */
async function openSynchronizedSample(home: string): Promise<Opened> {
  const opened = await openSampleFolder(home);
  // Its exit code says that some records of the sample fail on purpose.
  await runCommand(process.execPath, [uiSetup().cli, 'sync', '--full', '-C', path.join(home, 'sample')], {
    timeoutMs: 60_000,
  }).catch(() => undefined);
  return opened;
}
