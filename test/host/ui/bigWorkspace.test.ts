import assert from 'node:assert/strict';
import { measure } from '../suite/support/measure';
import { openBigFolder } from './support/openBigFolder';
import { useUiWindow } from './support/useUiWindow';

/** From the click to the last line on the screen, the start of the worker included where nothing needed it before. */
const longestOpeningMs = 5_000;
/** Of one mapping's couplings, with everything running. */
const longestPageMs = 1_000;

suite('A window on 200 mappings and 100,000 couplings', function () {
  this.bail(true);
  this.timeout(120_000);
  const window = useUiWindow({ opened: openBigFolder });

  test('shows its views soon after they are opened', async () => {
    const { page, row, picture } = window();
    // The extension has started, as it has when a person comes to click.
    await page.locator('.statusbar-item', { hasText: 'large' }).waitFor();
    const began = performance.now();
    await page.getByRole('tab', { name: 'Tandem' }).click();
    await Promise.all([
      row('Table Mappings', 'MAPPING 001').waitFor(),
      row('Couplings', '↔').first().waitFor(),
      row('Synchronization Jobs', 'full').waitFor(),
    ]);
    const took = performance.now() - began;
    measure('window on 200 mappings and 100,000 couplings, from the click to filled views', took, 'ms');
    await picture('big-views');
    assert.ok(took < longestOpeningMs, `${took} ms`);
  });

  test('opens the 80,100 couplings of one mapping in less than a second', async () => {
    const { row, picture } = window();
    await row('Table Mappings', 'MAPPING 001').locator('.monaco-tl-twistie').click();
    const couplings = row('Table Mappings', 'Couplings (80,100)');
    await couplings.waitFor();
    const began = performance.now();
    await couplings.locator('.monaco-tl-twistie').click();
    await row('Table Mappings', '↔').first().waitFor();
    const took = performance.now() - began;
    measure('80,100 couplings of one mapping, from the click to the first page', took, 'ms');
    await picture('big-couplings');
    assert.ok(took < longestPageMs, `${took} ms`);
  });
});
