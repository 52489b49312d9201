import type { FailureCode } from '../model/failure';
import type { Job } from '../model/job';
import type { Side } from '../model/side';
import { destinationSide, sourceSide } from '../model/side';
import { failureAdvice } from './failureAdvice';

/** What a headline needs to know beside the jobs. */
export interface HeadlineNames {
  /** What people call the two systems. */
  readonly systems: { readonly [S in Side]: string };
  /** The table on a mapping's side; undefined where the mapping is no more. */
  readonly table: (mapping: string, side: Side) => string | undefined;
  /** How often a job's records failed with each code. */
  readonly failures: (jobId: string) => ReadonlyMap<FailureCode, number>;
}

/** What a run did, in one sentence: `61 customers created in dataverse, 3 failed: looked-up record not coupled.` */
export function runHeadline(jobs: readonly Job[], names: HeadlineNames): string {
  const parts = [
    ...done(jobs, names),
    ...counted(jobs, 'coupled', (count, noun) => `${count} ${noun} coupled`, names),
    ...counted(jobs, 'uncoupled', (count, noun) => `${count} ${noun} uncoupled`, names),
    ...failed(jobs, names),
    ...ended(jobs),
  ];
  if (parts.length > 0) return `${upperFirst(parts.join(', '))}.`;
  if (jobs.some((job) => job.finishedAt === null)) return 'Goes on.';
  const unchanged = sum(jobs, 'unchanged');
  return unchanged > 0 ? `Nothing to do: ${unchanged} in step.` : 'Nothing to do.';
}

/** Created and modified, by destination system; the noun is the table's where all is of one mapping. */
function done(jobs: readonly Job[], { systems, ...names }: HeadlineNames): readonly string[] {
  return (['integration', 'local'] as const).flatMap((side) => {
    const there = jobs.filter((job) => destinationSide(job.direction) === side);
    const created = counted(there, 'inserted', (count, noun) => `${count} ${noun} created`, { systems, ...names });
    const modified = counted(
      there,
      'modified',
      (count, noun) => (created.length > 0 ? `${count} modified` : `${count} ${noun} modified`),
      { systems, ...names },
    );
    const both = [...created, ...modified];
    return both.length === 0 ? [] : [`${both.join(' and ')} in ${systems[side]}`];
  });
}

function failed(jobs: readonly Job[], names: HeadlineNames): readonly string[] {
  const count = sum(jobs, 'failed');
  const skipped = sum(jobs, 'skipped');
  const codes = new Map<FailureCode, number>();
  for (const job of jobs) {
    for (const [code, times] of names.failures(job.id)) codes.set(code, (codes.get(code) ?? 0) + times);
  }
  const [most] = [...codes].sort(([, a], [, b]) => b - a);
  const why = most ? `: ${failureAdvice(most[0]).short}${codes.size > 1 ? ' and others' : ''}` : '';
  if (count === 0) return skipped === 0 ? [] : [`${skipped} skipped${why}`];
  return [...(skipped === 0 ? [] : [`${skipped} skipped`]), `${count} failed${why}`];
}

function ended(jobs: readonly Job[]): readonly string[] {
  const aborted = jobs.filter((job) => job.status === 'aborted').length;
  const cancelled = jobs.filter((job) => job.status === 'cancelled').length;
  return [
    ...(aborted === 0 ? [] : [aborted === 1 ? 'one job was aborted' : `${aborted} jobs were aborted`]),
    ...(cancelled === 0 ? [] : ['cancelled']),
  ];
}

type Counter = 'inserted' | 'modified' | 'coupled' | 'uncoupled';

function counted(
  jobs: readonly Job[],
  counter: Counter,
  say: (count: string, noun: string) => string,
  { table }: HeadlineNames,
): readonly string[] {
  const counting = jobs.filter((job) => job.counters[counter] > 0);
  const count = sum(counting, counter);
  if (count === 0) return [];
  const [only, ...others] = new Set(counting.map((job) => table(job.mapping, sourceSide(job.direction))));
  const noun = others.length === 0 && only !== undefined ? only : 'record';
  return [say(String(count), count === 1 ? singular(noun) : plural(noun))];
}

function sum(jobs: readonly Job[], counter: keyof Job['counters']): number {
  return jobs.reduce((total, job) => total + job.counters[counter], 0);
}

/** Tables are called in the singular by some systems, in the plural by others. */
function singular(table: string): string {
  const name = lowerFirst(table);
  if (/ies$/i.test(name)) return name.replace(/ies$/i, 'y');
  if (/(ss|x|ch|sh)es$/i.test(name)) return name.slice(0, -2);
  return /[^su]s$/i.test(name) ? name.slice(0, -1) : name;
}

function plural(table: string): string {
  const name = singular(table);
  if (/[^aeiou]y$/i.test(name)) return name.replace(/y$/i, 'ies');
  return /(s|x|ch|sh)$/i.test(name) ? `${name}es` : `${name}s`;
}

/** `Customer` is a customer; names with more capitals, or several words, are left alone. */
function lowerFirst(table: string): string {
  return /^[A-Z][a-z]+$/.test(table) ? table.toLowerCase() : table;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
