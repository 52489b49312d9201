import type { Clock } from '../../src/core/ports/clock';

/** A clock that moves only when it is told to, or when somebody sleeps: sleeping takes no time and moves it on. */
export interface FakeClock extends Clock {
  advance(milliseconds: number): void;
}

export function fakeClock(start = '2026-11-21T08:00:00.000Z'): FakeClock {
  const startMs = Date.parse(start);
  let elapsedMs = 0;
  return {
    now: () => new Date(startMs + elapsedMs).toISOString(),
    monotonicMs: () => elapsedMs,
    sleep: async (milliseconds) => void (elapsedMs += milliseconds),
    advance: (milliseconds) => void (elapsedMs += milliseconds),
  };
}
