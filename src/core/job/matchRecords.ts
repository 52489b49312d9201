import type { Coupling } from '../model/coupling';
import type { Job } from '../model/job';
import type { RecordId, TableRecord } from '../model/record';
import { MatchIndex } from '../plan/matchIndex';
import { err, ok } from '../result';
import { readForMatching } from './findMatches';
import { readPages } from './readPages';
import { report, reportFailure } from './applyVerdicts';
import type { JobFailure } from './jobFailure';
import type { Matches } from '../plan/matchIndex';
import type { Pass } from './pass';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import { endJob } from './runPass';
import { isCoupled } from '../plan/decideRecord';
import { jobNow } from './pass';
import { newCoupling } from '../plan/couplingChanges';

/** What match-based coupling came to, by the local records' ids. */
export interface MatchedRecords {
  readonly coupled: readonly RecordId[];
  /** Without a match; to be created on the other side where the user wants that. */
  readonly unmatched: readonly RecordId[];
}

/**
 * Match-based coupling (semantics 6): couples every uncoupled local record within the filter that has exactly one match,
 * and that one not coupled. No record is touched. `keepUnmatched` leaves records without a match to the caller, who creates
 * their counterparts; otherwise they fail with their reason.
 */
export async function matchRecords(pass: Pass, keepUnmatched: boolean): Promise<{ job: Job; matched: MatchedRecords }> {
  const coupled: RecordId[] = [];
  const unmatched: RecordId[] = [];
  const begun = await pass.context.store.commit({ jobs: [pass.job] });
  const worked = begun.ok ? await coupleAll(pass, keepUnmatched, coupled, unmatched) : begun;
  return { job: await endJob(pass, worked), matched: { coupled, unmatched } };
}

async function coupleAll(
  pass: Pass,
  keepUnmatched: boolean,
  coupled: RecordId[],
  unmatched: RecordId[],
): Promise<Result<void, JobFailure>> {
  const counterparts = await readForMatching(pass, 'destination');
  if (!counterparts.ok) return counterparts;
  const index = new MatchIndex(pass.compiled, pass.direction, counterparts.value);

  const { readFields } = pass.source;
  for await (const page of readPages(pass, pass.source, { fields: readFields, order: { by: 'id' } })) {
    await pass.context.clock.sleep(0);
    if (pass.context.cancel.aborted) return err({ code: 'CANCELLED', message: 'Cancelled. Run again to go on.' });
    if (!page.ok) return page;
    const known = couplingsOf(
      pass,
      'local',
      page.value.map((record) => record.id),
    );
    const open = page.value.filter((record) => !known.has(record.id));
    const searches = open.map((record) => index.find(record));
    const firsts = searches.map((search) => search.next().value);
    const isTaken = takenAmong(pass, firsts);
    for (const [at, record] of open.entries()) {
      const answer = chooseMatch(firsts[at], searches[at], isTaken);
      if ('record' in answer) {
        coupled.push(record.id);
        coupleMatch(pass, record, answer.record, answer.fields);
      } else if (answer.code === 'NO_MATCH' && keepUnmatched) unmatched.push(record.id);
      else
        reportFailure(pass, { action: 'fail', ...namesOf(pass, record), reason: answer.message, fields: [] }, answer);
    }
    pass.done += page.value.length;
    pass.context.events.jobProgress(jobNow(pass), pass.done);
    const saved = await pass.checkpoint.afterBatch(jobNow(pass));
    if (!saved.ok) return saved;
  }
  return ok(undefined);
}

/** Whether a record is coupled already: those of the first groups are asked for at once, others one by one. */
function takenAmong(pass: Pass, firsts: readonly (Matches | undefined)[]): (id: RecordId) => boolean {
  const ids: RecordId[] = [];
  for (const first of firsts) if (first?.records.length === 1 && first.records[0]) ids.push(first.records[0].id);
  const asked = new Set(ids);
  const taken = couplingsOf(pass, 'integration', [...asked]);
  return (id) => pass.taken.has(id) || (asked.has(id) ? taken.has(id) : couplingsOf(pass, 'integration', [id]).has(id));
}

/** The first group with exactly one match, not coupled, decides; without one, the first group with any says why not. */
function chooseMatch(
  first: Matches | undefined,
  search: Iterator<Matches, undefined> | undefined,
  isTaken: (id: RecordId) => boolean,
): { readonly record: TableRecord; readonly fields: readonly string[] } | RecordFailure {
  for (let matches = first; matches; matches = search?.next().value) {
    const [only] = matches.records;
    if (only && matches.records.length === 1 && !isTaken(only.id)) return { record: only, fields: matches.fields };
  }
  if (!first) {
    return {
      code: 'NO_MATCH',
      message: 'No record matches. Couple it by hand, create its counterpart, or match by other fields.',
    };
  }
  const fields = first.fields.join(', ');
  return first.records.length > 1
    ? {
        code: 'AMBIGUOUS_MATCH',
        message: `${first.records.length} records match on ${fields}. Couple the right one by hand, or add a match field.`,
      }
    : {
        code: 'MATCH_ALREADY_COUPLED',
        message: `The only record that matches on ${fields} is coupled already. Remove that coupling, or couple by hand.`,
      };
}

function coupleMatch(pass: Pass, record: TableRecord, match: TableRecord, fields: readonly string[]): void {
  pass.taken.add(match.id);
  const fresh = newCoupling(pass.compiled.mapping.name, record.id, match.id);
  pass.checkpoint.couple({ kind: 'put', coupling: { ...fresh, lastJobId: pass.job.id } });
  report(pass, {
    action: 'couple',
    ...namesOf(pass, record),
    integrationId: match.id,
    reason: `unique match on ${fields.join(', ')}`,
    fields: [],
  });
}

function namesOf(pass: Pass, record: TableRecord) {
  const label = record.values[pass.source.keyPosition];
  return { localId: record.id, integrationId: null, ...(label && { label }) };
}

function couplingsOf(
  pass: Pass,
  side: 'local' | 'integration',
  ids: readonly RecordId[],
): ReadonlyMap<RecordId, Coupling> {
  const couplings = pass.context.store.couplingsByIds(pass.compiled.mapping.name, side, ids);
  return new Map([...couplings].filter(([, coupling]) => isCoupled(coupling)));
}
