import type { Reply } from './exchange';

export interface Limits {
  /** Within a window. */
  readonly requests: number;
  readonly windowMs: number;
  readonly concurrent: number;
  /** So many wait their turn beyond those at work; the next is refused. */
  readonly queue: number;
  /** A request that waits longer is given up. */
  readonly queueMs: number;
}

/** What a service answers in place of working. */
export interface LimitAnswers {
  tooMany(secondsLeft: number): Reply;
  tooManyAtOnce(): Reply;
  waitedTooLong(): Reply;
}

/** Lets requests to a service as its limits have it; the window is the emulated clock's, the wait real. */
export function createLimitGate(
  limits: Limits,
  answers: LimitAnswers,
  now: () => number,
): (work: () => Promise<Reply>) => Promise<Reply> {
  const waiting: (() => void)[] = [];
  let working = 0;
  let windowBegan = Number.NEGATIVE_INFINITY;
  let seen = 0;
  const turn = (): Promise<boolean> => {
    if (working < limits.concurrent) {
      working++;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const begin = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(begin), 1);
        resolve(false);
      }, limits.queueMs);
      waiting.push(begin);
    });
  };
  return async (work) => {
    if (now() - windowBegan >= limits.windowMs) {
      windowBegan = now();
      seen = 0;
    }
    if (++seen > limits.requests)
      return answers.tooMany(Math.max(1, Math.ceil((windowBegan + limits.windowMs - now()) / 1000)));
    if (working >= limits.concurrent && waiting.length >= limits.queue) return answers.tooManyAtOnce();
    if (!(await turn())) return answers.waitedTooLong();
    try {
      return await work();
    } finally {
      // Whoever waits takes this place over.
      const next = waiting.shift();
      if (next) next();
      else working--;
    }
  };
}
