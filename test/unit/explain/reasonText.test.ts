import { strict as assert } from 'node:assert';
import type { JobRecord } from '../../../src/core/model/job';
import { reasonText } from '../../../src/core/explain/reasonText';

suite('Why a job did something to a record', () => {
  test('is told in words, from the side that was the source', () => {
    const record = aRecord({ reason: 'changed' });
    assert.match(reasonText(record, 'toIntegrationTable'), /^The local record changed/);
    assert.match(reasonText(record, 'fromIntegrationTable'), /^The integration record changed/);
  });

  test('is known of a created record even where an old log does not say', () => {
    assert.equal(reasonText(aRecord({ action: 'insert' }), 'toIntegrationTable'), 'It was not coupled yet.');
  });

  test('stays untold where an old log does not say', () => {
    assert.equal(reasonText(aRecord({}), 'toIntegrationTable'), '');
  });
});

function aRecord(changes: Partial<JobRecord>): JobRecord {
  return { action: 'modify', localId: 'L1', integrationId: 'I1', fields: [], ...changes };
}
