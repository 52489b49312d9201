import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import type { Migration } from './migrations';
import type { Result } from '../core/result';
import type { SqlJs } from '../files/loadSqlJs';
import type { StateFiles } from './stateFiles';
import type { StoreError } from '../core/ports/stateStore';
import { StateDatabase } from './stateDatabase';
import { StateTables } from './stateTables';
import { corrupt, errorCode, notWritten, reasonOf, storeError } from './storeError';
import { applyLine } from './journalLine';
import { markVersion, migrateState, schemaVersion } from './migrations';
import { ok } from '../core/result';
import { DatabasePieces } from '../files/databasePieces';
import { readJournal } from './journal';
import { replaceFile } from '../files/replaceFile';
import { schema } from './schema';

/** A state as its files tell it: the snapshot with the journal's entries applied. */
export interface LoadedState {
  readonly database: StateDatabase;
  readonly tables: StateTables;
  /** The snapshot's; 0, or the highest of stray journals, where there is no snapshot. */
  readonly generation: number;
  readonly snapshotBytes: number;
  /** Changes whenever the snapshot is replaced; undefined where there is none. */
  readonly identity: string | undefined;
  /** How far the journal was read. */
  readonly journalBytes: number;
  /** The files say less than the tables: there is no snapshot, a journal, or an older schema version. */
  readonly needsFold: boolean;
}

export interface LoadRequest {
  readonly files: StateFiles;
  readonly sqlJs: SqlJs;
  readonly migrations: readonly Migration[];
  /** Copies the files of an older version before they are replaced. A reader replaces nothing. */
  readonly backUp: boolean;
}

/** Reads snapshot and journal of one generation, again where a writer replaced the snapshot meanwhile. */
export function loadState(request: LoadRequest): Result<LoadedState, StoreError> {
  const { snapshot } = request.files;
  try {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const before = snapshotIdentity(snapshot);
      const state = loadOnce(request, before);
      if (snapshotIdentity(snapshot) === before) return state;
      if (state.ok) state.value.database.close();
    }
  } catch (error) {
    const nextStep = 'Check that you may read it, then try again.';
    return storeError('STATE_CORRUPT', `${snapshot} could not be read (${reasonOf(error)}). ${nextStep}`);
  }
  return storeError('STATE_CHANGED', `${snapshot} is being replaced by another program all the time. Try again.`);
}

/** Each failed attempt means that a whole snapshot was written meanwhile. */
const attempts = 5;

/** Changes whenever the snapshot is replaced; undefined where there is none. */
export function snapshotIdentity(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.ino}/${stat.size}/${stat.mtimeNs}`;
}

function loadOnce(request: LoadRequest, identity: string | undefined): Result<LoadedState, StoreError> {
  if (identity === undefined) return ok(emptyState(request));
  const content = contentOf(request.files.snapshot);
  // It went away since it was looked for: the caller sees that, too, and tries again.
  if (!content) return ok(emptyState(request));
  const snapshotBytes = content.size;
  let database: StateDatabase | undefined;
  try {
    database = StateDatabase.open(request.sqlJs, content);
    const loaded = readInto(database, request);
    if (!loaded.ok) database.close();
    return loaded.ok ? ok({ ...loaded.value, snapshotBytes, identity }) : loaded;
  } catch (error) {
    database?.close();
    // Another system call than those on the snapshot failed; sql.js's errors have no code.
    if (errorCode(error) !== undefined) throw error;
    return corrupt(request.files.snapshot, reasonOf(error));
  }
}

function readInto(
  database: StateDatabase,
  { files, migrations, backUp }: LoadRequest,
): Result<Omit<LoadedState, 'snapshotBytes' | 'identity'>, StoreError> {
  const check = database.row('PRAGMA quick_check(1)', [])?.[0];
  if (check !== 'ok') return corrupt(files.snapshot, String(check));
  // Asked first: a newer version need not have the tables that this one knows.
  if (Number(database.row('PRAGMA user_version', [])?.[0]) > schemaVersion) return newer(files);
  const version = metaNumber(database, 'schemaVersion');
  const generation = metaNumber(database, 'generation');
  if (version > schemaVersion) return newer(files);
  if (version < schemaVersion) {
    if (!migrations.some(({ from }) => from === version)) return corrupt(files.snapshot, `unknown version ${version}`);
    const backedUp = backUp ? copyState(files, version, generation) : ok(undefined);
    if (!backedUp.ok) return backedUp;
    migrateState(database, version, migrations);
  }
  const tables = new StateTables(database);
  const journal = readJournal(files.journal(generation), (text) => database.transaction(() => applyLine(text, tables)));
  if (journal.damagedLine !== undefined) {
    return corrupt(files.journal(generation), `line ${journal.damagedLine} is not what was written`);
  }
  const needsFold = version < schemaVersion || journal.bytes > 0;
  return ok({ database, tables, generation, journalBytes: journal.wholeBytes, needsFold });
}

function emptyState({ sqlJs, files }: LoadRequest): LoadedState {
  const database = StateDatabase.open(sqlJs, DatabasePieces.empty(sqlJs));
  database.script(schema);
  markVersion(database);
  // Above any journal that was left behind: what it holds belongs to a state that is gone.
  const generation = Math.max(0, ...strayGenerations(files));
  database.run("INSERT INTO meta VALUES ('schemaVersion', ?), ('generation', ?)", [schemaVersion, generation]);
  const tables = new StateTables(database);
  return { database, tables, generation, snapshotBytes: 0, identity: undefined, journalBytes: 0, needsFold: true };
}

function strayGenerations(files: StateFiles): readonly number[] {
  try {
    return files.journalGenerations();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function newer(files: StateFiles): Result<never, StoreError> {
  const message = `${files.snapshot} was written by a newer version of Tandem. Update Tandem, then try again.`;
  return storeError('STATE_NEWER_VERSION', message);
}

function metaNumber(database: StateDatabase, key: string): number {
  const value = database.row('SELECT value FROM meta WHERE key = ?', [key])?.[0];
  if (typeof value !== 'number') throw new Error(`it has no ${key}`);
  return value;
}

function copyState(files: StateFiles, version: number, generation: number): Result<void, StoreError> {
  // The database owns the bytes read before, and may have changed them.
  const snapshot = bytesOf(files.snapshot);
  const journal = bytesOf(files.journal(generation));
  try {
    if (snapshot) replaceFile(files.backupOf.snapshot(version), snapshot);
    if (journal) replaceFile(files.backupOf.journal(version), journal);
    return ok(undefined);
  } catch (error) {
    return notWritten(files.backupOf.snapshot(version), error);
  }
}

function contentOf(file: string): DatabasePieces | undefined {
  return unlessGone(() => {
    const descriptor = openSync(file, 'r');
    try {
      const content = DatabasePieces.read(descriptor, fstatSync(descriptor).size);
      if (!content) throw new Error('it became shorter meanwhile');
      return content;
    } finally {
      closeSync(descriptor);
    }
  });
}

function bytesOf(file: string): Uint8Array | undefined {
  return unlessGone(() => readFileSync(file));
}

/** Undefined where there is no such file. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
