import { setFlagsFromString } from 'node:v8';

/** short: looks at few records, or at files · long: may go through all records. */
export type EngineUse = 'short' | 'long';

const longCommands: ReadonlySet<string> = new Set(['tandem sync', 'tandem plan', 'tandem watch', 'tandem couple']);

/** `command` is what the state's lock would name, such as `tandem sync`. */
export function engineUse(command: string): EngineUse {
  return longCommands.has(command) ? 'long' : 'short';
}

/**
 * Says how eagerly V8 is to optimize the SQLite engine; to be called before that is loaded. A process does not end before V8 is
 * done, and begun too early that is most of a short command's time: measured with Node 20, `jobs` takes 165 ms without it in place
 * of 250, and `sync` of the sample 290 ms in place of 350 where it begins later. Runs over many records need it: 100,000 take a
 * twentieth longer without.
 */
export function tuneEngine(use: EngineUse): void {
  const [major = 0] = process.versions.node.split('.').map(Number);
  // V8 complains aloud of flags that it does not know.
  if (major > newestTried) return;
  if (use === 'long') return setFlagsFromString('--wasm-tiering-budget=30000000');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  setFlagsFromString('--no-wasm-tier-up');
}

/** The newest Node that these flags were tried with. */
const newestTried = 24;
