import assert from 'node:assert/strict';
import { createQuestionAnswers } from '../../../../src/extension/signIn/answerQuestions';
import { createSignInMemory } from '../../../../src/extension/signIn/signInMemory';
import { english } from '../run/runBuilders';
import { hostConfirmation, secretPrompt } from '../../../../src/extension/signIn/signInTexts';
import { signOut } from '../../../../src/extension/signIn/signOut';
import { inEnglish } from '../../../support/translations';
import type { AccountSession, SignInPerson } from '../../../../src/extension/signIn/answerQuestions';
import type { HostQuestion, SecretQuestion, TokenQuestion } from '../../../../src/protocol/workerQuestions';

const about = { service: 'contoso.crm.dynamics.com', environment: 'production', attended: true };
const aHost: HostQuestion = {
  ...about,
  host: 'contoso.crm.dynamics.com',
  side: 'integration',
  system: 'dataverse https://contoso.crm.dynamics.com',
  isMicrosoft: true,
};
const aToken: TokenQuestion = {
  ...about,
  host: 'contoso.crm.dynamics.com',
  scope: 'https://contoso.crm.dynamics.com/.default',
  cloud: 'public',
  renew: false,
};
const aSecret: SecretQuestion = { ...about, host: 'nav.contoso.com', kind: 'password', owner: 'SYNC', renew: false };
const unattended = { attended: false } as const;

/** A window whose person answers by a script; what is not in it must not be asked. */
function aWindow(script: Partial<SignInPerson> = {}) {
  const kept = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  const memory = createSignInMemory(
    {
      get: <T>(key: string) => kept.get(key) as T | undefined,
      update: async (key, value) => void (value === undefined ? kept.delete(key) : kept.set(key, value)),
    },
    {
      get: async (key) => secrets.get(key),
      store: async (key, value) => void secrets.set(key, value),
      delete: async (key) => void secrets.delete(key),
    },
  );
  const nobody: SignInPerson = {
    confirmHost: () => assert.fail('no host is to be confirmed'),
    askSecret: () => assert.fail('no secret is to be asked for'),
    silentSession: () => assert.fail('no session is wanted'),
    session: () => assert.fail('nobody is to be asked to sign in'),
  };
  return { answers: createQuestionAnswers(memory, { ...nobody, ...script }), memory, kept, secrets };
}

suite('A host', () => {
  test('is confirmed once, and remembered on this machine', async () => {
    let asked = 0;
    const { answers, kept } = aWindow({ confirmHost: async () => ++asked === 1 });
    assert.equal(await answers['host/confirm'](aHost), true);
    assert.equal(await answers['host/confirm']({ ...aHost, ...unattended }), true);
    assert.equal(asked, 1);
    assert.deepEqual(kept.get('signIn.hosts'), ['contoso.crm.dynamics.com']);
  });

  test('that is not confirmed is asked about again by the next command', async () => {
    const words = [false, true];
    const { answers } = aWindow({ confirmHost: async () => words.shift() ?? assert.fail('asked too often') });
    assert.equal(await answers['host/confirm'](aHost), false);
    assert.equal(await answers['host/confirm'](aHost), true);
  });

  test('is never asked about by a run that nobody started', async () => {
    assert.equal(await aWindow().answers['host/confirm']({ ...aHost, ...unattended }), false);
  });

  test('is asked about in one dialog, however many wait for it', async () => {
    let asked = 0;
    const { answers } = aWindow({ confirmHost: async () => ++asked > 0 });
    assert.deepEqual(await Promise.all([answers['host/confirm'](aHost), answers['host/confirm'](aHost)]), [true, true]);
    assert.equal(asked, 1);
  });

  test('is named with the organization that the file means, and the harmless answer comes first', () => {
    const { message, detail, keep } = hostConfirmation(aHost, inEnglish);
    assert.equal(message, 'Let Tandem connect to contoso.crm.dynamics.com?');
    assert.match(detail, /integration side of production: dataverse https:\/\/contoso\.crm\.dynamics\.com\./);
    assert.match(detail, /whose organization .* only the name tells/);
    assert.equal(keep, 'Do Not Connect');
  });
});

suite('An account', () => {
  const session = (token: string): AccountSession => ({ token, accountId: 'id-1', account: 'me@contoso.com' });

  test('that is signed in serves without a word', async () => {
    const { answers, memory } = aWindow({ silentSession: async () => session('t1') });
    assert.deepEqual(await answers['signIn/token']({ ...aToken, ...unattended }), {
      token: 't1',
      account: 'me@contoso.com',
    });
    assert.equal(memory.account(aToken), 'id-1');
  });

  test('is signed in by a dialog where the user started something', async () => {
    const { answers } = aWindow({ silentSession: async () => undefined, session: async () => session('t1') });
    assert.equal((await answers['signIn/token'](aToken))?.token, 't1');
  });

  test('is never asked for by a run that nobody started', async () => {
    const { answers } = aWindow({ silentSession: async () => undefined });
    assert.equal(await answers['signIn/token']({ ...aToken, ...unattended }), null);
  });

  test('whose token was refused is signed in anew, unless a newer one is there', async () => {
    const silent = [session('t1'), session('t2'), session('t2')];
    const anews: boolean[] = [];
    const { answers } = aWindow({
      silentSession: async () => silent.shift(),
      session: async (_, { anew }) => (anews.push(anew), session('t3')),
    });
    await answers['signIn/token'](aToken);
    assert.equal((await answers['signIn/token']({ ...aToken, renew: true }))?.token, 't2');
    assert.equal((await answers['signIn/token']({ ...aToken, renew: true }))?.token, 't3');
    assert.deepEqual(anews, [true]);
  });

  test('is remembered for its host, as another account may do for another one', async () => {
    const wanted: (string | undefined)[] = [];
    const { answers } = aWindow({
      silentSession: async (_, accountId) => (wanted.push(accountId), session('t1')),
    });
    await answers['signIn/token'](aToken);
    await answers['signIn/token'](aToken);
    await answers['signIn/token']({ ...aToken, host: 'fabrikam.crm.dynamics.com' });
    assert.deepEqual(wanted, [undefined, 'id-1', undefined]);
  });
});

suite('A secret', () => {
  test('is asked for once and kept in the secret store alone', async () => {
    let asked = 0;
    const { answers, kept, secrets } = aWindow({ askSecret: async () => (asked++, 'hunter2') });
    assert.equal(await answers['signIn/secret'](aSecret), 'hunter2');
    assert.equal(await answers['signIn/secret']({ ...aSecret, ...unattended }), 'hunter2');
    assert.equal(asked, 1);
    assert.deepEqual([...secrets.values()], ['hunter2']);
    assert.doesNotMatch(JSON.stringify([...kept]), /hunter2/);
  });

  test('that was refused is asked for again', async () => {
    const words = ['wrong', 'right'];
    const { answers } = aWindow({ askSecret: async () => words.shift() });
    await answers['signIn/secret'](aSecret);
    assert.equal(await answers['signIn/secret']({ ...aSecret, renew: true }), 'right');
    assert.equal(await answers['signIn/secret'](aSecret), 'right');
    assert.match(secretPrompt({ ...aSecret, renew: true }, inEnglish).prompt, /^The last one was refused\. Password/);
  });

  test('is never asked for by a run that nobody started', async () => {
    assert.equal(await aWindow().answers['signIn/secret']({ ...aSecret, ...unattended }), null);
  });

  test('that nobody gives is none', async () => {
    assert.equal(await aWindow({ askSecret: async () => undefined }).answers['signIn/secret'](aSecret), null);
  });
});

suite('Signing out', () => {
  const told = (memory: ReturnType<typeof aWindow>['memory'], confirmed: boolean) => {
    let forgotten = 0;
    const details: string[] = [];
    const done = signOut({
      memory,
      dialogue: {
        locale: english,
        confirm: async ({ detail }) => (details.push(detail), confirmed),
        tell: async () => undefined,
      },
      forgetTokens: async () => void forgotten++,
    });
    return done.then((counts) => ({ counts, forgotten, details }));
  };
  const signedIn = async () => {
    const window = aWindow({ askSecret: async () => 'hunter2', confirmHost: async () => true });
    await window.answers['signIn/secret'](aSecret);
    await window.answers['host/confirm'](aHost);
    return window;
  };

  test('forgets secrets, hosts and accounts, and the tokens made of them', async () => {
    const { memory, kept, secrets } = await signedIn();
    const { counts, forgotten, details } = await told(memory, true);
    assert.deepEqual(counts, { secrets: 1, hosts: 1, accounts: 0 });
    assert.deepEqual([kept.size, secrets.size, forgotten], [0, 0, 1]);
    assert.match(details[0] ?? '', /Secrets: 1\. Confirmed hosts: 1\. Chosen accounts: 0\./);
  });

  test('keeps everything where the user does', async () => {
    const { memory, secrets } = await signedIn();
    assert.equal((await told(memory, false)).counts, undefined);
    assert.equal(secrets.size, 1);
  });
});
