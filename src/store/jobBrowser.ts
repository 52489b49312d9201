import type { Action, Job, JobError, JobRecord } from '../core/model/job';
import type { FailureCode } from '../core/model/failure';
import type { RunDirection } from '../core/model/side';
import type { StateDatabase } from './stateDatabase';
import { actionAndReason } from './recordBlock';
import { groupsOfJob, recordReader } from './jobRows';

/** A stretch of a list, and how long the list is. */
export interface Stretch<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface StretchQuery {
  readonly offset: number;
  readonly limit: number;
}

/** Looks through job logs in stretches: a job may have touched every record there is. */
export class JobBrowser {
  constructor(private readonly database: StateDatabase) {}

  /** The newest job of each mapping and direction, newest first; looks no further than for those that are `wanted`. */
  newest(wanted: ReadonlyMap<string, readonly RunDirection[]>): ReadonlyMap<string, readonly Job[]> {
    const found = new Map<string, Job[]>();
    const open = new Map(wanted);
    const statement = this.database.statement(selectNewestFirst);
    statement.start([]);
    for (let row = statement.next(); row && open.size > 0; row = statement.next()) {
      const [mapping, number] = row as [string, number];
      const directions = open.get(mapping);
      if (!directions) continue;
      const body = this.database.row('SELECT body FROM jobs WHERE number = ?', [number])?.[0] as string;
      const job = JSON.parse(body) as Job;
      if (!directions.includes(job.direction)) continue;
      found.set(mapping, [...(found.get(mapping) ?? []), job]);
      const rest = directions.filter((direction) => direction !== job.direction);
      if (rest.length > 0) open.set(mapping, rest);
      else open.delete(mapping);
    }
    statement.reset();
    return found;
  }

  jobsOfRun(runId: string): readonly Job[] {
    const rows = this.database.rows(selectRun, [runId]);
    return rows.map(([body]) => JSON.parse(body as string) as Job);
  }

  failureCounts(id: string): ReadonlyMap<FailureCode, number> {
    return new Map(this.database.rows(selectFailureCounts, [id]) as [FailureCode, number][]);
  }

  /** What a job did to records, in its order; only these actions where any are named. */
  records(id: string, actions: readonly Action[], { offset, limit }: StretchQuery): Stretch<JobRecord> {
    const items: JobRecord[] = [];
    const read = recordReader(this.database);
    let total = 0;
    for (const stored of groupsOfJob(this.database, id)) {
      if (actions.length > 0 && !actions.includes(actionAndReason(stored.group).action)) continue;
      const first = total;
      total += stored.group.length - 2;
      const end = Math.min(total, offset + limit);
      for (let at = Math.max(first, offset); at < end; at++) items.push(read(stored, at - first));
    }
    return { items, total };
  }

  errors(id: string, { offset, limit }: StretchQuery): Stretch<JobError> {
    const items: JobError[] = [];
    let total = 0;
    for (const [number, count] of this.database.rows(selectErrorCounts, [id]) as [number, number][]) {
      const first = total;
      total += count;
      if (total <= offset || first >= offset + limit) continue;
      const body = this.database.row('SELECT body FROM job_errors WHERE number = ?', [number])?.[0] as string;
      items.push(...(JSON.parse(body) as JobError[]).slice(Math.max(0, offset - first), offset + limit - first));
    }
    return { items, total };
  }
}

const selectNewestFirst = 'SELECT mapping, number FROM jobs WHERE body IS NOT NULL ORDER BY number DESC';

const selectRun = 'SELECT body FROM jobs WHERE run_id = ? AND body IS NOT NULL ORDER BY number';

const selectFailureCounts = `SELECT json_extract(error.value, '$.code') AS code, count(*)
  FROM job_errors, json_each(job_errors.body) AS error
  WHERE job = (SELECT number FROM jobs WHERE id = ?) GROUP BY code`;

const selectErrorCounts = `SELECT number, json_array_length(body) FROM job_errors
  WHERE job = (SELECT number FROM jobs WHERE id = ?) ORDER BY number`;
