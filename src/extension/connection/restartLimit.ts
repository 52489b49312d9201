/** Decides whether a worker that stopped may be started again: one that stops again and again would only burn the machine. */
export interface RestartLimit {
  /** The worker stopped by itself. */
  stopped(nowMs: number): void;
  mayStart(nowMs: number): boolean;
}

/** By default five restarts within three minutes. */
export function createRestartLimit(limit = 5, withinMs = 3 * 60_000): RestartLimit {
  let stops: readonly number[] = [];
  const recent = (nowMs: number): readonly number[] => stops.filter((at) => nowMs - at < withinMs);
  return {
    stopped(nowMs) {
      stops = [...recent(nowMs), nowMs];
    },
    mayStart: (nowMs) => recent(nowMs).length <= limit,
  };
}
