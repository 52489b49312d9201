import assert from 'node:assert/strict';
import { useUiWindow } from './support/useUiWindow';

/** A theme, and the class by which the window shows that it has taken it over. */
const themes = [
  ['Default High Contrast', 'hc-black'],
  ['Default Dark Modern', 'vs-dark'],
] as const;
const startupPrompt = { 'security.workspace.trust.startupPrompt': 'once' };

suite('From an empty window to a finished synchronization', function () {
  this.bail(true);
  const window = useUiWindow({
    opened: async () => ({ kind: 'nothing' }),
    trusted: false,
    settings: startupPrompt,
    // Wide enough for the walkthrough's pictures.
    size: { width: 1600, height: 900 },
  });
  let clicks = 0;

  test('begins with views that lead to the sample, and a walkthrough', async () => {
    const { page, picture } = window();
    await page.getByRole('tab', { name: 'Tandem' }).click();
    await page.getByText('try the sample workspace').first().waitFor();
    await openWalkthrough();
    await picture('walkthrough-empty');
  });

  for (const [theme, shown] of themes) {
    test(`has a picture for every step, in the colours of the theme: ${theme}`, async () => {
      const { page, picture, setSettings, reload } = window();
      setSettings({ 'workbench.colorTheme': theme });
      await reload();
      await page.locator(`.monaco-workbench.${shown}`).waitFor();
      await openWalkthrough();
      const steps = page.locator('.getting-started-step');
      for (let step = (await steps.count()) - 1; step >= 0; step--) {
        await steps.nth(step).click();
        await page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('svg').waitFor();
      }
      await picture(`walkthrough-${shown}`);
    });
  }

  test('makes the sample where the user agrees, and opens it', async () => {
    const { page, quickInput, picture } = window();
    await page.getByRole('button', { name: 'Open Sample Workspace' }).click();
    clicks++;
    await quickInput.getByText('Make the sample in a folder of Tandem').waitFor();
    await picture('sample-place');
    await quickInput.getByText('Make the sample in a folder of Tandem').click();
    clicks++;
  });

  test('asks for trust in the new folder, once', async () => {
    const { dialog, picture } = window();
    await dialog.waitFor();
    await picture('sample-trust');
    await dialog.getByRole('button', { name: /^Yes/ }).click();
    clicks++;
  });

  test('shows the table mappings and goes on with the walkthrough', async () => {
    const { row, page, picture } = window();
    await row('Table Mappings', 'CUSTOMER').first().waitFor();
    await page.locator('.getting-started-step').first().waitFor();
    await picture('walkthrough-sample');
  });

  test('runs the full synchronization after a look at what it will do, in five clicks from the start', async () => {
    const { pane, dialog, notification, picture } = window();
    await pane('Couplings').getByRole('button', { name: 'Run Full Synchronization' }).click();
    clicks++;
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Run Full Synchronization' }).click();
    clicks++;
    await notification(/May scheduled jobs create new records/).waitFor();
    await picture('walkthrough-finished');
    assert.ok(clicks <= 5, `${clicks} clicks`);
  });

  async function openWalkthrough(): Promise<void> {
    const { page, command, quickInput } = window();
    await command('Welcome: Open Walkthrough...');
    await quickInput.locator('input[type=text]').fill('Get Started with Tandem');
    await quickInput.locator('.monaco-list-row.focused').getByText('Get Started with Tandem').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.getting-started-step').first().waitFor();
  }
});
