import assert from 'node:assert/strict';
import type { MatchAnswer } from '../../../src/core/plan/matchIndex';
import type { CompiledMapping } from '../../../src/core/plan/compiledMapping';
import { aKeptFailure } from '../../support/stateBuilders';
import { aRecord, anUncoupledRecord } from '../../support/planBuilders';
import { decideRecord } from '../../../src/core/plan/decideRecord';

suite('decideRecord, for an uncoupled record', () => {
  test('creates it where new records may be created', () => {
    const [verdict, ...others] = decideRecord(anUncoupledRecord());
    assert.deepEqual(others, []);
    assert.ok(verdict?.effect.kind === 'write');
    assert.deepEqual(
      [verdict.item.action, verdict.item.localId, verdict.item.integrationId, verdict.item.reason],
      ['insert', 'L1', null, 'not coupled yet'],
    );
    assert.deepEqual(
      [verdict.effect.write.fields, verdict.effect.write.values],
      [
        ['name', 'city'],
        ['Adatum', 'Oslo'],
      ],
    );
  });

  test('says nothing of it where only coupled records are synchronized', () => {
    assert.deepEqual(decideRecord(anUncoupledRecord({ batch: { createNew: false } })), []);
  });

  test('says why it was left out where the user chose it', () => {
    const [verdict] = decideRecord(anUncoupledRecord({ batch: { createNew: false, chosen: true } }));
    assert.deepEqual([verdict?.item.action, verdict?.effect.kind], ['skip', 'none']);
    assert.equal(verdict?.item.reason, 'not coupled, and only coupled records are synchronized');
  });

  test('still creates what an earlier run was to create and failed', () => {
    const [verdict] = decideRecord(anUncoupledRecord({ kept: aKeptFailure('L1'), batch: { createNew: false } }));
    assert.equal(verdict?.item.action, 'insert');
    assert.ok(verdict.effect.kind === 'write');
    assert.deepEqual(verdict.effect.write.coupling, aKeptFailure('L1'));
  });

  test('sets what new records get beside the fields that are transferred', () => {
    const lines = ['onCreate: { integration: { onhold: true, city: Bergen } }'];
    const [verdict] = decideRecord(anUncoupledRecord({ lines, row: { Name: 'Adatum', City: 'Oslo' } }));
    assert.ok(verdict?.effect.kind === 'write');
    assert.deepEqual(verdict.effect.write.fields, ['name', 'city', 'onhold']);
    assert.deepEqual(verdict.effect.write.values, ['Adatum', 'Oslo', 'true']);
    assert.deepEqual(verdict.item.fields.at(-1), {
      field: null,
      integrationField: 'onhold',
      type: { kind: 'boolean' },
      before: null,
      after: 'true',
    });
  });

  test('sets such a value where the source has none of its own', () => {
    const lines = ['onCreate: { integration: { city: Bergen } }'];
    const [verdict] = decideRecord(anUncoupledRecord({ lines, row: { Name: 'Adatum', City: '' } }));
    assert.ok(verdict?.effect.kind === 'write');
    assert.deepEqual(
      [verdict.effect.write.fields, verdict.effect.write.values],
      [
        ['name', 'city'],
        ['Adatum', 'Bergen'],
      ],
    );
  });

  test('keeps the failure of a record that cannot be created, to retry it', () => {
    const [verdict] = decideRecord(anUncoupledRecord({ row: { Name: 'A name of more than twenty characters' } }));
    assert.deepEqual([verdict?.item.action, verdict?.item.code], ['fail', 'TEXT_TOO_LONG']);
    assert.ok(verdict?.effect.kind === 'remember');
    const { localId, integrationId, failures } = verdict.effect.coupling;
    assert.deepEqual([localId, integrationId, failures.toIntegrationTable?.code], ['L1', null, 'TEXT_TOO_LONG']);
  });

  test('calls the record by its key', () => {
    const fields = ['No. <-> accountnumber', 'Name <-> name'];
    const [verdict] = decideRecord(anUncoupledRecord({ fields, row: { 'No.': 'C1', Name: 'Adatum' } }));
    assert.equal(verdict?.item.label, 'C1');
  });
});

suite('decideRecord, for an uncoupled record with a match', () => {
  const match = (name: string) => (compiled: CompiledMapping) =>
    ({
      kind: 'one',
      record: aRecord(compiled.sides.integration, { name, city: 'Oslo' }, { id: 'I7' }),
      fields: ['No.', 'City'],
    }) satisfies MatchAnswer;

  test('couples it and finds the pair in step', () => {
    const [couple, pair, ...others] = decideRecord(anUncoupledRecord({ match: match('Adatum') }));
    assert.deepEqual(others, []);
    assert.deepEqual([couple?.item.action, couple?.item.reason], ['couple', 'unique match on No., City']);
    assert.deepEqual([couple?.item.localId, couple?.item.integrationId], ['L1', 'I7']);
    assert.ok(couple?.effect.kind === 'remember');
    assert.deepEqual([couple.effect.coupling.fingerprints, couple.effect.coupling.lastJobId], [null, 'job-2']);
    assert.deepEqual([pair?.item.action, pair?.item.integrationId], ['unchanged', 'I7']);
  });

  test('couples it and leaves what differs to a policy or a person', () => {
    const [couple, pair] = decideRecord(anUncoupledRecord({ match: match('Adatum Ltd.') }));
    assert.equal(couple?.item.action, 'couple');
    assert.deepEqual([pair?.item.action, pair?.item.code], ['fail', 'UPDATE_CONFLICT']);
  });

  test('couples it and writes what differs where the policy says so', () => {
    const lines = ['updateConflict: sendUpdateToIntegration'];
    const [couple, pair] = decideRecord(anUncoupledRecord({ match: match('Adatum Ltd.'), lines }));
    assert.equal(couple?.item.action, 'couple');
    assert.ok(pair?.effect.kind === 'write');
    assert.equal(pair.effect.write.destination?.id, 'I7');
    assert.deepEqual([pair.effect.write.fields, pair.effect.write.values], [['name'], ['Adatum']]);
  });

  test('fails where several match, and names three of them', () => {
    const several = (): MatchAnswer => ({ kind: 'several', labels: ['A1', 'A2', 'A3', 'A4'] });
    const [verdict, ...others] = decideRecord(anUncoupledRecord({ match: several }));
    assert.deepEqual(others, []);
    assert.deepEqual([verdict?.item.action, verdict?.item.code], ['fail', 'AMBIGUOUS_MATCH']);
    assert.match(verdict?.item.reason ?? '', /^Several records match: A1, A2, A3\./);
  });

  test('creates it where nothing matches', () => {
    const [verdict] = decideRecord(anUncoupledRecord({ match: () => ({ kind: 'none' }) }));
    assert.equal(verdict?.item.action, 'insert');
  });
});
