import type { StateDatabase } from './stateDatabase';
import { valuesTable } from './schema';

/** Brings a state from one schema version to the next, within a transaction. */
export interface Migration {
  /** The version it starts from; it leads to the next one. */
  readonly from: number;
  readonly migrate: (database: StateDatabase) => void;
}

/** The version of the schema that this code reads and writes. */
export const schemaVersion = 4;

/** One step per version, oldest first. There is none before version 1. */
export const migrations: readonly Migration[] = [
  // Job logs tell why, and what fields held; those of before are read as they are.
  { from: 1, migrate: (database) => database.script(valuesTable) },
  // Fingerprints take less room; those of before are read as they are, until their couplings change.
  { from: 2, migrate: () => undefined },
  // Fingerprints that both records share are kept once; those of before are read as they are, until their couplings change.
  { from: 3, migrate: () => undefined },
];

/** Takes the database from `version` to the current one. Undefined versions in between are a bug in the list. */
export function migrateState(database: StateDatabase, version: number, steps: readonly Migration[]): void {
  database.transaction(() => {
    for (let at = version; at < schemaVersion; at++) {
      const step = steps.find((candidate) => candidate.from === at);
      if (!step) throw new Error(`no migration from version ${at}`);
      step.migrate(database);
    }
    database.run("UPDATE meta SET value = ? WHERE key = 'schemaVersion'", [schemaVersion]);
    markVersion(database);
  });
}

/** Says the version where every SQLite tool looks for it, too: a later version may keep it nowhere else. */
export function markVersion(database: StateDatabase): void {
  database.script(`PRAGMA user_version = ${schemaVersion}`);
}
