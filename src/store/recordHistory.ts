import type { Job, JobRecord } from '../core/model/job';
import type { MappingEntry } from './mappingTable';
import type { StateDatabase } from './stateDatabase';
import { groupsOfJob, recordReader } from './jobRows';
import { rowsOf } from './recordBlock';
import { rowsPerMapping } from './schema';
import { storedIdOrNull } from './couplingRow';

/** What the job log says of single records. */
export class RecordHistory {
  constructor(private readonly database: StateDatabase) {}

  /** Newest first. Records are known by either id, so that couplings that came before are told, too. */
  of(
    mapping: MappingEntry,
    ids: Pick<JobRecord, 'localId' | 'integrationId'>,
  ): readonly { readonly job: Job; readonly record: JobRecord }[] {
    const rows = this.rowsWith(mapping, ids);
    if (rows.size === 0) return [];
    const jobs = this.database.rows(selectJobs, [mapping.name]);
    return jobs.flatMap(([body]) => {
      const job = JSON.parse(body as string) as Job;
      return this.recordsOf(job.id, rows)
        .map((record) => ({ job, record }))
        .reverse();
    });
  }

  private recordsOf(jobId: string, rows: ReadonlySet<number>): readonly JobRecord[] {
    const read = recordReader(this.database);
    const found: JobRecord[] = [];
    for (const stored of groupsOfJob(this.database, jobId)) {
      for (const [index, row] of rowsOf(stored.group).entries()) if (rows.has(row)) found.push(read(stored, index));
    }
    return found;
  }

  private rowsWith(
    { number }: MappingEntry,
    { localId, integrationId }: Pick<JobRecord, 'localId' | 'integrationId'>,
  ): ReadonlySet<number> {
    const local = storedIdOrNull(localId);
    const integration = storedIdOrNull(integrationId);
    const first = number * rowsPerMapping;
    const coupled = this.database.rows(selectCoupled, [number, local, number, integration]);
    const former = this.database.rows(selectFormer, [first, first + rowsPerMapping, local, integration]);
    return new Set([...coupled, ...former].map(([row]) => row as number));
  }
}

const selectJobs = 'SELECT body FROM jobs WHERE mapping = ? AND body IS NOT NULL ORDER BY number DESC';

// An id that is null equals nothing.
const selectCoupled = `SELECT row FROM couplings WHERE mapping = ? AND local_id = ?
  UNION SELECT row FROM couplings WHERE mapping = ? AND integration_id = ?`;
const selectFormer = 'SELECT row FROM former WHERE row >= ? AND row < ? AND (local_id = ? OR integration_id = ?)';
