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
}

export interface SampleServices {
  /** What `url` of a Business Central side holds. */
  readonly businessCentral: string;
  readonly company: string;
  /** What `url` of a Dataverse side holds. */
  readonly dataverse: string;
  stop(): Promise<void>;
}

/** The port that the sample workspace for services names. */
export const sampleServicesPort = 7058;
