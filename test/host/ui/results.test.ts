import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { openSynchronizedSample } from './support/openSynchronizedSample';
import { useUiWindow } from './support/useUiWindow';
import { resultsView, seriousFindings } from './support/resultsView';

/** As settings name them, and the class that marks a window by its kind. */
const themes = [
  { name: 'high-contrast', theme: 'Default High Contrast', mark: '.hc-black' },
  { name: 'dark', theme: 'Default Dark Modern', mark: '.vs-dark' },
  { name: 'light', theme: 'Default Light Modern', mark: '.vs' },
] as const;

suite('The results view', function () {
  this.bail(true);
  this.timeout(120_000);
  const window = useUiWindow({ opened: openSynchronizedSample, size: { width: 1680, height: 1000 } });
  const view = () => resultsView(window().page);
  const title = (name: string | RegExp): Locator => view().getByRole('heading', { level: 1, name });
  const button = (name: string | RegExp): Locator => view().getByRole('button', { name }).first();
  const back = async (): Promise<void> => button('← Back').click();

  test('opens at the jobs, newest first, each run with a headline and its jobs', async () => {
    const { command, picture } = window();
    await command('Tandem: Show Synchronization Jobs');
    await title('Synchronization Jobs').waitFor();
    await view().locator('.run').first().waitFor();
    assert.ok((await view().locator('.job').count()) >= 7);
    await picture('results-jobs');
  });

  test('opens the records that a counter counts: as many as it says', async () => {
    const { picture } = window();
    const counter = view().locator('.job', { hasText: 'CUSTOMER' }).locator('.count.failed .link').first();
    const counted = Number(await counter.innerText());
    assert.ok(counted > 0);
    await counter.click();
    await title('Records: Failed').waitFor();
    await view().locator('.record').first().waitFor();
    assert.equal(await view().locator('.record').count(), counted);
    await picture('results-records');
  });

  test('finds records by a part of what they show', async () => {
    const all = await view().locator('.record').count();
    const search = view().getByRole('textbox', { name: 'Search' });
    await search.fill('UPDATE_CONFLICT');
    await view()
      .locator('.total', { hasNotText: new RegExp(`^${all} `) })
      .waitFor();
    const found = await view().locator('.record').count();
    assert.ok(found > 0 && found < all, `${found} of ${all}`);
    await search.fill('nobody has this');
    await view().getByText('No record matches').waitFor();
    await search.fill('');
    await view()
      .locator('.record')
      .nth(all - 1)
      .waitFor();
  });

  test('shows an opened record with its reason and what can be done', async () => {
    const { picture } = window();
    await view().locator('.record').first().locator('.opener').click();
    await view().locator('.detail').getByRole('button', { name: 'Show History' }).waitFor();
    await picture('results-record-opened');
    await view().locator('.detail').getByRole('button', { name: 'Show History' }).click();
    await title(/^Record History/).waitFor();
    await view().getByText('Next step').first().waitFor();
    await picture('results-story');
    await back();
    await back();
    await title('Synchronization Jobs').waitFor();
  });

  for (const { name, theme, mark } of themes)
    test(`has no serious finding of accessibility in ${name}`, async () => {
      const { page, home, picture } = window();
      const settings = path.join(home, 'sample', '.vscode');
      mkdirSync(settings, { recursive: true });
      writeFileSync(path.join(settings, 'settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
      await page.locator(`.monaco-workbench${mark}`).waitFor();
      const found: string[] = [];
      const look = async (place: string, there: Locator): Promise<void> => {
        await there.waitFor();
        await picture(`results-${name}-${place}`);
        found.push(...(await seriousFindings(page)).map((finding) => `${place}: ${finding}`));
      };
      await look('jobs', view().locator('.job').first());
      await view()
        .locator('.run', { hasText: /Errors/ })
        .last()
        .locator('.headline .link')
        .click();
      await view().locator('.record.modify').first().locator('.opener').click();
      await look('records', view().locator('.detail table').first());
      await view().locator('.detail').getByRole('button', { name: 'Show History' }).click();
      await look('story', view().locator('.events').first());
      await back();
      await back();
      await view()
        .locator('.run', { hasText: /Errors/ })
        .last()
        .getByRole('button', { name: /^Errors/ })
        .click();
      await look('errors', view().locator('section.card').first());
      await view()
        .locator('section.card', { hasText: 'UPDATE_CONFLICT' })
        .getByRole('button', { name: 'Resolve Conflict…' })
        .click();
      await look('conflict', view().locator('fieldset').first());
      await back();
      await back();
      await button('Overview').click();
      await look('overview', view().locator('svg.graph .node').first());
      await back();
      assert.deepEqual(found, []);
    });

  test('explains the errors of a run, by what went wrong', async () => {
    const { picture } = window();
    await view()
      .locator('.run')
      .first()
      .getByRole('button', { name: /^Errors/ })
      .click();
    await title('Errors').waitFor();
    await view().locator('section.card', { hasText: 'UPDATE_CONFLICT' }).waitFor();
    await picture('results-errors');
  });

  test('leads from a lookup that waits to the record that has to be coupled first', async () => {
    const { quickInput, picture, page } = window();
    const card = view().locator('section.card', { hasText: 'LOOKUP_NOT_COUPLED' });
    await card.getByRole('button', { name: 'Couple Missing Dependency…' }).click();
    await quickInput
      .getByText(/SALESPEOPLE|Salesperson/)
      .first()
      .waitFor();
    await picture('results-couple-dependency');
    await page.keyboard.press('Escape');
    await quickInput.waitFor({ state: 'hidden' });
  });

  test('exports the records of a list into a file', async () => {
    const { quickInput, notification, home } = window();
    const card = view().locator('section.card', { hasText: 'AMBIGUOUS_MATCH' });
    await card.getByRole('button', { name: 'Show Records' }).click();
    await title('Records: Failed · AMBIGUOUS_MATCH').waitFor();
    const count = parseInt(await view().locator('.total').innerText(), 10);
    await button('Export CSV').click();
    // The dialog reads the folder before it takes an answer.
    await quickInput.locator('.monaco-list-row', { hasText: 'mappings' }).waitFor();
    await quickInput.getByRole('button', { name: 'OK' }).click();
    await notification(/The records are in/).waitFor();
    const folder = path.join(home, 'sample');
    const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.csv'));
    const file = path.join(folder, name);
    assert.equal(readFileSync(file, 'utf8').trimEnd().split('\r\n').length, count + 1);
    await back();
    await title('Errors').waitFor();
  });

  test('resolves a conflict by the values that the user picks', async () => {
    const { picture, notification } = window();
    const card = view().locator('section.card', { hasText: 'UPDATE_CONFLICT' });
    await card.getByRole('button', { name: 'Resolve Conflict…' }).click();
    await title(/^Resolve Conflict/).waitFor();
    await view().locator('fieldset').first().waitFor();
    await picture('results-conflict');
    await button('Take All Local').click();
    await button('Synchronize with This Choice').click();
    await notification(/Resolving a conflict in CUSTOMER is finished/).waitFor();
    await view().getByText('No field is in conflict any more').waitFor();
    await picture('results-conflict-resolved');
  });

  test('retries a failed record, which leaves a job of its own', async () => {
    const { notification, picture } = window();
    await view().getByRole('button', { name: 'Synchronization Jobs' }).click();
    await view().locator('.run').first().waitFor();
    const runs = await view().locator('.run').count();
    await view()
      .locator('.run', { hasText: /Errors/ })
      .last()
      .getByRole('button', { name: /^Errors/ })
      .click();
    const card = view().locator('section.card', { hasText: 'TEXT_TOO_LONG' });
    await card.getByRole('button', { name: 'Retry These' }).click();
    await notification(/failed|finished/)
      .first()
      .waitFor();
    await view().getByRole('button', { name: 'Synchronization Jobs' }).first().click();
    await view().locator('.run').nth(runs).waitFor();
    await picture('results-retried');
  });

  test('narrows the jobs to a mapping, and shows them all again', async () => {
    const { picture } = window();
    await view().getByRole('combobox', { name: 'Mapping' }).click();
    await view().getByRole('option', { name: 'CONTACTS' }).click();
    await view().locator('.job', { hasText: 'CURRENCY' }).first().waitFor({ state: 'detached' });
    for (const job of await view().locator('.job .mapping').allInnerTexts()) assert.equal(job, 'CONTACTS');
    await picture('results-filtered');
    await button('Clear Filters').click();
    await view().locator('.job', { hasText: 'CURRENCY' }).first().waitFor();
  });

  test('goes to the line of a mapping, and is as it was when one comes back', async () => {
    const { page } = window();
    await view()
      .locator('.run', { hasText: /Errors/ })
      .last()
      .getByRole('button', { name: /^Errors/ })
      .click();
    await button('Go to Mapping').click();
    await page.getByRole('tab', { name: /\.mapping\.yaml/ }).waitFor();
    await page.locator('.monaco-editor .view-lines', { hasText: 'integrationTable' }).waitFor();
    await page.getByRole('tab', { name: 'Synchronization Jobs', exact: true }).click();
    await title('Errors').waitFor();
  });

  test('survives a reload of the window where the user left it', async () => {
    const { page, command } = window();
    // The editor’s own reload: only that waits until what is kept is written.
    await Promise.all([page.waitForEvent('load'), command('Developer: Reload Window')]);
    await title('Errors').waitFor();
    await view().locator('section.card').first().waitFor();
    await back();
  });

  test('draws runs and mappings, and gives both as tables', async () => {
    const { picture } = window();
    await button('Overview').click();
    await view().locator('svg.timeline rect').first().waitFor();
    await view().locator('svg.graph .node').nth(6).waitFor();
    await picture('results-overview');
    await view().getByText('As a Table: Table mappings').click();
    await view().getByRole('cell', { name: 'CUSTOMER' }).first().waitFor();
    await back();
  });

  test('is led by the keyboard alone', async () => {
    const { page } = window();
    await view().locator('[role=grid] [tabindex="0"]').first().focus();
    for (const key of ['Control+Home', 'ArrowDown', 'End', 'ArrowLeft', 'Home', 'ArrowUp'])
      await page.keyboard.press(key);
    await view().locator('[data-cell="0:0"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await title('Records').waitFor();
    await view().locator('.record').first().waitFor();
    await view().locator('.records [data-cell="0:0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await view().locator('.record[aria-selected=true] .detail').waitFor();
    await page.keyboard.press('Escape');
    await title('Synchronization Jobs').waitFor();
  });
});
