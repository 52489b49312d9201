import assert from 'node:assert/strict';
import { openSampleFolder, useUiWindow } from './support/useUiWindow';

/** The wizards as they are in a real window: lists that search, steps that go back, dialogs whose default is harmless. */
suite('The wizards', function () {
  this.bail(true);
  const window = useUiWindow({ opened: openSampleFolder });

  test('couple two records by searching for them, with the keyboard', async () => {
    const { page, command, notification, picture } = window();
    await command('Tandem: Couple…');
    await asked('Which table mapping?');
    await page.keyboard.type('CUSTOMER');
    await page.keyboard.press('Enter');

    await asked('Which record of Customer?');
    await choice('10000 The Cannon Group PLC').waitFor();
    await page.keyboard.type('cannon');
    await choice('20000').waitFor({ state: 'detached' });
    await picture('wizard-local-record');
    await page.keyboard.press('Enter');

    await asked('Which record of account belongs to 10000 The Cannon Group PLC?');
    assert.equal(await input().inputValue(), 'The Cannon Group PLC');
    await choice('These are the first ones.').waitFor();
    await input().fill('beef');
    await choice('Cannon').waitFor({ state: 'detached' });
    await choice('Beef House').waitFor();
    await picture('wizard-counterpart');
    await page.keyboard.press('Enter');

    await asked('Synchronize the two records now?');
    await picture('wizard-finish');
    await page.keyboard.press('Enter');
    await notification('The Cannon Group PLC and Beef House are coupled in CUSTOMER').waitFor();
  });

  test('keep a coupling when Enter is pressed at the question whether to remove it', async () => {
    const { page, command, dialog, picture } = window();
    await command('Tandem: Remove Coupling');
    await asked('Which coupling of CUSTOMER?');
    await choice('10000 The Cannon Group PLC ↔ Beef House').waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await picture('wizard-remove');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await command('Tandem: Remove Coupling');
    await choice('10000 The Cannon Group PLC ↔ Beef House').waitFor();
    await page.keyboard.press('Escape');
  });

  test('show what matching would couple', async () => {
    const { page, command, picture } = window();
    await command('Tandem: Match-Based Coupling');
    await asked('Which table mapping?');
    await page.keyboard.type('CUSTOMER');
    await page.keyboard.press('Enter');
    await asked('Which fields tell that two records are the same?');
    await picture('wizard-match-fields');
    await page.keyboard.press('Enter');
    await asked('How are the fields asked?');
    await picture('wizard-match-order');
    await page.keyboard.press('Enter');
    await asked('In which fields do upper and lower case differ?');
    await page.keyboard.press('Enter');
    await asked('What happens to records without a match?');
    await page.keyboard.press('Enter');
    await asked('Nothing is coupled yet.');
    await choice('Would be coupled').waitFor();
    await picture('wizard-match-plan');
    await page.keyboard.press('Escape');
  });

  test('make a table mapping step by step, and go back without losing what was entered', async () => {
    const { page, command, picture } = window();
    await command('Tandem: New Table Mapping');
    await window().quickInput.getByText('What is the table mapping called?').waitFor();
    await page.keyboard.type('VENDORS');
    await page.keyboard.press('Enter');
    await asked('Which local table?');
    await page.keyboard.type('Vendor');
    await page.keyboard.press('Enter');
    await asked('Which integration table?');
    await picture('wizard-integration-table');
    await window().quickInput.getByRole('button', { name: /^Back/ }).click();
    await asked('Which local table?');
    await choice('Vendor').and(page.locator('.focused')).waitFor();
    await page.keyboard.press('Enter');
    await asked('Which integration table?');
    await page.keyboard.press('Enter');
    await asked('Which way do changes go?');
    await picture('wizard-direction');
    await page.keyboard.press('Enter');
    await asked('Which fields belong together?');
    await picture('wizard-pairs');
    await page.keyboard.press('Enter');
    await window().quickInput.getByText('Where is the table mapping saved?').waitFor();
    await picture('wizard-file');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'vendors.mapping.yaml' }).waitFor();
    await picture('wizard-new-mapping');
  });

  test('show standard mappings beside the workspace’s own before anything is replaced', async () => {
    const { page, command, picture } = window();
    await command('Tandem: Use Default Synchronization Setup');
    await asked('Which standard setup?');
    await page.keyboard.press('Enter');
    await asked('Which table mappings?');
    await picture('wizard-setup-mappings');
    await page.keyboard.press('Enter');
    await asked('Which files are replaced or added?');
    await page.locator('.diff-editor, .multiDiffEditor, .multiDiffEntry').first().waitFor();
    await picture('wizard-setup-review');
    await page.keyboard.press('Escape');
  });

  /** Waits for a question by its placeholder. */
  async function asked(prompt: string): Promise<void> {
    await window().quickInput.locator(`input[placeholder^="${prompt}"]`).waitFor();
  }

  function input() {
    return window().quickInput.locator('input[type=text]');
  }

  function choice(text: string) {
    return window().quickInput.locator('.monaco-list-row').filter({ hasText: text }).first();
  }
});
