import { statSync } from 'node:fs';
import type { LoadedState } from './loadState';
import type { Result } from '../core/result';
import type { SqlJs } from '../files/loadSqlJs';
import type { StateFiles } from './stateFiles';
import type { StoreError } from '../core/ports/stateStore';
import { StateBrowser } from './stateBrowser';
import { applyLine } from './journalLine';
import { loadState, snapshotIdentity } from './loadState';
import { migrations } from './migrations';
import { must } from '../core/assert';
import { ok } from '../core/result';
import { readJournal } from './journal';
import { stateFiles } from './stateFiles';

export interface ReaderOptions {
  /** The workspace's `.tandem` folder, absolute; need not exist. */
  readonly folder: string;
  readonly environment: string;
  readonly sqlJs: SqlJs;
}

/**
 * A state kept open for reading, and brought up to date with what others write: it takes no lock, changes no file, and
 * follows the writer's journal line by line, so that only a new snapshot has to be loaded whole. Where no state exists
 * it is empty.
 */
export class StateReader {
  readonly browser: StateBrowser;
  private readonly files: StateFiles;
  private state: LoadedState | undefined;
  private revision = 0;
  /** How far the journal is in the tables, and how long it was then: the end may be a line that is still being written. */
  private applied = 0;
  private seen = 0;

  constructor(private readonly options: ReaderOptions) {
    this.files = stateFiles(options.folder, options.environment);
    this.browser = new StateBrowser(() => ({
      ...must(this.state, 'a reader that was updated'),
      revision: this.revision,
    }));
  }

  /** Makes the browser say what the files say now. To be called before each use; costs two looks where nothing changed. */
  update(): Result<void, StoreError> {
    try {
      // Asked before and after: the writer may have folded meanwhile, which takes the journal away.
      if (this.state && this.isSnapshotOf(this.state) && this.follow(this.state) && this.isSnapshotOf(this.state)) {
        return ok(undefined);
      }
    } catch {
      // What keeps the journal from being read is told by loading.
    }
    return this.load();
  }

  /** Whether the browser can be asked. */
  get isOpen(): boolean {
    return this.state !== undefined;
  }

  close(): void {
    this.state?.database.close();
    this.state = undefined;
  }

  private load(): Result<void, StoreError> {
    this.close();
    const { sqlJs } = this.options;
    const loaded = loadState({ files: this.files, sqlJs, migrations, backUp: false });
    if (!loaded.ok) return loaded;
    this.state = loaded.value;
    this.applied = loaded.value.journalBytes;
    this.seen = loaded.value.journalBytes;
    this.revision++;
    return ok(undefined);
  }

  private isSnapshotOf({ identity }: LoadedState): boolean {
    return snapshotIdentity(this.files.snapshot) === identity;
  }

  /** Applies what the journal has gained; false where it is no longer the one that was read, or is damaged. */
  private follow({ database, tables, generation }: LoadedState): boolean {
    const journal = this.files.journal(generation);
    const size = statSync(journal, { throwIfNoEntry: false })?.size ?? 0;
    if (size === this.seen) return true;
    if (size < this.applied) return false;
    const apply = (text: string) => database.transaction(() => applyLine(text, tables));
    const reading = readJournal(journal, apply, this.applied);
    if (reading.wholeBytes > this.applied) this.revision++;
    this.applied = reading.wholeBytes;
    this.seen = reading.bytes;
    return reading.damagedLine === undefined;
  }
}
