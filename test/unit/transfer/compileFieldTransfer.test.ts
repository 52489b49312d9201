import { strict as assert } from 'node:assert';
import type { FieldMapping } from '../../../src/core/model/tableMapping';
import { compileConstant, compileFieldTransfer } from '../../../src/core/transfer/compileFieldTransfer';
import { date, integer, text, textUpTo } from './fieldTypes';

suite('compileFieldTransfer', () => {
  test('converts to the destination of each direction', () => {
    const field = aField({ localField: 'No.', integrationField: 'accountnumber' });
    const types = { local: textUpTo(3), integration: integer };
    assert.deepEqual(compileFieldTransfer(field, types, 'toIntegrationTable')('042'), { ok: true, value: '42' });
    const back = compileFieldTransfer(field, types, 'fromIntegrationTable')('1234');
    assert.ok(!back.ok);
    assert.deepEqual([back.error.code, back.error.field], ['TEXT_TOO_LONG', 'No.']);
  });

  test('transforms before it converts, each direction by its own rules', () => {
    const field = aField({
      transform: {
        toIntegrationTable: [{ kind: 'trim' }, { kind: 'truncate' }],
        fromIntegrationTable: [{ kind: 'uppercase' }],
      },
    });
    const types = { local: text, integration: textUpTo(3) };
    assert.deepEqual(compileFieldTransfer(field, types, 'toIntegrationTable')('  abcdef'), { ok: true, value: 'abc' });
    assert.deepEqual(compileFieldTransfer(field, types, 'fromIntegrationTable')('abc'), { ok: true, value: 'ABC' });
  });

  test('transforms before it looks into the value map', () => {
    const field = aField({
      transform: { toIntegrationTable: [{ kind: 'dateFormat', format: 'yyyy' }], fromIntegrationTable: [] },
      values: [{ local: '2026', integration: '1' }],
    });
    const transfer = compileFieldTransfer(field, { local: date, integration: integer }, 'toIntegrationTable');
    assert.deepEqual(transfer('2026-05-01'), { ok: true, value: '1' });
    const other = transfer('2025-05-01');
    assert.ok(!other.ok && other.error.code === 'VALUE_NOT_MAPPED');
  });

  test('stops at a transformation that fails', () => {
    const field = aField({
      transform: { toIntegrationTable: [{ kind: 'round', precision: '1' }], fromIntegrationTable: [] },
    });
    const result = compileFieldTransfer(field, { local: text, integration: text }, 'toIntegrationTable')('abc');
    assert.ok(!result.ok && /transformation round/.test(result.error.message));
  });

  test('makes null of a text that a rule left empty, where the destination is no text', () => {
    const field = aField({ transform: { toIntegrationTable: [{ kind: 'trim' }], fromIntegrationTable: [] } });
    assert.deepEqual(compileFieldTransfer(field, { local: text, integration: integer }, 'toIntegrationTable')('  '), {
      ok: true,
      value: null,
    });
  });
});

suite('compileConstant', () => {
  test('reads a written value by its field, within its limits', () => {
    assert.deepEqual(compileConstant('1e2', integer, 'code'), { ok: true, value: '100' });
    assert.deepEqual(compileConstant(null, text, 'code'), { ok: true, value: null });
    assert.deepEqual(compileConstant('', text, 'code'), { ok: true, value: '' });
    assert.deepEqual(compileConstant('', integer, 'code'), { ok: true, value: null });
  });

  test('says what is wrong with it', () => {
    assert.deepEqual(compileConstant('x', integer, 'code'), {
      ok: false,
      error: {
        code: 'VALUE_NOT_CONVERTIBLE',
        field: 'code',
        message: 'code: "x" is not an integer. Write digits only, such as 42.',
      },
    });
    const tooLong = compileConstant('systemuser', textUpTo(3), 'owneridtype');
    assert.ok(!tooLong.ok && tooLong.error.code === 'TEXT_TOO_LONG');
  });
});

function aField(parts: Partial<FieldMapping>): FieldMapping {
  const position = { offset: 0, line: 1, column: 1 };
  return {
    localField: 'Name',
    integrationField: 'name',
    direction: 'bidirectional',
    enabled: true,
    transform: { toIntegrationTable: [], fromIntegrationTable: [] },
    values: [],
    lookup: [],
    clearValueOnFailedSync: false,
    notNull: false,
    range: { start: position, end: position },
    ...parts,
  };
}
