import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalDateTime, dateTimeFromMs } from '../../../src/connectors/sqlite/dateTimeText';

suite('canonicalDateTime', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['2026-11-21T08:09:10.123Z', '2026-11-21T08:09:10.123Z'],
    ['2026-11-21T08:09:10Z', '2026-11-21T08:09:10.000Z'],
    ['2026-11-21 08:09:10', '2026-11-21T08:09:10.000Z'],
    ['2026-11-21 08:09', '2026-11-21T08:09:00.000Z'],
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21T08:09:10.5', '2026-11-21T08:09:10.500Z'],
    ['2026-11-21T08:09:10.1234500Z', '2026-11-21T08:09:10.12345Z'],
    ['2026-11-21T01:09:10+02:00', '2026-11-20T23:09:10.000Z'],
    ['2026-12-31 23:30:00.25 -0130', '2027-01-01T01:00:00.250Z'],
  ];
  for (const [written, canonical] of cases) {
    test(`reads ${written} as ${canonical}`, () => assert.equal(canonicalDateTime(written), canonical));
  }

  for (const text of ['', 'yesterday', '2026', '2026-02-30', '2026-13-01T00:00:00Z', '2026-11-21 25:00', '08:09:10']) {
    test(`does not take '${text}' for a date and time`, () => assert.equal(canonicalDateTime(text), undefined));
  }

  test('leaves a canonical text alone, whatever the instant', () => {
    const dates = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(dates, (date) => assert.equal(canonicalDateTime(date.toISOString()), date.toISOString())));
  });
});

suite('dateTimeFromMs', () => {
  test('counts from 1970', () => assert.equal(dateTimeFromMs(1_000), '1970-01-01T00:00:01.000Z'));
  test('knows no years beyond 9999', () => assert.equal(dateTimeFromMs(9e15), undefined));
});
