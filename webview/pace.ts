import type { RunningRun } from '../src/protocol/resultsProtocol';

/** Records a second since the start, and how long the rest takes at that; null where that cannot be told. */
export function pace(run: RunningRun, now: Date): { readonly rate: number; readonly remainingMs: number | null } {
  const seconds = (now.getTime() - Date.parse(run.job?.startedAt ?? run.startedAt)) / 1000;
  const exact = seconds > 0 ? run.done / seconds : 0;
  const left = run.total === null || exact === 0 ? null : Math.max(0, ((run.total - run.done) / exact) * 1000);
  return { rate: Math.round(exact), remainingMs: left };
}
