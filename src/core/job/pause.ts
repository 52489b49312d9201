import type { RunContext } from './runContext';

const sliceMs = 500;

/** Waits, looking twice a second whether the run is to stop. Tells whether the time has passed: false when cancelled. */
export async function pause({ clock, cancel }: Pick<RunContext, 'clock' | 'cancel'>, ms: number): Promise<boolean> {
  const untilMs = clock.monotonicMs() + ms;
  for (;;) {
    if (cancel.aborted) return false;
    const leftMs = untilMs - clock.monotonicMs();
    if (leftMs <= 0) return true;
    await clock.sleep(Math.min(leftMs, sliceMs));
  }
}
