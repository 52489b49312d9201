import { dueMs } from '../../core/schedule/schedule';
import { formatCount, formatCounters } from './formatCount';
import { formatElapsed } from './formatDuration';
import { formatTime } from './formatTime';
import { printable } from './printable';
import { turnOutcome } from '../../core/schedule/turnOutcome';
import type { RenderContext } from './renderContext';
import type { RunReport } from '../../service/workspaceService';
import type { Schedule, ScheduleSettings } from '../../core/schedule/schedule';
import type { WatchTurn, WatchWord } from '../../service/watchWorkspace';

/** What a word is said into. */
export interface WatchSituation {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly settings: ScheduleSettings;
  readonly once: boolean;
  /** The turn before this one: trouble that goes on is not told in full again. */
  readonly before: WatchTurn | undefined;
}

/** The lines of a watch's log that one word makes; each begins with `at`, an ISO instant. */
export function renderWatch(word: WatchWord, about: WatchSituation, context: RenderContext): readonly string[] {
  switch (word.kind) {
    case 'started':
      return logLines(about.at, [startText(word, about)], context);
    case 'changeSeen':
      return logLines(about.at, [`A file changed. ${nextText(word.schedule)}`], context);
    case 'turnEnded':
      return logLines(word.endedAt, turnTexts(word, about.before, context), context);
  }
}

/** A line of the log: the time in UTC, and what there is to say. Further texts stand below the first. */
export function logLines(at: string, texts: readonly string[], { style }: RenderContext): readonly string[] {
  const time = formatTime(at);
  return texts.map((text, index) => `${index === 0 ? style.paint('dim', time) : ' '.repeat(time.length)}  ${text}`);
}

/** `30 min`, `12 h`, `90 s`: a duration as people give it, in the largest unit that says it exactly. */
export function intervalText(ms: number): string {
  const [size, name] = units.find(([unitMs]) => ms % unitMs === 0) ?? [1000, 's'];
  return `${formatCount(Math.round(ms / size))} ${name}`;
}

const units: readonly (readonly [number, string])[] = [
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

function startText(
  { environment, mappings }: { readonly environment: string; readonly mappings: number },
  { settings, once }: { readonly settings: ScheduleSettings; readonly once: boolean },
): string {
  const what = `environment ${printable(environment)}, ${formatCount(mappings)} ${mappings === 1 ? 'mapping' : 'mappings'}`;
  if (once) return `One run of ${what}.`;
  const { intervalMs, inactivityMs } = settings;
  const quiet =
    inactivityMs === 0
      ? 'once nothing changes, only after a change'
      : `every ${intervalText(inactivityMs)} while nothing changes`;
  return `Watching ${what}: a run every ${intervalText(intervalMs)}; ${quiet}. Stop it with Ctrl+C.`;
}

function turnTexts(turn: WatchTurn, before: WatchTurn | undefined, context: RenderContext): readonly string[] {
  const { result, schedule, startedAt, endedAt } = turn;
  const { paint } = context.style;
  const outcome = turnOutcome(result);
  const next = schedule ? ` ${nextText(schedule)}` : '';
  const errors = errorTexts(result, before, context);
  switch (outcome.kind) {
    case 'locked':
      return [`${paint('yellow', 'Put off:')} ${printable(outcome.message)}${next}`];
    case 'filesBroken': {
      const asBefore = before !== undefined && !before.result.ok && before.result.error.message === outcome.message;
      const text = asBefore ? 'Still waiting until the files are mended.' : 'Waiting until the files are mended:';
      return [`${paint('red', text)}${asBefore ? '' : ` ${printable(outcome.message)}`}${next}`];
    }
    case 'failed':
      return [`${paint('red', 'Could not run:')} ${printable(outcome.message)}${next}`, ...errors];
    case 'stopped':
      return [`Stopped; what is done is kept.${countsText(result)}`, ...errors];
    case 'unchanged':
      return [`Nothing to do.${countsText(result)}${next}`, ...errors];
    case 'changed':
      return [`Synchronized in ${formatElapsed(startedAt, endedAt)}.${countsText(result)}${next}`, ...errors];
  }
}

function countsText(result: WatchTurn['result']): string {
  if (!result.ok) return '';
  const counts = formatCounters(result.value.totals);
  return counts === 'no records' ? '' : ` Records: ${counts}.`;
}

/** The first errors of the run, one a line, and where to see the rest. */
function errorTexts(
  result: WatchTurn['result'],
  before: WatchTurn | undefined,
  context: RenderContext,
): readonly string[] {
  if (!result.ok || result.value.firstErrors.length === 0) return [];
  const all = errorLines(result.value, context);
  if (before?.result.ok && errorLines(before.result.value, context).join('\n') === all.join('\n')) {
    return ['The same errors as in the last run.'];
  }
  return [...all.slice(0, mostErrors), `See all: ${context.commandLine(['couplings', '--state', 'failed'])}`];
}

function errorLines(report: RunReport, context: RenderContext): readonly string[] {
  return report.firstErrors.map((first) => errorText(report, first, context));
}

const mostErrors = 5;

function errorText(
  { jobs }: RunReport,
  { jobId, error }: RunReport['firstErrors'][number],
  { style }: RenderContext,
): string {
  const mapping = jobs.find(({ id }) => id === jobId)?.mapping ?? '';
  const record = error.localId === null ? `integration record ${error.integrationId}` : `local record ${error.localId}`;
  return `${printable(mapping)} ${printable(record)}: ${style.paint('red', error.code)} ${printable(error.message)}`;
}

function nextText(schedule: Schedule): string {
  const due = dueMs(schedule);
  if (due === undefined) return 'Next run after a change.';
  const next = `Next run ${formatTime(new Date(due).toISOString())}`;
  return ['quiet', 'repair'].includes(schedule.waitsFor) ? `${next}, sooner after a change.` : `${next}.`;
}
