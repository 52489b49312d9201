import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/** Frees what nobody holds any more, for tests that ask what is held. */
export function collectGarbage(): void {
  // Made once: each context that is made for it would be garbage of its own, a good part of a megabyte.
  collect ??= collector();
  collect();
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
