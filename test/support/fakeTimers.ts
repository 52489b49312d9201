import type { Timers } from '../../src/extension/timers';

/** Timers that go off only when time is moved on. */
export interface FakeTimers extends Timers {
  /** Moves time on; what falls due on the way is called in its order, at its time. */
  advance(milliseconds: number): void;
  /** How many wait. */
  readonly waiting: number;
}

export function fakeTimers(): FakeTimers {
  let elapsedMs = 0;
  let waiting: { readonly dueAt: number; readonly act: () => void }[] = [];
  return {
    now: () => elapsedMs,
    after(delayMs, act) {
      const timer = { dueAt: elapsedMs + Math.max(0, delayMs), act };
      waiting.push(timer);
      return { cancel: () => void (waiting = waiting.filter((each) => each !== timer)) };
    },
    advance(milliseconds) {
      const end = elapsedMs + milliseconds;
      for (;;) {
        const [next] = waiting.filter(({ dueAt }) => dueAt <= end).sort((a, b) => a.dueAt - b.dueAt);
        if (!next) break;
        waiting = waiting.filter((each) => each !== next);
        elapsedMs = next.dueAt;
        next.act();
      }
      elapsedMs = end;
    },
    get waiting() {
      return waiting.length;
    },
  };
}
