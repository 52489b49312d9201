import { strict as assert } from 'node:assert';
import { aMapping, aRecord, printsOf } from '../../support/planBuilders';
import { changedFields } from '../../../src/core/explain/changedFields';

suite('The fields that changed since a pair was in step', () => {
  const compiled = aMapping();
  const { local, integration } = compiled.sides;
  const then = {
    local: printsOf(local, aRecord(local, { Name: 'Adatum', City: 'Oslo' })),
    integration: printsOf(integration, aRecord(integration, { name: 'Adatum', city: 'Oslo' })),
  };
  const now = {
    local: aRecord(local, { Name: 'Adatum', City: 'Bergen' }),
    integration: aRecord(integration, { name: 'Trey', city: 'Oslo' }),
  };
  const labels = (fields: readonly string[]) => {
    const shape = { id: 1, fields, signature: '' };
    const changed = changedFields(compiled, { shape: 1, ...then }, shape, now);
    return [changed.local, changed.integration].map((side) => side.map((field) => field.local?.name));
  };

  test('are told side by side', () => {
    assert.deepEqual(labels(compiled.fieldKeys), [['City'], ['Name']]);
  });

  test('are found by their keys, also where the mapping was in another order then', () => {
    const reversed = [...compiled.fieldKeys].reverse();
    // Name's fingerprint stands where City's is looked for: both differ on both sides.
    assert.deepEqual(labels(reversed), [
      ['Name', 'City'],
      ['Name', 'City'],
    ]);
  });

  test('do not include one that the mapping has gained since: it has no past', () => {
    assert.deepEqual(labels(compiled.fieldKeys.slice(0, 1)), [[], ['Name']]);
  });

  test('are none where nobody knows the shape', () => {
    const changed = changedFields(compiled, { shape: 1, ...then }, undefined, now);
    assert.deepEqual(changed, { local: [], integration: [] });
  });
});
