/** Time as the server sees it; tests bring one that moves when they say so. */
export interface ServerTimers {
  /** Milliseconds; only differences mean something. */
  nowMs(): number;
  /** Calls `act` once after `delayMs`, unless it is called off. */
  after(delayMs: number, act: () => void): Timer;
  /** Lets whatever waits go on. */
  pause(): Promise<void>;
  /** The wall clock, as ISO 8601 UTC. */
  now(): string;
}

export interface Timer {
  cancel(): void;
}

/** The machine's own time. */
export const systemTimers: ServerTimers = {
  nowMs: () => performance.now(),
  after(delayMs, act) {
    const handle = setTimeout(act, delayMs);
    return { cancel: () => clearTimeout(handle) };
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  now: () => new Date().toISOString(),
};
