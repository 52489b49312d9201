import type { BrowseContext } from './workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { CouplingSummary } from '../../store/couplingBrowser';
import type { CouplingTitles } from './couplingPage';
import type { CouplingsQuery } from '../../protocol/workerProtocol';
import type { RecordId } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { SystemPair } from './mappingSides';
import type { TitledRecords } from '../../store/stateBrowser';
import type { WorkspaceSession } from '../workspaceSession';
import { compileFor } from './mappingSides';
import { err, ok } from '../../core/result';
import { readTitles, titleIndexOf } from './recordTitles';
import { runError } from '../serviceErrors';

/** A workspace with its systems open, and the request that looks into it. */
export interface TitleSource {
  readonly context: BrowseContext;
  readonly session: WorkspaceSession;
  readonly systems: SystemPair;
  readonly cancel: CancelSignal;
}

const sides = ['local', 'integration'] as const;

export type NamedPair = Pick<CouplingSummary, 'mapping' | 'localId' | 'integrationId'>;

/** The titles of a page's records. Mappings that do not fit the tables, or are gone, have none. */
export async function titlesOf(source: TitleSource, lines: readonly NamedPair[]): Promise<CouplingTitles> {
  const { context, session, systems, cancel } = source;
  const titles = {
    local: new Map<string, ReadonlyMap<RecordId, string>>(),
    integration: new Map<string, ReadonlyMap<RecordId, string>>(),
  };
  for (const name of new Set(lines.map((line) => line.mapping))) {
    const compiled = compileFor(session, systems, name);
    if (!compiled.ok) continue;
    const own = lines.filter((line) => line.mapping === name);
    for (const side of sides) {
      const ids = own.flatMap((line) => (side === 'local' ? line.localId : line.integrationId) ?? []);
      const read = await readTitles(systems[side], compiled.value, side, ids, context.clock, cancel);
      if (read.ok) titles[side].set(name, read.value);
    }
  }
  return titles;
}

/** The records whose titles hold the search text, of the mappings that are meant and have couplings. */
export async function searchTitles(
  { context, session, systems, cancel }: TitleSource,
  { mapping, search }: Pick<CouplingsQuery, 'mapping' | 'search'>,
): Promise<Result<readonly TitledRecords[], ServiceError>> {
  if (search === '') return ok([]);
  const counted = await context.states.use(session.files.folder, session.environment.name, (state) => state.counts());
  if (!counted.ok) return counted;
  const found: TitledRecords[] = [];
  for (const name of counted.value.keys()) {
    if (mapping !== undefined && mapping !== name) continue;
    const compiled = compileFor(session, systems, name);
    if (!compiled.ok) continue;
    for (const side of sides) {
      const index = await titleIndexOf(systems[side], compiled.value, side, context.clock, cancel);
      if (!index.ok) return err(runError(index.error));
      found.push({ mapping: name, side, ids: index.value.idsWith(search) });
    }
  }
  return ok(found);
}
