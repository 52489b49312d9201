import assert from 'node:assert/strict';
import { createThrottle } from '../../../../src/extension/throttle';
import { fakeTimers } from '../../../support/fakeTimers';

suite('A throttle', () => {
  const throttled = (intervalMs: () => number) => {
    const timers = fakeTimers();
    const calls: number[] = [];
    const throttle = createThrottle({ timers, delayMs: 150, intervalMs, act: () => calls.push(timers.now()) });
    return { timers, calls, throttle };
  };

  test('calls once for a burst of changes, a moment after its first', () => {
    const { timers, calls, throttle } = throttled(() => 300);
    throttle.tell();
    timers.advance(100);
    throttle.tell();
    throttle.tell();
    timers.advance(10_000);
    assert.deepEqual(calls, [150]);
  });

  test('calls once a second however many changes a run makes, and never loses the last one', () => {
    const { timers, calls, throttle } = throttled(() => 1000);
    for (let change = 0; change < 100; change++) {
      throttle.tell();
      timers.advance(30);
    }
    timers.advance(10_000);
    assert.deepEqual(calls, [150, 1150, 2150, 3150]);
  });

  test('is quicker again as soon as the run is over', () => {
    let running = true;
    const { timers, calls, throttle } = throttled(() => (running ? 1000 : 300));
    throttle.tell();
    timers.advance(150);
    running = false;
    throttle.tell();
    timers.advance(300);
    assert.deepEqual(calls, [150, 450]);
  });

  test('calls no more when it was disposed of', () => {
    const { timers, calls, throttle } = throttled(() => 300);
    throttle.tell();
    throttle.dispose();
    timers.advance(1000);
    assert.deepEqual(calls, []);
    assert.equal(timers.waiting, 0);
  });
});
