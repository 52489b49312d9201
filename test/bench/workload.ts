import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SqlJs } from '../../src/files/loadSqlJs';

/** The benchmark's two systems: N customers on the local side, accounts on the other; eleven mapped fields, five transformed. */

const epochMs = Date.UTC(2026, 0, 1);

export const countries = ['DE', 'GB', 'US', 'FR', 'DK', 'SE', 'NL', 'BE', 'AT', 'CH'];
const countryNames = [
  'Germany',
  'United Kingdom',
  'United States',
  'France',
  'Denmark',
  'Sweden',
  'Netherlands',
  'Belgium',
  'Austria',
  'Switzerland',
];

export const customersTable = `CREATE TABLE customers (no VARCHAR(20) PRIMARY KEY, name VARCHAR(100) NOT NULL, address VARCHAR(100), city VARCHAR(50),
  post_code VARCHAR(20), country VARCHAR(10), email VARCHAR(80), credit_limit VARCHAR(30), blocked INTEGER, tax_liable BOOLEAN,
  registered DATE, modified_at DATETIME NOT NULL)`;
export const accountsTable = `CREATE TABLE accounts (accountid VARCHAR(36) PRIMARY KEY, accountnumber VARCHAR(20), name VARCHAR(160), line1 VARCHAR(250),
  city VARCHAR(80), postalcode VARCHAR(20), country VARCHAR(80), email VARCHAR(100), creditlimit VARCHAR(30), blockedcode INTEGER,
  taxexempt BOOLEAN, registeredon DATETIME, modifiedon DATETIME NOT NULL)`;
export const indexes = {
  customers: 'CREATE INDEX customers_modified ON customers(modified_at)',
  accounts:
    'CREATE INDEX accounts_modified ON accounts(modifiedon); CREATE INDEX accounts_number ON accounts(accountnumber)',
};

export function stamp(offsetMs: number): string {
  return new Date(epochMs + offsetMs).toISOString();
}

/** A file with N customers, their stamps a second apart, and an empty file of accounts. */
export function writeSystems(sqlJs: SqlJs, folder: string, count: number): void {
  mkdirSync(path.join(folder, 'data'), { recursive: true });
  const local = new sqlJs.Database();
  local.run(`${customersTable}; ${indexes.customers}; BEGIN`);
  const insert = local.prepare('INSERT INTO customers VALUES (?,?,?,?,?,?,?,?,?,?,?,?)');
  for (let i = 0; i < count; i++) {
    insert.run([
      `C${String(i).padStart(8, '0')}`,
      `Customer ${i} of the Northern Quarter`,
      `${i % 997} Market Square`,
      `City ${i % 500}`,
      `PC-${String(i % 9000).padStart(5, '0')}`,
      countries[i % countries.length] ?? 'DE',
      `Info${i}@Customer${i}.example`,
      `${(i * 37) % 100000}.${String(i % 100).padStart(2, '0')}`,
      i % 4,
      i % 2,
      `20${String(10 + (i % 15)).padStart(2, '0')}-0${1 + (i % 9)}-1${i % 10}`,
      stamp(i * 1000),
    ]);
  }
  insert.free();
  local.run('COMMIT');
  writeFileSync(path.join(folder, 'data/local.sqlite'), local.export());
  local.close();
  const integration = new sqlJs.Database();
  integration.run(`${accountsTable}; ${indexes.accounts}`);
  writeFileSync(path.join(folder, 'data/integration.sqlite'), integration.export());
  integration.close();
  writeMapping(folder);
}

function writeMapping(folder: string): void {
  writeFileSync(
    path.join(folder, 'tandem.yaml'),
    `environments:
  bench:
    local: { connector: sqlite, file: data/local.sqlite, defaults: { modifiedOn: modified_at } }
    integration: { connector: sqlite, file: data/integration.sqlite, defaults: { modifiedOn: modifiedon } }
mappings: [customer.mapping.yaml]
`,
  );
  const names = countries.map((code, index) => `${code}: ${countryNames[index]}`).join(', ');
  writeFileSync(
    path.join(folder, 'customer.mapping.yaml'),
    `name: CUSTOMER
table: customers
integrationTable: { name: accounts, key: accountnumber }
direction: bidirectional
synchOnlyCoupledRecords: true
matching: { createNew: false, synchronize: false }
fields:
  - map: no <-> accountnumber
    match: { priority: 1, caseSensitive: true }
  - name <-> name
  - address <-> line1
  - city <-> city
  - map: post_code <-> postalcode
    match: { priority: 1, caseSensitive: true }
  - map: country <-> country
    values: { ${names} }
  - map: email <-> email
    transform: { toIntegrationTable: [lowercase], fromIntegrationTable: [lowercase] }
  - credit_limit <-> creditlimit
  - map: blocked <-> blockedcode
    values: { 0: 100, 1: 101, 2: 102, 3: 103 }
  - map: tax_liable <-> taxexempt
    values: { true: false, false: true }
  - registered <-> registeredon
`,
  );
}

/** The baseline's expression for each account column, from a customer row. */
export const accountColumns = `no, name, address, city, post_code,
  CASE country ${countries.map((code, index) => `WHEN '${code}' THEN '${countryNames[index]}'`).join(' ')} END,
  lower(email), credit_limit, blocked + 100, 1 - tax_liable, registered || 'T00:00:00.000Z'`;
