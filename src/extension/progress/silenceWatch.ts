import type { Timer, Timers } from '../timers';

/** Notices when a run says nothing for long: nobody should look at a number that stands still and wonder. */
export interface SilenceWatch {
  /** A word came: the silence is over. */
  heard(): void;
  dispose(): void;
}

/** Calls `tell` with the minutes of silence, once for each whole minute, beginning now. */
export function watchSilence(timers: Timers, tell: (minutes: number) => void): SilenceWatch {
  let timer: Timer | undefined;
  const listen = (minutes: number): void => {
    timer = timers.after(minuteMs, () => {
      listen(minutes + 1);
      tell(minutes);
    });
  };
  listen(1);
  return {
    heard() {
      timer?.cancel();
      listen(1);
    },
    dispose: () => timer?.cancel(),
  };
}

const minuteMs = 60_000;
