import { noCounts } from '../../core/model/job';
import { directionText } from './directionText';
import { formatCounters } from './formatCount';
import { formatElapsed } from './formatDuration';
import { formatTime } from './formatTime';
import { statusColour, statusText } from './jobsTable';
import { textTable } from './textTable';
import type { Job } from '../../core/model/job';
import type { RenderContext } from './renderContext';

/** The jobs as the log lists them. `more` says that the log holds older ones. */
export function renderJobs(
  jobs: readonly Job[],
  { more }: { readonly more: boolean },
  { style, width, commandLine }: RenderContext,
): readonly string[] {
  if (jobs.length === 0) return [`No synchronization job yet. Start with: ${commandLine(['sync', '--full'])}`];
  const rows = jobs.map((job) => [
    job.id,
    formatTime(job.startedAt),
    formatElapsed(job.startedAt, job.finishedAt),
    job.type,
    job.mode,
    job.mapping,
    directionText(job.direction, style.glyphs),
    { text: statusText[job.status], colour: statusColour[job.status] },
    resultText(job),
  ]);
  return [
    ...textTable(columns, rows, { style, width }),
    '',
    ...(more ? [`These are the newest ${jobs.length}; --limit N shows more.`] : []),
    `One job with its records and errors: ${style.paint('cyan', `${commandLine(['job'])} ID`)}`,
  ];
}

/** A job that did not run has only its message to tell. */
function resultText({ counters, message, status }: Job): string {
  const counts = formatCounters(counters);
  if (message === '') return counts;
  return status === 'aborted' && counts === formatCounters(noCounts) ? message : `${counts}. ${message}`;
}

const columns = [
  { title: 'job' },
  { title: 'started' },
  { title: 'duration', align: 'right' },
  { title: 'type' },
  { title: 'mode' },
  { title: 'mapping' },
  { title: 'direction' },
  { title: 'status' },
  { title: 'result' },
] as const;
