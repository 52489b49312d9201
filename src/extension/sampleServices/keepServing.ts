import type { SampleThreadWord } from '../../protocol/sampleServices';

/** Services that a window is to serve. */
export interface WantedServices {
  /** The workspace's folder, absolute. */
  readonly folder: string;
  /** Undefined while tandem.yaml does not say it; then what is served goes on. */
  readonly port: number | undefined;
}

export type ServicesWord = SampleThreadWord | { readonly kind: 'stopped'; readonly reason: string };

/** Starts a thread that serves; answers how to end it. What it says after its end is passed over. */
export type StartServices = (
  services: { readonly folder: string; readonly port: number },
  tell: (word: ServicesWord) => void,
) => { end(): void };

export interface Serving {
  /** Starts what is missing, and ends what is not wanted any more. */
  follow(wanted: readonly WantedServices[]): void;
  /** Starts it once more, where it was refused or stopped. */
  again(folder: string): void;
  dispose(): void;
}

/**
 * Keeps one thread for each folder at the port that its file names. One that was refused or stopped is not tried again by itself: the
 * user is told, and says when.
 */
export function keepServing(
  start: StartServices,
  onWord: (folder: string, port: number, word: ServicesWord) => void,
): Serving {
  const served = new Map<string, { readonly port: number; readonly end: () => void }>();

  const open = (folder: string, port: number): void => {
    const thread = start({ folder, port }, (word) => {
      if (served.get(folder) === own) onWord(folder, port, word);
    });
    const own = { port, end: () => thread.end() };
    served.set(folder, own);
  };
  const close = (folder: string): void => {
    served.get(folder)?.end();
    served.delete(folder);
  };
  return {
    follow(wanted) {
      for (const folder of [...served.keys()]) if (!wanted.some((each) => each.folder === folder)) close(folder);
      for (const { folder, port } of wanted) {
        if (port === undefined || served.get(folder)?.port === port) continue;
        close(folder);
        open(folder, port);
      }
    },
    again(folder) {
      const port = served.get(folder)?.port;
      if (port === undefined) return;
      close(folder);
      open(folder, port);
    },
    dispose() {
      for (const folder of [...served.keys()]) close(folder);
    },
  };
}
