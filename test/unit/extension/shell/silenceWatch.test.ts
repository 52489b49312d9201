import assert from 'node:assert/strict';
import { fakeTimers } from '../../../support/fakeTimers';
import { watchSilence } from '../../../../src/extension/progress/silenceWatch';

suite('The watch over a silent run', () => {
  const watched = () => {
    const timers = fakeTimers();
    const told: number[] = [];
    return { timers, told, watch: watchSilence(timers, (minutes) => told.push(minutes)) };
  };

  test('tells each minute without a word', () => {
    const { timers, told } = watched();
    timers.advance(59_999);
    assert.deepEqual(told, []);
    timers.advance(120_001);
    assert.deepEqual(told, [1, 2, 3]);
  });

  test('begins anew with every word', () => {
    const { timers, told, watch } = watched();
    timers.advance(119_999);
    watch.heard();
    timers.advance(59_999);
    assert.deepEqual(told, [1]);
    timers.advance(1);
    assert.deepEqual(told, [1, 1]);
  });

  test('ends with the run', () => {
    const { timers, told, watch } = watched();
    watch.dispose();
    timers.advance(600_000);
    assert.deepEqual(told, []);
    assert.equal(timers.waiting, 0);
  });
});
