/** The only source of time in the core: ISO 8601 UTC with milliseconds. */
export interface Clock {
  now(): string;
  /** Milliseconds that never run backwards; for durations only. */
  monotonicMs(): number;
  /** Resolves after `ms` milliseconds; a fake clock resolves at once. */
  sleep(ms: number): Promise<void>;
}
