import assert from 'node:assert/strict';
import { must } from '../../../src/core/assert';
import { parseWorkspace } from '../../../src/core/mapping/parseWorkspace';
import { systemNames } from '../../../src/service/systemNames';

/** Reads an environment with these sides. */
function namesOf(local: string, integration: string) {
  const text = `environments:\n  one:\n    local: { ${local} }\n    integration: { ${integration} }\nmappings: []\n`;
  const [environment] = parseWorkspace(text, 'tandem.yaml').workspace?.environments ?? [];
  return systemNames(must(environment, 'the environment'));
}

suite('Systems', () => {
  test('in files are called as their files are', () => {
    assert.deepEqual(
      namesOf(
        'connector: sqlite, file: data/business-central.sqlite',
        'connector: sqlite, file: data/dataverse.sqlite',
      ),
      { local: 'business-central', integration: 'dataverse' },
    );
  });

  test('that are services are called as the products are', () => {
    assert.deepEqual(
      namesOf(
        'connector: businessCentral, environment: Production, company: CRONUS',
        'connector: dataverse, url: "https://contoso.crm.dynamics.com"',
      ),
      { local: 'Business Central', integration: 'Dataverse' },
    );
    assert.equal(
      namesOf(
        'connector: nav, url: "https://server:7048/NAV", company: CRONUS, authentication: basic, user: SYNC',
        'connector: dataverse, url: "https://contoso.crm.dynamics.com"',
      ).local,
      'Dynamics NAV',
    );
  });

  test('are called by their sides where their names would not tell them apart', () => {
    assert.deepEqual(
      namesOf('connector: sqlite, file: north/same.sqlite', 'connector: sqlite, file: south/same.sqlite'),
      { local: 'local', integration: 'integration' },
    );
  });
});
