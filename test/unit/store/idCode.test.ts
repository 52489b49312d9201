import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { recordId, storedId } from '../../../src/store/idCode';

suite('storedId', () => {
  test('holds a GUID in 16 bytes', () => {
    const stored = storedId('00ff5a52-9d1c-4f6e-8a55-3f0c9a1b2c3d');
    assert.equal(Buffer.from(stored as Uint8Array).toString('hex'), '00ff5a529d1c4f6e8a553f0c9a1b2c3d');
  });

  test('leaves every other id as text, capitals and misplaced dashes too', () => {
    for (const id of ['', '42', '00FF5A52-9D1C-4F6E-8A55-3F0C9A1B2C3D', '00ff5a529-d1c-4f6e-8a55-3f0c9a1b2c3d']) {
      assert.equal(storedId(id), id);
    }
  });

  test('gives back every id exactly', () => {
    const id = fc.oneof(fc.uuid(), fc.string({ minLength: 36, maxLength: 36 }), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(id, (text) => recordId(storedId(text)) === text));
  });

  test('orders GUIDs as their text does', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (a, b) => {
        const order = Buffer.compare(storedId(a) as Uint8Array, storedId(b) as Uint8Array);
        assert.equal(order, a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });
});
