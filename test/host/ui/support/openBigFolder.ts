import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeBigWorkspace } from '../../ring/bigWorkspace';
import { runCommand } from '../../ring/runCommand';
import type { Opened } from '../../ring/windowKinds';
import { uiSetup } from './uiSetup';

/** The large workspace after a full synchronization: the one that a suite made and ran on, or one made here. */
export async function openBigFolder(): Promise<Opened> {
  const { big, cli } = uiSetup();
  if (!existsSync(path.join(big, '.tandem'))) {
    await makeBigWorkspace(big);
    await runCommand(process.execPath, [cli, '-C', big, '--json', 'sync', '--full'], { timeoutMs: 100_000 });
  }
  return { kind: 'folder', path: big };
}
