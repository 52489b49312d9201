import { strict as assert } from 'node:assert';
import { noCounts } from '../../../../src/core/model/job';
import { formatCount, formatCounters, formatPlannedCounters } from '../../../../src/cli/render/formatCount';
import { formatDuration, formatElapsed } from '../../../../src/cli/render/formatDuration';
import { formatTime } from '../../../../src/cli/render/formatTime';
import { commandLineHints } from '../../../../src/cli/render/renderContext';

suite('text for people', () => {
  test('separates thousands', () => {
    assert.deepEqual([0, 999, 1000, 12_345, 1_234_567].map(formatCount), ['0', '999', '1,000', '12,345', '1,234,567']);
  });

  test('gives durations in the unit that fits', () => {
    const durations: readonly (readonly [number, string])[] = [
      [0, '0 ms'],
      [340, '340 ms'],
      [999.6, '1.0 s'],
      [2100, '2.1 s'],
      [59_949, '59.9 s'],
      [59_950, '1 min 00 s'],
      [185_000, '3 min 05 s'],
      [3_599_600, '1 h 00 min'],
      [7_440_000, '2 h 04 min'],
      [-5, '0 ms'],
    ];
    for (const [ms, text] of durations) assert.equal(formatDuration(ms), text);
  });

  test('gives no duration to what has not ended', () => {
    assert.equal(formatElapsed('2026-05-04T08:00:00.000Z', null), '-');
    assert.equal(formatElapsed('2026-05-04T08:00:00.000Z', '2026-05-04T08:00:00.250Z'), '250 ms');
  });

  test('gives times to the second, in UTC', () => {
    assert.equal(formatTime('2026-05-04T08:00:00.123Z'), '2026-05-04 08:00:00Z');
  });

  test('names only the counts that are not zero', () => {
    assert.equal(formatCounters({ ...noCounts, inserted: 1200, failed: 1 }), '1,200 inserted, 1 failed');
    assert.equal(formatCounters(noCounts), 'no records');
    assert.equal(formatPlannedCounters({ ...noCounts, inserted: 2, failed: 1 }), '2 to insert, 1 would fail');
    assert.equal(formatPlannedCounters(noCounts), 'nothing to do');
  });

  test('quotes what a shell would take apart', () => {
    const commandLine = commandLineHints({ folder: 'my shop', environment: 'test' });
    assert.equal(
      commandLine(['retry', '--mapping', 'PAYMENT TERMS']),
      'tandem -C "my shop" --environment test retry --mapping "PAYMENT TERMS"',
    );
    assert.equal(commandLineHints({})(['retry', '--local', "5$ o'clock"]), "tandem retry --local '5$ o'\\''clock'");
    assert.equal(commandLineHints({})(['job', '']), 'tandem job ""');
  });
});
