import { directionText } from './directionText';
import { displayWidth } from './displayWidth';
import { formatCount } from './formatCount';
import { formatElapsed } from './formatDuration';
import { textTable } from './textTable';
import type { Counters, Job, JobStatus } from '../../core/model/job';
import type { RenderContext } from './renderContext';
import type { Colour } from './textStyle';
import type { TableCell, TableColumn } from './textTable';

/**
 * The jobs of one run and their sum. Where the terminal is too narrow, counts that are zero in every job give way;
 * what a run rarely counts stands there only when it is not zero.
 */
export function jobsTable(jobs: readonly Job[], totals: Counters, context: RenderContext): readonly string[] {
  const { style, width } = context;
  const build = (names: readonly (keyof Counters)[]): readonly string[] =>
    textTable([...leadingColumns, ...names.map(countColumn), durationColumn], tableRows(jobs, totals, names, context), {
      style,
    });
  const all = build(usualCounts.concat(rareCounts.filter((name) => totals[name] > 0)));
  const tooWide = width !== undefined && Math.max(...all.map(plainWidth)) > width;
  return tooWide ? build([...usualCounts, ...rareCounts].filter((name) => totals[name] > 0)) : all;
}

const usualCounts: readonly (keyof Counters)[] = ['inserted', 'modified', 'unchanged', 'skipped', 'failed', 'coupled'];
const rareCounts: readonly (keyof Counters)[] = ['uncoupled', 'deleted'];

const leadingColumns: readonly TableColumn[] = [{ title: 'mapping' }, { title: 'direction' }, { title: 'status' }];
const durationColumn: TableColumn = { title: 'duration', align: 'right' };
const countColumn = (name: keyof Counters): TableColumn => ({ title: name, align: 'right' });

function tableRows(
  jobs: readonly Job[],
  totals: Counters,
  names: readonly (keyof Counters)[],
  { style }: RenderContext,
): readonly (readonly TableCell[])[] {
  const rows = jobs.map((job): readonly TableCell[] => [
    job.mapping,
    directionText(job.direction, style.glyphs),
    { text: statusText[job.status], colour: statusColour[job.status] },
    ...names.map((name) => countCell(name, job.counters[name])),
    formatElapsed(job.startedAt, job.finishedAt),
  ]);
  if (jobs.length === 1) return rows;
  return [
    ...rows,
    [{ text: 'total', colour: 'bold' }, '', '', ...names.map((name) => countCell(name, totals[name])), ''],
  ];
}

function countCell(name: keyof Counters, count: number): TableCell {
  const text = formatCount(count);
  if (count === 0) return { text, colour: 'dim' };
  if (name === 'failed') return { text, colour: 'red' };
  return name === 'skipped' ? { text, colour: 'yellow' } : text;
}

/** A job's status in words for people. */
export const statusText: Readonly<Record<JobStatus, string>> = {
  inProgress: 'in progress',
  finished: 'finished',
  aborted: 'aborted',
  cancelled: 'cancelled',
};

/** Colours repeat what the status says. */
export const statusColour: Readonly<Record<JobStatus, Colour>> = {
  inProgress: 'cyan',
  finished: 'green',
  aborted: 'red',
  cancelled: 'yellow',
};

/** A finished line's width without its colour codes. */
function plainWidth(line: string): number {
  // eslint-disable-next-line no-control-regex -- the codes are control characters
  return displayWidth(line.replace(/\u001b\[\d+m/g, ''));
}
