import type { Job } from '../core/model/job';
import type { RecordBlock } from './recordBlock';
import type { StateDatabase } from './stateDatabase';
import { failedJobIds } from './couplingRow';
import { rowsOf } from './recordBlock';

/** The newest runs whose job logs are kept: weeks of scheduled runs for people to look at, at a bounded size. */
export const keptRuns = 200;

/** Values that modified fields held, in characters: the oldest go first. */
const keptValues = 8_000_000;

/** Removes what has become old: all but the newest `runs`. Call within a transaction; says whether anything went. */
export function pruneJobs(database: StateDatabase, neededJobs: readonly string[], runs = keptRuns): boolean {
  dropOldValues(database);
  const old = jobsBeyond(database, runs);
  return old.length > 0 && removeJobs(database, old, neededJobs).removedJobs > 0;
}

/** How many job logs went, and how many that were to go had to stay. */
export interface ClearedJobs {
  readonly removedJobs: number;
  readonly keptJobs: number;
}

/**
 * Removes the logs of the jobs that ended before a time, or of all that ended. Those that `neededJobs` or a coupling's failure
 * name stay. Call within a transaction.
 */
export function clearJobs(
  database: StateDatabase,
  neededJobs: readonly string[],
  before: string | undefined,
): ClearedJobs {
  const jobs = database.rows('SELECT number, id, body FROM jobs WHERE body IS NOT NULL', []);
  const ended = jobs.filter(([, , body]) => {
    const { finishedAt } = JSON.parse(body as string) as Job;
    return finishedAt !== null && (before === undefined || finishedAt < before);
  });
  return removeJobs(database, ended.map(namedJob), neededJobs);
}

interface NamedJob {
  readonly number: number;
  readonly id: string;
}

/** A job's id stays while a coupling still names it as its last one. */
function removeJobs(database: StateDatabase, jobs: readonly NamedJob[], neededJobs: readonly string[]): ClearedJobs {
  const needed = new Set([...neededJobs, ...jobsOfFailures(database)]);
  const removed = jobs.filter(({ id }) => !needed.has(id));
  const counts = { removedJobs: removed.length, keptJobs: jobs.length - removed.length };
  if (removed.length === 0) return counts;
  for (const { number } of removed) {
    database.run('DELETE FROM job_values WHERE block IN (SELECT number FROM job_records WHERE job = ?)', [number]);
    database.run('DELETE FROM job_records WHERE job = ?', [number]);
    database.run('DELETE FROM job_errors WHERE job = ?', [number]);
    database.run('UPDATE jobs SET run_id = NULL, mapping = NULL, body = NULL WHERE number = ?', [number]);
  }
  database.run(
    `DELETE FROM jobs WHERE body IS NULL
     AND number NOT IN (SELECT last_job FROM couplings WHERE last_job IS NOT NULL)`,
    [],
  );
  removeUnnamedFormer(database);
  return counts;
}

/** Looked for only when a quarter more have gathered, so that the work comes now and then rather than always. */
function jobsBeyond(database: StateDatabase, runs: number): readonly NamedJob[] {
  const newestFirst = database.rows(
    'SELECT run_id FROM jobs WHERE body IS NOT NULL GROUP BY run_id ORDER BY max(number) DESC',
    [],
  );
  if (newestFirst.length <= runs * 1.25) return [];
  const old = new Set(newestFirst.slice(runs).map(([run]) => run));
  const jobs = database.rows('SELECT number, id, run_id FROM jobs WHERE body IS NOT NULL', []);
  return jobs.filter(([, , run]) => old.has(run as string)).map(namedJob);
}

function namedJob([number, id]: readonly unknown[]): NamedJob {
  return { number: number as number, id: id as string };
}

/** A quarter more may gather, for the same reason. */
function dropOldValues(database: StateDatabase): void {
  const newestFirst = database.rows('SELECT block, length(body) FROM job_values ORDER BY block DESC', []);
  let characters = 0;
  const beyond = newestFirst.filter(([, length]) => (characters += length as number) > keptValues);
  if (characters <= keptValues * 1.25) return;
  for (const [block] of beyond) database.run('DELETE FROM job_values WHERE block = ?', [block as number]);
}

function jobsOfFailures(database: StateDatabase): readonly string[] {
  // Naming the state's index condition keeps this from reading every coupling.
  const rows = database.rows('SELECT failures FROM couplings WHERE state <> 0 AND failures IS NOT NULL', []);
  return rows.flatMap(([failures]) => failedJobIds(failures as string));
}

/** Ids of former couplings are kept for the job log alone. */
function removeUnnamedFormer(database: StateDatabase): void {
  const unnamed = new Set(database.rows('SELECT row FROM former', []).map(([row]) => row as number));
  if (unnamed.size === 0) return;
  const blocks = database.statement('SELECT body FROM job_records');
  blocks.start([]);
  for (let block = blocks.next(); block; block = blocks.next()) {
    for (const group of JSON.parse(block[0] as string) as RecordBlock) {
      for (const row of rowsOf(group)) unnamed.delete(row);
    }
  }
  blocks.reset();
  for (const row of unnamed) database.run('DELETE FROM former WHERE row = ?', [row]);
}
