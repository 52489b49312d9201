import { directionText } from './directionText';
import { formatCount, formatCounters } from './formatCount';
import { formatElapsed } from './formatDuration';
import { formatTime } from './formatTime';
import { statusColour, statusText } from './jobsTable';
import { printable } from './printable';
import { textTable } from './textTable';
import type { JobDetails } from '../../service/workspaceService';
import type { RenderContext } from './renderContext';
import { actionColour } from './renderPlan';

/** One job: what it was, every error, and the records it touched. */
export function renderJobDetails(details: JobDetails, context: RenderContext): readonly string[] {
  const { style } = context;
  const { job } = details;
  const head = [
    `${style.paint('bold', `Job ${printable(job.id)}`)}  ${style.paint(statusColour[job.status], statusText[job.status])}`,
    `  mapping    ${printable(job.mapping)} ${directionText(job.direction, style.glyphs)}`,
    `  type       ${job.type}, ${job.mode}`,
    `  run        ${printable(job.runId)}`,
    `  started    ${formatTime(job.startedAt)}, took ${formatElapsed(job.startedAt, job.finishedAt)}`,
    `  result     ${formatCounters(job.counters)}`,
    ...(job.message === '' ? [] : [`  message    ${printable(job.message)}`]),
  ];
  return [...head, ...errorLines(details, context), ...recordLines(details, context)];
}

/** Records beyond these are counted only; `--json` lists all. */
const mostRecords = 50;

function errorLines({ errors }: JobDetails, { style }: RenderContext): readonly string[] {
  if (errors.length === 0) return [];
  return [
    '',
    style.paint('bold', 'Errors'),
    ...errors.flatMap(({ localId, integrationId, code, message, at }) => [
      `  ${idText('local', localId)}, ${idText('integration', integrationId)}  ${style.paint('red', code)}  ${formatTime(at)}`,
      `    ${printable(message)}`,
    ]),
  ];
}

function recordLines({ records }: JobDetails, { style, width }: RenderContext): readonly string[] {
  if (records.length === 0) return [];
  const rows = records
    .slice(0, mostRecords)
    .map(({ action, localId, integrationId, fields }) => [
      { text: action, colour: actionColour[action] },
      localId ?? '-',
      integrationId ?? '-',
      fields.join(', '),
    ]);
  const left = records.length - rows.length;
  return [
    '',
    style.paint('bold', 'Records'),
    ...textTable([{ title: 'action' }, { title: 'local' }, { title: 'integration' }, { title: 'fields' }], rows, {
      style,
      width,
    }),
    ...(left > 0 ? [`${style.glyphs.ellipsis} and ${formatCount(left)} more; --json lists all`] : []),
  ];
}

function idText(side: string, id: string | null): string {
  return id === null ? `no ${side} record` : `${side} ${printable(id)}`;
}
