import type { RecordBlock } from './jobTable';
import type { StateDatabase } from './stateDatabase';
import { failedJobIds } from './couplingRow';

/** The newest runs whose job logs are kept: weeks of scheduled runs for people to look at, at a bounded size. */
export const keptRuns = 200;

/**
 * Removes the logs of old runs: all but the newest `runs`, and those that `neededJobs` or a coupling's failure names. A
 * job's id stays while a coupling still names it as its last one. Call within a transaction; says whether anything went.
 */
export function pruneJobs(database: StateDatabase, neededJobs: readonly string[], runs = keptRuns): boolean {
  const old = oldJobs(database, runs);
  if (old.length === 0) return false;
  const needed = new Set([...neededJobs, ...jobsOfFailures(database)]);
  const removed = old.filter(({ id }) => !needed.has(id));
  for (const { number } of removed) {
    database.run('DELETE FROM job_records WHERE job = ?', [number]);
    database.run('DELETE FROM job_errors WHERE job = ?', [number]);
    database.run('UPDATE jobs SET run_id = NULL, mapping = NULL, body = NULL WHERE number = ?', [number]);
  }
  if (removed.length === 0) return false;
  database.run(
    `DELETE FROM jobs WHERE body IS NULL
     AND number NOT IN (SELECT last_job FROM couplings WHERE last_job IS NOT NULL)`,
    [],
  );
  removeUnnamedFormer(database);
  return true;
}

/** Looked for only when a quarter more have gathered, so that the work comes now and then rather than always. */
function oldJobs(database: StateDatabase, runs: number): readonly { readonly number: number; readonly id: string }[] {
  const newestFirst = database.rows(
    'SELECT run_id FROM jobs WHERE body IS NOT NULL GROUP BY run_id ORDER BY max(number) DESC',
    [],
  );
  if (newestFirst.length <= runs * 1.25) return [];
  const old = new Set(newestFirst.slice(runs).map(([run]) => run));
  const jobs = database.rows('SELECT number, id, run_id FROM jobs WHERE body IS NOT NULL', []);
  return jobs
    .filter(([, , run]) => old.has(run as string))
    .map(([number, id]) => ({ number: number as number, id: id as string }));
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
  while (blocks.step()) {
    for (const [, , ...steps] of JSON.parse(blocks.get()[0] as string) as RecordBlock) {
      let row = 0;
      for (const step of steps) unnamed.delete((row += step));
    }
  }
  blocks.reset();
  for (const row of unnamed) database.run('DELETE FROM former WHERE row = ?', [row]);
}
