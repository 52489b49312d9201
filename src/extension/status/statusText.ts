import { shortProgress } from '../progress/progressText';
import type { Answer, RunResult } from '../../protocol/workerProtocol';
import type { Locale } from '../locale';
import type { RunProgress } from '../progress/runProgress';

/** What the status bar item tells of one workspace. */
export interface StatusFacts {
  /** The workspace's name where the window has several. */
  readonly workspace: string | undefined;
  /** Undefined while nothing is known, or where tandem.yaml cannot be read. */
  readonly environment: string | undefined;
  readonly production: boolean;
  /** Both sides of the environment in a few words. */
  readonly systems: string | undefined;
  readonly filesHaveErrors: boolean;
  /** The run that goes on in this window, with its title. */
  readonly run: (RunProgress & { readonly title: string; readonly cancelling: boolean }) | undefined;
  /** Who holds the state elsewhere. */
  readonly lockedBy: string | undefined;
  readonly last: { readonly result: Answer<RunResult>; readonly endedAt: string } | undefined;
  /** ISO 8601. */
  readonly nextRun: string | undefined;
}

export interface StatusView {
  /** With codicons in `$(…)`. */
  readonly text: string;
  /** Lines of plain text, which screen readers read as well. */
  readonly tooltip: string;
  /** Nothing can run until the user acts. */
  readonly blocking: boolean;
}

/** The item's text in a few words, and the rest of it as a tooltip. */
export function statusText(facts: StatusFacts, locale: Locale): StatusView {
  const { t } = locale;
  const { icon, words } = stateOf(facts, locale);
  const name = nameOf(facts, locale);
  return {
    text: `$(${icon}) ${words === '' ? name : t('{0}: {1}', name, words)}`,
    tooltip: [...tooltipLines(facts, locale), t('Select for actions.')].join('\n'),
    blocking: facts.filesHaveErrors && facts.run === undefined,
  };
}

/** The most pressing thing to say. */
function stateOf(facts: StatusFacts, locale: Locale): { readonly icon: string; readonly words: string } {
  const { t } = locale;
  const { run, last } = facts;
  if (run) return { icon: 'sync~spin', words: run.cancelling ? t('stopping') : shortProgress(run, locale) };
  if (facts.filesHaveErrors) return { icon: 'error', words: t('files have errors') };
  if (facts.lockedBy !== undefined) return { icon: 'lock', words: t('running elsewhere') };
  const next = facts.nextRun === undefined ? '' : t('next {0}', locale.time(facts.nextRun));
  if (!last) return { icon: 'sync', words: next };
  const trouble = troubleOf(last.result, locale);
  return trouble === '' ? { icon: 'check', words: next } : { icon: 'warning', words: trouble };
}

function nameOf({ workspace, environment, production }: StatusFacts, { t }: Locale): string {
  const shown = environment ?? 'Tandem';
  const place = workspace === undefined ? shown : `${workspace} · ${shown}`;
  return production ? t('{0} (production)', place) : place;
}

/** `3 failed`, or why nothing ran; empty when all went well. */
function troubleOf(result: Answer<RunResult>, locale: Locale): string {
  const { t } = locale;
  if (!result.ok) return result.error.kind === 'cancelled' ? t('cancelled') : t('did not run');
  const { jobs, totals } = result.value;
  if (jobs.some(({ status }) => status === 'aborted')) return t('aborted');
  if (totals.failed > 0) return t('{0} failed', locale.count(totals.failed));
  if (totals.skipped > 0) return t('{0} skipped', locale.count(totals.skipped));
  return jobs.some(({ status }) => status === 'cancelled') ? t('cancelled') : '';
}

function tooltipLines(facts: StatusFacts, locale: Locale): readonly string[] {
  const { t } = locale;
  const { environment, production, systems, run, last } = facts;
  const lines = [facts.workspace === undefined ? 'Tandem' : t('Tandem: {0}', facts.workspace)];
  if (environment !== undefined) {
    lines.push(production ? t('Environment {0}, a production system', environment) : t('Environment {0}', environment));
  }
  if (systems !== undefined) lines.push(systems);
  if (facts.filesHaveErrors)
    lines.push(t('Nothing can run: the files have errors. The Problems view and the log name them.'));
  if (run) lines.push(t('Running: {0}', run.title));
  if (facts.lockedBy !== undefined) lines.push(facts.lockedBy);
  if (last) lines.push(t('Last run {0}: {1}', locale.time(last.endedAt), lastResult(last.result, locale)));
  if (facts.nextRun !== undefined) lines.push(t('Next run {0}', locale.time(facts.nextRun)));
  return lines;
}

/** `12 inserted, 3 failed`; the refusal's own words where nothing ran. */
function lastResult(result: Answer<RunResult>, locale: Locale): string {
  const { t } = locale;
  if (!result.ok) return result.error.message;
  const { totals, jobs } = result.value;
  const aborted = jobs.find(({ status }) => status === 'aborted');
  if (aborted) return aborted.message;
  const words = [
    totals.inserted > 0 && t('{0} inserted', locale.count(totals.inserted)),
    totals.modified > 0 && t('{0} modified', locale.count(totals.modified)),
    totals.coupled > 0 && t('{0} coupled', locale.count(totals.coupled)),
    totals.uncoupled > 0 && t('{0} uncoupled', locale.count(totals.uncoupled)),
    totals.failed > 0 && t('{0} failed', locale.count(totals.failed)),
    totals.skipped > 0 && t('{0} skipped', locale.count(totals.skipped)),
  ].filter((word) => word !== false);
  return words.length > 0 ? words.join(', ') : t('everything was in step');
}
