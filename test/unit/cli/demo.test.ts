import { strict as assert } from 'node:assert';
import { explainFailures } from '../../../src/cli/demo/explainFailures';
import { shorten } from '../../../src/cli/demo/shorten';
import { jobDocument } from '../../../src/cli/documents/jobDocument';
import { aJob } from './fakeCli';

suite('the demo', () => {
  test('shows the beginning of each section of a long answer and counts the rest', () => {
    assert.equal(shorten('a\nb\nc\nd\n\ne\n', 2, '…'), 'a\nb\n  … (2 more lines)\n\ne\n');
    assert.equal(shorten('a\nb\n', 2, '…'), 'a\nb\n');
  });

  test('explains each kind of failure once, with one message as an example', async () => {
    const error = (code: string, message: string) => ({ localId: 'a', integrationId: null, code, message, at: '' });
    const errors = [error('TEXT_TOO_LONG', 'Name.'), error('AMBIGUOUS_MATCH', 'Two.'), error('TEXT_TOO_LONG', 'City.')];
    const asked: unknown[] = [];
    const ask = (args: readonly string[]) => {
      asked.push(args);
      return Promise.resolve({ errors });
    };
    const jobs = [aJob({ id: 'good' }), aJob({ id: 'bad', counters: { failed: 3 } })].map(jobDocument);
    const lines = await explainFailures(jobs, ask);
    assert.deepEqual(asked, [['job', 'bad']]);
    assert.equal(lines.length, 4);
    assert.match(lines[0] ?? '', /AMBIGUOUS_MATCH \(1\): two records/);
    assert.match(lines[2] ?? '', /TEXT_TOO_LONG \(2\): a text does not fit/);
    assert.equal(lines[3], '    Name.');
  });
});
