import assert from 'node:assert/strict';
import { outcomeOf } from './fieldOutcome';

suite('transferRecord', () => {
  suite('for a field that goes both ways', () => {
    test('writes what the source alone changed', () => {
      const outcome = outcomeOf({ local: 'Adatum Corp', integration: 'Adatum', before: 'Adatum' });
      assert.deepEqual(outcome, { writes: { name: 'Adatum Corp' } });
    });

    test('leaves what the destination alone changed to the other pass', () => {
      const outcome = outcomeOf({ local: 'Adatum', integration: 'Adatum Ltd.', before: 'Adatum' });
      assert.deepEqual(outcome, { left: true });
    });

    test('writes what the integration record alone changed on the way from it', () => {
      const direction = 'fromIntegrationTable';
      const outcome = outcomeOf({ direction, local: 'Adatum', integration: 'Adatum Ltd.', before: 'Adatum' });
      assert.deepEqual(outcome, { writes: { Name: 'Adatum Ltd.' } });
    });

    test('sees a conflict where both sides changed to different values', () => {
      const outcome = outcomeOf({ local: 'Adatum Corp', integration: 'Adatum Ltd.', before: 'Adatum' });
      assert.deepEqual(outcome, { conflicts: ['Name'], left: true });
    });

    test('sees none where both sides changed to the same value', () => {
      assert.deepEqual(outcomeOf({ local: 'Adatum Corp', integration: 'Adatum Corp', before: 'Adatum' }), {});
    });

    test('writes nothing where neither side changed', () => {
      assert.deepEqual(outcomeOf({ local: 'Adatum', integration: 'Adatum', before: 'Adatum' }), {});
    });

    test('does not take a lossy conversion for a change', () => {
      const before = { local: 'Adatum', integration: 'ADATUM' };
      assert.deepEqual(outcomeOf({ local: 'Adatum', integration: 'ADATUM', before }), {});
    });

    test('takes null and empty text for the same value', () => {
      assert.deepEqual(outcomeOf({ local: '', integration: null, before: null }), {});
    });

    test('carries an emptied source over', () => {
      const outcome = outcomeOf({ local: '', integration: 'Adatum', before: 'Adatum' });
      assert.deepEqual(outcome, { writes: { name: '' } });
    });

    test('sees a conflict in every difference where nothing is known of the past', () => {
      assert.deepEqual(outcomeOf({ local: 'Adatum', integration: 'Adatum Ltd.' }), { conflicts: ['Name'], left: true });
      assert.deepEqual(outcomeOf({ local: 'Adatum', integration: 'Adatum' }), {});
    });
  });

  suite('when a field is in conflict', () => {
    const conflict = { local: 'Adatum Corp', integration: 'Adatum Ltd.', before: 'Adatum' };

    test('writes the source where it wins, and still names the conflict', () => {
      const outcome = outcomeOf({ ...conflict, onConflict: 'write' });
      assert.deepEqual(outcome, { writes: { name: 'Adatum Corp' }, conflicts: ['Name'] });
    });

    test('leaves the field to the pass of the winning direction', () => {
      assert.deepEqual(outcomeOf({ ...conflict, onConflict: 'leave' }), { conflicts: ['Name'], left: true });
    });

    test('writes without a conflict where the user asked for the values of the source', () => {
      assert.deepEqual(outcomeOf({ ...conflict, overwrite: true }), { writes: { name: 'Adatum Corp' } });
    });
  });

  suite('when values are asked for', () => {
    test('puts back what only the destination changed', () => {
      const outcome = outcomeOf({ local: 'Adatum', integration: 'Adatum Ltd.', before: 'Adatum', overwrite: true });
      assert.deepEqual(outcome, { writes: { name: 'Adatum' } });
    });

    test('still writes only what differs', () => {
      assert.deepEqual(outcomeOf({ local: 'Adatum', integration: 'Adatum', overwrite: true }), {});
    });

    test('fails for a value that cannot go over, though it has not changed', () => {
      const local = 'A name of more than twenty characters';
      assert.deepEqual(outcomeOf({ local, integration: '', before: { local, integration: '' }, overwrite: true }), {
        failed: 'TEXT_TOO_LONG',
      });
    });
  });

  suite('for a field that goes one way', () => {
    const field = 'Name -> name';

    test('puts back what was changed at the destination', () => {
      const outcome = outcomeOf({ field, local: 'Adatum', integration: 'Adatum Ltd.', before: 'Adatum' });
      assert.deepEqual(outcome, { writes: { name: 'Adatum' } });
    });

    test('is never in conflict', () => {
      const outcome = outcomeOf({ field, local: 'Adatum Corp', integration: 'Adatum Ltd.', before: 'Adatum' });
      assert.deepEqual(outcome, { writes: { name: 'Adatum Corp' } });
    });

    test('takes no part in the pass of the other direction', () => {
      const story = { field, local: 'Adatum', integration: 'Adatum Ltd.', before: 'Adatum' } as const;
      assert.deepEqual(outcomeOf({ ...story, direction: 'fromIntegrationTable' }), { left: true });
    });

    test('leaves nothing to the other pass while it stands as it was', () => {
      const story = { field, local: 'Adatum', integration: 'Adatum', before: 'Adatum' } as const;
      assert.deepEqual(outcomeOf({ ...story, direction: 'fromIntegrationTable' }), {});
    });

    test('does not empty the destination for a source that was empty all along', () => {
      const before = { local: '', integration: 'Adatum' };
      assert.deepEqual(outcomeOf({ field, local: '', integration: 'Adatum', before }), {});
    });

    test('empties the destination for a source that was emptied', () => {
      const outcome = outcomeOf({ field, local: '', integration: 'Adatum', before: 'Adatum' });
      assert.deepEqual(outcome, { writes: { name: '' } });
    });

    test('takes zero for empty, too', () => {
      const story = { field: 'Credit Limit -> creditlimit', local: '0', integration: '500' };
      assert.deepEqual(outcomeOf({ ...story, before: { local: '0', integration: '500' } }), {});
      assert.deepEqual(outcomeOf({ ...story, before: '500' }), { writes: { creditlimit: '0' } });
    });
  });
});
