import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SqlJs } from '../../src/files/loadSqlJs';
import { accountColumns, stamp } from './workload';
import { replaceFile } from '../../src/files/replaceFile';

type Database = InstanceType<SqlJs['Database']>;
type SavedFile = 'local' | 'integration' | 'couplings';

/**
 * The baseline: the same work as set-based SQL over both files and a coupling table in one connection, from opening the files
 * to saving them atomically. No fingerprints, no job log, no intents: the limit of what SQL can do here.
 */
export class PureSql {
  private readonly local: Database;
  private readonly integration: Database;
  private readonly couplings: Database;

  constructor(
    private readonly sqlJs: SqlJs,
    private readonly folder: string,
  ) {
    this.local = this.open('local');
    this.integration = this.open('integration');
    this.couplings = this.open('couplings');
    this.couplings
      .run(`PRAGMA locking_mode=exclusive; PRAGMA journal_mode=memory; PRAGMA synchronous=off; PRAGMA temp_store=memory; PRAGMA cache_size=-65536;
      CREATE TABLE IF NOT EXISTS coupling (a_key TEXT PRIMARY KEY, b_key TEXT UNIQUE, a_stamp TEXT, b_stamp TEXT) WITHOUT ROWID;
      ATTACH '${fileOf(this.local)}' AS a; ATTACH '${fileOf(this.integration)}' AS b;`);
  }

  private open(name: SavedFile): Database {
    const file = this.file(name);
    return new this.sqlJs.Database(existsSync(file) ? readFileSync(file) : undefined);
  }

  private file(name: SavedFile): string {
    return path.join(this.folder, `data/${name}.sqlite`);
  }

  /** T1: all customers become coupled accounts. */
  createAll(): void {
    const now = stamp(1e12);
    this.couplings.run(`BEGIN;
      CREATE TEMP TABLE fresh AS SELECT no AS a_key, lower(hex(randomblob(16))) AS b_key, modified_at AS a_stamp FROM a.customers;
      INSERT INTO b.accounts SELECT fresh.b_key, ${accountColumns}, '${now}' FROM fresh CROSS JOIN a.customers ON no = fresh.a_key;
      INSERT INTO coupling SELECT a_key, b_key, a_stamp, '${now}' FROM fresh;
      COMMIT; DROP TABLE fresh;`);
  }

  /** T2: nothing changed since. */
  nothingChanged(since: string): void {
    this.couplings.exec(
      `SELECT count(*) FROM a.customers WHERE modified_at > '${since}'; SELECT count(*) FROM b.accounts WHERE modifiedon > '${since}'`,
    );
  }

  /** T3: what changed on the local side goes over. */
  applyLocalChanges(since: string): void {
    const now = stamp(2e12);
    this.couplings.run(`BEGIN;
      CREATE TEMP TABLE changed AS SELECT a_key, b_key, modified_at AS a_stamp FROM a.customers CROSS JOIN coupling ON a_key = no WHERE modified_at > '${since}' AND modified_at > a_stamp;
      CREATE INDEX changed_a ON changed(a_key); CREATE INDEX changed_b ON changed(b_key);
      UPDATE b.accounts SET (accountnumber, name, line1, city, postalcode, country, email, creditlimit, blockedcode, taxexempt, registeredon, modifiedon) =
        (SELECT ${accountColumns}, '${now}' FROM changed CROSS JOIN a.customers ON no = a_key WHERE b_key = accountid)
        WHERE accountid IN (SELECT b_key FROM changed);
      UPDATE coupling SET a_stamp = (SELECT a_stamp FROM changed WHERE changed.a_key = coupling.a_key), b_stamp = '${now}' WHERE a_key IN (SELECT a_key FROM changed);
      COMMIT; DROP TABLE changed;`);
  }

  /** T4: changes on both sides; pairs changed on both are told apart as conflicts. */
  applyBothChanges(since: string): void {
    this.couplings
      .run(`CREATE TEMP TABLE both_changed AS SELECT a_key FROM a.customers CROSS JOIN coupling ON a_key = no CROSS JOIN b.accounts ON accountid = b_key
      WHERE modified_at > '${since}' AND modified_at > a_stamp AND modifiedon > b_stamp`);
    this.applyLocalChanges(since);
    this.couplings.run(`BEGIN;
      CREATE TEMP TABLE back AS SELECT a_key, b_key, modifiedon AS b_stamp, b.accounts.city AS city FROM b.accounts CROSS JOIN coupling ON b_key = accountid
        WHERE modifiedon > '${since}' AND modifiedon > coupling.b_stamp AND a_key NOT IN (SELECT a_key FROM both_changed);
      CREATE INDEX back_a ON back(a_key);
      UPDATE a.customers SET city = (SELECT back.city FROM back WHERE a_key = no), modified_at = '${stamp(2e12)}' WHERE no IN (SELECT a_key FROM back);
      UPDATE coupling SET b_stamp = (SELECT back.b_stamp FROM back WHERE back.a_key = coupling.a_key) WHERE a_key IN (SELECT a_key FROM back);
      COMMIT; DROP TABLE back; DROP TABLE both_changed;`);
  }

  /** T5: all coupled pairs compared field by field. */
  compareAll(): number {
    const columns = accountColumns
      .replace(/\bname\b/, 'a.customers.name')
      .replace(/(\W)city,/, '$1a.customers.city,')
      .replace('CASE country', 'CASE a.customers.country')
      .replace('lower(email)', 'lower(a.customers.email)');
    const result = this.couplings
      .exec(`SELECT count(*) FROM a.customers CROSS JOIN coupling ON a_key = no CROSS JOIN b.accounts ON accountid = b_key
      WHERE (accountnumber, b.accounts.name, line1, b.accounts.city, postalcode, b.accounts.country, b.accounts.email, creditlimit, blockedcode, taxexempt, registeredon)
        IS NOT (${columns})`);
    return Number(result[0]?.values[0]?.[0]);
  }

  /** T6: couples by number and post code where exactly one account matches. */
  matchAll(): void {
    this.couplings.run(`BEGIN;
      INSERT INTO coupling SELECT no, min(accountid), min(modified_at), min(modifiedon) FROM a.customers CROSS JOIN b.accounts ON accountnumber = no AND postalcode = post_code
        WHERE no NOT IN (SELECT a_key FROM coupling) GROUP BY no HAVING count(*) = 1;
      COMMIT`);
  }

  save(...what: SavedFile[]): void {
    // An exclusive lock keeps the files' own connections from exporting; the next access in normal mode gives it up.
    this.couplings.exec(
      'PRAGMA locking_mode=normal; SELECT count(*) FROM a.sqlite_master; SELECT count(*) FROM b.sqlite_master',
    );
    for (const each of what) replaceFile(this.file(each), this[each].export());
    this.couplings.exec('PRAGMA locking_mode=exclusive');
  }

  close(): void {
    this.couplings.close();
    this.local.close();
    this.integration.close();
  }
}

function fileOf(database: Database): string {
  return String(database.exec('PRAGMA database_list')[0]?.values[0]?.[2]);
}
