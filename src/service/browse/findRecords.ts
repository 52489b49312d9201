import type { BrowseContext } from './workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { FoundRecord, RecordsQuery } from '../../protocol/workerProtocol';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import { compileFor, withSystems } from './mappingSides';
import { err, ok } from '../../core/result';
import { isCoupled } from '../../core/plan/decideRecord';
import { openPlace } from './openPlace';
import { runError } from '../serviceErrors';
import { titleIndexOf } from './recordTitles';

/** Records of one side of a mapping, found by part of their key or title; the first ones in key order where nothing is asked. */
export async function findRecords(
  context: BrowseContext,
  query: RecordsQuery,
  cancel: CancelSignal,
): Promise<Result<{ readonly records: readonly FoundRecord[]; readonly more: boolean }, ServiceError>> {
  const place = openPlace(context, query);
  if (!place.ok) return place;
  const session = place.value;
  const { folder } = session.files;
  const { side, mapping } = query;
  const limit = Math.max(1, query.limit);
  const busy = context.states.isLent(folder, session.environment.name);
  return withSystems(context.systems, session, busy, async (systems) => {
    const compiled = compileFor(session, systems, mapping);
    if (!compiled.ok) return compiled;
    const index = await titleIndexOf(systems[side], compiled.value, side, context.clock, cancel);
    if (!index.ok) return err(runError(index.error));
    const found = index.value.find(query.search, limit + 1);
    const shown = found.slice(0, limit);

    const own = compiled.value.sides[side];
    const ids = shown.map((record) => record.id);
    const read = await systems[side].connector.get({ table: own.table, fields: own.readFields, ids }, cancel);
    if (!read.ok) return err(runError(read.error));
    const couplings = await context.states.use(folder, session.environment.name, (state) =>
      state.couplingsByIds(mapping, side, ids),
    );
    if (!couplings.ok) return couplings;
    const records = shown.map(({ id, key, title }): FoundRecord => {
      const record = read.value.get(id);
      const coupling = couplings.value.get(id);
      const inFilter = record !== undefined && own.passes(record);
      return { id, key, title, inFilter, coupled: coupling !== undefined && isCoupled(coupling) };
    });
    return ok({ records, more: found.length > limit });
  });
}
