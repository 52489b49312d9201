import type { Job } from '../../src/core/model/job';
import type { RunLine } from '../../src/protocol/resultsProtocol';
import { valueOf } from '../answers';
import { cellFocus, gridListeners } from '../grid/gridKeys';
import type { GridShape } from '../grid/moveCursor';
import { h } from '../html';
import type { VNode } from '../html';
import { noFilters } from '../kept';
import { button } from '../kit';
import { counterNames } from '../modelShapes';
import { safeText } from '../safeText';
import type { View } from '../view';
import { fill } from '../words';
import type { WordName } from '../words';
import { isFiltered, jobsInSight } from './jobsInSight';
import { jobFilters } from './jobFilters';
import { empty, linkButton, missing } from './parts';

const columns: readonly WordName[] = ['mapping', 'direction', 'type', 'mode', 'start', 'duration', 'status'];
const lastColumn = columns.length + counterNames.length;

type Line = { readonly run: RunLine } | { readonly job: Job; readonly of: RunLine };

/** Runs, newest first, each with its jobs. */
export function jobsPlace(view: View): readonly VNode[] {
  const { state, words } = view;
  const params = { limit: state.runLimit };
  const answer = valueOf(state.answers, 'runs', params) ?? olderAnswer(view);
  if (answer === undefined) return [missing(view, { name: 'runs', params })];
  if (answer.runs.length === 0) return [empty(words.noRuns)];
  const runs = jobsInSight(answer.runs, state.filters, view.now);
  const lines = runs.flatMap((run): readonly Line[] => [{ run }, ...run.jobs.map((job) => ({ job, of: run }))]);
  const clear = button(words.clearFilters, () => view.tell({ kind: 'filter', filters: noFilters }));
  return [
    jobFilters(view),
    lines.length === 0 ? empty(words.noMatchingJobs, clear) : jobsGrid(view, lines),
    ...(answer.runs.length >= state.runLimit ? [button(words.olderRuns, () => view.tell({ kind: 'olderRuns' }))] : []),
    ...(lines.length === 0 || !isFiltered(state.filters) ? [] : [clear]),
  ];
}

/** While more runs are on their way, those that are known stay. */
function olderAnswer({ state }: View): { readonly runs: readonly RunLine[] } | undefined {
  return valueOf(state.answers, 'runs', { limit: state.runLimit - 50 });
}

function jobsGrid(view: View, lines: readonly Line[]): VNode {
  const { words } = view;
  const shape: GridShape = {
    rows: lines.length,
    columnsOf: (row) => {
      const line = lines[row];
      return line && 'run' in line ? (line.run.totals.failed > 0 ? 2 : 1) : lastColumn + 1;
    },
    page: 10,
  };
  const head = [
    ...columns.map((name) => words[name]),
    ...counterNames.map((name) => words[`counter.${name}`]),
    words.message,
  ];
  return h(
    'div',
    {
      key: 'jobs',
      class: 'jobs',
      role: 'grid',
      'aria-label': words.title,
      'aria-rowcount': lines.length + 1,
      'aria-colcount': head.length,
      on: gridListeners(view, shape),
    },
    h(
      'div',
      { role: 'row', class: 'head', 'aria-rowindex': 1 },
      head.map((name, index) => h('div', { role: 'columnheader', class: classOf(index) }, name)),
    ),
    lines.map((line, row) =>
      'run' in line ? runRow(view, line.run, row, shape) : jobRow(view, line, row, shape, head),
    ),
  );
}

function runRow(view: View, run: RunLine, row: number, shape: GridShape): VNode {
  const { words, format } = view;
  const { failed } = run.totals;
  const { runId } = run;
  return h(
    'div',
    { key: `run ${runId}`, role: 'row', class: 'run', 'aria-rowindex': row + 2 },
    h(
      'div',
      { role: 'gridcell', class: 'headline', 'aria-colspan': failed > 0 ? lastColumn : lastColumn + 1 },
      linkButton(safeText(run.headline), () => view.open({ place: 'records', runId }), cellFocus(view, row, 0, shape)),
      h('span', { class: 'when' }, format.time(run.startedAt)),
    ),
    failed > 0 &&
      h(
        'div',
        { role: 'gridcell' },
        linkButton(
          fill(words.showErrors, format.count(failed)),
          () => view.open({ place: 'errors', runId }),
          cellFocus(view, row, 1, shape),
        ),
      ),
  );
}

function jobRow(
  view: View,
  { job, of }: Extract<Line, { readonly job: Job }>,
  row: number,
  shape: GridShape,
  head: readonly string[],
): VNode {
  const { words, format } = view;
  const took = (job.finishedAt === null ? view.now.getTime() : Date.parse(job.finishedAt)) - Date.parse(job.startedAt);
  const texts = [
    safeText(job.mapping),
    words[`direction.${job.direction}`],
    words[`type.${job.type}`],
    words[`mode.${job.mode}`],
    format.timeBeside(job.startedAt, of.startedAt),
    format.duration(took),
    words[`status.${job.status}`],
  ];
  const cell = (column: number, text: string, classes = classOf(column)): VNode =>
    h(
      'div',
      {
        role: 'gridcell',
        class: classes,
        'data-label': head[column],
        'aria-colindex': column + 1,
        ...cellFocus(view, row, column, shape),
      },
      text,
    );
  return h(
    'div',
    { key: `job ${job.id}`, role: 'row', class: `job ${job.status}`, 'aria-rowindex': row + 2 },
    texts.map((text, column) => cell(column, text)),
    counterNames.map((counter, index) => {
      const column = columns.length + index;
      const number = job.counters[counter];
      if (number === 0) return cell(column, '0', 'count zero');
      const label = `${words[`counter.${counter}`]}: ${format.count(number)}, ${safeText(job.mapping)}`;
      const link = linkButton(
        format.count(number),
        () => view.open({ place: 'records', runId: job.runId, jobId: job.id, counter }),
        { 'aria-label': label, ...cellFocus(view, row, column, shape) },
      );
      const classes = `${classOf(column)} ${counter}`;
      return h(
        'div',
        { role: 'gridcell', class: classes, 'data-label': head[column], 'aria-colindex': column + 1 },
        link,
      );
    }),
    cell(lastColumn, safeText(job.message)),
  );
}

function classOf(column: number): string {
  if (column === lastColumn) return 'message';
  return columns[column] ?? 'count';
}
