/** A wall clock and timers that move only when told to. Timers that are due go off in order; work they start is waited for. */
export interface ManualTime {
  nowMs(): number;
  startTimer(ms: number, callback: () => void): () => void;
  /** Lets time pass, as on a machine that is awake. */
  advance(ms: number): Promise<void>;
  /** Sets the clock alone, forward or back, as a machine does that slept or was corrected. Timers stand still. */
  setClock(byMs: number): void;
  /** Waits until everything that was started has come to rest. */
  settle(): Promise<void>;
  readonly timers: number;
}

export function manualTime(start = '2026-11-21T08:00:00.000Z'): ManualTime {
  let offsetMs = Date.parse(start);
  let elapsedMs = 0;
  const timers = new Set<{ readonly atMs: number; readonly callback: () => void }>();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    nowMs: () => offsetMs + elapsedMs,
    startTimer(ms, callback) {
      const timer = { atMs: elapsedMs + ms, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      await settle();
      const endMs = elapsedMs + ms;
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= endMs).sort((one, other) => one.atMs - other.atMs);
        if (!next) break;
        timers.delete(next);
        elapsedMs = next.atMs;
        next.callback();
        await settle();
      }
      elapsedMs = endMs;
    },
    setClock: (byMs) => void (offsetMs += byMs),
    settle,
    get timers() {
      return timers.size;
    },
  };
}
