import { accessSync, closeSync, constants, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ConnectorError } from '../../core/ports/connector';
import type { FileIdentity } from '../../files/fileIdentity';
import type { Result } from '../../core/result';
import type { SqliteHeader } from '../../files/sqliteHeader';
import { corruptMessage } from './connectorErrors';
import { err, ok } from '../../core/result';
import { fileIdentity, isSameFile } from '../../files/fileIdentity';
import { isHeldForWriting, readyLocks } from './lockHolder';
import { isInside } from '../../files/isInside';
import { must } from '../../core/assert';
import { openJournal } from './openJournal';
import { DatabasePieces } from '../../files/databasePieces';
import { replaceFile } from '../../files/replaceFile';
import { setChangeCounter, setUsesWal, sqliteHeader } from '../../files/sqliteHeader';

/** Above this, SQLite in memory runs out of room while it works. */
const largestFile = 1_500_000_000;

/** For asking early whether writing makes sense, an older look at the locks serves: the one that counts is right before a save. */
const earlyLookMs = 1_000;

/** Times that a file system tells lag behind the clock by a tick of the kernel, which is 10 ms at most. */
const tickMs = 20;

/** A SQLite file on disk: read whole, and replaced whole as long as nobody else touched it. */
export interface SqliteFile {
  /** Fails where another program changed the file since it was read, or is about to: what was read may then be torn. */
  checkUntouched(): Result<void, ConnectorError>;
  /** Fails where saving is bound to fail. */
  checkWritable(): Result<void, ConnectorError>;
  /** Puts an image in the file's place, with the journal mode the user chose. Changes the image's header. */
  save(makeImage: () => readonly Uint8Array[]): Result<void, ConnectorError>;
}

export interface OpenedFile {
  readonly file: SqliteFile;
  /** The content, for a database to take over; says that it needs no write-ahead log. To be believed once `checkUntouched` has confirmed it. */
  readonly content: DatabasePieces;
}

/** Where a file is and how it is called in messages. `file` is absolute; through links it may not leave `workspaceFolder`. */
export interface FilePlace {
  readonly file: string;
  readonly workspaceFolder: string;
  readonly displayName: string;
}

export function openSqliteFile(place: FilePlace): Result<OpenedFile, ConnectorError> {
  const { displayName } = place;
  const resolved = resolve(place);
  if (!resolved.ok) return resolved;
  const file = resolved.value;
  readyLocks();
  const read = readWhole(file, displayName);
  if (!read.ok) return read;
  const { content, header } = read.value;
  let { identity } = read.value;
  let { changeCounter } = header;
  // The database in memory has no log beside it; the file gets its mode back when it is saved.
  setUsesWal(content.first, false);

  const checkFree = (maxAgeMs: number): Result<void, ConnectorError> =>
    isHeldForWriting(identity.inode, maxAgeMs) ? err(locked(displayName)) : checkUnchanged();

  const checkUnchanged = (): Result<void, ConnectorError> => {
    const isAsLeft = isSame(file, identity, changeCounter) && openJournal(file) === undefined;
    if (isAsLeft) return ok(undefined);
    return err(isHeldForWriting(identity.inode, 0) ? locked(displayName) : changed(displayName));
  };

  const save = (makeImage: () => readonly Uint8Array[]): Result<void, ConnectorError> => {
    // Locks are looked at once, at the last moment, and are made ready while the image is written.
    const before = checkUnchanged();
    if (!before.ok) return before;
    readyLocks();
    const image = makeImage();
    const firstPages = must(image[0], 'a first page');
    setUsesWal(firstPages, header.usesWal);
    setChangeCounter(firstPages, changeCounter + 1);
    try {
      replaceFile(file, image, () => {
        const last = checkFree(0);
        if (!last.ok) throw new SaveRefused(last.error);
      });
    } catch (error) {
      return err(error instanceof SaveRefused ? error.reason : notWritten(displayName, error));
    }
    identity = fileIdentity(file) ?? identity;
    changeCounter++;
    return ok(undefined);
  };

  const checkWritable = (): Result<void, ConnectorError> =>
    isReadOnly(file) ? err(readOnly(displayName)) : checkFree(earlyLookMs);

  const checkUntouched = () => checkFree(0);
  return ok({ content, file: { checkUntouched, checkWritable, save } });
}

/** Carries a refusal out of the callback of `replaceFile`. */
class SaveRefused extends Error {
  constructor(readonly reason: ConnectorError) {
    super(reason.message);
  }
}

function resolve({ file, workspaceFolder, displayName }: FilePlace): Result<string, ConnectorError> {
  const outside: ConnectorError = {
    code: 'PATH_OUTSIDE_WORKSPACE',
    message: `${displayName} lies outside the workspace folder. Move the file into the folder of tandem.yaml, and correct the path.`,
  };
  if (!isInside(path.resolve(workspaceFolder), path.resolve(file))) return err(outside);
  try {
    const real = realpathSync(file);
    if (!isInside(realpathSync(workspaceFolder), real)) return err(outside);
    return statSync(real).isFile() ? ok(real) : err(notFound(displayName));
  } catch (error) {
    return err(errorCode(error) === 'EACCES' ? forbidden(displayName) : notFound(displayName));
  }
}

interface WholeFile {
  readonly content: DatabasePieces;
  readonly header: SqliteHeader;
  readonly identity: FileIdentity;
}

function readWhole(file: string, displayName: string): Result<WholeFile, ConnectorError> {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    return err(errorCode(error) === 'ENOENT' ? notFound(displayName) : forbidden(displayName));
  }
  try {
    const { size } = fstatSync(descriptor);
    if (size > largestFile) return err(tooLarge(displayName, size));
    const journal = openJournal(file);
    if (journal) return err(hasJournal(displayName, journal));
    const identity = fileIdentity(descriptor);
    // A program that is in the midst of writing would show by the file's time, but for the last tick.
    if (identity && wasJustWritten(identity) && isHeldForWriting(identity.inode, 0)) return err(locked(displayName));
    const content = DatabasePieces.read(descriptor, size);
    const header = content && size > 0 ? sqliteHeader(content.first, size) : undefined;
    const after = fileIdentity(descriptor);
    if (identity && after && !isSameFile(identity, after)) return err(changed(displayName));
    if (!content || !header || !identity) return err({ code: 'FILE_CORRUPT', message: corruptMessage(displayName) });
    return ok({ content, header, identity });
  } catch (error) {
    return err(unreadable(displayName, error));
  } finally {
    closeSync(descriptor);
  }
}

function wasJustWritten({ modifiedNs }: FileIdentity): boolean {
  return Date.now() - Number(modifiedNs / 1_000_000n) < tickMs;
}

function isSame(file: string, identity: FileIdentity, changeCounter: number): boolean {
  const now = fileIdentity(file);
  if (!now || !isSameFile(now, identity)) return false;
  const descriptor = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(100);
    const count = readSync(descriptor, bytes, 0, bytes.length, 0);
    return sqliteHeader(bytes.subarray(0, count), Number(now.size))?.changeCounter === changeCounter;
  } finally {
    closeSync(descriptor);
  }
}

// Mode bits as well as access: for root, access always says yes, but a file without any write bit is meant to be kept.
function isReadOnly(file: string): boolean {
  return [file, path.dirname(file)].some((place) => {
    try {
      accessSync(place, constants.W_OK);
      return (statSync(place).mode & 0o222) === 0;
    } catch {
      return true;
    }
  });
}

function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function notFound(displayName: string): ConnectorError {
  return {
    code: 'FILE_NOT_FOUND',
    message: `${displayName} does not exist. Correct the path in tandem.yaml, or create the file.`,
  };
}

function forbidden(displayName: string): ConnectorError {
  return { code: 'FORBIDDEN', message: `${displayName} may not be read. Give yourself permission to read it.` };
}

function unreadable(displayName: string, error: unknown): ConnectorError {
  return {
    code: 'FILE_CORRUPT',
    message: `${displayName} cannot be read (${errorCode(error) ?? 'unknown error'}). Check the disk, or restore the file from a backup.`,
  };
}

function tooLarge(displayName: string, size: number): ConnectorError {
  const gigabytes = (size / 1e9).toFixed(1);
  return {
    code: 'FILE_TOO_LARGE',
    message: `${displayName} has ${gigabytes} GB, and at most ${largestFile / 1e9} GB can be opened. Split the file, or remove what need not be synchronized.`,
  };
}

function hasJournal(displayName: string, journal: string): ConnectorError {
  const remedy = journal.endsWith('-wal')
    ? `run: sqlite3 "${displayName}" "PRAGMA wal_checkpoint(TRUNCATE)"`
    : 'open the file once with it, so that it can finish its last transaction';
  return {
    code: 'FILE_HAS_WAL',
    message: `${path.basename(journal)} beside ${displayName} holds changes that are not in the file yet. Close the program that uses the file, or ${remedy}.`,
  };
}

function locked(displayName: string): ConnectorError {
  return {
    code: 'FILE_LOCKED',
    message: `${displayName} is being changed by another program, and was left alone. Wait until it has finished, or close it, and run again.`,
  };
}

function changed(displayName: string): ConnectorError {
  return {
    code: 'FILE_CHANGED',
    message: `${displayName} was changed by another program since it was read, and was left alone. Close that program, and run again.`,
  };
}

function readOnly(displayName: string): ConnectorError {
  return {
    code: 'FILE_READ_ONLY',
    message: `${displayName} or its folder is read-only. Allow writing to both, and run again.`,
  };
}

function notWritten(displayName: string, error: unknown): ConnectorError {
  return {
    code: 'FILE_NOT_WRITTEN',
    message: `${displayName} could not be saved (${errorCode(error) ?? 'unknown error'}), and is as it was before. Check free space and permissions, and run again.`,
  };
}
