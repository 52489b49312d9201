import { must } from '../../core/assert';
import { destinationSide, sourceSide } from '../../core/model/side';
import { directionText } from './directionText';
import { jobsTable } from './jobsTable';
import { printable } from './printable';
import type { Job } from '../../core/model/job';
import type { RunDirection, Side } from '../../core/model/side';
import type { TableMapping } from '../../core/model/tableMapping';
import type { RunReport } from '../../service/workspaceService';
import type { RenderContext } from './renderContext';

/** A run as it was asked for and as it ended. */
export interface RunToRender {
  /** What ran, as a title: `Full synchronization`. */
  readonly title: string;
  readonly environment: string;
  readonly report: RunReport;
  readonly mappings: readonly TableMapping[];
  /** The user has said whether later runs may create records. */
  readonly allowNewAnswered: boolean;
  /** The user has asked the run to stop. */
  readonly stopAsked: boolean;
}

/** The jobs as a table, what went wrong first, and what to do next. */
export function renderRun(run: RunToRender, context: RenderContext): readonly string[] {
  const { report } = run;
  const { paint } = context.style;
  const sections = [
    [`${paint('bold', run.title)} of environment ${printable(run.environment)}, run ${printable(report.runId)}`],
    report.jobs.length > 0 ? jobsTable(report.jobs, report.totals, context) : ['No mapping took part.'],
    jobMessages(report.jobs, context),
    firstErrors(run, context),
    changedFiles(report, context),
    nextSteps(run, context),
  ];
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, at) => (at === 0 ? section : ['', ...section]));
}

/** At most so many errors are shown after a run. */
const mostErrors = 10;

function jobMessages(jobs: readonly Job[], { style }: RenderContext): readonly string[] {
  return jobs
    .filter(({ message }) => message !== '')
    .map(({ mapping, direction, message, status }) => {
      const name = `${printable(mapping)} ${directionText(direction, style.glyphs)}`;
      return `${style.paint(status === 'aborted' ? 'red' : 'yellow', name)}: ${printable(message)}`;
    });
}

function firstErrors({ report, mappings }: RunToRender, { style, commandLine }: RenderContext): readonly string[] {
  const shown = report.firstErrors.slice(0, mostErrors);
  if (shown.length === 0) return [];
  const jobIds = [...new Set(shown.map(({ jobId }) => jobId))];
  const lines = jobIds.flatMap((jobId) => {
    const job = must(
      report.jobs.find(({ id }) => id === jobId),
      `the job ${jobId} of an error`,
    );
    const mapping = mappings.find(({ name }) => name === job.mapping);
    const errors = shown.filter((error) => error.jobId === jobId);
    return [
      `${printable(job.mapping)} ${routeText(job.direction, mapping, style.glyphs.arrow)}`,
      ...errors.flatMap(({ error }) => [
        `  ${recordText(job.direction, error.localId, error.integrationId)}  ${style.paint('red', error.code)}`,
        `    ${printable(error.message)}`,
      ]),
      `  All records and errors of this job: ${commandLine(['job', jobId])}`,
    ];
  });
  // A record that is skipped from now on has an error too, so there may be more errors than failed records.
  const all = shown.length === report.firstErrors.length && shown.length >= report.totals.failed;
  return [style.paint('bold', all ? 'Errors' : 'First errors'), ...lines];
}

/** Which table's records were to be written to which: `local Customer → integration account`. */
function routeText(direction: RunDirection, mapping: TableMapping | undefined, arrow: string): string {
  const named = (side: Side): string => {
    const table = side === 'local' ? mapping?.table : mapping?.integrationTable;
    return table ? `${side} ${printable(table.name)}` : side;
  };
  return `(${named(sourceSide(direction))} ${arrow} ${named(destinationSide(direction))})`;
}

/** The record that did not make it, by the side it comes from where that is known. */
function recordText(direction: RunDirection, localId: string | null, integrationId: string | null): string {
  const ids: Readonly<Record<Side, string | null>> = { local: localId, integration: integrationId };
  const side = ids[sourceSide(direction)] === null ? destinationSide(direction) : sourceSide(direction);
  return `${side} record ${printable(ids[side] ?? '(unknown)')}`;
}

function changedFiles({ changedFiles: files }: RunReport, { style }: RenderContext): readonly string[] {
  if (files.length === 0) return [];
  return [
    'From now on every run may create records; synchOnlyCoupledRecords: false now stands in:',
    ...files.map((file) => `  ${style.paint('cyan', printable(file))}`),
  ];
}

function nextSteps(
  { report, mappings, allowNewAnswered, stopAsked }: RunToRender,
  context: RenderContext,
): readonly string[] {
  const { jobs, totals } = report;
  const hint = (args: readonly string[]): string => context.style.paint('cyan', context.commandLine(args));
  const steps: string[] = [];
  if (stopAsked || jobs.some(({ status }) => status === 'cancelled')) {
    steps.push('Stopped as you asked. What is done is kept; run the same command again to go on.');
  }
  if (totals.failed > 0) steps.push(`See what failed: ${hint(['couplings', '--state', 'failed'])}`);
  if (totals.skipped > 0 && report.troubled) {
    steps.push(`See what is skipped after failures: ${hint(['couplings', '--state', 'skipped'])}`);
    steps.push(`Give skipped records back to the next run: ${hint(retryArguments(jobs))}`);
  }
  const finished = !stopAsked && jobs.length > 0 && jobs.every(({ status }) => status === 'finished');
  if (finished && report.mode === 'full' && !allowNewAnswered && onlyCoupled(jobs, mappings)) {
    steps.push(
      `Modified synchronizations create no records yet. To let them: ${hint(['sync', '--full', '--allow-new', 'yes'])}`,
    );
  }
  return steps.length > 0 ? [context.style.paint('bold', 'Next'), ...steps.map((step) => `  ${step}`)] : [];
}

function retryArguments(jobs: readonly Job[]): readonly string[] {
  const names = [...new Set(jobs.filter(({ counters }) => counters.skipped > 0).map(({ mapping }) => mapping))];
  return names.length === 1 && names[0] !== undefined ? ['retry', '--mapping', names[0]] : ['retry', '--all'];
}

function onlyCoupled(jobs: readonly Job[], mappings: readonly TableMapping[]): boolean {
  return mappings.some(
    ({ name, synchOnlyCoupledRecords }) => synchOnlyCoupledRecords && jobs.some(({ mapping }) => mapping === name),
  );
}
