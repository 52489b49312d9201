import { strict as assert } from 'node:assert';
import { createMessages } from '../../../../src/cli/messages';
import { plainProgress } from '../../../../src/cli/progress/plainProgress';
import { terminalProgress } from '../../../../src/cli/progress/terminalProgress';
import { displayWidth } from '../../../../src/cli/render/displayWidth';
import { textStyle } from '../../../../src/cli/render/textStyle';
import { aJob } from '../fakeCli';
import type { ProgressReporter } from '../../../../src/cli/progress/progressReporter';

/** A reporter, the clock that it reads, and what it has written. */
function watch(kind: 'plain' | 'terminal', options: { readonly width?: number; readonly ascii?: boolean } = {}) {
  let written = '';
  const clock = { ms: 10_000 };
  const stderr = {
    isTerminal: kind === 'terminal',
    columns: () => options.width,
    write: (text: string) => void (written += text),
  };
  const messages = createMessages({ stderr });
  const { glyphs } = textStyle({ isTerminal: false, env: { LANG: options.ascii ? 'C' : 'C.UTF-8' } });
  const now = () => clock.ms;
  const reporter: ProgressReporter =
    kind === 'plain'
      ? plainProgress({ messages, glyphs, now })
      : terminalProgress({ messages, glyphs, now, columns: stderr.columns });
  return { reporter, clock, messages, written: () => written };
}

const clearLine = '\r\u001b[2K';
const job = aJob();

suite('progress in a log', () => {
  test('is a line when a job starts and when it ends', () => {
    const { reporter, written } = watch('plain');
    reporter.onProgress({ kind: 'jobStarted', job: aJob({ status: 'inProgress' }), position: 3, of: 9 });
    reporter.onProgress({ kind: 'jobFinished', job: aJob({ counters: { inserted: 60, failed: 2 } }) });
    reporter.done();
    assert.equal(
      written(),
      'CUSTOMER → integration: started (job 3 of 9)\nCUSTOMER → integration: finished, 60 inserted, 2 failed (2.1 s)\n',
    );
  });

  test('tells the end of a job that was taken up again only where its result changed', () => {
    const { reporter, written } = watch('plain');
    for (const inserted of [60, 60, 61])
      reporter.onProgress({ kind: 'jobFinished', job: aJob({ counters: { inserted } }) });
    assert.deepEqual(written().match(/\d+ inserted/g), ['60 inserted', '61 inserted']);
  });

  test('is at most one more line a second', () => {
    const { reporter, clock, written } = watch('plain');
    reporter.onProgress({ kind: 'jobStarted', job, position: 1, of: 1 });
    for (let done = 1; done <= 30; done += 1) {
      clock.ms += 100;
      reporter.onProgress({ kind: 'jobProgress', job, done, total: 30 });
    }
    assert.deepEqual(written().trimEnd().split('\n').slice(1), [
      'CUSTOMER → integration: 10 of 30 records',
      'CUSTOMER → integration: 20 of 30 records',
      'CUSTOMER → integration: 30 of 30 records',
    ]);
  });

  test('says what it waits for', () => {
    const { reporter, written } = watch('plain');
    reporter.onProgress({ kind: 'waiting', reason: 'The service asked to wait 5 s.' });
    assert.equal(written(), 'The service asked to wait 5 s.\n');
  });
});

suite('progress on a terminal', () => {
  test('is one line that is rewritten and taken away at the end', () => {
    const { reporter, clock, written } = watch('terminal', { width: 80 });
    reporter.onProgress({ kind: 'jobStarted', job, position: 1, of: 2 });
    clock.ms += 200;
    reporter.onProgress({ kind: 'jobProgress', job, done: 1250, total: 5000 });
    reporter.done();
    const [, first, second, end] = written().split(clearLine);
    assert.equal(first, 'CUSTOMER → integration  (1 of 2)');
    assert.equal(second, 'CUSTOMER → integration  [███░░░░░░░░░]   25 %  1,250 of 5,000 records  (1 of 2)');
    assert.equal(end, '');
    assert.ok(!written().includes('\n'));
  });

  test('counts alone while the total is not known', () => {
    const { reporter, clock, written } = watch('terminal', { width: 80 });
    reporter.onProgress({ kind: 'jobStarted', job, position: 1, of: 1 });
    clock.ms += 200;
    reporter.onProgress({ kind: 'jobProgress', job, done: 1250 });
    assert.equal(written().split(clearLine).at(-1), 'CUSTOMER → integration  1,250 records  (1 of 1)');
  });

  test('is drawn at most ten times a second, and when the last record is done', () => {
    const { reporter, clock, written } = watch('terminal');
    for (let done = 1; done <= 1000; done += 1) {
      clock.ms += 1;
      reporter.onProgress({ kind: 'jobProgress', job, done, total: 1000 });
    }
    const drawn = written().split(clearLine).slice(1);
    assert.ok(drawn.length <= 11, `${drawn.length} times`);
    assert.match(drawn.at(-1) ?? '', /100 %/);
  });

  for (const width of [1, 10, 30, 60, 79, 80, 200]) {
    test(`never fills the last of ${width} columns, where it would wrap`, () => {
      const { reporter, written } = watch('terminal', { width });
      const wide = aJob({ mapping: '取引先マスタ' });
      reporter.onProgress({ kind: 'jobProgress', job: wide, done: 1250, total: 5000 });
      reporter.onProgress({ kind: 'waiting', reason: 'x'.repeat(300) });
      for (const line of written().split(clearLine)) assert.ok(displayWidth(line) < width, line);
    });
  }

  test('keeps to ASCII where the terminal shows no more', () => {
    const { reporter, written } = watch('terminal', { width: 80, ascii: true });
    reporter.onProgress({ kind: 'jobProgress', job, done: 1, total: 2 });
    assert.match(written(), /CUSTOMER -> integration {2}\[#+-+\]/);
  });

  test('gives way to messages that stay', () => {
    const { reporter, messages, written } = watch('terminal', { width: 80 });
    reporter.onProgress({ kind: 'jobProgress', job, done: 1, total: 2 });
    messages.note(['Stopping.']);
    assert.ok(written().endsWith(`${clearLine}Stopping.\n`));
    reporter.done();
    assert.ok(written().endsWith('Stopping.\n'));
  });
});
