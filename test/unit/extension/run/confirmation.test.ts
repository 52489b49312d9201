import { strict as assert } from 'node:assert';
import { confirmationText } from '../../../../src/extension/run/confirmationText';
import { emptiedQuestion } from '../../../../src/extension/run/emptiedQuestion';
import { runSystems } from '../../../../src/extension/run/runSystems';
import { aPlannedMapping, aSummary, anOverview, english, sampleSystems } from './runBuilders';
import type { ConfirmationRequest } from '../../../../src/extension/run/confirmationText';

function confirm(changes: Partial<ConfirmationRequest>) {
  const plan = aSummary([aPlannedMapping({ inserted: 1 })]);
  return confirmationText({ plan, systems: sampleSystems, mappings: [], unsavedFiles: [], ...changes }, english);
}

suite('the confirmation of a full synchronization', () => {
  test('says how many records each side gets, what is coupled and what would fail', () => {
    const plan = aSummary([
      aPlannedMapping({ inserted: 1_061, coupled: 15, failed: 2, unchanged: 4 }),
      aPlannedMapping({ inserted: 12, modified: 1, skipped: 1 }, { direction: 'fromIntegrationTable' }),
      aPlannedMapping({ modified: 3, uncoupled: 2 }, { mapping: 'CONTACT' }),
    ]);
    const { message, detail } = confirm({ plan });
    assert.equal(message, 'Run the full synchronization of environment sample?');
    assert.deepEqual(detail.split('\n'), [
      'Create 1,061 records in dataverse and 12 in business-central.',
      'Modify 3 records in dataverse and 1 in business-central.',
      'Couple 15 pairs of records.',
      'Remove 2 couplings.',
      '2 records would fail and hold no other back.',
      'Skip 1 record.',
    ]);
  });

  test('says one record where it is one', () => {
    const plan = aSummary([aPlannedMapping({ inserted: 1, modified: 1, coupled: 1, uncoupled: 1, failed: 1 })]);
    assert.deepEqual(confirm({ plan }).detail.split('\n'), [
      'Create 1 record in dataverse.',
      'Modify 1 record in dataverse.',
      'Couple 1 pair of records.',
      'Remove 1 coupling.',
      '1 record would fail and hold no other back.',
    ]);
  });

  test('names the mapping, or how many were selected', () => {
    assert.equal(
      confirm({ mappings: ['CUSTOMER'] }).message,
      'Run the full synchronization of CUSTOMER in environment sample?',
    );
    assert.equal(
      confirm({ mappings: ['CUSTOMER', 'CONTACT', 'VENDOR'] }).message,
      'Run the full synchronization of 3 table mappings in environment sample?',
    );
  });

  test('marks production in words, first of all', () => {
    const systems = { ...sampleSystems, environment: 'live', production: true };
    assert.match(confirm({ systems }).detail, /^live is a production environment\.\n/);
  });

  test('says so when nothing would change', () => {
    const plan = aSummary([aPlannedMapping({ unchanged: 7 })]);
    assert.equal(confirm({ plan }).detail, 'Nothing would change: what takes part is in step.');
  });

  test('does not call in step what would not run', () => {
    const plan = aSummary([aPlannedMapping({}, { message: 'The table account is gone.' })]);
    assert.equal(confirm({ plan }).detail, 'CUSTOMER would not run: The table account is gone.');
  });

  test('tells of files whose unsaved changes do not take part', () => {
    assert.match(
      confirm({ unsavedFiles: ['a.mapping.yaml'] }).detail,
      /do not take part: a\.mapping\.yaml\. Save them/,
    );
  });
});

suite('the question about a side that looks emptied', () => {
  const emptied = { side: 'integration', table: 'account', gone: 10, total: 12 } as const;
  const guarded = aPlannedMapping({}, { message: 'words for the command line', emptied });

  test('says what was seen, where, and what a yes means', () => {
    const question = emptiedQuestion(aSummary([guarded]), sampleSystems, english);
    assert.equal(question?.message, 'dataverse looks emptied or exchanged. Are the records meant to be gone?');
    assert.match(question.detail, /^CUSTOMER: 10 of 12 coupled records are gone from account in dataverse\.\n/);
    assert.match(question.detail, /before anything is written\.$/);
  });

  test('is not asked where no guard stopped a job', () => {
    const plan = aSummary([aPlannedMapping({}, { message: 'locked' })]);
    assert.equal(emptiedQuestion(plan, sampleSystems, english), undefined);
  });

  test('leaves the words for the command line out of the confirmation', () => {
    const { detail } = confirm({ plan: aSummary([guarded]) });
    assert.equal(detail, 'CUSTOMER would not run: 10 of 12 coupled records are gone from account.');
  });
});

suite('the systems of a run', () => {
  test('are called as the overview calls them', () => {
    assert.deepEqual(runSystems(anOverview(), false), sampleSystems);
  });

  test('are called by their sides where the environment is gone', () => {
    const { names } = runSystems(anOverview({ environment: '' }), false);
    assert.deepEqual(names, { local: 'local', integration: 'integration' });
  });
});
