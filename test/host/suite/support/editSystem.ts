import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import initSqlJs from 'sql.js';
import { extensionId, openFolder } from './tandemApi';

const files = { local: 'business-central.sqlite', integration: 'dataverse.sqlite' } as const;

/** Somebody works in one of the sample's systems: runs statements whose parameter `?1` is the time of the edit. */
export async function editSystem(side: keyof typeof files, statements: readonly string[]): Promise<void> {
  const extension = vscode.extensions.getExtension(extensionId);
  if (!extension) throw new Error(`${extensionId} is not installed in this window.`);
  const wasm = readFileSync(path.join(extension.extensionPath, 'dist', 'sql-wasm.wasm'));
  const sql = await initSqlJs({ wasmBinary: new Uint8Array(wasm).buffer });
  const file = path.join(openFolder(), 'data', files[side]);
  const database = new sql.Database(readFileSync(file));
  try {
    for (const statement of statements) {
      database.run(statement, statement.includes('?1') ? [new Date().toISOString()] : []);
    }
    writeFileSync(file, database.export());
  } finally {
    database.close();
  }
}
