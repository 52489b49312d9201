import { createHash } from 'node:crypto';
import type { Action, Counters, Job, JobError, JobRecord } from '../../core/model/job';
import type { FailureCode } from '../../core/model/failure';
import type { RecordsQuestion } from '../../protocol/resultsProtocol';
import type { StateBrowser, TitledRecords } from '../../store/stateBrowser';
import { must } from '../../core/assert';
import { reasonText } from '../../core/explain/reasonText';

/** One thing that a job did to a record, with the words for it. */
export interface ListedRecord {
  readonly job: Job;
  readonly record: JobRecord;
  readonly reason: string;
  readonly code: FailureCode | null;
}

export interface RecordList {
  readonly items: readonly ListedRecord[];
  readonly total: number;
}

/**
 * A stretch of what some jobs did to records, in the jobs' order, as a question narrows it; `titled` are the records whose titles
 * hold its search text. What takes a look at every record is remembered until the state, or the question, is another one.
 */
export function listRecords(
  state: StateBrowser,
  jobs: readonly Job[],
  question: Omit<RecordsQuestion, 'runId' | 'jobId'>,
  titled: readonly TitledRecords[],
): RecordList {
  const { counter, search, code, offset, limit } = question;
  const actions = counter === undefined ? [] : actionsOf[counter];
  if (counter !== undefined && actions.length === 0) return { items: [], total: 0 };
  if (search === '' && code === undefined) return stretch(state, jobs, actions, offset, limit);
  const ids = jobs.map(({ id }) => id);
  const found = remembered(state, [ids, counter, search, code, digestOf(titled)], () =>
    narrowed(state, jobs, actions, { search, code }, titled),
  );
  return { items: found.slice(offset, offset + limit), total: found.length };
}

/** What each counter counted. Nothing in a synchronization deletes records. */
const actionsOf: { readonly [C in keyof Counters]: readonly Action[] } = {
  inserted: ['insert'],
  modified: ['modify'],
  deleted: [],
  unchanged: ['unchanged'],
  skipped: ['skip'],
  failed: ['fail'],
  coupled: ['couple'],
  uncoupled: ['uncouple'],
};

function stretch(
  state: StateBrowser,
  jobs: readonly Job[],
  actions: readonly Action[],
  offset: number,
  limit: number,
): RecordList {
  const items: ListedRecord[] = [];
  let total = 0;
  for (const job of jobs) {
    const read = state.jobRecords(job.id, actions, {
      offset: Math.max(0, offset - total),
      limit: limit - items.length,
    });
    total += read.total;
    items.push(...withWords(state, job, read.items));
  }
  return { items, total };
}

function narrowed(
  state: StateBrowser,
  jobs: readonly Job[],
  actions: readonly Action[],
  { search, code }: { readonly search: string; readonly code: FailureCode | undefined },
  titled: readonly TitledRecords[],
): readonly ListedRecord[] {
  const wanted = search.toLowerCase();
  const hasTitle = ({ job, record }: ListedRecord) =>
    titled.some(({ mapping, side, ids }) => {
      const id = side === 'local' ? record.localId : record.integrationId;
      return mapping === job.mapping && id !== null && ids.has(id);
    });
  const holds = (listed: ListedRecord) => {
    const { record, reason } = listed;
    const texts = [record.localId ?? '', record.integrationId ?? '', listed.code ?? '', reason, ...record.fields];
    return texts.some((text) => text.toLowerCase().includes(wanted)) || hasTitle(listed);
  };
  return jobs.flatMap((job) => {
    const { items } = state.jobRecords(job.id, actions, { offset: 0, limit: Infinity });
    return withWords(state, job, items).filter(
      (listed) => (code === undefined || listed.code === code) && (wanted === '' || holds(listed)),
    );
  });
}

/** One record of a job's log with the words for it. */
export function wordsOf(state: StateBrowser, job: Job, record: JobRecord): ListedRecord {
  return must(withWords(state, job, [record])[0], 'words');
}

function withWords(state: StateBrowser, job: Job, records: readonly JobRecord[]): readonly ListedRecord[] {
  const isFailure = ({ action }: JobRecord) => action === 'fail' || action === 'skip';
  const errors = records.some(isFailure) ? errorsByRecord(state, job) : undefined;
  return records.map((record) => {
    const error = isFailure(record) ? errors?.get(keyOf(record)) : undefined;
    return { job, record, reason: error?.message ?? reasonText(record, job.direction), code: error?.code ?? null };
  });
}

/** A job's last error of each record. */
function errorsByRecord(state: StateBrowser, job: Job): ReadonlyMap<string, JobError> {
  return remembered(state, ['errors', job.id], () => {
    const { items } = state.jobErrors(job.id, { offset: 0, limit: Infinity });
    return new Map(items.map((error) => [keyOf(error), error]));
  });
}

function keyOf({ localId, integrationId }: Pick<JobError, 'localId' | 'integrationId'>): string {
  return `${localId ?? ''}\n${integrationId ?? ''}`;
}

/** Stands for the records named: titles change without the state's doing. */
function digestOf(titled: readonly TitledRecords[]): string {
  const hash = createHash('sha256');
  for (const { mapping, side, ids } of titled) hash.update(JSON.stringify([mapping, side, ...ids]));
  return hash.digest('base64');
}

interface Memory {
  readonly revision: number;
  readonly answers: Map<string, unknown>;
}

const memories = new WeakMap<StateBrowser, Memory>();

/** More would hold on to the lists of searches that nobody looks at any more. */
const mostAnswers = 8;

function remembered<T>(state: StateBrowser, question: unknown, make: () => T): T {
  let memory = memories.get(state);
  if (memory?.revision !== state.revision)
    memories.set(state, (memory = { revision: state.revision, answers: new Map() }));
  const key = JSON.stringify(question);
  const known = memory.answers.get(key);
  if (known !== undefined) return known as T;
  const made = make();
  const [oldest] = memory.answers.keys();
  if (memory.answers.size >= mostAnswers && oldest !== undefined) memory.answers.delete(oldest);
  memory.answers.set(key, made);
  return made;
}
