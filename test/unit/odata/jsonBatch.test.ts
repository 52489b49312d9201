import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ExactJson } from '../../../src/connectors/odata/exactJson';
import { JsonNumeral, exactJsonText, parseExactJson } from '../../../src/connectors/odata/exactJson';
import { jsonBatchText, parseJsonBatch } from '../../../src/connectors/odata/jsonBatch';

suite('JSON whose numbers stay text', () => {
  test('keeps every digit of a number', () => {
    const text = '{"a":9007199254740993,"b":-0.10,"c":[1e-30,null,true]}';
    assert.equal(exactJsonText(parseExactJson(text) ?? null), text);
  });

  test('is undefined for text that is cut short', () => {
    for (const text of ['', '{"a":1', '[1,', '{"a" 1}']) assert.equal(parseExactJson(text), undefined, text);
  });

  test('reads back what it wrote', () => {
    fc.assert(
      fc.property(someJson, (value) => {
        assert.deepEqual(parseExactJson(exactJsonText(value)), value);
      }),
    );
  });
});

suite('a JSON batch', () => {
  test('holds its requests with their places for ids', () => {
    const text = jsonBatchText([
      { method: 'POST', url: 'customers', body: { credit: new JsonNumeral('0.10') } },
      { method: 'PATCH', url: 'customers(1)', headers: { 'If-Match': 'W/"1"' }, body: { name: '"x"' } },
      { method: 'GET', url: 'customers' },
    ]);
    assert.deepEqual(JSON.parse(text), {
      requests: [
        {
          id: '0',
          method: 'POST',
          url: 'customers',
          headers: { 'Content-Type': 'application/json' },
          body: { credit: 0.1 },
        },
        {
          id: '1',
          method: 'PATCH',
          url: 'customers(1)',
          headers: { 'Content-Type': 'application/json', 'If-Match': 'W/"1"' },
          body: { name: '"x"' },
        },
        { id: '2', method: 'GET', url: 'customers', headers: {} },
      ],
    });
    assert.ok(text.includes('"credit":0.10'));
  });

  test('is answered in any order, and not always whole', () => {
    const text =
      '{"responses":[{"id":"2","status":201,"body":{"a":1}},{"id":0,"status":"400","body":"{\\"error\\":{}}"}]}';
    assert.deepEqual(parseJsonBatch(text, 3), [
      { status: 400, body: { error: {} } },
      undefined,
      { status: 201, body: { a: new JsonNumeral('1') } },
    ]);
  });

  test('is not answered by something else', () => {
    for (const text of ['', '{}', '[]', '{"responses":[{"status":200}]}', '{"responses":[{"id":"7","status":200}]}']) {
      assert.equal(parseJsonBatch(text, 2), undefined, text);
    }
  });
});

const { value: someJson } = fc.letrec<{ value: ExactJson }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: 'grapheme' }),
    fc.bigInt().map((number) => new JsonNumeral(String(number))),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
      tie('value'),
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
  ),
}));
