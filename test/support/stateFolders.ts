import { mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import type { OpenOptions, OpenStateStore } from '../../src/store/openStateStore';
import type { StoreErrorCode } from '../../src/core/ports/stateStore';
import { fakeClock } from './fakeClock';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { openStateStore } from '../../src/store/openStateStore';

/** A folder for states that is gone after the test; opens stores in it. */
export interface StateFolder {
  readonly folder: string;
  /** Opens for writing by a process that is dead already: whoever comes next takes its lock over, as after a crash. */
  open(options?: Partial<OpenOptions>): Promise<OpenStateStore>;
  /** The code of the error that opening gives, and its message. */
  openError(options?: Partial<OpenOptions>): Promise<{ readonly code: StoreErrorCode; readonly message: string }>;
  remove(): void;
}

export async function makeStateFolder(): Promise<StateFolder> {
  const parent = mkdtempSync(path.join(tmpdir(), 'tandem-state-'));
  const folder = path.join(parent, '.tandem');
  const defaults: OpenOptions = {
    folder,
    environment: 'sample',
    clock: fakeClock(),
    sqlJs: await loadSqlJs(),
    access: 'write',
    owner: { host: hostname(), pid: deadProcess(), command: 'tandem sync' },
  };
  return {
    folder,
    open: async (options) => {
      const opened = await openStateStore({ ...defaults, ...options });
      if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
      return opened.value;
    },
    openError: async (options) => {
      const opened = await openStateStore({ ...defaults, ...options });
      if (opened.ok) throw new Error('opened without an error');
      return opened.error;
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

let dead: number | undefined;

/** The number of a process that has ended. */
export function deadProcess(): number {
  dead ??= spawnSync(process.execPath, ['-e', '']).pid;
  return dead;
}
