import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { stampOf, storedStamp } from '../../../src/store/stampCode';

suite('storedStamp', () => {
  test('holds a stamp with milliseconds as a number', () => {
    assert.equal(storedStamp('2026-11-21T08:00:00.123Z'), Date.UTC(2026, 10, 21, 8, 0, 0, 123));
    assert.equal(storedStamp('0001-01-01T00:00:00.000Z'), -62135596800000);
    assert.equal(storedStamp(null), null);
  });

  test('keeps as text what a number would not give back', () => {
    const stamps = [
      '2026-11-21T08:00:00.1234567Z',
      '2026-02-30T00:00:00.000Z',
      '2026-11-21 08:00:00.000Z',
      '2026-11-21T24:00:00.000Z',
      '2100-02-29T00:00:00.000Z',
      '2026-04-31T00:00:00.000Z',
      '2026-00-10T00:00:00.000Z',
      '2026-11-21T08:60:00.000Z',
      '2026-11-2١T08:00:00.000Z',
      '12',
    ];
    for (const stamp of stamps) assert.equal(storedStamp(stamp), `~${stamp}`);
  });

  test('counts the days as Date does, in leap years and turns of centuries too', () => {
    for (let day = Date.UTC(1599, 11, 30); day < Date.UTC(2401, 2, 3); day += 86_400_000) {
      assert.equal(storedStamp(new Date(day).toISOString()), day);
    }
  });

  test('gives back every stamp exactly, whichever day came before', () => {
    const date = fc.date({ noInvalidDate: true }).map((value) => value.toISOString());
    const nearlyAStamp = fc.tuple(date, fc.nat({ max: 23 }), fc.string({ minLength: 1, maxLength: 1 }));
    const broken = nearlyAStamp.map(([text, at, character]) => text.slice(0, at) + character + text.slice(at + 1));
    fc.assert(
      fc.property(fc.array(fc.oneof(date, broken, fc.string())), (stamps) => {
        assert.deepEqual(stamps.map(storedStamp).map(stampOf), stamps);
      }),
    );
  });
});
