import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FieldType } from '../../../src/core/model/value';
import { JsonNumeral } from '../../../src/connectors/odata/exactJson';
import {
  composedIdentity,
  joinParts,
  singleIdentity,
  splitParts,
} from '../../../src/connectors/businessCentral/identity';
import { decodeOptionName, encodeOptionName } from '../../../src/connectors/businessCentral/optionNames';
import { wireCodec } from '../../../src/connectors/businessCentral/wireValues';

suite('option names on the wire', () => {
  test('are written as XML names', () => {
    for (const [name, encoded] of [
      ['In Progress', 'In_x0020_Progress'],
      ['', '_x0020_'],
      [' ', '_x0020_'],
      ['G/L Account', 'G_x002F_L_x0020_Account'],
      ['_x0020_', '_x005F_x0020_'],
      ['1st', '_x0031_st'],
    ] as const) {
      assert.equal(encodeOptionName(name), encoded);
      if (name !== '') assert.equal(decodeOptionName(encoded), name);
    }
  });

  test('read back as they were', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        assert.equal(decodeOptionName(encodeOptionName(name)), name);
      }),
    );
  });
});

suite('values on the wire', () => {
  const option: FieldType = { kind: 'option', members: [] };
  const members = [
    { name: '_x0020_', value: '0' },
    { name: 'Post_x0020_Code+City', value: '1' },
  ];
  const blanks: readonly (readonly [FieldType, unknown])[] = [
    [{ kind: 'text' }, ''],
    [{ kind: 'integer', min: '0', max: '9' }, new JsonNumeral('0')],
    [{ kind: 'decimal' }, new JsonNumeral('0')],
    [{ kind: 'boolean' }, false],
    [{ kind: 'date' }, '0001-01-01'],
    [{ kind: 'dateTime', fractionDigits: 3 }, '0001-01-01T00:00:00Z'],
    [{ kind: 'guid' }, '00000000-0000-0000-0000-000000000000'],
  ];

  for (const [type, blank] of blanks) {
    test(`blank has a form of its own: ${type.kind}`, () => {
      assert.deepEqual(wireCodec(type).encode(null), blank);
      assert.deepEqual(wireCodec(type).encode(''), blank);
    });
  }

  test('days, moments and ids that are blank there are blank here', () => {
    assert.equal(wireCodec({ kind: 'date' }).decode('0001-01-01'), null);
    assert.equal(wireCodec({ kind: 'dateTime', fractionDigits: 3 }).decode('0001-01-01T00:00:00Z'), null);
    assert.equal(wireCodec({ kind: 'guid' }).decode('00000000-0000-0000-0000-000000000000'), null);
  });

  test('are brought into canonical form', () => {
    assert.equal(wireCodec({ kind: 'decimal' }).decode(new JsonNumeral('12.50')), '12.5');
    assert.equal(wireCodec({ kind: 'decimal' }).decode(new JsonNumeral('1E-05')), '0.00001');
    assert.equal(wireCodec({ kind: 'decimal' }).decode('7'), '7');
    assert.equal(
      wireCodec({ kind: 'dateTime', fractionDigits: 3 }).decode('2026-11-20T08:00:00.12Z'),
      '2026-11-20T08:00:00.120Z',
    );
    assert.equal(
      wireCodec({ kind: 'guid' }).decode('6F9619FF-8B86-D011-B42D-00C04FC964FF'),
      '6f9619ff-8b86-d011-b42d-00c04fc964ff',
    );
  });

  test('numbers beyond floating point go out digit by digit', () => {
    assert.deepEqual(
      wireCodec({ kind: 'decimal' }).encode('12345678901234567.89'),
      new JsonNumeral('12345678901234567.89'),
    );
  });

  test('what is no value of the type does not go out', () => {
    for (const kind of ['date', 'boolean', 'guid', 'decimal'] as const) {
      assert.equal(wireCodec({ kind }).encode('x'), undefined, kind);
      assert.equal(wireCodec({ kind }).literal('x'), undefined, kind);
    }
    assert.equal(wireCodec({ kind: 'text' }).encode('\uD800'), undefined);
  });

  test('options are their decoded names, written as the metadata has them; the blank one is blank', () => {
    const codec = wireCodec(option, members);
    assert.equal(codec.decode('_x0020_'), null);
    assert.equal(codec.encode(null), '_x0020_');
    assert.equal(codec.decode('Post_x0020_Code+City'), 'Post Code+City');
    assert.equal(codec.encode('Post Code+City'), 'Post_x0020_Code+City');
    assert.equal(codec.encode('Elsewhere'), undefined);
    assert.equal(codec.literal('Post Code+City'), "'Post_x0020_Code+City'");
    assert.equal(codec.blankLiteral, "'_x0020_'");
    assert.equal(wireCodec(option, members.slice(1)).encode(null), undefined);
  });
});

suite('how records are told apart', () => {
  const text = { description: aField('No'), codec: wireCodec({ kind: 'text' }) };
  const number = { description: aField('Line_No'), codec: wireCodec({ kind: 'integer', min: '0', max: '9' }) };

  test('by one field: its value is the id', () => {
    const identity = singleIdentity('No', text, true);
    assert.equal(identity.idOf({ No: "O'Brien & Co" }), "O'Brien & Co");
    assert.equal(identity.address("O'Brien & Co"), "('O''Brien%20%26%20Co')");
    assert.equal(identity.condition("O'Brien"), "No eq 'O''Brien'");
    assert.equal(identity.address(''), undefined);
  });

  test('by several: their values, with what separates them escaped', () => {
    const identity = composedIdentity('No|Line_No', [
      ['No', text],
      ['Line_No', number],
    ]);
    const row = { No: 'a|b\\', Line_No: new JsonNumeral('10') };
    assert.equal(identity.idOf(row), 'a\\|b\\\\|10');
    assert.equal(identity.address('a\\|b\\\\|10'), "(No='a%7Cb%5C',Line_No=10)");
    assert.equal(identity.address('|10'), "(No='',Line_No=10)");
    assert.equal(identity.address('one part'), undefined);
    assert.equal(identity.condition('a|10'), undefined);
  });

  test('parts of an id come apart as they were put together', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (parts) => {
        assert.deepEqual(splitParts(joinParts(parts)), parts);
      }),
    );
  });
});

function aField(name: string) {
  return { name, type: { kind: 'text' } as const, required: false, readOnly: false, unique: false };
}
