import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { makeBigWorkspace } from '../../ring/bigWorkspace';
import { runCommand } from '../../ring/runCommand';
import type { Opened } from '../../ring/windowKinds';
import { uiSetup } from './uiSetup';

/**
 * The large workspace after a full synchronization: the one that a suite made and ran on, or one made here. Each test file has a
 * copy of its own, since some of them run.
 */
export async function openBigFolder(): Promise<Opened> {
  const { big, cli, home } = uiSetup();
  if (!existsSync(path.join(big, '.tandem'))) {
    await makeBigWorkspace(big);
    await runCommand(process.execPath, [cli, '-C', big, '--json', 'sync', '--full'], { timeoutMs: 100_000 });
  }
  const own = path.join(mkdtempSync(path.join(home, 'big-')), path.basename(big));
  cpSync(big, own, { recursive: true });
  return { kind: 'folder', path: own };
}
