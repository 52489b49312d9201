import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openSampleFolder, useUiWindow } from './support/useUiWindow';

suite('A full synchronization of the sample', function () {
  this.bail(true);
  const window = useUiWindow({ opened: openSampleFolder });

  test('begins with three views that list the mappings and say that nothing ran yet', async () => {
    const { page, row, pane, picture } = window();
    await page.getByRole('tab', { name: 'Tandem' }).click();
    await row('Table Mappings', 'CUSTOMER', 'never synchronized').waitFor();
    await pane('Couplings').getByText('No records are coupled yet.').waitFor();
    await pane('Synchronization Jobs').getByText('No job has run yet.').waitFor();
    await picture('sample-before');
  });

  test('is run from the palette, and first says what it would do', async () => {
    const { command, dialog, picture } = window();
    await command('Tandem: Run Full Synchronization');
    await dialog.waitFor();
    await picture('full-confirmation');
    assert.match(await dialog.innerText(), /Create \d+ records in dataverse/);
    await dialog.getByRole('button', { name: 'Run Full Synchronization' }).click();
  });

  test('tells its result and asks whether scheduled jobs may create new records', async () => {
    const { notification, picture } = window();
    const result = notification(/May scheduled jobs create new records/);
    await result.waitFor();
    await picture('full-result');
    await result.getByRole('button', { name: 'Yes', exact: true }).click();
  });

  test('leaves its counts in the views and the answer in the mapping files', async () => {
    const { home, row, badge, page, picture } = window();
    await page.getByText('mapping files say so now').waitFor();
    await badge.filter({ hasText: '9' }).waitFor();
    await row('Table Mappings', 'CUSTOMER', '7 failed').waitFor();
    await row('Table Mappings', 'CONTACTS', '2 failed').waitFor();
    await row('Couplings', 'Konberg Tapet AB').first().waitFor();
    await row('Synchronization Jobs', 'just now', 'full').waitFor();
    await picture('sample-after');
    const mapping = readFileSync(path.join(home, 'sample', 'mappings', 'customer.mapping.yaml'), 'utf8');
    assert.match(mapping, /^synchOnlyCoupledRecords: false/m);
  });
});
