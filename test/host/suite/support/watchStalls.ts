/** How long the extension host was kept from everybody else's work, in milliseconds. */
export interface Stalls {
  /** By the clock: also when the machine gave its processors to somebody else. */
  readonly longestMs: number;
  /** Of one such time, what this thread itself worked; the whole of it where the host cannot tell. */
  readonly longestWorkMs: number;
  /** The longest few, as `work of clock at time since the start`, to find out what they were. */
  readonly longest: readonly string[];
}

interface Gap {
  readonly atMs: number;
  readonly clockMs: number;
  readonly workMs: number;
}

const tickMs = 5;
const shown = 5;

/** Ticks along with whatever the extension host does, until it is asked what it saw. */
export function watchStalls(): () => Stalls {
  const gaps: Gap[] = [];
  const began = performance.now();
  let last = { clock: began, work: workMs() };
  const timer = setInterval(() => {
    const now = { clock: performance.now(), work: workMs() };
    const clockMs = now.clock - last.clock - tickMs;
    const spent = now.work === undefined || last.work === undefined ? clockMs : now.work - last.work;
    gaps.push({ atMs: now.clock - began, clockMs, workMs: Math.min(Math.max(clockMs, 0), spent) });
    last = now;
  }, tickMs);
  return () => {
    clearInterval(timer);
    const byWork = gaps.toSorted((a, b) => b.workMs - a.workMs).slice(0, shown);
    return {
      longestMs: Math.max(0, ...gaps.map(({ clockMs }) => clockMs)),
      longestWorkMs: byWork[0]?.workMs ?? 0,
      longest: byWork.map(
        (gap) => `${Math.round(gap.workMs)} of ${Math.round(gap.clockMs)} ms at ${Math.round(gap.atMs)} ms`,
      ),
    };
  };
}

/** This thread's time on a processor so far. Hosts whose Node is older than 23.9 do not tell. */
function workMs(): number | undefined {
  const usage = (process as { readonly threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage?.();
  return usage && (usage.user + usage.system) / 1000;
}
