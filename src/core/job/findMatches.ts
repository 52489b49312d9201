import type { Coupling } from '../model/coupling';
import type { RecordId, TableRecord } from '../model/record';
import { MatchIndex, hasMatchFields, matchForCreation } from '../plan/matchIndex';
import { ok } from '../result';
import type { JobFailure } from './jobFailure';
import type { MatchAnswer } from '../plan/matchIndex';
import type { Pass } from './pass';
import type { Result } from '../result';
import { isCoupled } from '../plan/decideRecord';

/** Reads the destination's records for matching, once a pass, when the first record is about to be created. */
export async function prepareMatches(
  pass: Pass,
  records: readonly TableRecord[],
  couplings: ReadonlyMap<RecordId, Coupling>,
): Promise<Result<void, JobFailure>> {
  if (pass.matches || !pass.context.createNew || !hasMatchFields(pass.compiled)) return ok(undefined);
  const uncoupled = records.some((record) => {
    const coupling = couplings.get(record.id);
    return !coupling || !isCoupled(coupling);
  });
  if (!uncoupled) return ok(undefined);
  const candidates = await readForMatching(pass);
  if (!candidates.ok) return candidates;
  pass.matches = new MatchIndex(pass.compiled, pass.direction, candidates.value);
  return ok(undefined);
}

/** What the match fields say of a record that is about to be created; null where they are not asked (DESIGN 5.3). */
export function findMatch(pass: Pass, source: TableRecord): MatchAnswer | null {
  if (!pass.matches) return null;
  const { store } = pass.context;
  const { name } = pass.compiled.mapping;
  const answer = matchForCreation(pass.matches.find(source), (id) => {
    if (pass.taken.has(id)) return true;
    const coupling = store.couplingsByIds(name, pass.destination.side, [id]).get(id);
    return coupling !== undefined && isCoupled(coupling);
  });
  if (answer.kind === 'one') pass.taken.add(answer.record.id);
  return answer;
}

/** All records of the destination within the mapping's own filter. */
export async function readForMatching(pass: Pass): Promise<Result<readonly TableRecord[], JobFailure>> {
  const { connector, table, filter, readFields } = pass.destination;
  const records: TableRecord[] = [];
  const query = { table, filter, fields: readFields, order: { by: 'id' }, pageSize: 1_000 } as const;
  for await (const page of connector.read(query, pass.context.cancel)) {
    if (!page.ok) return page;
    for (const record of page.value) records.push(record);
  }
  return ok(records);
}
