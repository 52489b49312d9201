import { directionText } from '../render/directionText';
import { cutText, displayWidth } from '../render/displayWidth';
import { printable } from '../render/printable';
import { progressCount } from './progressCount';
import type { Job } from '../../core/model/job';
import type { ProgressEvent } from '../../service/workspaceService';
import type { Messages } from '../messages';
import type { Glyphs } from '../render/textStyle';
import type { ProgressReporter } from './progressReporter';

/**
 * Progress for a terminal: one line, rewritten in place at most ten times a second and never longer than the window,
 * since a wrapped line cannot be rewritten. Events draw it; nothing runs in the background.
 */
export function terminalProgress(options: {
  readonly messages: Messages;
  readonly glyphs: Glyphs;
  /** Milliseconds. */
  readonly now: () => number;
  readonly columns: () => number | undefined;
}): ProgressReporter {
  const { messages, glyphs, now, columns } = options;
  let place = '';
  let drawnAt = -Infinity;

  const draw = (line: string): void => {
    drawnAt = now();
    // The last column stays free: some terminals wrap when it is written.
    messages.status(cutText(line, (columns() ?? usualColumns) - 1, glyphs.ellipsis));
  };
  return {
    onProgress(event) {
      if (event.kind === 'jobStarted') place = `(${event.position} of ${event.of})`;
      if (event.kind === 'jobFinished') return;
      if (event.kind === 'jobProgress' && now() - drawnAt < intervalMs && event.done !== event.total) return;
      draw(
        event.kind === 'waiting'
          ? printable(event.reason)
          : progressLine(event, place, columns() ?? usualColumns, glyphs),
      );
    },
    done: () => messages.clearStatus(),
  };
}

const intervalMs = 100;
const usualColumns = 80;
const longestBar = 24;
const shortestBar = 6;

function progressLine(
  event: Exclude<ProgressEvent, { readonly kind: 'waiting' | 'jobFinished' }>,
  place: string,
  width: number,
  glyphs: Glyphs,
): string {
  const name = jobName(event.job, glyphs);
  if (event.kind === 'jobStarted') return `${name}  ${place}`;
  const text = `${progressCount(event)}  ${place}`;
  if (event.total === undefined || event.total === 0) return `${name}  ${text}`;
  const share = Math.min(1, event.done / event.total);
  const percent = `${String(Math.floor(share * 100)).padStart(3)} %`;
  const room = width - displayWidth(`${name}  []  ${percent}  ${text}`) - 1;
  const bar = room < shortestBar ? '' : `[${progressBar(share, Math.min(room, longestBar), glyphs)}]  `;
  return `${name}  ${bar}${percent}  ${text}`;
}

function progressBar(share: number, width: number, { barFull, barEmpty }: Glyphs): string {
  const full = Math.floor(share * width);
  return barFull.repeat(full) + barEmpty.repeat(width - full);
}

function jobName(job: Job, glyphs: Glyphs): string {
  return `${printable(job.mapping)} ${directionText(job.direction, glyphs)}`;
}
