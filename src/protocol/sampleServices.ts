/**
 * What the bundle of the emulated services offers (`dist/emulator.js`). It is loaded by its path: it is built from the tests'
 * double of the services, which nothing in the program imports.
 */
export interface SampleServicesBundle {
  /** Serves the sample's data on loopback only. Rejects with Node's error where the port is taken. */
  startSampleServices(options: SampleServicesOptions): Promise<SampleServices>;
}

export interface SampleServicesOptions {
  readonly port: number;
  /** The folder with `sample` in it. */
  readonly mediaFolder: string;
  /** Keeps the data from one time to the next; without it they last as long as the services run. Rejects where it is unreadable. */
  readonly dataFile?: string;
}

export interface SampleServices {
  /** What `url` of a Business Central side holds. */
  readonly businessCentral: string;
  readonly company: string;
  /** What `url` of a Dataverse side holds. */
  readonly dataverse: string;
  /** The data are the sample's, as nobody has changed them yet. */
  readonly isFresh: boolean;
  stop(): Promise<void>;
}

/** The port that the sample workspace for services names. */
export const sampleServicesPort = 7058;

/** What the thread that serves them in the editor (`dist/sampleServices.js`) is started with. */
export interface SampleThreadStart {
  readonly port: number;
  readonly dataFile: string;
}

/** The one word that the thread says. */
export type SampleThreadWord =
  | { readonly kind: 'serving'; readonly isFresh: boolean }
  /** `code` is Node's, where it has one. */
  | { readonly kind: 'refused'; readonly code: string | undefined; readonly reason: string };
