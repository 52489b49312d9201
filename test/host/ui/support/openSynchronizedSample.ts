import path from 'node:path';
import { runCommand } from '../../ring/runCommand';
import type { Opened } from '../../ring/windowKinds';
import { uiSetup } from './uiSetup';
import { openSampleFolder } from './useUiWindow';

/** The sample after a full synchronization, made before the window opens. */
export async function openSynchronizedSample(home: string): Promise<Opened> {
  const opened = await openSampleFolder(home);
  // Its exit code says that some records of the sample fail on purpose.
  const args = [uiSetup().cli, 'sync', '--full', '-C', path.join(home, 'sample')];
  await runCommand(process.execPath, args, { timeoutMs: 60_000, expectedCodes: [0, 1] });
  return opened;
}
