import type { ProgressWord, RunProgress } from '../protocol/workerProtocol';

/** Between two words about the same job, at least. */
const leastMsBetween = 100;

/**
 * Tells one run's progress, at most some ten times a second: of a job's counts only those that are due, since newer ones
 * follow. That a job began or ended, or that a run waits, is always told.
 */
export function progressTeller(
  progressToken: string,
  tell: (progress: RunProgress) => void,
  nowMs: () => number,
): (event: ProgressWord) => void {
  let toldAtMs = -Infinity;
  return (event) => {
    const now = nowMs();
    if (event.kind === 'jobProgress' && now - toldAtMs < leastMsBetween) return;
    toldAtMs = now;
    tell({ progressToken, event });
  };
}
