import assert from 'node:assert/strict';
import { createCommandLineGate } from '../../../../src/service/signIn/commandLineGate';
import { fakeNetwork, tokenAnswer, tokenRefusal } from './fakeNetwork';
import { aTarget, businessCentralSide, clientId, dataverseSide, navSide } from './signInTargets';
import { fakeClock } from '../../../support/fakeClock';
import type { CommandLineGateOptions } from '../../../../src/service/signIn/commandLineGate';
import type { FakeNetwork } from './fakeNetwork';
import type { PersonToken } from '../../../../src/service/signIn/msalDeviceCode';
import type { ServiceGate, ServiceTarget } from '../../../../src/service/signIn/serviceGate';

const noNetwork = fakeNetwork(() => assert.fail('nothing is to be sent'));

function gateWith(
  env: Readonly<Record<string, string>>,
  { network = noNetwork, ...options }: Partial<CommandLineGateOptions> & { readonly network?: FakeNetwork } = {},
): ServiceGate {
  return createCommandLineGate({
    env,
    allowedHosts: [],
    isTerminal: false,
    tell: () => assert.fail('nobody is to be told anything'),
    onStop: () => () => undefined,
    fetch: network.fetch,
    clock: fakeClock(),
    loadDeviceCode: () => assert.fail('no code is needed'),
    ...options,
  });
}

async function header(gate: ServiceGate, target: ServiceTarget, renew = false): Promise<string> {
  const got = await gate.authorize(target)({ renew });
  return got.ok ? got.value : assert.fail(got.error.message);
}

async function refusal(gate: ServiceGate, target: ServiceTarget, renew = false): Promise<string> {
  const got = await gate.authorize(target)({ renew });
  assert.ok(!got.ok);
  assert.equal(got.error.code, 'UNAUTHORIZED');
  return got.error.message;
}

const application = aTarget(dataverseSide({ authentication: 'clientCredentials', tenant: 'contoso.com', clientId }));

suite('Signing in on the command line: applications', () => {
  test('an application signs in with the secret of a variable', async () => {
    const network = fakeNetwork(() => tokenAnswer('t1'));
    const gate = gateWith({ TANDEM_CLIENT_SECRET: 'hush-hush' }, { network });
    assert.equal(await header(gate, application), 'Bearer t1');
    assert.deepEqual(
      network.sent.map(({ url, form }) => ({ url, form })),
      [
        {
          url: 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token',
          form: {
            grant_type: 'client_credentials',
            client_id: clientId,
            client_secret: 'hush-hush',
            scope: 'https://contoso.crm.dynamics.com/.default',
          },
        },
      ],
    );
  });

  test('a variable for one side of one environment counts before the general one', async () => {
    const network = fakeNetwork(() => tokenAnswer('t1'));
    const env = { TANDEM_CLIENT_SECRET: 'general', TANDEM_PRODUCTION_EU_INTEGRATION_CLIENT_SECRET: 'narrow' };
    await header(gateWith(env, { network }), { ...application, environment: 'Production eu' });
    assert.equal(network.sent[0]?.form['client_secret'], 'narrow');
  });

  test('where a secret is set, an application signs in in place of a person', async () => {
    const network = fakeNetwork(() => tokenAnswer('t1'));
    const env = { TANDEM_CLIENT_SECRET: 'hush-hush', TANDEM_CLIENT_ID: clientId, TANDEM_TENANT: 'fabrikam.com' };
    await header(gateWith(env, { network }), aTarget(businessCentralSide()));
    assert.match(network.sent[0]?.url ?? '', /\/fabrikam\.com\//);
    assert.equal(network.sent[0]?.form['scope'], 'https://api.businesscentral.dynamics.com/.default');
  });

  test('a missing secret is told with the variables that would hold it', async () => {
    assert.match(
      await refusal(gateWith({}), application),
      /secret .* for contoso\.crm\.dynamics\.com is missing\. Set TANDEM_CLIENT_SECRET, or TANDEM_PRODUCTION_INTEGRATION_CLIENT_SECRET /,
    );
  });

  test('a wrong secret is told with its variable, and never repeated', async () => {
    const network = fakeNetwork(() => tokenRefusal(7_000_215, 'hush-hush'));
    const told = await refusal(gateWith({ TANDEM_CLIENT_SECRET: 'hush-hush' }, { network }), application);
    assert.match(told, /refused the sign-in with TANDEM_CLIENT_SECRET/);
    assert.doesNotMatch(told, /hush/);
    assert.equal(network.sent.length, 1);
  });

  const refusals: readonly (readonly [number, RegExp])[] = [
    [700_016, /tenant contoso\.com does not know it\. Check 'clientId' and 'tenant'/],
    [90_002, /there is no tenant contoso\.com/],
    [500_011, /refused \(AADSTS500011\)/],
  ];
  for (const [number, expected] of refusals) {
    test(`AADSTS${number} is told in our own words`, async () => {
      const network = fakeNetwork(() => tokenRefusal(number, 'hush-hush'));
      const told = await refusal(gateWith({ TANDEM_CLIENT_SECRET: 'hush-hush' }, { network }), application);
      assert.match(told, expected);
      assert.doesNotMatch(told, /hush/);
    });
  }

  test('a tenant that is not written is asked of the organization, whose word counts for nothing else', async () => {
    const challenge =
      'Bearer authorization_uri=https://login.evil.example/11112222-bbbb-3333-cccc-4444dddd5555/oauth2/authorize, resource_id=x';
    const network = fakeNetwork(({ url }) =>
      url.includes('WhoAmI') ? { status: 401, headers: { 'www-authenticate': challenge } } : tokenAnswer('t1'),
    );
    await header(
      gateWith({ TANDEM_CLIENT_SECRET: 'hush-hush' }, { network }),
      aTarget(dataverseSide({ authentication: 'clientCredentials', clientId })),
    );
    assert.deepEqual(
      network.sent.map(({ url }) => url),
      [
        'https://contoso.crm.dynamics.com/api/data/v9.2/WhoAmI',
        'https://login.microsoftonline.com/11112222-bbbb-3333-cccc-4444dddd5555/oauth2/v2.0/token',
      ],
    );
  });

  test('each cloud has its own place for tokens', async () => {
    const network = fakeNetwork(() => tokenAnswer('t1'));
    const gate = gateWith({ TANDEM_CLIENT_SECRET: 'hush-hush' }, { network });
    for (const url of ['https://a.crm.microsoftdynamics.us', 'https://a.crm.dynamics.cn']) {
      await header(gate, {
        ...application,
        configuration: dataverseSide({ authentication: 'clientCredentials', tenant: 'contoso.com', clientId, url }),
      });
    }
    assert.deepEqual(
      network.sent.map(({ url }) => new URL(url).host),
      ['login.microsoftonline.us', 'login.partner.microsoftonline.cn'],
    );
  });
});

suite('Signing in on the command line: people', () => {
  test('where nobody sits at a terminal it is told at once what to set', async () => {
    const told = await refusal(gateWith({}), aTarget(dataverseSide({ clientId })));
    assert.match(told, /Nobody is there to sign in to contoso\.crm\.dynamics\.com\. .*TANDEM_CLIENT_SECRET/);
  });

  test('a terminal within CI is nobody either', async () => {
    const told = await refusal(gateWith({ CI: 'true' }, { isTerminal: true }), aTarget(dataverseSide({ clientId })));
    assert.match(told, /Nobody is there/);
  });

  test('a code needs an app registration', async () => {
    const told = await refusal(gateWith({}, { isTerminal: true }), aTarget(businessCentralSide()));
    assert.match(told, /To sign in to Business Central Production with a code, .* 'clientId' .*TANDEM_CLIENT_ID/);
  });

  const person = aTarget(dataverseSide({ clientId, tenant: 'contoso.com' }));
  const withCode = (answer: PersonToken | { readonly word: string }, lines: string[]) =>
    gateWith(
      {},
      {
        isTerminal: true,
        tell: (told) => lines.push(...told),
        loadDeviceCode: () =>
          Promise.resolve({
            openDeviceCode:
              ({ tell, authority }) =>
              () => {
                tell({ url: `${authority}/device`, code: 'ABC123' });
                return Promise.resolve(answer);
              },
          }),
      },
    );

  test('a person is shown where to go, once for calls that wait together', async () => {
    const lines: string[] = [];
    const expiresAtMs = Date.parse(fakeClock().now()) + 3_600_000;
    const gate = withCode({ token: 'p1', expiresAtMs }, lines);
    assert.deepEqual(await Promise.all([header(gate, person), header(gate, person)]), ['Bearer p1', 'Bearer p1']);
    assert.deepEqual(lines, [
      'To sign in to contoso.crm.dynamics.com, open https://login.microsoftonline.com/contoso.com/device in a browser and give the code ABC123',
    ]);
  });

  for (const [word, expected] of [
    ['user_timeout_reached', /in time/],
    ['device_code_polling_cancelled', /was stopped/],
    ['authorization_declined', /was declined/],
    ['invalid_client', /failed \(invalid_client\).*public client flows/],
  ] as const) {
    test(`'${word}' is told in our own words`, async () =>
      assert.match(await refusal(withCode({ word }, []), person), expected));
  }
});

suite('Signing in on the command line: servers', () => {
  test('a user signs in with the password of a variable, signs beyond ASCII and all', async () => {
    const gate = gateWith({ TANDEM_PASSWORD: 'pässwörd' });
    const encoded = Buffer.from('SYNC:pässwörd', 'utf8').toString('base64');
    assert.equal(await header(gate, aTarget(navSide())), `Basic ${encoded}`);
  });

  test('a password that was refused is told with its variable', async () => {
    const gate = gateWith({ TANDEM_PRODUCTION_INTEGRATION_PASSWORD: 'secret-word' });
    await header(gate, aTarget(navSide()));
    assert.match(
      await refusal(gate, aTarget(navSide()), true),
      /nav\.contoso\.com refused the sign-in with TANDEM_PRODUCTION_INTEGRATION_PASSWORD/,
    );
  });

  test('no token of Microsoft’s is asked for where a server is not Microsoft’s', async () => {
    const gate = gateWith({ TANDEM_CLIENT_SECRET: 'hush-hush' });
    const target = aTarget(navSide({ authentication: 'clientCredentials', clientId, tenant: 'contoso.com' }));
    assert.match(await refusal(gate, target), /none of Microsoft's services/);
  });
});

suite('Hosts on the command line', () => {
  const confirmed = async (gate: ServiceGate, target: ServiceTarget) => {
    const answer = await gate.confirmHost(target);
    return answer.ok || `${answer.error.code} ${answer.error.message}`;
  };

  test('Microsoft’s and this machine are fine', async () => {
    const local = aTarget(navSide({ url: 'http://localhost:7048/NAV', authentication: 'none' }));
    for (const target of [aTarget(dataverseSide()), aTarget(businessCentralSide()), local]) {
      assert.equal(await confirmed(gateWith({}), target), true);
    }
  });

  test('any other is refused with both ways to allow it', async () => {
    assert.match(
      String(await confirmed(gateWith({}), aTarget(navSide()))),
      /^HOST_NOT_CONFIRMED .*nav\.contoso\.com.*--allow-host nav\.contoso\.com, or add it to TANDEM_ALLOWED_HOSTS\.$/,
    );
  });

  test('is allowed by option or variable, by its whole name', async () => {
    const target = aTarget(navSide());
    assert.equal(await confirmed(gateWith({}, { allowedHosts: ['NAV.contoso.com:7048'] }), target), true);
    assert.equal(await confirmed(gateWith({ TANDEM_ALLOWED_HOSTS: 'a.example, nav.contoso.com' }), target), true);
    assert.notEqual(await confirmed(gateWith({ TANDEM_ALLOWED_HOSTS: 'contoso.com,' }), target), true);
  });

  test('a name that only looks like Microsoft’s is any other', async () => {
    const target = aTarget(dataverseSide({ url: 'https://crm.dynamics.com.evil.example' }));
    assert.match(String(await confirmed(gateWith({}), target)), /^HOST_NOT_CONFIRMED/);
  });
});
