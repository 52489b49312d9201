import type { Coupling } from '../model/coupling';
import type { RecordId, TableRecord } from '../model/record';
import { MatchIndex, hasMatchFields, matchForCreation } from '../plan/matchIndex';
import { ok } from '../result';
import type { JobFailure } from './jobFailure';
import type { MatchAnswer } from '../plan/matchIndex';
import type { Pass } from './pass';
import type { Result } from '../result';
import type { Side } from '../model/side';
import { oppositeDirection } from '../model/side';
import { readPages } from './readPages';
import { isCoupled } from '../plan/decideRecord';

/** Reads both sides' records for matching, once a pass, when the first record is about to be created. */
export async function prepareMatches(
  pass: Pass,
  records: readonly TableRecord[],
  couplings: ReadonlyMap<RecordId, Coupling>,
): Promise<Result<void, JobFailure>> {
  if (pass.matches || !hasMatchFields(pass.compiled)) return ok(undefined);
  const creates = pass.context.createNew || !pass.compiled.mapping.synchOnlyCoupledRecords;
  const someUncoupled = records.some((record) => {
    const coupling = couplings.get(record.id);
    return coupling ? !isCoupled(coupling) : creates;
  });
  if (!someUncoupled) return ok(undefined);
  const { compiled, direction } = pass;
  const candidates = await readForMatching(pass, 'destination');
  if (!candidates.ok) return candidates;
  // Without candidates nothing can match: there is no need to know who else might.
  const rivals = candidates.value.length === 0 ? ok([]) : await readForMatching(pass, 'source');
  if (!rivals.ok) return rivals;
  pass.matches = {
    forward: new MatchIndex(compiled, direction, candidates.value),
    backward: new MatchIndex(compiled, oppositeDirection(direction), rivals.value),
  };
  return ok(undefined);
}

/** What the match fields say of a record that is about to be created; null where they are not asked (DESIGN 5.3). */
export function findMatch(pass: Pass, source: TableRecord): MatchAnswer | null {
  // Without candidates there is no answer but one, and no need to ask for it record by record.
  if (!pass.matches || pass.matches.forward.isEmpty) return null;
  const { forward, backward } = pass.matches;
  const answer = matchForCreation(
    source,
    { index: forward, isTaken: (id) => pass.taken.has(id) || isCoupledOn(pass, pass.destination.side, id) },
    { index: backward, isTaken: (id) => isCoupledOn(pass, pass.source.side, id) },
  );
  if (answer.kind === 'one') pass.taken.add(answer.record.id);
  return answer;
}

function isCoupledOn(pass: Pass, side: Side, id: RecordId): boolean {
  const coupling = pass.context.store.couplingsByIds(pass.compiled.mapping.name, side, [id]).get(id);
  return coupling !== undefined && isCoupled(coupling);
}

/** All records of one side within the mapping's own filter. */
export async function readForMatching(
  pass: Pass,
  role: 'source' | 'destination',
): Promise<Result<readonly TableRecord[], JobFailure>> {
  const side = pass[role];
  const records: TableRecord[] = [];
  for await (const page of readPages(pass, side, { fields: side.readFields, order: { by: 'id' } })) {
    if (!page.ok) return page;
    for (const record of page.value) records.push(record);
  }
  return ok(records);
}
