import { hostname } from 'node:os';
import path from 'node:path';
import type { OpenStateStore } from '../../src/store/openStateStore';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { openStateStore } from '../../src/store/openStateStore';
import { systemClock } from '../../src/service/systemClock';

/** Opens the state of a workspace's environment `sample` for writing, by this process; to be closed before others use it. */
export async function openWorkspaceState(workspaceFolder: string): Promise<OpenStateStore> {
  const opened = await openStateStore({
    folder: path.join(workspaceFolder, '.tandem'),
    environment: 'sample',
    clock: systemClock,
    sqlJs: await loadSqlJs(),
    access: 'write',
    owner: { host: hostname(), pid: process.pid, command: 'the test' },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}
