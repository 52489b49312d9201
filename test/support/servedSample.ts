import { once } from 'node:events';
import type { EmulateDocument } from '../../src/protocol/commandDocuments';
import type { InstalledTandem, RunningTandem } from './installedTandem';
import { must } from '../../src/core/assert';

/** `tandem emulate` while it serves. Whoever starts it ends it; `InstalledTandem.remove` ends what is left. */
export interface ServedSample extends EmulateDocument {
  readonly port: string;
  readonly running: RunningTandem;
}

/** Starts the services on a port that is free, and waits until they say where they are. */
export async function serveSample(tandem: InstalledTandem): Promise<ServedSample> {
  const running = tandem.start(['emulate', '--port', '0', '--json']);
  // The document comes in one piece as soon as the services are there.
  const said = once(must(running.child.stdout, 'output'), 'data') as Promise<[Buffer | string]>;
  const endedEarly = running.ended.then(({ stderr }) => {
    throw new Error(`The services ended before they said where they are: ${stderr}`);
  });
  const [chunk] = await Promise.race([said, endedEarly]);
  const document = JSON.parse(String(chunk)) as EmulateDocument;
  return { ...document, port: new URL(document.dataverse).port, running };
}
