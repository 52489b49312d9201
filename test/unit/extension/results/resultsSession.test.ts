import assert from 'node:assert/strict';
import { createResultsSession } from '../../../../src/extension/results/resultsSession';
import { fakeTimers } from '../../../support/fakeTimers';
import type { ActiveRun, TandemWorkspace } from '../../../../src/extension/workbench';
import type { Answer } from '../../../../src/protocol/workerProtocol';
import type { ResultsAction, ShownWorkspace, ToView } from '../../../../src/protocol/resultsProtocol';

const workspace: ShownWorkspace = {
  name: 'sample',
  environment: 'demo',
  production: false,
  mappings: ['CUSTOMER'],
  trusted: true,
};
const activeRun: ActiveRun = {
  workspace: { id: '/sample' } as TandemWorkspace,
  title: 'Full synchronization of demo',
  startedAt: '2026-11-20T08:00:00.000Z',
  jobs: [],
  cancelling: false,
  ended: false,
};

suite('A session with the results view’s page', () => {
  const opened = () => {
    const timers = fakeTimers();
    const posted: ToView[] = [];
    const done: ResultsAction[] = [];
    const warnings: string[] = [];
    const now = {
      workspace,
      run: undefined as ActiveRun | undefined,
      answer: { ok: true, value: { runs: [] } } as Answer<unknown>,
      act: async (_action: ResultsAction): Promise<string | undefined> => undefined,
    };
    const session = createResultsSession({
      post: (message) => posted.push(message),
      shown: async () => now.workspace,
      running: () => now.run,
      ask: async () => now.answer,
      act: (action) => {
        done.push(action);
        return now.act(action);
      },
      log: { warn: (line) => warnings.push(line), error: (line) => warnings.push(line) },
      timers,
    });
    return { session, timers, posted, done, warnings, now };
  };
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn++) await Promise.resolve();
  };
  const kinds = (posted: readonly ToView[]): readonly string[] => posted.map(({ kind }) => kind);

  test('says nothing before the page is ready, then which workspace and whether a run goes on', async () => {
    const { session, posted } = opened();
    session.changed();
    session.ran();
    await settled();
    assert.deepEqual(posted, []);
    session.receive({ kind: 'ready' });
    await settled();
    assert.deepEqual(kinds(posted), ['running', 'shown']);
  });

  test('leads a page that is not there yet as soon as it is', async () => {
    const { session, posted } = opened();
    session.open({ place: 'picture' });
    session.receive({ kind: 'ready' });
    await settled();
    assert.deepEqual(posted.at(-1), { kind: 'shown', workspace, open: { place: 'picture' } });
  });

  test('leads a page once: after it was hidden and made anew, it stands where it kept itself', async () => {
    const { session, posted } = opened();
    session.open({ place: 'picture' });
    session.receive({ kind: 'ready' });
    await settled();
    session.hidden();
    session.receive({ kind: 'ready' });
    await settled();
    assert.deepEqual(posted.at(-1), { kind: 'shown', workspace });
  });

  test('keeps what is to be opened while the page is hidden', async () => {
    const { session, posted } = opened();
    session.receive({ kind: 'ready' });
    await settled();
    session.hidden();
    session.open({ place: 'errors', runId: 'r' });
    await settled();
    assert.equal(posted.length, 2);
    session.receive({ kind: 'ready' });
    await settled();
    assert.deepEqual(posted.at(-1), { kind: 'shown', workspace, open: { place: 'errors', runId: 'r' } });
  });

  test('answers questions by their number, refusals in words', async () => {
    const { session, posted, now } = opened();
    session.receive({ kind: 'ready' });
    await settled();
    posted.length = 0;
    session.receive({ kind: 'ask', id: 7, name: 'runs', params: { limit: 50 } });
    await settled();
    now.answer = { ok: false, error: { code: 'LOCKED', kind: 'run', message: 'Somebody else runs.' } };
    session.receive({ kind: 'ask', id: 8, name: 'graph', params: {} });
    await settled();
    assert.deepEqual(posted, [
      { kind: 'answer', id: 7, ok: true, value: { runs: [] } },
      { kind: 'answer', id: 8, ok: false, message: 'Somebody else runs.' },
    ]);
  });

  test('has wishes done and tells why one was not; one that breaks is told too, and logged', async () => {
    const { session, posted, done, warnings, now } = opened();
    session.receive({ kind: 'ready' });
    await settled();
    posted.length = 0;
    const wish = (id: number) => session.receive({ kind: 'do', id, action: { name: 'cancel' } });
    wish(1);
    await settled();
    now.act = async () => 'Trust the folder first.';
    wish(2);
    await settled();
    now.act = () => Promise.reject(new Error('broken'));
    wish(3);
    await settled();
    assert.deepEqual(
      posted.map((message) => message.kind === 'answer' && [message.id, message.ok ? 'done' : message.message]),
      [
        [1, 'done'],
        [2, 'Trust the folder first.'],
        [3, 'broken'],
      ],
    );
    assert.equal(done.length, 3);
    assert.match(warnings.join(), /cancel: Error: broken/);
  });

  test('ignores what it does not know, and logs that without what it was', async () => {
    const { session, posted, done, warnings } = opened();
    session.receive({ kind: 'ready' });
    await settled();
    posted.length = 0;
    session.receive({ kind: 'do', id: 1, action: { name: 'delete', secret: 'hunter2' } });
    await settled();
    assert.deepEqual([posted, done], [[], []]);
    assert.equal(warnings.length, 1);
    assert.doesNotMatch(warnings.join(), /hunter2/);
  });

  test('tells of many changes at once, and of the workspace only where it differs', async () => {
    const { session, timers, posted, now } = opened();
    session.receive({ kind: 'ready' });
    await settled();
    posted.length = 0;
    for (let change = 0; change < 20; change++) session.changed();
    timers.advance(1_000);
    await settled();
    assert.deepEqual(kinds(posted), ['changed']);
    now.workspace = { ...workspace, environment: 'production' };
    session.changed();
    timers.advance(1_000);
    await settled();
    assert.deepEqual(kinds(posted), ['changed', 'shown', 'changed']);
  });

  test('shows a run five times a second, and its end at once', async () => {
    const { session, timers, posted, now } = opened();
    session.receive({ kind: 'ready' });
    await settled();
    posted.length = 0;
    now.run = activeRun;
    for (let word = 0; word < 100; word++) {
      session.ran();
      timers.advance(10);
    }
    assert.ok(posted.length >= 4 && posted.length <= 6, `${posted.length} messages`);
    session.ran();
    now.run = undefined;
    session.ran();
    assert.deepEqual(posted.at(-1), { kind: 'running', run: null });
    const { length } = posted;
    timers.advance(1_000);
    assert.equal(posted.length, length);
  });

  test('is silent when it is over', async () => {
    const { session, timers, posted } = opened();
    session.receive({ kind: 'ready' });
    await settled();
    posted.length = 0;
    session.changed();
    session.receive({ kind: 'ask', id: 1, name: 'graph', params: {} });
    session.dispose();
    await settled();
    timers.advance(5_000);
    await settled();
    assert.deepEqual(posted, []);
  });
});
