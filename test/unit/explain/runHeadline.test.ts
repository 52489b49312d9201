import { strict as assert } from 'node:assert';
import type { Counters, Job } from '../../../src/core/model/job';
import type { FailureCode } from '../../../src/core/model/failure';
import type { HeadlineNames } from '../../../src/core/explain/runHeadline';
import { aJob } from '../../support/stateBuilders';
import { noCounts } from '../../../src/core/model/job';
import { runHeadline } from '../../../src/core/explain/runHeadline';

suite('A run’s headline', () => {
  test('says what was created where, how many failed, and why most of them did', () => {
    const jobs = [finished({ id: 'a', counters: { inserted: 61, failed: 3 } })];
    const failures = { a: { TEXT_TOO_LONG: 1, LOOKUP_NOT_COUPLED: 2 } };
    assert.equal(
      headline(jobs, failures),
      '61 customers created in dataverse, 3 failed: looked-up record not coupled and others.',
    );
  });

  test('tells one record from several', () => {
    assert.equal(headline([finished({ counters: { inserted: 1 } })]), '1 customer created in dataverse.');
    assert.equal(headline([finished({ counters: { modified: 2 } })]), '2 customers modified in dataverse.');
  });

  test('calls the records of several tables records', () => {
    const jobs = [finished({ counters: { inserted: 2 } }), finished({ mapping: 'VENDOR', counters: { inserted: 1 } })];
    assert.equal(headline(jobs), '3 records created in dataverse.');
  });

  test('calls them records, too, where the mapping is no more', () => {
    assert.equal(
      headline([finished({ mapping: 'GONE', counters: { inserted: 2 } })]),
      '2 records created in dataverse.',
    );
  });

  test('tells both systems apart, and creating from modifying', () => {
    const jobs = [
      finished({ counters: { inserted: 2, modified: 1 } }),
      finished({ direction: 'fromIntegrationTable', counters: { modified: 4 } }),
    ];
    assert.equal(
      headline(jobs),
      '2 customers created and 1 modified in dataverse, 4 accounts modified in business-central.',
    );
  });

  test('tells of coupled, uncoupled and skipped records', () => {
    const jobs = [finished({ counters: { coupled: 2, uncoupled: 1, skipped: 5 } })];
    assert.equal(headline(jobs), '2 customers coupled, 1 customer uncoupled, 5 skipped.');
  });

  test('tells why records were skipped where none failed', () => {
    const jobs = [finished({ id: 'a', counters: { skipped: 1 } })];
    assert.equal(headline(jobs, { a: { UPDATE_CONFLICT: 1 } }), '1 skipped: both records changed.');
  });

  test('says how it ended where it did not finish', () => {
    const jobs = [
      finished({ counters: { inserted: 1 }, status: 'aborted' }),
      finished({ status: 'aborted' }),
      finished({ status: 'cancelled' }),
    ];
    assert.equal(headline(jobs), '1 customer created in dataverse, 2 jobs were aborted, cancelled.');
    assert.equal(headline([finished({ status: 'aborted' })]), 'One job was aborted.');
  });

  test('says that there was nothing to do, or that it goes on', () => {
    assert.equal(headline([finished({ counters: { unchanged: 12 } })]), 'Nothing to do: 12 in step.');
    assert.equal(headline([finished({})]), 'Nothing to do.');
    assert.equal(headline([aJob({ finishedAt: null })]), 'Goes on.');
  });

  const nouns: readonly (readonly [table: string, one: string, many: string])[] = [
    ['Currency', 'currency', 'currencies'],
    ['opportunities', 'opportunity', 'opportunities'],
    ['Ship-to Address', 'Ship-to Address', 'Ship-to Addresses'],
    ['addresses', 'address', 'addresses'],
    ['Box', 'box', 'boxes'],
    ['Contact', 'contact', 'contacts'],
    ['salesorders', 'salesorder', 'salesorders'],
    ['VAT Status', 'VAT Status', 'VAT Statuses'],
    ['Way', 'way', 'ways'],
  ];
  for (const [table, one, many] of nouns) {
    test(`makes ${one} and ${many} of the table ${table}`, () => {
      const said = (count: number) =>
        runHeadline([finished({ counters: { inserted: count } })], { ...names({}), table: () => table });
      assert.deepEqual([said(1), said(2)], [`1 ${one} created in dataverse.`, `2 ${many} created in dataverse.`]);
    });
  }
});

type Failures = Readonly<Record<string, Partial<Record<FailureCode, number>>>>;

function headline(jobs: readonly Job[], failures: Failures = {}): string {
  return runHeadline(jobs, names(failures));
}

function names(failures: Failures): HeadlineNames {
  const tables: Readonly<Record<string, { readonly local: string; readonly integration: string }>> = {
    CUSTOMER: { local: 'Customer', integration: 'account' },
    VENDOR: { local: 'Vendor', integration: 'account' },
  };
  return {
    systems: { local: 'business-central', integration: 'dataverse' },
    table: (mapping, side) => tables[mapping]?.[side],
    failures: (jobId) => new Map(Object.entries(failures[jobId] ?? {})) as Map<FailureCode, number>,
  };
}

function finished(changes: Partial<Omit<Job, 'counters'>> & { readonly counters?: Partial<Counters> }): Job {
  const at = '2026-11-21T08:00:01.000Z';
  return aJob({ status: 'finished', finishedAt: at, ...changes, counters: { ...noCounts, ...changes.counters } });
}
