import { strict as assert } from 'node:assert';
import {
  directionChoices,
  directionPrompt,
  needsDirection,
  recordsOutlook,
} from '../../../../src/extension/run/directionQuestion';
import { aChange, anItem, english, sampleSystems } from './runBuilders';
import type { PlanItem } from '../../../../src/core/plan/recordPlan';

const city = aChange('City', 'address1_city', 'Chicago', 'Boston');
const phone = aChange('Phone No.', 'telephone1', '555-0101', '555-0199');
const items = (to: readonly PlanItem[], from: readonly PlanItem[]) => ({
  toIntegrationTable: to,
  fromIntegrationTable: from,
});
const conflict = anItem({ action: 'fail', code: 'UPDATE_CONFLICT', reason: 'Both records changed.' });

suite('the outlook on chosen records', () => {
  test('needs no direction when one side changed', () => {
    const outlook = recordsOutlook(items([anItem({ fields: [city] })], [anItem({ action: 'unchanged' })]));
    assert.equal(needsDirection(outlook), false);
    assert.equal(outlook.anything, true);
  });

  test('sees a merge in a record that both passes would write', () => {
    const outlook = recordsOutlook(items([anItem({ fields: [city] })], [anItem({ fields: [phone] })]));
    assert.equal(outlook.merges, 1);
    assert.equal(needsDirection(outlook), true);
  });

  test('does not take two records for one', () => {
    const outlook = recordsOutlook(items([anItem()], [anItem({ localId: 'L2', integrationId: 'I2' })]));
    assert.equal(needsDirection(outlook), false);
  });

  test('counts a conflict that both passes meet once', () => {
    assert.equal(recordsOutlook(items([conflict], [conflict])).conflicts, 1);
  });

  test('sees that a policy decides', () => {
    const outlook = recordsOutlook(items([anItem({ fields: [city] })], [anItem({ action: 'skip', reason: 'loses' })]));
    assert.equal(outlook.decided, 1);
  });

  test('needs no direction for a new record whose defaults come home', () => {
    const created = anItem({ action: 'insert', integrationId: null });
    assert.equal(needsDirection(recordsOutlook(items([created], [anItem({ integrationId: null })]))), false);
  });

  test('says why nothing would happen', () => {
    const outlook = recordsOutlook(items([anItem({ action: 'skip', reason: 'not coupled' })], []));
    assert.deepEqual([outlook.anything, outlook.leftOut], [false, 'not coupled']);
    assert.equal(recordsOutlook(items([anItem({ action: 'unchanged' })], [])).anything, false);
  });
});

suite('the question where the values are to go', () => {
  const back = { to: [anItem({ fields: [city] })], from: [anItem({ fields: [phone] })] };

  test('offers the merge first and says what each way would change', () => {
    const both = items([anItem({ fields: [city] })], [anItem({ fields: [phone] })]);
    assert.deepEqual(directionChoices({ both, ...back }, sampleSystems, english), [
      {
        label: 'Both ways (merge)',
        detail: 'dataverse: City: Chicago → Boston · business-central: Phone No.: 555-0101 → 555-0199',
      },
      { label: 'To dataverse', detail: 'dataverse: City: Chicago → Boston', direction: 'toIntegrationTable' },
      {
        label: 'To business-central',
        detail: 'business-central: Phone No.: 555-0101 → 555-0199',
        direction: 'fromIntegrationTable',
      },
    ]);
  });

  test('does not offer both ways where that would only fail', () => {
    const choices = directionChoices({ both: items([conflict], [conflict]), ...back }, sampleSystems, english);
    assert.deepEqual(
      choices.map(({ direction }) => direction),
      ['toIntegrationTable', 'fromIntegrationTable'],
    );
  });

  test('offers what the mapping decides where it does', () => {
    const both = items([anItem({ fields: [city] })], [anItem({ action: 'skip' })]);
    const [first] = directionChoices({ both, ...back }, sampleSystems, english);
    assert.equal(first?.label, 'As the mapping decides');
  });

  test('shows three fields and counts the rest', () => {
    const fields = [1, 2, 3, 4, 5].map((n) => aChange(`F${n}`, `f${n}`, null, 'x'));
    const both = items([conflict], [conflict]);
    const [first] = directionChoices({ both, ...back, to: [anItem({ fields })] }, sampleSystems, english);
    assert.equal(first?.detail, 'dataverse: F1: (blank) → x; F2: (blank) → x; F3: (blank) → x; 2 more');
  });

  test('counts records where there are several, and those that stay in conflict', () => {
    const other = anItem({ localId: 'L2', integrationId: 'I2', fields: [city] });
    const third = { ...conflict, localId: 'L3' };
    const both = items([anItem({ fields: [city] }), other, third], [anItem({ fields: [phone] }), third]);
    const [first] = directionChoices({ both, ...back }, sampleSystems, english);
    assert.equal(
      first?.detail,
      '2 records change in dataverse · business-central: Phone No.: 555-0101 → 555-0199 · 1 record stays in conflict',
    );
  });

  test('says whether the same field changed', () => {
    const outlook = recordsOutlook(items([conflict], [conflict]));
    assert.match(directionPrompt('10000', outlook, english), /^10000 changed on both sides, also in the same field\./);
    const merge = recordsOutlook(items([anItem()], [anItem()]));
    assert.equal(directionPrompt('10000', merge, english), '10000 changed on both sides. Where are the values to go?');
  });
});
