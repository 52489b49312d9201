import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import initSqlJs from 'sql.js';

/** The compiled SQLite engine. One per process: databases opened from one instance share its memory. */
export type SqlJs = Awaited<ReturnType<typeof initSqlJs>>;

let loading: Promise<SqlJs> | undefined;

/** Loads sql.js once. The wasm file stands beside the bundle; from source and in tests it comes from the package. */
export function loadSqlJs(): Promise<SqlJs> {
  // SQLite's own functions, not the library's older ones of the same names: triggers in users' files call them.
  const options = { wasmBinary: wasmBinary(), useOldExtensionFunctions: false };
  loading ??= initSqlJs(options);
  return loading;
}

function wasmBinary(): ArrayBuffer {
  const beside = path.join(__dirname, 'sql-wasm.wasm');
  const file = existsSync(beside) ? beside : createRequire(__filename).resolve('sql.js/dist/sql-wasm.wasm');
  const bytes = readFileSync(file);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
