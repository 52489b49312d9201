/** Lets a number of calls through at a time; the number follows what the service bears. */
export interface CallGate {
  /** Resolves when it is the caller's turn, in the order of asking. The ticket must be given back. */
  enter(): Promise<GateTicket>;
  readonly limit: number;
}

export interface GateTicket {
  /** The service answered in its usual way: a little more may be tried. */
  succeeded(): void;
  /** The service asked to slow down: half as many from now on. What was under way already says nothing new. */
  throttled(): void;
  leave(): void;
}

export interface GateLimits {
  /** Never more at a time: the service's published limit. */
  readonly concurrency: number;
  /** At a time to begin with; 4 where absent. */
  readonly start?: number;
}

/** Additive increase, multiplicative decrease: one more for each round of successes, half of them when throttled. */
export function createCallGate({ concurrency, start = 4 }: GateLimits): CallGate {
  let allowed = Math.min(start, concurrency);
  let inside = 0;
  let round = 0;
  const waiting: (() => void)[] = [];

  function letIn(): void {
    while (inside < Math.floor(allowed)) {
      const next = waiting.shift();
      if (!next) return;
      inside++;
      next();
    }
  }

  function ticket(): GateTicket {
    const enteredIn = round;
    return {
      succeeded() {
        allowed = Math.min(concurrency, allowed + 1 / Math.floor(allowed));
      },
      throttled() {
        if (enteredIn !== round) return;
        round++;
        allowed = Math.max(1, Math.floor(allowed / 2));
      },
      leave() {
        inside--;
        letIn();
      },
    };
  }

  return {
    async enter() {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        letIn();
      });
      return ticket();
    },
    get limit() {
      return Math.floor(allowed);
    },
  };
}
