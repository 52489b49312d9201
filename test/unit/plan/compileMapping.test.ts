import assert from 'node:assert/strict';
import type { MappingStory } from '../../support/planBuilders';
import type { SideDefaults } from '../../../src/core/plan/compileMapping';
import type { TableDescription } from '../../../src/core/model/schema';
import { aMapping, aMappingFile, aRecord, tables } from '../../support/planBuilders';
import { compileMapping } from '../../../src/core/plan/compileMapping';

suite('compileMapping', () => {
  test('names a table that the local system lacks, and the file to correct', () => {
    assert.deepEqual(errorOf({ table: 'Debtor' }), {
      code: 'TABLE_NOT_FOUND',
      message: 'CUSTOMER: the local system has no table Debtor. Correct the table in customer.mapping.yaml.',
    });
  });

  test('names a table that the integration system lacks', () => {
    const error = errorOf({ integrationTable: 'accounts' });
    assert.equal(error?.code, 'TABLE_NOT_FOUND');
    assert.match(error.message, /the integration system has no table accounts\./);
  });

  for (const [place, story, missing] of [
    ['a field mapping', { fields: ['Nmae <-> name'] }, 'table Customer has no field Nmae'],
    ['the other end of a field mapping', { fields: ['Name <-> nmae'] }, 'table account has no field nmae'],
    ['a filter', { lines: ["tableFilter: { Bloked: '' }"] }, 'table Customer has no field Bloked'],
    ['onCreate', { lines: ['onCreate: { integration: { onhould: true } }'] }, 'table account has no field onhould'],
  ] as const satisfies readonly (readonly [string, MappingStory, string])[]) {
    test(`names a field that ${place} has wrong`, () => {
      const message = `CUSTOMER: ${missing}. Correct the field in customer.mapping.yaml.`;
      assert.deepEqual(errorOf(story), { code: 'FIELD_NOT_FOUND', message });
    });
  }

  for (const [what, story, told] of [
    ['a constant', { fields: ['Name <-> name', '{ map: -> creditlimit, constant: much }'] }, /creditlimit/],
    ['a value of onCreate', { lines: ['onCreate: { local: { Blocked: perhaps } }'] }, /Blocked/],
    ['a filter', { lines: ['tableFilter: { Credit Limit: many }'] }, /the filter on Credit Limit cannot be read: /],
  ] as const satisfies readonly (readonly [string, MappingStory, RegExp])[]) {
    test(`refuses ${what} that does not fit its field's type`, () => {
      const error = errorOf(story);
      assert.equal(error?.code, 'MAPPING_INVALID');
      assert.match(error.message, /^CUSTOMER \(customer\.mapping\.yaml\): /);
      assert.match(error.message, told);
    });
  }

  test('refuses a table that nothing tells the modified-on field of', () => {
    const [customer] = tables.local;
    assert.ok(customer);
    const { name, fields, idField = '' } = customer;
    const error = errorOf({}, { name, fields, idField });
    assert.equal(error?.code, 'MAPPING_INVALID');
    assert.match(error.message, /modifiedOn/);
    assert.equal(errorOf({}, { name, fields, idField }, { modifiedOn: 'SystemModifiedAt' }), undefined);
  });

  test('forgives what a disabled field has wrong', () => {
    assert.equal(errorOf({ fields: ['Name <-> name', '{ map: Nmae <-> nmae, enabled: false }'] }), undefined);
  });

  test('reads each field once: mapped ones, then those that only the filter or the label needs', () => {
    const { local } = aMapping({
      fields: ['Name <-> name', 'City <-> city', 'Name -> owneridtype'],
      lines: ["tableFilter: { City: Oslo, Blocked: 'false' }"],
    }).sides;
    assert.deepEqual(local.readFields, ['Name', 'City', 'Blocked', 'No.']);
    assert.deepEqual([local.positions, local.keyPosition], [[0, 1, 0], 3]);
  });

  test('keeps records to those within the filter: all of its fields must hold', () => {
    const { local } = aMapping({ lines: ["tableFilter: { City: 'O*', Credit Limit: '>100' }"] }).sides;
    assert.equal(local.passes(aRecord(local, { City: 'Oslo', 'Credit Limit': '200' })), true);
    assert.equal(local.passes(aRecord(local, { City: 'Oslo', 'Credit Limit': '20' })), false);
    assert.equal(local.passes(aRecord(local, { City: 'Bergen', 'Credit Limit': '200' })), false);
  });

  test('lets a field go only the way its mapping goes', () => {
    const [field] = aMapping({ lines: ['direction: toIntegrationTable'] }).fields;
    assert.equal(field?.direction, 'toIntegrationTable');
    assert.equal(field.transfer.fromIntegrationTable, null);
  });

  test('has another signature when what decides a transfer changes, and the same when only matching does', () => {
    const signature = (field: string) => aMapping({ fields: [field] }).signature;
    const plain = signature('Name <-> name');
    assert.equal(signature('{ map: Name <-> name, match: 1 }'), plain);
    const changed = ['{ map: Name <-> name, notNull: true }', 'City <-> name', 'Name <-> city'].map(signature);
    assert.equal(new Set([plain, ...changed]).size, 4);
  });
});

function errorOf(story: MappingStory, customer?: TableDescription, defaults: SideDefaults = {}) {
  const local = customer ? [customer] : tables.local;
  const compiled = compileMapping(aMappingFile(story), {
    local: { schema: { tables: local }, defaults },
    integration: { schema: { tables: tables.integration }, defaults: {} },
  });
  return compiled.ok ? undefined : compiled.error;
}
