/** Since version 2. */
export const valuesTable = 'CREATE TABLE job_values (block INTEGER PRIMARY KEY, body TEXT NOT NULL);';

/**
 * The tables of a state file, version 4 (DESIGN 6). A change here needs a new version and a step in `migrations.ts`.
 *
 * - A coupling's row number is its mapping's number times `rowsPerMapping`, plus a running number: the rows of a mapping lie
 *   together, so pages and samples are ranges and need no index of their own.
 * - Ids are 16 bytes for GUIDs, else text (`idCode.ts`); stamps are milliseconds (`stampCode.ts`); fingerprints are packed
 *   (`fingerprintCode.ts`).
 * - `couplings.state`: 0 ok, 1 failed, 2 skipped. `revisit`, `pending_lookups`: 1 to the integration table, 2 from it, 3 both.
 * - `former` keeps the ids of rows that job records still name after the coupling changed or went away.
 * - `job_records.body` and `job_values.body` are JSON (`recordBlock.ts`): about 3 bytes per record, and what modified fields held
 *   before and after.
 * - A job whose log was pruned keeps its row, without a body, while a coupling names it.
 */
export const schema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE mappings (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, coupled INTEGER NOT NULL);
CREATE TABLE shapes (id INTEGER PRIMARY KEY, mapping TEXT NOT NULL, fields TEXT NOT NULL, signature TEXT NOT NULL);
CREATE TABLE couplings (
  row INTEGER PRIMARY KEY,
  mapping INTEGER NOT NULL,
  local_id,
  integration_id,
  local_modified_on INTEGER,
  integration_modified_on INTEGER,
  shape INTEGER,
  fingerprints,
  pending_lookups INTEGER NOT NULL,
  state INTEGER NOT NULL,
  revisit INTEGER NOT NULL,
  last_job INTEGER,
  failures TEXT
);
CREATE UNIQUE INDEX couplings_local ON couplings (mapping, local_id);
CREATE UNIQUE INDEX couplings_integration ON couplings (mapping, integration_id);
CREATE INDEX couplings_state ON couplings (state) WHERE state <> 0;
CREATE INDEX couplings_revisit ON couplings (mapping, revisit) WHERE revisit <> 0;
CREATE TABLE former (row INTEGER PRIMARY KEY, local_id, integration_id);
CREATE TABLE cursors (mapping TEXT, direction TEXT, cursor TEXT, PRIMARY KEY (mapping, direction)) WITHOUT ROWID;
CREATE TABLE jobs (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run_id TEXT, mapping TEXT, body TEXT);
CREATE TABLE field_lists (number INTEGER PRIMARY KEY, fields TEXT NOT NULL UNIQUE);
CREATE TABLE job_records (number INTEGER PRIMARY KEY, job INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX job_records_job ON job_records (job);
${valuesTable}
CREATE TABLE job_errors (number INTEGER PRIMARY KEY, job INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX job_errors_job ON job_errors (job);
CREATE TABLE open_intents (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
`;

/** Room for row numbers within one mapping. Up to the seventh mapping they fit in 31 bits, which sql.js passes fastest. */
export const rowsPerMapping = 2 ** 28;
