import type { RunningRun } from '../../src/protocol/resultsProtocol';
import { h } from '../html';
import type { VNode } from '../html';
import { counterNames } from '../modelShapes';
import { progressRing } from '../kit';
import { pace } from '../pace';
import { safeText } from '../safeText';
import type { View } from '../view';
import { fill } from '../words';
import { actionButton } from './parts';

/** The run that is going on, with what can be said of its end. */
export function runningBanner(view: View, run: RunningRun): VNode {
  const { words, format } = view;
  const { job, done, total } = run;
  const counts = counterNames.filter((name) => (job?.counters[name] ?? 0) > 0);
  const { rate, remainingMs } = pace(run, view.now);
  const facts = [
    job && fill(words.position, safeText(job.mapping), run.position, run.of),
    total === null
      ? fill(words.progressOpen, format.count(done))
      : fill(words.progress, format.count(done), format.count(total)),
    rate > 0 && fill(words.rate, format.count(rate)),
    remainingMs !== null && fill(words.remaining, format.duration(remainingMs)),
    ...counts.map((name) => `${words[`counter.${name}`]}: ${format.count(job?.counters[name] ?? 0)}`),
  ];
  return h(
    'section',
    { key: 'running', class: 'running', 'aria-label': fill(words.running, safeText(run.title)) },
    progressRing(),
    h(
      'div',
      { class: 'grow' },
      h('strong', {}, fill(words.running, safeText(run.title))),
      h(
        'div',
        { class: 'facts' },
        facts.map((fact) => typeof fact === 'string' && h('span', {}, fact)),
      ),
      run.waiting !== null && h('div', {}, fill(words.waiting, safeText(run.waiting))),
      total !== null &&
        h('progress', {
          max: Math.max(total, 1),
          value: Math.min(done, total),
          'aria-label': words.running.replace(/[:：]?\s*\{0\}/, ''),
        }),
    ),
    run.cancelling ? h('span', {}, words.cancelling) : actionButton(view, words.cancel, { name: 'cancel' }),
  );
}
