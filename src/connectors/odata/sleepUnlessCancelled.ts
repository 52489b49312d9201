import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Clock } from '../../core/ports/clock';

const sliceMs = 500;

/** Waits, and stops waiting soon after a cancellation. Tells whether the whole time went by. */
export async function sleepUnlessCancelled(clock: Clock, ms: number, cancel: CancelSignal): Promise<boolean> {
  for (let left = ms; left > 0 && !cancel.aborted; left -= sliceMs) await clock.sleep(Math.min(sliceMs, left));
  return !cancel.aborted;
}
