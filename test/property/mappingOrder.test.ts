import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { synchronizationOrder } from '../../src/core/mapping/synchronizationOrder';
import type { TableMapping } from '../../src/core/model/tableMapping';
import { aTableMapping } from '../unit/mapping/tableMappings';

suite('properties of the synchronization order', () => {
  test('every mapping runs once, and after all it needs that did not give way', () => {
    fc.assert(
      fc.property(mappingLists(), (mappings) => {
        const { order, deferred, unresolved } = synchronizationOrder(mappings);
        assert.deepEqual(new Set(order), new Set(mappings));
        assert.equal(order.length, mappings.length);

        const position = new Map(order.map((mapping, index) => [mapping.name, index]));
        const before = (a: string, b: string) => (position.get(a) ?? -1) < (position.get(b) ?? -1);
        for (const mapping of order) {
          for (const target of mapping.dependsOn) {
            const inCircle = unresolved.some((names) => names.includes(mapping.name) && names.includes(target));
            assert.ok(inCircle || before(target, mapping.name), `${mapping.name} depends on ${target}`);
          }
          for (const field of mapping.fields) {
            const target = field.lookup[0]?.mapping ?? '';
            const givesWay = deferred.some((other) => other.field === field);
            assert.equal(givesWay, !before(target, mapping.name), `${mapping.name} looks up ${target}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('nothing gives way where the given order already serves', () => {
    fc.assert(
      fc.property(mappingLists(), (mappings) => {
        const names = mappings.map((mapping) => mapping.name);
        const isEarlier = (name: string, index: number) => names.indexOf(name) < index;
        const served = mappings.map((mapping, index) => ({
          ...mapping,
          dependsOn: mapping.dependsOn.filter((name) => isEarlier(name, index)),
          fields: mapping.fields.filter((field) => isEarlier(field.lookup[0]?.mapping ?? '', index)),
        }));
        const { order, deferred, unresolved } = synchronizationOrder(served);
        assert.deepEqual([order, deferred, unresolved], [served, [], []]);
      }),
      { numRuns: 100 },
    );
  });
});

/** Up to seven mappings with any lookups and dependencies among each other. */
function mappingLists(): fc.Arbitrary<readonly TableMapping[]> {
  const edge = fc.record({ from: fc.nat(6), to: fc.nat(6), kind: fc.constantFrom('lookup', 'clearable', 'dependsOn') });
  return fc.tuple(fc.integer({ min: 1, max: 7 }), fc.array(edge, { maxLength: 14 })).map(([count, edges]) =>
    Array.from({ length: count }, (_, index) => {
      const own = edges.filter((edge) => edge.from === index && edge.to < count);
      const fields = own
        .filter((edge) => edge.kind !== 'dependsOn')
        .map((edge) => ({ lookup: [{ mapping: `M${edge.to}` }], clearValueOnFailedSync: edge.kind === 'clearable' }));
      const dependsOn = own.filter((edge) => edge.kind === 'dependsOn').map((edge) => `M${edge.to}`);
      return { ...aTableMapping(`M${index}`, fields), dependsOn };
    }),
  );
}
