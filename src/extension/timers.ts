/** Time as the shell sees it; tests bring one that moves when they say so. */
export interface Timers {
  /** Milliseconds; only differences mean something. */
  now(): number;
  /** Calls `act` once after `delayMs`, unless it is called off. */
  after(delayMs: number, act: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

/** The machine's own time. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(delayMs, act) {
    const handle = setTimeout(act, delayMs);
    return { cancel: () => clearTimeout(handle) };
  },
};
