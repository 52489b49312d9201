import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SqlJs } from '../../../src/files/loadSqlJs';
import { loadSqlJs } from '../../../src/files/loadSqlJs';
import { bigSizes } from './bigSizes';

interface Pair {
  readonly mapping: string;
  readonly local: string;
  readonly integration: string;
  readonly count: number;
}

const epochMs = Date.UTC(2026, 0, 1);

/** Writes a workspace whose local system holds all the records and whose integration system holds none yet. */
export async function makeBigWorkspace(folder: string): Promise<void> {
  const sqlJs = await loadSqlJs();
  const many = bigSizes.records - (bigSizes.mappings - 1) * bigSizes.few;
  const pairs = Array.from({ length: bigSizes.mappings }, (_, index) =>
    pairOf(index, index === 0 ? many : bigSizes.few),
  );
  for (const name of ['data', 'mappings']) mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, 'tandem.yaml'), workspaceText);
  for (const pair of pairs)
    writeFileSync(path.join(folder, 'mappings', `${pair.local}.mapping.yaml`), mappingText(pair));
  writeFileSync(path.join(folder, 'data', 'local.sqlite'), localSystem(sqlJs, pairs));
  writeFileSync(path.join(folder, 'data', 'integration.sqlite'), integrationSystem(sqlJs, pairs));
}

function pairOf(index: number, count: number): Pair {
  const number = String(index + 1).padStart(3, '0');
  return { mapping: `MAPPING ${number}`, local: `table${number}`, integration: `entity${number}`, count };
}

const workspaceText = `environments:
  large:
    local: { connector: sqlite, file: data/local.sqlite, defaults: { modifiedOn: modified_at } }
    integration: { connector: sqlite, file: data/integration.sqlite, defaults: { modifiedOn: modifiedon } }
mappings: [mappings/*.mapping.yaml]
`;

function mappingText({ mapping, local, integration }: Pair): string {
  return `name: ${mapping}
table: ${local}
integrationTable: { name: ${integration}, key: accountnumber }
direction: bidirectional
fields:
  - no <-> accountnumber
  - name <-> name
  - address <-> line1
  - city <-> city
  - map: email <-> email
    transform: { toIntegrationTable: [lowercase], fromIntegrationTable: [lowercase] }
  - credit_limit <-> creditlimit
`;
}

function localSystem(sqlJs: SqlJs, pairs: readonly Pair[]): Uint8Array {
  const database = new sqlJs.Database();
  database.run('BEGIN');
  for (const { local, count } of pairs) {
    database.run(`CREATE TABLE ${local} (no VARCHAR(20) PRIMARY KEY, name VARCHAR(100) NOT NULL, address VARCHAR(100),
      city VARCHAR(50), email VARCHAR(80), credit_limit DECIMAL(18,2), modified_at DATETIME NOT NULL);
      CREATE INDEX ${local}_modified ON ${local}(modified_at)`);
    const insert = database.prepare(`INSERT INTO ${local} VALUES (?,?,?,?,?,?,?)`);
    for (let i = 1; i <= count; i++) {
      const no = `C${String(i).padStart(6, '0')}`;
      const place = [`${i % 997} Market Square`, `City ${i % 500}`];
      const stamp = new Date(epochMs + i * 1000).toISOString();
      insert.run([no, `Customer ${i} Ltd.`, ...place, `Info${i}@Customer.example`, `${i % 1000}.50`, stamp]);
    }
    insert.free();
  }
  database.run('COMMIT');
  return exported(database);
}

function integrationSystem(sqlJs: SqlJs, pairs: readonly Pair[]): Uint8Array {
  const database = new sqlJs.Database();
  for (const { integration } of pairs) {
    database.run(`CREATE TABLE ${integration} (accountid VARCHAR(36) PRIMARY KEY, accountnumber VARCHAR(20),
      name VARCHAR(160), line1 VARCHAR(250), city VARCHAR(80), email VARCHAR(100), creditlimit DECIMAL(18,2),
      modifiedon DATETIME NOT NULL); CREATE INDEX ${integration}_modified ON ${integration}(modifiedon)`);
  }
  return exported(database);
}

function exported(database: InstanceType<SqlJs['Database']>): Uint8Array {
  const bytes = database.export();
  database.close();
  return bytes;
}
