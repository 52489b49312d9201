import type { Ids } from '../../src/core/ports/ids';

/** GUIDs that count up from 1: `00000000-0000-7000-8000-000000000001`. `series` keeps two sources apart. */
export function sequentialIds(series = 0): Ids {
  let last = 0;
  return {
    guid: () => `${series.toString(16).padStart(8, '0')}-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}`,
  };
}
