import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { EditorAnswers, RunningWorker } from '../support/runningWorker';
import type { HostQuestion, SecretQuestion } from '../../src/protocol/workerQuestions';
import type { NavServer } from '../support/navServer';
import { navWorkspace } from '../support/navWorkspace';
import { secretsBelow, secretsIn } from '../support/secretsIn';
import { startNavServer } from '../support/navServer';
import { startWorker } from '../support/runningWorker';

suite('The worker’s services', function () {
  this.timeout(60_000);

  let server: NavServer;
  let workspace: CustomerWorkspace;
  let worker: RunningWorker;
  let asked: { readonly name: string; readonly params: unknown }[];
  /** Every answer that the worker gave. */
  let answers: string[];
  setup(async () => {
    server = await startNavServer(3);
    workspace = await navWorkspace(server);
    asked = [];
    answers = [];
  });
  teardown(async () => {
    await worker.terminate();
    await server.close();
    workspace.remove();
  });

  const startWith = (answer: EditorAnswers) => {
    worker = startWorker((name, params) => {
      asked.push({ name, params });
      return answer(name, params);
    });
  };
  const address = (more: object = {}) => ({ folder: workspace.folder, ...more });
  const sync = async (more: object = {}) => {
    const run = { mode: 'full', mappings: [], records: [], progressToken: 't', acceptMissing: false } as const;
    const answer = await worker.request('run/sync', { ...address(more), ...run });
    answers.push(JSON.stringify(answer));
    return answer;
  };
  const testConnection = async () => {
    const answer = await worker.request('connection/test', address());
    answers.push(JSON.stringify(answer));
    return answer;
  };
  const leaks = (secrets: readonly string[]) => [
    ...secretsIn([...answers, ...worker.log, worker.errors(), JSON.stringify(worker.progress)].join('\n'), secrets),
    ...secretsBelow(workspace.folder, secrets),
  ];

  test('are signed in to with what the editor gives, which is asked once and stands nowhere', async () => {
    startWith((name) => (name === 'signIn/secret' ? server.password : null));
    const answer = await sync();
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.equal(answer.value.totals.inserted, 3);
    const tested = await testConnection();
    assert.ok(tested.ok);
    assert.deepEqual(
      tested.value.sides.map(({ ok, user, company }) => ({ ok, user, company })),
      [
        { ok: true, user: 'SYNC', company: 'CRONUS' },
        { ok: true, user: undefined, company: undefined },
      ],
    );
    const about = { host: '127.0.0.1', service: '127.0.0.1', environment: 'on-premises', attended: true };
    const question: SecretQuestion = { ...about, kind: 'password', owner: 'SYNC', renew: false };
    assert.deepEqual(asked, [{ name: 'signIn/secret', params: question }]);
    assert.ok(
      worker.log.some((line) => /^GET .*Customer: 200 in/.test(line)),
      worker.log.join('\n'),
    );
    assert.deepEqual(leaks([server.password]), []);
  });

  test('ask again for a password that was refused, and tell nobody what it was', async () => {
    const words = ['a wrong password', 'another wrong one'];
    startWith(() => words.shift() ?? null);
    const answer = await sync();
    assert.equal(answer.ok ? 'ok' : answer.error.code, 'UNAUTHORIZED');
    assert.deepEqual(
      asked.map(({ params }) => (params as SecretQuestion).renew),
      [false, true],
    );
    assert.deepEqual(leaks(['a wrong password', 'another wrong one']), []);
  });

  test('ask nobody where a run was started by nobody, and say what to do', async () => {
    startWith(() => null);
    const answer = await sync({ unattended: true });
    assert.ok(!answer.ok);
    assert.match(answer.error.message, /Nobody is signed in to 127\.0\.0\.1\. Run the command Sign In\./);
    assert.deepEqual(
      asked.map(({ params }) => (params as SecretQuestion).attended),
      [false],
    );
    assert.deepEqual(server.seen, []);
  });

  test('are asked for again once all is forgotten', async () => {
    startWith((name) => (name === 'signIn/secret' ? server.password : null));
    await testConnection();
    await worker.value('connection/forget', address());
    await testConnection();
    assert.equal(asked.length, 2);
  });

  test('are not called where nobody confirmed their host', async () => {
    startWith(() => false);
    const elsewhere = workspace.readText('tandem.yaml').replace(/"http:.*"/, 'https://nav.contoso.example:7048/NAV');
    workspace.write('tandem.yaml', elsewhere);
    const answer = await sync();
    assert.equal(answer.ok ? 'ok' : answer.error.code, 'HOST_NOT_CONFIRMED');
    const question: HostQuestion = {
      host: 'nav.contoso.example',
      service: 'nav.contoso.example',
      environment: 'on-premises',
      attended: true,
      side: 'local',
      system: 'nav https://nav.contoso.example:7048/NAV CRONUS',
      isMicrosoft: false,
    };
    assert.deepEqual(asked, [{ name: 'host/confirm', params: question }]);
  });
});
