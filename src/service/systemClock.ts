import type { Clock } from '../core/ports/clock';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
  // No wait at all still lets signals and other work in: an immediate does so at once, a timer after a millisecond.
  sleep: (ms) => new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve))),
};
