import path from 'node:path';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { StateBrowser } from '../../store/stateBrowser';
import { StateReader } from '../../store/stateReader';
import { err, ok } from '../../core/result';
import { loadSqlJs } from '../../files/loadSqlJs';
import { runError } from '../serviceErrors';

/** States held open for reading at once; the one that was asked for least recently gives way. */
const mostOpen = 6;

/**
 * The states that are being looked at: each is kept open, and brought up to date before it is used. While a run of this very
 * process writes to a state, its own tables are looked at instead: they are there already.
 */
export class StateViews {
  private readonly readers = new Map<string, StateReader>();
  private readonly lent = new Map<string, StateBrowser>();

  /** `use` runs in one go: the view is good for no later time. */
  async use<T>(folder: string, environment: string, use: (state: StateBrowser) => T): Promise<Result<T, ServiceError>> {
    const sqlJs = await loadSqlJs();
    const key = keyOf(folder, environment);
    const lent = this.lent.get(key);
    if (lent) return ok(use(lent));
    const reader =
      this.readers.get(key) ?? new StateReader({ folder: path.join(folder, '.tandem'), environment, sqlJs });
    // Last in the map is used last.
    this.readers.delete(key);
    this.readers.set(key, reader);
    const updated = reader.update();
    if (!updated.ok) return err(runError(updated.error));
    const answer = use(reader.browser);
    this.closeOldest();
    return ok(answer);
  }

  /** The state as it was last looked at; undefined where it is not open. Good for one look, until the next wait. */
  current(folder: string, environment: string): StateBrowser | undefined {
    const key = keyOf(folder, environment);
    const reader = this.readers.get(key);
    return this.lent.get(key) ?? (reader?.isOpen ? reader.browser : undefined);
  }

  /** Whether a run of this process writes to the state now. */
  isLent(folder: string, environment: string): boolean {
    return this.lent.has(keyOf(folder, environment));
  }

  /** Shows a run's own tables from now on, until what is given back is called. */
  lend(folder: string, environment: string, state: StateBrowser): () => void {
    const key = keyOf(folder, environment);
    this.lent.set(key, state);
    // After the run the state is another one, and would have to be loaded anew.
    this.readers.get(key)?.close();
    this.readers.delete(key);
    return () => {
      if (this.lent.get(key) === state) this.lent.delete(key);
    };
  }

  close(): void {
    for (const reader of this.readers.values()) reader.close();
    this.readers.clear();
  }

  private closeOldest(): void {
    for (const [key, reader] of this.readers) {
      if (this.readers.size <= mostOpen) return;
      reader.close();
      this.readers.delete(key);
    }
  }
}

function keyOf(folder: string, environment: string): string {
  return JSON.stringify([path.resolve(folder), environment]);
}
