import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/startEmulator';
import type { ServiceConfiguration } from '../../../src/core/model/workspace';
import { businessCentralTables } from '../../emulator/sample/businessCentralTables';
import { defaultCompany } from '../../emulator/businessCentral/installation';
import { fakeClock } from '../../support/fakeClock';
import { navTables } from '../../emulator/sample/navTables';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { openAccess } from '../../conformance/emulatedTable';
import { serviceConnectors } from '../../../src/service/serviceConnectors';
import { startEmulator } from '../../emulator/startEmulator';

const company = defaultCompany.name;
const at = { line: 0, column: 0, offset: 0 };
const range = { start: at, end: at };

suite('What a service lacks for the mappings', () => {
  const clock = fakeClock('2026-11-21T08:00:00.000Z');
  let emulator: Emulator;
  suiteSetup(async () => {
    emulator = await startEmulator({
      businessCentral: { tables: businessCentralTables, forbidden: ['customer'] },
      nav: { tables: navTables, forbidden: ['Customer'] },
      clock,
    });
  });
  suiteTeardown(() => emulator.stop());

  const missing = async (configuration: ServiceConfiguration, names: readonly string[]) => {
    const needed = names.map((name) => ({ name, isWritten: false }));
    const probed = await serviceConnectors.probe(configuration, openAccess(clock, 1), needed, neverCancelled);
    assert.ok(probed.ok, probed.ok ? '' : probed.error.message);
    return probed.value.missing;
  };

  test('is told table by table by Business Central, with the step that resolves it', async () => {
    const configuration: ServiceConfiguration = {
      connector: 'businessCentral',
      url: emulator.urls.businessCentral,
      company,
      apis: [],
      authentication: 'none',
      range,
    };
    assert.deepEqual(await missing(configuration, ['customers', 'items']), [
      'The account cannot read customers: You do not have the following permissions on TableData Customer: Read. Give it the permission, then test again.',
    ]);
  });

  test('is told by NAV in the same words', async () => {
    const configuration: ServiceConfiguration = {
      connector: 'nav',
      url: emulator.urls.nav,
      company,
      authentication: 'none',
      range,
    };
    const [first = '', ...more] = await missing(configuration, ['Customer', 'Currencies']);
    assert.match(first, /^The account cannot read Customer: .* Give it the permission, then test again\.$/);
    assert.deepEqual(more, []);
  });
});
