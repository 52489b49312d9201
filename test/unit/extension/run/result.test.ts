import { strict as assert } from 'node:assert';
import { allowedNewText, allowNewQuestion, mappingsToAllowNew } from '../../../../src/extension/run/allowNewQuestion';
import { joinedResults, resultText } from '../../../../src/extension/run/resultText';
import { runTitle } from '../../../../src/extension/run/runTitle';
import { aJob, aMapping, aResult, english, sampleSystems } from './runBuilders';
import type { RunResult } from '../../../../src/protocol/workerProtocol';

const tell = (result: RunResult) => resultText('Full synchronization of sample', result, sampleSystems, english);
const anError = (message: string) => ({
  jobId: 'job-1',
  error: { localId: 'L1', integrationId: null, code: 'TEXT_TOO_LONG' as const, message, at: '' },
});

suite('the result of a run', () => {
  test('says what was written on each side', () => {
    const told = tell(
      aResult([
        aJob({ counters: { inserted: 61, coupled: 15 } }),
        aJob({ id: 'job-2', direction: 'fromIntegrationTable', counters: { inserted: 12, modified: 1 } }),
      ]),
    );
    assert.equal(
      told.text,
      'Full synchronization of sample is finished. Created 61 records in dataverse and 12 in business-central. ' +
        'Modified 1 record in business-central. Coupled 15 pairs of records.',
    );
    assert.equal(told.severity, 'information');
    assert.equal(told.hasErrors, false);
  });

  test('says so when everything was in step', () => {
    const told = tell(aResult([aJob({ counters: { unchanged: 3 } })]));
    assert.equal(told.text, 'Full synchronization of sample is finished. Everything was in step.');
  });

  test('lets a single failure speak for itself', () => {
    const result = aResult([aJob({ counters: { failed: 1 } })], {
      firstErrors: [anError('Name is too long. Shorten it.')],
    });
    const told = tell(result);
    assert.equal(
      told.text,
      'Full synchronization of sample is finished. 1 record failed: Name is too long. Shorten it.',
    );
    assert.equal(told.severity, 'warning');
    assert.equal(told.hasErrors, true);
  });

  test('counts several failures and points to them', () => {
    const result = aResult([aJob({ counters: { failed: 2, skipped: 3 } })], { troubled: true });
    assert.match(
      tell(result).text,
      /2 records failed\. Show the errors to see why\. 3 records are skipped until you retry/,
    );
  });

  test('does not call trouble what was skipped because the other side wins', () => {
    const told = tell(aResult([aJob({ counters: { skipped: 1, modified: 1 } })]));
    assert.match(told.text, /1 record was skipped\.$/);
    assert.equal(told.severity, 'information');
  });

  test('is an error when a job could not run, and says why', () => {
    const told = tell(
      aResult([
        aJob({ status: 'aborted', message: 'The file is locked. Close the other program.' }),
        aJob({ mapping: 'CONTACT', status: 'aborted', message: 'Not started.' }),
      ]),
    );
    assert.equal(
      told.text,
      'Full synchronization of sample could not finish. ' +
        'CUSTOMER: The file is locked. Close the other program. 1 more job could not run.',
    );
    assert.equal(told.severity, 'error');
  });

  test('says that a stopped run keeps what is done', () => {
    const told = tell(aResult([aJob({ status: 'cancelled', counters: { inserted: 5 } })]));
    assert.equal(
      told.text,
      'Full synchronization of sample was stopped. What is done is kept; run it again to go on. ' +
        'Created 5 records in dataverse.',
    );
  });

  test('adds up runs that belong together', () => {
    const joined = joinedResults([
      aResult([aJob({ counters: { modified: 1 } })]),
      aResult([aJob({ id: 'job-2', mapping: 'CONTACT', counters: { modified: 2 } })], { troubled: true }),
    ]);
    assert.equal(joined?.totals.modified, 3);
    assert.deepEqual(
      joined.jobs.map(({ mapping }) => mapping),
      ['CUSTOMER', 'CONTACT'],
    );
    assert.equal(joined.troubled, true);
    assert.equal(joinedResults([]), undefined);
  });
});

suite('the question whether scheduled jobs may create new records', () => {
  test('concerns mappings that finished and synchronize only coupled records so far', () => {
    const mappings = [
      aMapping(),
      aMapping({ name: 'OPEN', synchOnlyCoupledRecords: false }),
      aMapping({ name: 'ABORTED' }),
      aMapping({ name: 'ELSEWHERE' }),
    ];
    const jobs = [
      aJob(),
      aJob({ mapping: 'OPEN' }),
      aJob({ mapping: 'ABORTED' }),
      aJob({ mapping: 'ABORTED', status: 'aborted' }),
    ];
    const asked = mappingsToAllowNew(aResult(jobs), mappings);
    assert.deepEqual(
      asked.map(({ name }) => name),
      ['CUSTOMER'],
    );
  });

  test('is not asked after a modified run', () => {
    assert.deepEqual(mappingsToAllowNew(aResult([aJob()], { mode: 'modified' }), [aMapping()]), []);
  });

  test('names the mapping, or counts them', () => {
    assert.equal(
      allowNewQuestion([aMapping()], english),
      'May scheduled jobs create new records for CUSTOMER from now on?',
    );
    assert.equal(
      allowNewQuestion([aMapping(), aMapping()], english),
      'May scheduled jobs create new records for these 2 table mappings from now on?',
    );
  });

  test('tells afterwards which files say so', () => {
    assert.match(allowedNewText(['a.mapping.yaml'], english), /: a\.mapping\.yaml says so now\.$/);
    assert.match(allowedNewText(['a', 'b'], english), /: 2 mapping files say so now\.$/);
    assert.match(allowedNewText([], english), /already\.$/);
  });
});

suite('the title of a run', () => {
  const title = (mode: 'full' | 'modified', mappings: readonly string[], records?: readonly string[]) =>
    runTitle({ mode, mappings, ...(records && { records }) }, 'sample', english);

  test('names what takes part', () => {
    assert.equal(title('full', []), 'Full synchronization of sample');
    assert.equal(title('full', ['CUSTOMER']), 'Full synchronization of CUSTOMER');
    assert.equal(title('full', ['A', 'B']), 'Full synchronization of 2 table mappings');
    assert.equal(title('modified', []), 'Synchronization of modified records of sample');
    assert.equal(title('modified', ['A', 'B']), 'Synchronization of modified records of 2 table mappings');
    assert.equal(title('modified', ['CUSTOMER'], ['10000']), 'Synchronization of 10000');
    assert.equal(title('modified', ['CUSTOMER'], ['1', '2']), 'Synchronization of 2 records');
  });
});
