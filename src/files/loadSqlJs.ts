import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import initSqlJs from 'sql.js';
import type { EngineMemory, SqliteFunctions } from './sqlEngine';
import { SqlEngine } from './sqlEngine';
import { must } from '../core/assert';

/** The compiled SQLite engine. One per process: databases opened from one instance share its memory. */
export type SqlJs = Pick<Awaited<ReturnType<typeof initSqlJs>>, 'Database'> & { readonly engine: SqlEngine };

type LoadedModule = Awaited<ReturnType<typeof initSqlJs>> & SqliteFunctions & { memory?: EngineMemory };

let loading: Promise<SqlJs> | undefined;

/** Loads sql.js once. The wasm file stands beside the bundle; from source and in tests it comes from the package. */
export function loadSqlJs(): Promise<SqlJs> {
  loading ??= load();
  return loading;
}

async function load(): Promise<SqlJs> {
  const module = await WebAssembly.compile(wasmBinary());
  let memory: EngineMemory | undefined;
  const options = {
    // SQLite's own functions, not the library's older ones of the same names: triggers in users' files call them.
    useOldExtensionFunctions: false,
    // A hook of emscripten's: whoever makes the instance sees the memory that it exports.
    instantiateWasm(imports: object, receive: (instance: object, module: object) => void): object {
      const instance = new WebAssembly.Instance(module, imports);
      memory = Object.values(instance.exports).find((each) => each instanceof WebAssembly.Memory);
      receive(instance, module);
      return instance.exports;
    },
  };
  const loaded = (await initSqlJs(options)) as LoadedModule;
  // sql.js is loaded once a process; bundles that come later find what the first one left.
  if (memory) loaded.memory = memory;
  return { Database: loaded.Database, engine: new SqlEngine(loaded, must(loaded.memory, 'the memory of SQLite')) };
}

function wasmBinary(): Buffer {
  const beside = path.join(__dirname, 'sql-wasm.wasm');
  const file = existsSync(beside) ? beside : createRequire(__filename).resolve('sql.js/dist/sql-wasm.wasm');
  return readFileSync(file);
}

/** What Node has of WebAssembly, and its types leave out. */
declare const WebAssembly: {
  readonly Memory: new () => EngineMemory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  compile(bytes: Uint8Array): Promise<object>;
};
