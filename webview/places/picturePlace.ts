import type { RunLine } from '../../src/protocol/resultsProtocol';
import { valueOf } from '../answers';
import { h } from '../html';
import type { VNode } from '../html';
import { safeText } from '../safeText';
import type { View } from '../view';
import { fill } from '../words';
import { mappingGraph } from './mappingGraph';
import { empty, linkButton, missing, plainTable } from './parts';

const mostBars = 40;
const bar = { width: 14, gap: 6, height: 120 };
const parts = ['inserted', 'modified', 'failed'] as const;

/** How runs went over time, and how the mappings hang together; each as a drawing and as a table. */
export function picturePlace(view: View): readonly VNode[] {
  const params = { limit: view.state.runLimit };
  const runs = valueOf(view.state.answers, 'runs', params);
  const graph = valueOf(view.state.answers, 'graph', {});
  return [
    h('h2', {}, view.words.timeline),
    ...(runs === undefined ? [missing(view, { name: 'runs', params })] : timeline(view, runs.runs.slice(0, mostBars))),
    h('h2', {}, view.words.graph),
    ...(graph === undefined ? [missing(view, { name: 'graph', params: {} })] : mappingGraph(view, graph.nodes)),
  ];
}

function timeline(view: View, runs: readonly RunLine[]): readonly VNode[] {
  const { words, format } = view;
  if (runs.length === 0) return [empty(words.noRuns)];
  const sum = (name: (typeof parts)[number]): number => runs.reduce((total, { totals }) => total + totals[name], 0);
  const highest = Math.max(1, ...runs.map(({ totals }) => parts.reduce((total, name) => total + totals[name], 0)));
  const width = runs.length * (bar.width + bar.gap);
  const label = fill(words.timelineText, format.count(runs.length), ...parts.map((name) => format.count(sum(name))));
  const names = [words.created, words.changed, words.failed];
  return [
    h(
      'div',
      { class: 'legend', 'aria-hidden': 'true' },
      parts.map((name, index) => h('span', { class: `mark ${name}` }, names[index])),
    ),
    h(
      'div',
      { class: 'drawing', role: 'group', tabindex: 0, 'aria-label': label },
      h(
        'svg',
        {
          class: 'timeline',
          role: 'img',
          'aria-label': label,
          width,
          height: bar.height + 2,
          viewBox: `0 0 ${width} ${bar.height + 2}`,
        },
        [...runs].reverse().map((run, index) => bars(view, run, index * (bar.width + bar.gap), highest)),
        h('line', { class: 'base', x1: 0, x2: width, y1: bar.height + 1, y2: bar.height + 1 }),
      ),
    ),
    h(
      'details',
      { key: 'runs as table' },
      h('summary', {}, `${words.asTable}: ${words.timeline}`),
      plainTable(
        words.timeline,
        [words.run, ...names],
        runs.map((run) => [
          linkButton(format.time(run.startedAt), () => view.open({ place: 'records', runId: run.runId })),
          ...parts.map((name) => format.count(run.totals[name])),
        ]),
      ),
    ),
  ];
}

function bars(view: View, run: RunLine, x: number, highest: number): VNode {
  let y = bar.height;
  const drawn = parts.map((name) => {
    const count = run.totals[name];
    // A single failure among thousands still has to be seen.
    const height = count === 0 ? 0 : Math.max(2, Math.round((count / highest) * (bar.height - 6)));
    y -= height;
    return h('rect', { class: name, x, y, width: bar.width, height });
  });
  return h(
    'g',
    { key: run.runId },
    h('title', {}, `${view.format.time(run.startedAt)} ${safeText(run.headline)}`),
    drawn,
  );
}
