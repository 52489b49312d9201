import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { openSynchronizedSample } from './support/openSynchronizedSample';
import { resultsView } from './support/resultsView';
import { useUiWindow } from './support/useUiWindow';

suite('The results view in Restricted Mode', function () {
  this.bail(true);
  const window = useUiWindow({ opened: openSynchronizedSample, trusted: false });
  const view = () => resultsView(window().page);

  test('shows what the state says, and why nothing can be done', async () => {
    const { command, picture } = window();
    await command('Tandem: Show Synchronization Jobs');
    await view().locator('.job').first().waitFor();
    await view().getByText('This workspace is not trusted').waitFor();
    await view()
      .getByRole('button', { name: /^Errors/ })
      .first()
      .click();
    await view().locator('section.card').first().waitFor();
    await picture('results-restricted');
  });

  test('takes no action but those that look at files', async () => {
    const button = (label: string) =>
      view().locator('section.card').first().locator('vscode-button', { hasText: label });
    assert.equal(await button('Retry These').getAttribute('aria-disabled'), 'true');
    assert.equal(await button('Go to Mapping').getAttribute('aria-disabled'), null);
    const jobs = path.join(window().home, 'sample', '.tandem');
    const before = readdirSync(jobs).sort();
    await button('Retry These').click();
    await button('Go to Mapping').click();
    await window()
      .page.getByRole('tab', { name: /\.mapping\.yaml/ })
      .waitFor();
    assert.deepEqual(readdirSync(jobs).sort(), before);
  });
});
