import { strict as assert } from 'node:assert';
import { synchronizationOrder } from '../../../src/core/mapping/synchronizationOrder';
import { aTableMapping } from './tableMappings';

suite('synchronizationOrder', () => {
  const cases: readonly {
    readonly name: string;
    readonly given: readonly string[];
    readonly order: string;
    readonly deferred?: readonly string[];
    readonly unresolved?: readonly string[][];
  }[] = [
    { name: 'without dependencies the given order stays', given: ['B', 'A', 'C'], order: 'B A C' },
    {
      name: 'a looked-up mapping runs first',
      given: ['CUSTOMER ~SALESPEOPLE', 'SALESPEOPLE'],
      order: 'SALESPEOPLE CUSTOMER',
    },
    { name: 'a named dependency runs first', given: ['CUSTOMER >TERMS', 'TERMS'], order: 'TERMS CUSTOMER' },
    { name: 'of those that are ready the first given runs', given: ['D ~B', 'C', 'B', 'A'], order: 'C B D A' },
    {
      name: 'the standard mappings for sales',
      given: [
        'CURRENCY',
        'SALESPEOPLE',
        'UNITOFMEASURE',
        'CUSTOMER ~SALESPEOPLE ~CURRENCY ?CONTACTS',
        'CONTACTS ~CUSTOMER ~CURRENCY',
        'RESOURCE-PRODUCT ~UNITOFMEASURE',
        'ITEM-PRODUCT ~UNITOFMEASURE',
      ],
      order: 'CURRENCY SALESPEOPLE UNITOFMEASURE CUSTOMER CONTACTS RESOURCE-PRODUCT ITEM-PRODUCT',
      deferred: ['CUSTOMER?CONTACTS'],
    },
    {
      name: 'of two mappings that look each other up the first given runs first',
      given: ['CUSTOMER ~CONTACT', 'CONTACT ~CUSTOMER'],
      order: 'CUSTOMER CONTACT',
      deferred: ['CUSTOMER~CONTACT'],
    },
    {
      name: 'a lookup that may be cleared gives way before one that may not',
      given: ['CONTACT ~CUSTOMER', 'CUSTOMER ?CONTACT'],
      order: 'CUSTOMER CONTACT',
      deferred: ['CUSTOMER?CONTACT'],
    },
    {
      name: 'a lookup gives way before a named dependency',
      given: ['A >B', 'B ~A'],
      order: 'B A',
      deferred: ['B~A'],
    },
    {
      name: 'a lookup into itself is deferred',
      given: ['CUSTOMER ~CUSTOMER'],
      order: 'CUSTOMER',
      deferred: ['CUSTOMER~CUSTOMER'],
    },
    {
      name: 'a mapping that waits for a circle gives up nothing',
      given: ['ORDER ?CUSTOMER', 'CUSTOMER ~CONTACT', 'CONTACT ~CUSTOMER'],
      order: 'CUSTOMER ORDER CONTACT',
      deferred: ['CUSTOMER~CONTACT'],
    },
    {
      name: 'one lookup of a longer circle is enough',
      given: ['A ~B', 'B ~C', 'C ~A'],
      order: 'A C B',
      deferred: ['A~B'],
    },
    {
      name: 'a circle of dependencies is told and otherwise ignored',
      given: ['C ~A', 'A >B', 'B >A', 'D >D'],
      order: 'A C B D',
      unresolved: [['A', 'B'], ['D']],
    },
    { name: 'names that are not in the list do not count', given: ['A ~X >Y'], order: 'A' },
  ];
  for (const { name, given, order, deferred = [], unresolved = [] } of cases) {
    test(name, () => {
      const result = synchronizationOrder(given.map(mappingFrom));
      assert.equal(result.order.map((mapping) => mapping.name).join(' '), order);
      assert.deepEqual(
        result.deferred.map(({ mapping, field, target }) => {
          return `${mapping}${field.clearValueOnFailedSync ? '?' : '~'}${target}`;
        }),
        deferred,
      );
      assert.deepEqual(result.unresolved, unresolved);
    });
  }

  test('disabled fields and the second of a lookup list', () => {
    const contact = aTableMapping('CONTACT', [{ lookup: [{ mapping: 'CUSTOMER' }, { mapping: 'VENDOR' }] }]);
    const customer = aTableMapping('CUSTOMER', [{ lookup: [{ mapping: 'CONTACT' }], enabled: false }]);
    const result = synchronizationOrder([contact, customer, aTableMapping('VENDOR')]);
    assert.deepEqual(
      result.order.map((mapping) => mapping.name),
      ['CUSTOMER', 'VENDOR', 'CONTACT'],
    );
    assert.deepEqual(result.deferred, []);
  });
});

/** `A ~B ?C >D`: A looks up B, looks up C with a value that may be cleared, and depends on D. */
function mappingFrom(text: string) {
  const [name = '', ...parts] = text.split(' ');
  const lookups = parts.filter((part) => !part.startsWith('>'));
  const mapping = aTableMapping(
    name,
    lookups.map((part) => ({ lookup: [{ mapping: part.slice(1) }], clearValueOnFailedSync: part.startsWith('?') })),
  );
  return { ...mapping, dependsOn: parts.filter((part) => part.startsWith('>')).map((part) => part.slice(1)) };
}
