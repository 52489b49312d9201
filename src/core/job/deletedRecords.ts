import type { ConnectorError } from '../ports/connector';
import type { Coupling } from '../model/coupling';
import type { CursorMove } from './checkpoint';
import type { Pass, Role } from './pass';
import type { Result } from '../result';
import { IdSet } from './idSet';
import { deletionTokenOf, deletionsUpTo } from './watermark';
import { err, ok } from '../result';
import { followChanges, keepsTrack } from './followChanges';
import { goesOneWay } from '../plan/compiledMapping';
import { missingCouplings } from './missingCouplings';
import { oppositeDirection } from '../model/side';

/**
 * Couplings that lost a record, found by comparing ids where the user asked for it: the whole of a side is read, ids alone. A pass
 * answers for its destination, whose survivors are its source; where no pass goes the other way it answers for both.
 */
export async function compareIds(pass: Pass): Promise<Result<readonly Coupling[], ConnectorError>> {
  if (!pass.context.findDeleted) return ok([]);
  const lost = await missingIn(pass, pass.destination);
  if (!lost.ok || !goesOneWay(pass.compiled)) return lost;
  const gone = await missingIn(pass, pass.source);
  return gone.ok ? ok([...lost.value, ...gone.value]) : gone;
}

/**
 * Couplings whose destination record was deleted, told by the system. In a mapping that goes both ways the other pass hears of
 * them, as of all changes there, and leaves word for this one (`settleGone`).
 */
export async function deletedCounterparts(
  pass: Pass,
): Promise<
  Result<{ readonly couplings: readonly Coupling[]; readonly cursors: readonly CursorMove[] }, ConnectorError>
> {
  const { compiled, destination } = pass;
  const couplings: Coupling[] = [];
  if (!goesOneWay(compiled) || !keepsTrack(destination)) return ok({ couplings, cursors: [] });
  const direction = oppositeDirection(pass.direction);
  const since = deletionTokenOf(pass.context.store.cursor(compiled.mapping.name, direction));
  const cursors: CursorMove[] = [];
  for await (const page of followChanges(pass, destination, [], since)) {
    if (!page.ok) return page;
    couplings.push(...page.value.lost);
    if (page.value.token !== undefined) cursors.push({ direction, cursor: deletionsUpTo(page.value.token) });
  }
  return ok({ couplings, cursors });
}

async function missingIn(
  pass: Pass,
  { connector, table, side }: Role,
): Promise<Result<readonly Coupling[], ConnectorError>> {
  const existing = new IdSet();
  const query = { table, fields: [], filter: [], order: { by: 'id' }, pageSize: idsInOnePage } as const;
  for await (const page of connector.read(query, pass.context.cancel)) {
    if (!page.ok) return err(page.error);
    for (const { id } of page.value) existing.add(id, null);
  }
  return ok(missingCouplings(pass, side, existing));
}

/** Ids alone are small: the fewer pages the better. */
const idsInOnePage = 5_000;
