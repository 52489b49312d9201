import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSynchronizedSample } from './support/openSynchronizedSample';
import { useUiWindow } from './support/useUiWindow';

/** As settings name them, and the class that marks a window by its kind. */
const themes = [
  { name: 'light', theme: 'Default Light Modern', mark: '.vs' },
  { name: 'dark', theme: 'Default Dark Modern', mark: '.vs-dark' },
  { name: 'high-contrast', theme: 'Default High Contrast', mark: '.hc-black' },
  { name: 'high-contrast-light', theme: 'Default High Contrast Light', mark: '.hc-light' },
] as const;

/** Pictures for people to look at; the tests hold only that everything is there in each theme. */
suite('The views after a run', () => {
  const window = useUiWindow({ opened: openSynchronizedSample });

  suiteSetup(async () => {
    const { page, row } = window();
    await page.getByRole('tab', { name: 'Tandem' }).click();
    await row('Synchronization Jobs', 'full').waitFor();
    await widenSideBar();
    await row('Table Mappings', 'CUSTOMER').locator('.monaco-tl-twistie').click();
    await row('Table Mappings', 'Fields').waitFor();
    await row('Synchronization Jobs', 'full').locator('.monaco-tl-twistie').click();
  });

  for (const { name, theme, mark } of themes) {
    test(`are all there in ${name}`, async () => {
      const { home, page, row, picture } = window();
      const settings = path.join(home, 'sample', '.vscode');
      mkdirSync(settings, { recursive: true });
      writeFileSync(path.join(settings, 'settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
      await page.locator(`.monaco-workbench${mark}`).waitFor();
      await row('Table Mappings', 'CUSTOMER', '7 failed').waitFor();
      await row('Couplings', 'Konberg Tapet AB').first().waitFor();
      await row('Synchronization Jobs', 'CUSTOMER').first().waitFor();
      await picture(`views-${name}`);
    });
  }

  /** So that descriptions can be read. */
  async function widenSideBar(): Promise<void> {
    const { page } = window();
    const width = 660;
    const box = await page.locator('#workbench\\.parts\\.sidebar').boundingBox();
    if (!box) throw new Error('There is no side bar.');
    await page.mouse.move(box.x + box.width, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + width, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
  }
});
