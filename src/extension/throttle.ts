import type { Timer, Timers } from './timers';

/** Turns a storm of changes into few calls. */
export interface Throttle {
  /** Something changed: `act` follows, once for all that is told until then. */
  tell(): void;
  dispose(): void;
}

/**
 * Calls `act` a moment after the first change of a burst (`delayMs`: files are written in several steps), and never sooner after
 * the call before than `intervalMs` says at that time. The last change of a burst is never lost.
 */
export function createThrottle(options: {
  readonly timers: Timers;
  readonly delayMs: number;
  readonly intervalMs: () => number;
  readonly act: () => void;
}): Throttle {
  const { timers, delayMs, intervalMs, act } = options;
  let calledAt = -Infinity;
  let waiting: Timer | undefined;
  return {
    tell() {
      if (waiting) return;
      const sinceCall = timers.now() - calledAt;
      waiting = timers.after(Math.max(delayMs, intervalMs() - sinceCall), () => {
        waiting = undefined;
        calledAt = timers.now();
        act();
      });
    },
    dispose() {
      waiting?.cancel();
      waiting = undefined;
    },
  };
}
