import { directionText } from '../render/directionText';
import { formatCount, formatCounters } from '../render/formatCount';
import { formatElapsed } from '../render/formatDuration';
import { statusText } from '../render/jobsTable';
import { printable } from '../render/printable';
import { progressCount } from './progressCount';
import type { Job } from '../../core/model/job';
import type { Messages } from '../messages';
import type { Glyphs } from '../render/textStyle';
import type { ProgressReporter } from './progressReporter';

/** Progress for logs and pipes: a line when a job starts and ends, and between them at most one a second. */
export function plainProgress(options: {
  readonly messages: Messages;
  readonly glyphs: Glyphs;
  /** Milliseconds. */
  readonly now: () => number;
}): ProgressReporter {
  const { messages, glyphs, now } = options;
  const name = (job: Job): string => `${printable(job.mapping)} ${directionText(job.direction, glyphs)}`;
  const results = new Map<string, string>();
  let lastLineAt = now();
  return {
    onProgress(event) {
      switch (event.kind) {
        case 'jobStarted':
          lastLineAt = now();
          messages.note([
            `${name(event.job)}: started (job ${formatCount(event.position)} of ${formatCount(event.of)})`,
          ]);
          return;
        case 'jobProgress':
          if (now() - lastLineAt < intervalMs) return;
          lastLineAt = now();
          messages.note([`${name(event.job)}: ${progressCount(event)}`]);
          return;
        case 'jobFinished': {
          const { job } = event;
          // A job is taken up again for lookups that had to wait; it is told once more only where that changed something.
          const result = `${statusText[job.status]}, ${formatCounters(job.counters)}`;
          if (results.get(job.id) === result) return;
          results.set(job.id, result);
          const took = formatElapsed(job.startedAt, job.finishedAt);
          messages.note([`${name(job)}: ${result} (${took})`]);
          return;
        }
        case 'waiting':
          messages.note([printable(event.reason)]);
      }
    },
    done: () => undefined,
  };
}

const intervalMs = 1000;
