import type { Job, JobError, JobRecord } from '../core/model/job';
import type { CouplingNames } from './couplingRow';
import type { CouplingWriter } from './couplingWriter';
import type { RecordGroup, ValuesBlock } from './recordBlock';
import type { StateBatch } from '../core/ports/stateStore';
import type { StateDatabase } from './stateDatabase';
import { fieldValuesItems } from './fieldValues';
import { must } from '../core/assert';
import { recordsOfJob } from './jobRows';
import { whatAndWhy } from './recordBlock';

type JobRecordEntry = NonNullable<StateBatch['records']>[number];
type JobErrorEntry = NonNullable<StateBatch['errors']>[number];

/** Jobs and what they did to each record. Rows elsewhere name a job by its number. */
export class JobTable implements CouplingNames {
  private readonly numbers = new Map<string, number>();
  private readonly ids = new Map<number, string>();
  private readonly fieldLists = new Map<string, number>();
  private lastFields: { readonly fields: readonly string[]; readonly number: number } | undefined;

  constructor(private readonly database: StateDatabase) {}

  jobs(mapping: string | undefined, limit: number | undefined): readonly Job[] {
    const rows = this.database.rows(
      `SELECT body FROM jobs WHERE body IS NOT NULL AND (?1 IS NULL OR mapping = ?1) ORDER BY number DESC LIMIT ?2`,
      [mapping ?? null, limit ?? -1],
    );
    return rows.map(([body]) => JSON.parse(body as string) as Job);
  }

  job(id: string): Job | undefined {
    const row = this.database.row('SELECT body FROM jobs WHERE id = ? AND body IS NOT NULL', [id]);
    return row && (JSON.parse(row[0] as string) as Job);
  }

  records(id: string): readonly JobRecord[] {
    return recordsOfJob(this.database, id, () => true);
  }

  errors(id: string): readonly JobError[] {
    const blocks = this.database.rows(selectErrors, [id]);
    return blocks.flatMap(([body]) => JSON.parse(body as string) as JobError[]);
  }

  /** The job's number. A job may be named before it is put. */
  jobNumber(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    this.database.run('INSERT OR IGNORE INTO jobs (id) VALUES (?)', [id]);
    return this.remember(id, this.database.row('SELECT number FROM jobs WHERE id = ?', [id])?.[0] as number);
  }

  jobId(number: number): string {
    const known = this.ids.get(number);
    if (known !== undefined) return known;
    const row = this.database.row('SELECT id FROM jobs WHERE number = ?', [number]);
    const id = must(row, `job ${number}`)[0] as string;
    this.remember(id, number);
    return id;
  }

  /** Forgets what rows say: they were deleted. */
  forget(): void {
    this.numbers.clear();
    this.ids.clear();
    this.fieldLists.clear();
    this.lastFields = undefined;
  }

  putJob(job: Job): void {
    const values = [job.runId, job.mapping, JSON.stringify(job), this.jobNumber(job.id)];
    this.database.run('UPDATE jobs SET run_id = ?, mapping = ?, body = ? WHERE number = ?', values);
  }

  /** Adds the batch's records, whose couplings the writer has just changed. */
  addRecords(entries: readonly JobRecordEntry[], writer: CouplingWriter): void {
    for (const [jobId, ofJob] of byJob(entries)) {
      const mapping = this.database.row('SELECT mapping FROM jobs WHERE id = ?', [jobId])?.[0] as string | null;
      const block: [RecordGroup[0], number, ...number[]][] = [];
      const values: ValuesBlock[number][] = [];
      let last = 0;
      for (const [place, { record }] of ofJob.entries()) {
        const row = writer.rowOf(mapping ?? '', record.localId, record.integrationId);
        const what = whatAndWhy(record);
        const fieldList = this.numberOf(record.fields);
        const group = block.at(-1);
        if (group?.[0] === what && group[1] === fieldList) group.push(row - last);
        else block.push([what, fieldList, row]);
        last = row;
        if (record.values) values.push([place, fieldValuesItems(record.values)]);
      }
      this.database.run(addBlock('job_records'), [this.jobNumber(jobId), JSON.stringify(block)]);
      if (values.length > 0) this.database.run(addValues, [JSON.stringify(values)]);
    }
  }

  addErrors(entries: readonly JobErrorEntry[]): void {
    for (const [jobId, ofJob] of byJob(entries)) {
      const body = JSON.stringify(ofJob.map(({ error }) => error));
      this.database.run(addBlock('job_errors'), [this.jobNumber(jobId), body]);
    }
  }

  private numberOf(fields: readonly string[]): number {
    // A run passes one array for thousands of records.
    if (this.lastFields?.fields === fields) return this.lastFields.number;
    const text = JSON.stringify(fields);
    let number = this.fieldLists.get(text);
    if (number === undefined) {
      this.database.run('INSERT OR IGNORE INTO field_lists (fields) VALUES (?)', [text]);
      number = this.database.row('SELECT number FROM field_lists WHERE fields = ?', [text])?.[0] as number;
      this.fieldLists.set(text, number);
    }
    this.lastFields = { fields, number };
    return number;
  }

  private remember(id: string, number: number): number {
    this.numbers.set(id, number);
    this.ids.set(number, id);
    return number;
  }
}

const selectErrors = 'SELECT body FROM job_errors WHERE job = (SELECT number FROM jobs WHERE id = ?) ORDER BY number';

/** Of the block that was added just before. */
const addValues = 'INSERT INTO job_values (block, body) VALUES (last_insert_rowid(), ?)';

function addBlock(table: 'job_records' | 'job_errors'): string {
  return `INSERT INTO ${table} (job, body) VALUES (?, ?)`;
}

function byJob<T extends { readonly jobId: string }>(entries: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.jobId);
    if (group) group.push(entry);
    else groups.set(entry.jobId, [entry]);
  }
  return groups;
}
