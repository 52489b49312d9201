import { strict as assert } from 'node:assert';
import { parseWorkspace } from '../../../src/core/mapping/parseWorkspace';
import { fixed, pointedAt } from './mappingText';
import type { SideConfiguration } from '../../../src/core/model/workspace';

const clientId = '00001111-aaaa-2222-bbbb-3333cccc4444';
const online = 'connector: businessCentral, environment: Production, company: CRONUS';
const dataverse = 'connector: dataverse, url: https://contoso.crm.dynamics.com';
const onPremises = 'connector: nav, url: https://nav.contoso.com:7048/NAV, company: CRONUS, user: SYNC';

const file = (side: string) => `environments:
  only:
    local: { ${side} }
    integration: { connector: sqlite, file: a.sqlite }
mappings: []
`;

function read(side: string): SideConfiguration {
  const { workspace, problems } = parseWorkspace(file(side), 'tandem.yaml');
  assert.deepEqual(problems, [], side);
  return workspace!.environments[0]!.local;
}

/** The problems of a side by code and token, and the text with their first fix. */
function told(side: string): { readonly told: readonly string[]; readonly fixed: string | undefined } {
  const text = file(side);
  const { workspace, problems } = parseWorkspace(text, 'tandem.yaml');
  assert.equal(workspace, undefined);
  const first = problems.find(({ fixes }) => fixes?.length);
  return { told: pointedAt(text, problems), fixed: first && fixed(text, first) };
}

suite('The side of a service', () => {
  test('has all its settings', () => {
    const side = read(
      `${dataverse}, version: v9.1, duplicateDetection: true, bypassCustomLogic: sync, authentication: clientCredentials, tenant: contoso.com, clientId: ${clientId}`,
    );
    assert.deepEqual(
      { ...side, range: undefined },
      {
        range: undefined,
        connector: 'dataverse',
        url: 'https://contoso.crm.dynamics.com',
        version: 'v9.1',
        duplicateDetection: true,
        bypassCustomLogic: 'sync',
        authentication: 'clientCredentials',
        tenant: 'contoso.com',
        clientId,
      },
    );
  });

  test('names custom APIs in a list', () => {
    const side = read(`${online}, apis: [contoso/sales/v1.0, contoso/stock/beta]`);
    assert.ok(side.connector === 'businessCentral');
    assert.deepEqual(side.apis, ['contoso/sales/v1.0', 'contoso/stock/beta']);
  });

  const usual: readonly (readonly [string, string])[] = [
    [online, 'interactive'],
    [dataverse, 'interactive'],
    [onPremises, 'basic'],
    ['connector: dataverse, url: "http://127.0.0.1:8080/org"', 'none'],
    ['connector: nav, url: "https://api.businesscentral.dynamics.com/v2.0/Production", company: C', 'interactive'],
  ];
  for (const [side, authentication] of usual) {
    test(`is signed in to with '${authentication}' where nothing is said: ${side}`, () => {
      const read_ = read(side);
      assert.ok(read_.connector !== 'sqlite');
      assert.equal(read_.authentication, authentication);
    });
  }

  test('has no slash at the end of its address', () => {
    const side = read('connector: nav, url: https://NAV.contoso.com:443/NAV/, company: C, user: U');
    assert.ok(side.connector === 'nav');
    assert.equal(side.url, 'https://nav.contoso.com/NAV');
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['connector: businessCentral, environment: P', 'MISSING_KEY connector'],
    ['connector: businessCentral, company: C', 'MISSING_KEY connector'],
    ['connector: nav, company: C', 'MISSING_KEY connector'],
    ['connector: dataverse', 'MISSING_KEY connector'],
    [`${dataverse}, compnay: C`, 'UNKNOWN_KEY compnay'],
    [`${dataverse}, company: C`, 'UNKNOWN_KEY company'],
    [`${dataverse}, authentication: interactiv`, 'WRONG_WORD interactiv'],
    [`${dataverse}, bypassCustomLogic: some`, 'WRONG_WORD some'],
    [`${dataverse}, duplicateDetection: 'yes'`, "WRONG_WORD 'yes'"],
    [`${dataverse}, version: '9.2'`, "WRONG_TYPE '9.2'"],
    [`${dataverse}, tenant: contoso.com/x`, 'WRONG_TYPE contoso.com/x'],
    [`${dataverse}, clientId: contoso`, 'WRONG_TYPE contoso'],
    [`${online}, apis: [sales/v1.0]`, 'WRONG_TYPE sales/v1.0'],
    [`${online}, apis: contoso/sales/v1.0`, 'WRONG_TYPE contoso/sales/v1.0'],
    [`${online}, url: https://bc.contoso.com/BC, user: U`, 'SETTINGS_CONTRADICT environment'],
    [`${dataverse}, authentication: basic, user: U`, 'SETTINGS_CONTRADICT basic'],
    [`${dataverse}, user: U`, 'SETTINGS_CONTRADICT user'],
    [`${dataverse}, authentication: clientCredentials`, 'MISSING_KEY connector'],
    [`${onPremises}, authentication: interactive`, 'SETTINGS_CONTRADICT interactive'],
    [`${onPremises}, tenant: contoso.com`, 'SETTINGS_CONTRADICT tenant'],
    ['connector: nav, url: https://nav.contoso.com/NAV, company: C', 'MISSING_KEY connector'],
    ['connector: nav, url: https://nav.contoso.com/N, company: C, authentication: none', 'SETTINGS_CONTRADICT none'],
    [`${dataverse}, accessKey: abc`, 'SECRET_IN_WORKSPACE accessKey'],
  ];
  for (const [side, expected] of wrong) {
    test(`is told of ${expected} in: ${side}`, () => assert.deepEqual(told(side).told, [expected]));
  }

  test('gets a misspelled key put right', () => {
    assert.equal(told(`${online}, api: [a/b/v1.0]`).fixed, file(`${online}, apis: [a/b/v1.0]`));
  });

  const addresses: readonly (readonly [string, string, string | undefined])[] = [
    ['dataverse', 'http://contoso.crm.dynamics.com', 'https://contoso.crm.dynamics.com'],
    ['dataverse', 'https://contoso.crm.dynamics.com/main.aspx?appid=1', 'https://contoso.crm.dynamics.com'],
    ['dataverse', 'https://contoso.crm.dynamics.com/?x=1', 'https://contoso.crm.dynamics.com'],
    ['dataverse', 'https://contoso.crm.dynamics.com/api/data/v9.2', 'https://contoso.crm.dynamics.com'],
    ['nav', 'https://nav.contoso.com:7048/NAV/ODataV4', 'https://nav.contoso.com:7048/NAV'],
    ['businessCentral', 'https://bc.contoso.com:7048/BC/api/v2.0', 'https://bc.contoso.com:7048/BC'],
    ['businessCentral', 'https://api.businesscentral.dynamics.com/v2.0/Production', undefined],
    ['nav', 'https://contoso.crm.dynamics.com', undefined],
    ['dataverse', 'https://api.businesscentral.dynamics.com', undefined],
    ['dataverse', 'ftp://contoso.com', undefined],
    ['dataverse', 'contoso.crm.dynamics.com', undefined],
    ['dataverse', 'https://evil.com\\\\.crm.dynamics.com', undefined],
    ['dataverse', 'https://contoso.com:99999', undefined],
    ['dataverse', 'https://кonto.crm.dynamics.com', undefined],
  ];
  for (const [connector, url, instead] of addresses) {
    test(`cannot be at ${url} (${connector})`, () => {
      const company = connector === 'dataverse' ? '' : ', company: C';
      const side = (address: string) => `connector: ${connector}, url: "${address}"${company}`;
      const found = told(side(url));
      assert.deepEqual(
        found.told.filter((line) => !line.startsWith('MISSING_KEY')),
        [`SERVICE_ADDRESS "${url}"`],
      );
      assert.equal(found.fixed, instead === undefined ? undefined : file(side(instead)));
    });
  }

  test('never repeats a password that stands in an address', () => {
    const { problems } = parseWorkspace(
      file('connector: dataverse, url: https://me:hunter2@contoso.com'),
      'tandem.yaml',
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['SERVICE_ADDRESS'],
    );
    assert.doesNotMatch(JSON.stringify(problems), /hunter2/);
  });
});
