import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { SqlJs } from '../files/loadSqlJs';

/** Builds one sample system from the SQL texts in a folder: `schema.sql` first, then the rows of each table. */
export async function sampleDatabase(sqlJs: SqlJs, folder: string): Promise<Uint8Array> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const inOrder = ['schema.sql', ...names.filter((name) => name !== 'schema.sql')];
  const texts = await Promise.all(inOrder.map((name) => readFile(path.join(folder, name), 'utf8')));
  const database = new sqlJs.Database();
  try {
    // One transaction: each table's rows refer to rows of other tables.
    database.exec(`BEGIN;\n${texts.join('\n')}\nCOMMIT;`);
    return database.export();
  } finally {
    database.close();
  }
}
