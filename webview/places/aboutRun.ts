import type { Opened, RecordRow } from '../../src/protocol/resultsProtocol';
import { valueOf } from '../answers';
import { h } from '../html';
import type { VNode } from '../html';
import { safeText } from '../safeText';
import type { View } from '../view';

/** Which run or job a list belongs to, in a line above it; of a run that is not among those known only what a row tells. */
export function aboutRun(
  view: View,
  { runId, jobId }: Extract<Opened, { readonly place: 'records' | 'errors' }>,
  row: RecordRow | undefined,
): VNode | undefined {
  const { state, words, format } = view;
  const run = valueOf(state.answers, 'runs', { limit: state.runLimit })?.runs.find((each) => each.runId === runId);
  const job = run?.jobs.find(({ id }) => id === jobId) ?? (jobId === undefined ? undefined : row);
  const facts = [
    job && `${safeText(job.mapping)} ${words[`direction.${job.direction}`]}`,
    run && words[`mode.${run.jobs[0]?.mode ?? 'modified'}`],
    run && format.time(run.startedAt),
    run && jobId === undefined && safeText(run.headline),
  ].filter((fact) => typeof fact === 'string');
  return facts.length === 0 ? undefined : h('p', { key: 'about', class: 'quiet about' }, facts.join(' · '));
}
