import type { RunningRun } from '../src/protocol/resultsProtocol';
import { safeText } from './safeText';
import type { Words } from './words';
import { fill } from './words';

/** What a screen reader says of a run going on: each tenth of a mapping and its end, so that it does not talk without pause. */
export function announcement(before: RunningRun | null, after: RunningRun | null, words: Words): string | undefined {
  if (after === null) return before === null ? undefined : words.announceEnded;
  const isSame = before?.job?.mapping === after.job?.mapping && tenths(before) === tenths(after);
  if (isSame) return undefined;
  return fill(words.announceRunning, safeText(after.job?.mapping ?? after.title), tenths(after) * 10);
}

function tenths(run: RunningRun | null): number {
  return run === null || run.total === null || run.total === 0 ? 0 : Math.floor((run.done / run.total) * 10);
}
