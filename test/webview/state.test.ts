import assert from 'node:assert/strict';
import { answered, asked, noAnswers, outdated, questionKey, slow, toAsk, valueOf } from '../../webview/answers';
import type { Question } from '../../webview/answers';
import { announcement } from '../../webview/announcement';
import { columnNames, nothingKept, readKept, toKeep } from '../../webview/kept';
import { needs, pageSize } from '../../webview/needs';
import { choicesFor } from '../../webview/choicesFor';
import { layoutGraph } from '../../webview/places/graphLayout';
import { jobsInSight } from '../../webview/places/jobsInSight';
import { copied } from '../../webview/copiedRows';
import { pace } from '../../webview/pace';
import { readMessage } from '../../webview/readMessage';
import { shownColumns } from '../../webview/shownColumns';
import { safeText } from '../../webview/safeText';
import { firstState, reduce } from '../../webview/state';
import type { ViewEvent, ViewState } from '../../webview/state';
import { english, fill, readWords } from '../../webview/words';
import { moveCursor } from '../../webview/grid/moveCursor';
import { aJob, aRow, aRun, generatedAnswer, workspace } from './generatedData';

const start = reduce(firstState(nothingKept), { kind: 'shown', workspace });
const after = (...events: readonly ViewEvent[]): ViewState => events.reduce(reduce, start);
const records = { place: 'records', runId: 'run-1', jobId: 'job-1', counter: 'failed' } as const;

suite('The state of the results view', () => {
  test('leads into a counter and back to where one came from', () => {
    const inside = after({ kind: 'open', opened: records });
    assert.deepEqual(inside.opened, records);
    const back = reduce(inside, { kind: 'back' });
    assert.deepEqual([back.opened, back.history], [{ place: 'jobs' }, []]);
  });

  test('asks for exactly the records that a counter counted', () => {
    const [question] = needs(after({ kind: 'open', opened: records }));
    assert.deepEqual(question, {
      name: 'records',
      params: { runId: 'run-1', jobId: 'job-1', counter: 'failed', search: '', offset: 0, limit: pageSize },
    });
  });

  test('asks for the pages in sight and no others', () => {
    const scrolled = after(
      { kind: 'open', opened: records },
      { kind: 'window', first: 390, last: 410, scrollTop: 9000 },
    );
    const offsets = needs(scrolled).flatMap(({ params }) => ('offset' in params ? [params.offset] : []));
    assert.deepEqual(offsets, [200, 400]);
  });

  test('begins a list anew when the search changes: no row stays selected or open', () => {
    const picked = after(
      { kind: 'open', opened: records },
      { kind: 'select', index: 3, row: aRow() },
      { kind: 'expand', index: 3 },
    );
    assert.deepEqual([picked.selected.size, picked.expanded.size], [1, 1]);
    const searched = reduce(picked, { kind: 'filter', filters: { search: 'ada' } });
    assert.deepEqual([searched.selected.size, searched.expanded.size, searched.filters.search], [0, 0, 'ada']);
  });

  test('never hides the last column', () => {
    const events = columnNames.map((column): ViewEvent => ({ kind: 'column', column, shown: false }));
    assert.deepEqual(after(...events).columns, ['reason']);
  });

  test('names the mapping of each record in the list of a whole run, and not where all are of one job', () => {
    const run = after({ kind: 'open', opened: { place: 'records', runId: 'run-1' } });
    assert.deepEqual(shownColumns(run), columnNames);
    const job = after({ kind: 'open', opened: records });
    assert.deepEqual(shownColumns(job), columnNames.slice(1));
    const one = after(...columnNames.slice(1).map((column): ViewEvent => ({ kind: 'column', column, shown: false })));
    assert.deepEqual(shownColumns({ ...one, opened: records }), ['local']);
  });

  test('comes back after a reload where it was', () => {
    const inside = after({ kind: 'open', opened: records }, { kind: 'window', first: 30, last: 60, scrollTop: 812.5 });
    const again = firstState(readKept(JSON.parse(JSON.stringify(toKeep(inside)))));
    assert.deepEqual([again.opened, again.history, again.scrollTop], [records, [{ place: 'jobs' }], 813]);
  });

  for (const kept of [
    undefined,
    null,
    7,
    'jobs',
    {},
    { ...nothingKept, columns: [] },
    { ...nothingKept, opened: { place: 'x' } },
  ])
    test(`begins at the jobs where what was kept cannot be read: ${JSON.stringify(kept)}`, () => {
      assert.deepEqual(readKept(kept), nothingKept);
    });

  test('shows what an action was refused for until it is dismissed', () => {
    const refused = after(
      { kind: 'acting', name: 'retry' },
      { kind: 'acted', name: 'retry', refusal: 'The state is locked.' },
    );
    assert.deepEqual([refused.acting.size, refused.refusal], [0, 'The state is locked.']);
    assert.equal(reduce(refused, { kind: 'dismiss' }).refusal, null);
  });

  test('narrows jobs by mapping, status and time, and drops runs that none is left of', () => {
    const filters = { mapping: 'CUSTOMER', status: 'finished', days: '7', search: '' } as const;
    const runs = jobsInSight([aRun(1), aRun(15)], filters, new Date('2026-11-21T00:00:00Z'));
    assert.deepEqual(
      runs.map(({ runId, jobs }) => [runId, jobs.map(({ mapping }) => mapping)]),
      [['run-1', ['CUSTOMER']]],
    );
  });

  test('sends a choice for the fields that were chosen for', () => {
    const { fields } = generatedAnswer('conflict', {}) as { fields: Parameters<typeof choicesFor>[0] };
    const { choices } = after(
      { kind: 'choose', fields, take: 'local' },
      { kind: 'choose', fields: fields.slice(1), take: 'integration' },
    );
    assert.deepEqual(
      choicesFor(fields, choices).map(({ take }) => take),
      ['local', 'integration'],
    );
    assert.deepEqual(choicesFor(fields, new Map()), []);
  });
});

suite('What the view asks', () => {
  const question: Question = { name: 'runs', params: { limit: 50 } };
  const waiting = asked(noAnswers, question, 1);
  const known = answered(waiting, 1, 'runs', { value: generatedAnswer('runs', {}) });

  test('is asked once', () => {
    assert.deepEqual(toAsk(noAnswers, [question]), [question]);
    assert.deepEqual(toAsk(waiting, [question]), []);
    assert.deepEqual(toAsk(known, [question]), []);
  });

  test('is asked again after a change, while what is known stays in sight', () => {
    const old = outdated(known);
    assert.deepEqual(toAsk(old, [question]), [question]);
    assert.equal(valueOf(asked(old, question, 2), 'runs', { limit: 50 })?.runs.length, 20);
  });

  test('keeps a change that came while an answer was under way: it is asked once more', () => {
    const late = answered(outdated(waiting), 1, 'runs', { value: { runs: [] } });
    assert.deepEqual(toAsk(late, [question]), [question]);
  });

  test('leaves an answer alone that nobody waits for', () => {
    assert.equal(answered(known, 1, 'runs', { value: { runs: [] } }), known);
  });

  test('says that an answer could not be read rather than showing it', () => {
    const wrong = answered(waiting, 1, 'runs', { value: { runs: [{ runId: 5 }] } }).get(questionKey(question));
    assert.equal(wrong?.value, undefined);
    assert.match(wrong?.refusal ?? '', /could not be read\. Reload/);
  });

  test('tells of waiting only where an answer is under way', () => {
    assert.deepEqual(
      [waiting, known].map((each) => slow(each).get(questionKey(question))?.slow),
      [true, false],
    );
  });
});

suite('Messages from the host', () => {
  const right: readonly unknown[] = [
    { kind: 'shown', workspace, open: records },
    { kind: 'changed' },
    { kind: 'running', run: null },
    { kind: 'answer', id: 1, ok: true, value: null },
    { kind: 'answer', id: 1, ok: false, message: 'no' },
  ];
  for (const message of right)
    test(`are taken as they are: ${JSON.stringify(message).slice(0, 40)}`, () => {
      assert.deepEqual(readMessage(message), message);
    });

  const wrong: readonly unknown[] = [
    null,
    'changed',
    [],
    {},
    { kind: 'eval' },
    { kind: 'answer', id: '1', ok: true, value: 1 },
    { kind: 'answer', id: -1, ok: true, value: 1 },
    { kind: 'answer', id: 1, ok: 'true', value: 1 },
    { kind: 'answer', id: 1, ok: false },
    { kind: 'running' },
    { kind: 'running', run: { title: 'x' } },
    { kind: 'shown' },
    { kind: 'shown', workspace: { ...workspace, trusted: 'yes' } },
    { kind: 'shown', workspace, open: { place: 'records' } },
  ];
  for (const message of wrong)
    test(`are ignored where they are none: ${JSON.stringify(message).slice(0, 60)}`, () => {
      assert.equal(readMessage(message), undefined);
    });
});

suite('Words, numbers and layout of the view', () => {
  const shape = { rows: 5, columnsOf: (row: number) => (row === 0 ? 1 : 4), page: 3 };
  const moves: readonly (readonly [string, boolean, readonly [number, number] | undefined])[] = [
    ['ArrowDown', false, [3, 2]],
    ['ArrowUp', false, [1, 2]],
    ['ArrowLeft', false, [2, 1]],
    ['ArrowRight', false, [2, 3]],
    ['Home', false, [2, 0]],
    ['End', false, [2, 3]],
    ['Home', true, [0, 0]],
    ['End', true, [4, 3]],
    ['PageDown', false, [4, 2]],
    ['PageUp', false, [0, 0]],
    ['x', false, undefined],
  ];
  for (const [key, control, to] of moves)
    test(`${control ? 'Ctrl+' : ''}${key} leads from a cell to ${to ? to.join(':') : 'nowhere'}`, () => {
      assert.deepEqual(moveCursor({ row: 2, column: 2 }, key, control, shape), to && { row: to[0], column: to[1] });
    });

  test('take what was translated and keep English for the rest', () => {
    const words = readWords(JSON.stringify({ Back: 'Zurück', 'Loading…': 5, foreign: 'x' }));
    assert.deepEqual([words.back, words.loading], ['Zurück', english.loading]);
    assert.deepEqual(readWords('{'), english);
  });

  test('leave what an argument holds alone', () => {
    assert.equal(fill('{0} of {1}', '{1}', '$&'), '{1} of $&');
  });

  test('make hidden and turning marks visible and cut what is huge', () => {
    assert.equal(safeText('a\u202eb\u0000c\ud800'), 'a\ufffdb\ufffdc\ufffd');
    assert.equal(safeText('x'.repeat(9999)).length, 501);
  });

  test('copy selected rows in their order, and no cell as a formula', () => {
    const state = after(
      { kind: 'select', index: 7, row: aRow({ reason: '=1+1\tx' }) },
      { kind: 'select', index: 2, row: aRow() },
    );
    const lines = copied({ state, words: english })
      .split('\n')
      .map((line) => line.split('\t'));
    assert.equal(lines.length, 3);
    assert.deepEqual([lines[1]?.at(-1), lines[2]?.at(-1)], ['The local record changed.', "'=1+1 x"]);
  });

  test('place a mapping to the right of those it depends on; in a circle the one that runs first is on the left', () => {
    const node = (mapping: string, ...dependsOn: readonly string[]): Parameters<typeof layoutGraph>[0][number] => ({
      mapping,
      dependsOn,
      table: '',
      integrationTable: '',
      direction: 'bidirectional',
      ok: 0,
      failed: 0,
      skipped: 0,
    });
    const inOrder = [node('A'), node('B', 'A'), node('C', 'B', 'C'), node('X', 'Y'), node('Y', 'X')];
    const levels = layoutGraph(inOrder).map((each) => `${each.node.mapping}${each.level}`);
    assert.deepEqual(levels, ['A0', 'B1', 'C2', 'X0', 'Y1']);
  });

  const running = {
    title: 'Full',
    startedAt: '2026-11-21T08:00:00Z',
    job: aJob({ startedAt: '2026-11-21T08:00:00Z' }),
    position: 1,
    of: 2,
    done: 100,
    total: 400,
    waiting: null,
    cancelling: false,
  };

  test('tell the rate of a run and what remains', () => {
    assert.deepEqual(pace(running, new Date('2026-11-21T08:00:10Z')), { rate: 10, remainingMs: 30_000 });
    assert.equal(pace({ ...running, total: null }, new Date('2026-11-21T08:00:10Z')).remainingMs, null);
  });

  test('speak once a tenth and at the end', () => {
    assert.equal(announcement(null, running, english), 'CUSTOMER: 20 %.');
    assert.equal(announcement(running, { ...running, done: 110 }, english), undefined);
    assert.equal(announcement(running, { ...running, done: 130 }, english), 'CUSTOMER: 30 %.');
    assert.equal(announcement(running, null, english), english.announceEnded);
  });
});
