import { openSampleFolder, useUiWindow } from './support/useUiWindow';

suite('A preview in the window', () => {
  const window = useUiWindow({ opened: openSampleFolder });

  test('is asked for in the palette and opens as a document', async () => {
    const { command, page, quickInput, picture, row } = window();
    await page.getByRole('tab', { name: 'Tandem' }).click();
    await row('Table Mappings', 'CUSTOMER').first().waitFor();
    await command('Tandem: Preview');
    await quickInput.getByText('All records (full synchronization)').first().waitFor();
    await picture('preview-asks');
    await quickInput.getByText('All records (full synchronization)').first().click();
    await page.getByText('Nothing has been written.').first().waitFor();
    await page.getByText('Run Full Synchronization…').first().waitFor();
    await picture('preview');
  });

  test('compares a record in the diff editor', async () => {
    const { page, picture } = window();
    await page
      .locator('.codelens-decoration a', { hasText: /^Compare$/ })
      .first()
      .click();
    await page.getByRole('tab', { name: /now ↔ after synchronization/ }).waitFor();
    await page.locator('.monaco-diff-editor .view-line').first().waitFor();
    await picture('preview-compare');
    await page.keyboard.press('Control+w');
  });

  test('compares all records in one editor', async () => {
    const { page, picture } = window();
    await page
      .locator('.codelens-decoration a', { hasText: /^Compare All Changes$/ })
      .first()
      .click();
    await page.getByRole('tab', { name: /changes/ }).waitFor();
    await page.locator('.multiDiffEntry').first().waitFor();
    await picture('preview-compare-all');
    await page.keyboard.press('Control+w');
  });

  test('leads to the confirmation, which says what a run will do', async () => {
    const { dialog, page, picture } = window();
    await page
      .locator('.codelens-decoration a', { hasText: /^Run Full Synchronization…$/ })
      .first()
      .click();
    await dialog.getByText('Run the full synchronization of environment sample?').waitFor();
    await picture('full-synchronization-confirmation');
    await dialog.getByRole('button', { name: 'Run Full Synchronization' }).click();
    await window()
      .notification(/is finished/)
      .waitFor();
    await picture('full-synchronization-result');
  });
});
