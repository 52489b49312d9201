/** The only source of time in the core: ISO 8601 UTC with milliseconds. */
export interface Clock {
  now(): string;
  /** Milliseconds that never run backwards; for durations only. */
  monotonicMs(): number;
  /** Resolves after `ms` milliseconds, and with 0 as soon as signals and other work had their turn. A fake clock resolves at once. */
  sleep(ms: number): Promise<void>;
}
