import assert from 'node:assert/strict';
import { aJob } from './jobBuilder';
import { english } from './english';
import { noProgress, percentDone, withWord } from '../../../../src/extension/progress/runProgress';
import { progressText, shortProgress } from '../../../../src/extension/progress/progressText';
import type { ProgressWord } from '../../../../src/protocol/workerProtocol';
import type { RunProgress } from '../../../../src/extension/progress/runProgress';

suite('The progress of a run', () => {
  const tables = new Map([['CUSTOMER', { table: 'Customer', integrationTable: 'account' }]]);
  const customer = aJob({ id: 'job-2' });
  const back = aJob({ id: 'job-3', direction: 'fromIntegrationTable' });
  const started = (job = customer, position = 2): ProgressWord => ({ kind: 'jobStarted', job, position, of: 7 });
  const counted = (done: number, total?: number, job = customer): ProgressWord => ({
    kind: 'jobProgress',
    job,
    done,
    ...(total !== undefined && { total }),
  });
  const finished = (job = customer): ProgressWord => ({ kind: 'jobFinished', job });
  const after = (...words: readonly ProgressWord[]): RunProgress => words.reduce(withWord, noProgress);
  const text = (...words: readonly ProgressWord[]): string => progressText(after(...words), tables, english);

  test('names the tables, counts the records and says which job it is', () => {
    assert.equal(text(started(), counted(1200, 63_000)), 'Customer → account: 1,200 of 63,000 (2 of 7)');
  });

  test('counts without an end while the total is not known', () => {
    assert.equal(text(started(), counted(1200)), 'Customer → account: 1,200 (2 of 7)');
  });

  test('points from source to destination', () => {
    assert.equal(text(started(back, 3)), 'Customer ← account (3 of 7)');
  });

  test('calls a mapping by its name where its tables are not known', () => {
    assert.equal(text(started(aJob({ mapping: 'ITEM-PRODUCT' }), 1)), 'ITEM-PRODUCT (1 of 7)');
  });

  test('leaves out the place of a job that is alone', () => {
    const alone: ProgressWord = { kind: 'jobStarted', job: customer, position: 1, of: 1 };
    assert.equal(text(alone, counted(5, 9)), 'Customer → account: 5 of 9');
  });

  test('starts with a word rather than with nothing', () => {
    assert.equal(text(), 'starting');
  });

  test('says what a run waits for until the next word', () => {
    const waiting: ProgressWord = { kind: 'waiting', reason: 'dataverse asks to wait for 30 seconds' };
    assert.equal(text(started(), waiting), 'dataverse asks to wait for 30 seconds');
    assert.equal(shortProgress(after(started(), waiting), english), 'waiting');
    assert.equal(text(started(), waiting, counted(3, 9)), 'Customer → account: 3 of 9 (2 of 7)');
  });

  test('keeps the newest word of each job, in the order they began', () => {
    const { jobs } = after(started(), counted(1), finished(), started(back, 3), counted(4, 9, back));
    assert.deepEqual(jobs, [finished(), counted(4, 9, back)]);
  });

  test('goes back to an earlier job that is taken up again for its lookups', () => {
    const progress = after(started(), finished(), started(back, 3), finished(back), counted(10, 20));
    assert.equal(shortProgress(progress, english), '10 of 20');
    assert.equal(progress.jobs.length, 2);
  });

  test('is as many hundredths as jobs and their records are done', () => {
    assert.equal(percentDone(after()), undefined);
    assert.equal(percentDone(after(started())), (1 / 7) * 100);
    assert.equal(percentDone(after(started(), counted(50, 100))), (1.5 / 7) * 100);
    assert.equal(percentDone(after(started(), counted(50))), undefined);
    assert.equal(percentDone(after(started(customer, 7), finished())), 100);
  });
});
