import type { ChangeToken, ConnectorError } from '../ports/connector';
import type { Coupling } from '../model/coupling';
import type { Pass, Role } from './pass';
import type { Result } from '../result';
import type { TableRecord } from '../model/record';
import { IdSet } from './idSet';
import { missingCouplings } from './missingCouplings';
import { isCoupled } from '../plan/decideRecord';
import { ok } from '../result';
import { pageSizeOf } from './readPages';

/** What a system that keeps track of its changes tells of one side. */
export interface FollowedPage {
  readonly records: readonly TableRecord[];
  /** Everything is told, changed or not. */
  readonly isWhole: boolean;
  /** The mapping's couplings whose record on this side was deleted. */
  readonly lost: readonly Coupling[];
  /** On the last page: what happens from here on is told since this token. */
  readonly token?: ChangeToken;
}

/** Whether changes and deletions of this side need not be searched for. */
export function keepsTrack({ connector, description }: Role): boolean {
  return connector.changes !== undefined && description.tracksChanges === true;
}

/**
 * Changes and deletions since a token. Without one, or where it has expired (the job then says so), everything is told, and couplings
 * whose record is not among it are the deletions: so none is missed, however long ago the last run was.
 */
export async function* followChanges(
  pass: Pass,
  role: Role,
  fields: readonly string[],
  since: ChangeToken | null,
): AsyncGenerator<Result<FollowedPage, ConnectorError>> {
  const { connector, table } = role;
  const existing = new IdSet();
  const pageSize = pageSizeOf(pass);
  for await (const page of connector.changes?.({ table, fields, since, pageSize }, pass.context.cancel) ?? []) {
    if (!page.ok) {
      if (since === null || page.error.code !== 'TOKEN_EXPIRED') {
        yield page;
        return;
      }
      pass.job = { ...pass.job, message: tooLongAgo(role) };
      yield* followChanges(pass, role, fields, null);
      return;
    }
    const { records, deleted, token } = page.value;
    const isWhole = since === null;
    if (isWhole) for (const { id } of records) existing.add(id, null);
    const lost = isWhole
      ? token === undefined
        ? []
        : missingCouplings(pass, role.side, existing)
      : couplingsOf(pass, role, deleted);
    yield ok({ records, isWhole, lost, ...(token !== undefined && { token }) });
  }
}

/** Deleted records that were never coupled are nobody's concern, but for what is kept of their failures. */
function couplingsOf(pass: Pass, { side }: Role, deleted: readonly string[]): readonly Coupling[] {
  if (deleted.length === 0) return [];
  const found = pass.context.store.couplingsByIds(pass.compiled.mapping.name, side, deleted);
  return [...found.values()].filter((coupling) => !coupling.skipped && isCoupled(coupling));
}

function tooLongAgo({ table }: Role): string {
  return `The last synchronization was too long ago for the system to tell what changed in ${table.name} since: all of it was read once.`;
}
