import { strict as assert } from 'node:assert';
import { namedScope, recordsByMapping } from '../../../../src/extension/run/runScope';
import { runArgumentsOf } from '../../../../src/extension/run/runArguments';
import { aMapping, anOverview, aSummary, aWorkspace } from './runBuilders';

suite('the scope of a run command', () => {
  const workspace = aWorkspace('/work');
  const contact = aMapping({ name: 'CONTACT', file: 'mappings/contact.mapping.yaml' });
  const overview = anOverview({ mappings: [aMapping(), contact] });

  test('is everything where nothing is named', () => {
    assert.deepEqual(namedScope(workspace, overview, []), { mappings: [], records: [], unknown: undefined });
    assert.deepEqual(namedScope(workspace, overview, [{ workspaceId: '/work' }]).mappings, []);
  });

  test('holds selected mappings once, and selected records', () => {
    const scope = namedScope(workspace, overview, [
      { mapping: 'CUSTOMER', localId: 'L1', integrationId: 'I1' },
      { mapping: 'CUSTOMER', localId: 'L2' },
      { mapping: 'CONTACT' },
    ]);
    assert.deepEqual(scope.mappings, ['CUSTOMER', 'CONTACT']);
    assert.deepEqual(scope.records, [
      { mapping: 'CUSTOMER', localId: 'L1', integrationId: 'I1' },
      { mapping: 'CUSTOMER', localId: 'L2', integrationId: null },
    ]);
  });

  test('finds the mapping of a file', () => {
    const file = '/work/mappings/contact.mapping.yaml';
    assert.deepEqual(namedScope(workspace, overview, [{ file }]).mappings, ['CONTACT']);
  });

  test('says which mapping it does not know', () => {
    assert.equal(namedScope(workspace, overview, [{ mapping: 'VENDOR' }]).unknown, 'VENDOR');
    assert.equal(namedScope(workspace, overview, [{ file: '/work/x.mapping.yaml' }]).unknown, '/work/x.mapping.yaml');
  });

  test('groups records by mapping in the order they were named', () => {
    const record = (mapping: string, localId: string) => ({ mapping, localId, integrationId: null });
    const grouped = recordsByMapping([record('B', '1'), record('A', '2'), record('B', '3')]);
    assert.deepEqual(
      [...grouped].map(([mapping, records]) => [mapping, records.map(({ localId }) => localId)]),
      [
        ['B', ['1', '3']],
        ['A', ['2']],
      ],
    );
  });
});

suite('what callers say beside the target', () => {
  test('is taken where it is well formed', () => {
    const given = { mode: 'full', direction: 'both', confirmed: true, acceptMissing: true, allowNew: 'no', title: 'x' };
    assert.deepEqual(runArgumentsOf({ mapping: 'CUSTOMER', ...given }), given);
  });

  test('is ignored where it is not', () => {
    assert.deepEqual(runArgumentsOf({ mode: 'quick', direction: 1, confirmed: 'yes', allowNew: true, plan: {} }), {});
    assert.deepEqual(runArgumentsOf(undefined), {});
  });

  test('may be a plan that is made already', () => {
    const plan = aSummary([]);
    assert.equal(runArgumentsOf({ plan }).plan, plan);
  });
});
