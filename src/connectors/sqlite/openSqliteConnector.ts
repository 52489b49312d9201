import type { Clock } from '../../core/ports/clock';
import type { ColumnDefaults } from './describeTables';
import type { Connector, ConnectorError } from '../../core/ports/connector';
import type { Ids } from '../../core/ports/ids';
import type { Result } from '../../core/result';
import type { OpenedFile, SqliteFile } from './sqliteFile';
import type { SqliteSession } from './sqliteSession';
import type { SqlJs } from '../../files/loadSqlJs';
import { bindTable, cancelled } from './sqliteSession';
import { describeTables } from './describeTables';
import { ok } from '../../core/result';
import { findRecords } from './findRecords';
import { getRecords } from './getRecords';
import { guarded } from './connectorErrors';
import { readyLocks } from './lockHolder';
import { newRecordIds } from './newRecordIds';
import { openSqliteFile } from './sqliteFile';
import { readRecords } from './readRecords';
import { readTables } from './sqliteTable';
import { SqlDatabase } from '../../files/sqlDatabase';
import { writeRecords } from './writeRecords';

export interface SqliteConnectorOptions {
  /** Absolute. */
  readonly file: string;
  /** The folder that the file may not leave, also not through symbolic links. */
  readonly workspaceFolder: string;
  /** The path as the user wrote it, for messages. */
  readonly displayName: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sqlJs: SqlJs;
  readonly defaults: ColumnDefaults;
  /** Records will be asked for by their stamps, as modified runs do: what that needs is made ready while the file is opened. */
  readonly forChanges?: boolean;
}

/**
 * A SQLite file as a system to synchronize (DESIGN 2, 3, 6). The file is read whole and worked on in memory: `flush` saves it,
 * and refuses where another program touched it meanwhile. Opening and reading never change it.
 */
export async function openSqliteConnector(options: SqliteConnectorOptions): Promise<Result<Connector, ConnectorError>> {
  const opened = openSqliteFile(options);
  if (!opened.ok) return opened;
  const { file } = opened.value;
  const session = guarded(options.displayName, () => openSession(options, opened.value));
  // The other system's file is read before anything waits for locks.
  await Promise.resolve();
  // Before an error of the content is believed, too: a file in the midst of a change looks damaged.
  const untouched = file.checkUntouched();
  if (untouched.ok) return session.ok ? ok(connector(session.value, file, options.defaults)) : session;
  if (session.ok) session.value.db.close();
  return untouched;
}

function openSession(options: SqliteConnectorOptions, { content }: OpenedFile): Result<SqliteSession, ConnectorError> {
  const { displayName, clock, ids, defaults } = options;
  const db = SqlDatabase.open(options.sqlJs, content);
  try {
    configure(db);
    const tables = readTables(db);
    const session = { db, displayName, tables, clock, ids, bound: new Map(), handedOut: new Map(), dirty: false };
    if (options.forChanges) lookAtStamps(session, defaults);
    return ok(session);
  } catch (error) {
    db.close();
    throw error;
  }
}

function connector(session: SqliteSession, file: SqliteFile, defaults: ColumnDefaults): Connector {
  const { db, displayName } = session;
  return {
    capabilities: { durability: 'deferred', batchSize: 1_000, pageSize: 500 },
    describe: async () => ok(describeTables(session.tables.values(), defaults)),
    read: (query, cancel) => readRecords(session, query, cancel),
    get: async (request, cancel) =>
      cancel.aborted ? cancelled(session) : guarded(displayName, () => getRecords(session, request)),
    find: async (request, cancel) =>
      cancel.aborted ? cancelled(session) : guarded(displayName, () => findRecords(session, request)),
    newIds: async (table, count) =>
      guarded(displayName, () => {
        const bound = bindTable(session, table);
        return bound.ok ? ok(newRecordIds(session, bound.value, count)) : bound;
      }),
    prepareToWrite: async () => file.checkWritable(),
    write: async (request, cancel) =>
      cancel.aborted ? cancelled(session) : guarded(displayName, () => writeRecords(session, request)),
    flushSoon: () => {
      if (session.dirty) readyLocks();
    },
    flush: async () => {
      if (!session.dirty) return ok(undefined);
      const saved = guarded(displayName, () => file.save(() => db.image()));
      if (saved.ok) session.dirty = false;
      return saved;
    },
    close: async () => db.close(),
  };
}

// These concern the memory only: what stands in the file keeps its page size, encoding and version numbers.
function configure(db: SqlDatabase): void {
  // Alone with the file, SQLite need not lock and look for changes around each statement, which took most of its time.
  db.script('PRAGMA locking_mode = exclusive');
  db.script('PRAGMA journal_mode = memory');
  db.script('PRAGMA synchronous = off');
  db.script('PRAGMA temp_store = memory');
  db.script('PRAGMA cache_size = -2048');
  db.script('PRAGMA foreign_keys = on');
}

// A look at every stamp belongs to loading: a run that finds nothing changed should not have to pay for it.
function lookAtStamps(session: SqliteSession, { id, modifiedOn }: ColumnDefaults): void {
  for (const table of session.tables.values()) {
    const idColumn = id !== undefined && table.columns.has(id) ? id : table.primaryKey;
    if (table.isView || idColumn === undefined || modifiedOn === undefined || !table.columns.has(modifiedOn)) continue;
    const bound = bindTable(session, { name: table.name, id: idColumn, key: idColumn, modifiedOn });
    if (bound.ok) bound.value.stampsInOrder();
  }
}
