import type { BrowseContext } from './workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { CouplingPageRead, CouplingTitles } from './couplingPage';
import type { CouplingPlace } from '../../store/couplingPlace';
import type { CouplingsPage, CouplingsQuery } from '../../protocol/workerProtocol';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { TitledRecords } from '../../store/stateBrowser';
import { couplingPage, readCouplingPage } from './couplingPage';
import { err, ok } from '../../core/result';
import { openEnvironment, openPlace } from './openPlace';
import { placeOfCursor } from './couplingCursor';
import { searchTitles, titlesOf } from './couplingTitles';
import { unknownMapping } from '../runSynchronization';
import { usageError } from '../serviceErrors';
import { withSystems } from './mappingSides';

/**
 * One page of couplings: failed ones first, then skipped ones, then the others. Each coupling of an undisturbed state stands on
 * exactly one page. Where the systems cannot be asked, the page comes without titles and says why.
 */
export async function pageCouplings(
  context: BrowseContext,
  query: CouplingsQuery,
  cancel: CancelSignal,
): Promise<Result<CouplingsPage, ServiceError>> {
  const after = query.after === undefined ? 0 : placeOfCursor(query.after);
  if (after === undefined) {
    return err(usageError('PAGE_NOT_FOUND', `There is no page after ${query.after}. Begin with the first page.`));
  }
  const environment = openEnvironment(context, query);
  if (!environment.ok) return environment;
  const read = (titled: readonly TitledRecords[]) => readPage(context, environment.value.name, query, after, titled);
  if (query.titles) {
    const titled = await pageWithTitles(context, query, cancel, read);
    if (titled.ok || titled.error.kind === 'cancelled') return titled;
    const page = await read([]);
    return page.ok ? ok({ ...couplingPage(page.value, noTitles), titlesMissing: titled.error.message }) : page;
  }
  const page = await read([]);
  return page.ok ? ok(couplingPage(page.value, noTitles)) : page;
}

const noTitles: CouplingTitles = { local: new Map(), integration: new Map() };

type ReadPage = (titled: readonly TitledRecords[]) => Promise<Result<CouplingPageRead, ServiceError>>;

async function pageWithTitles(
  context: BrowseContext,
  query: CouplingsQuery,
  cancel: CancelSignal,
  read: ReadPage,
): Promise<Result<CouplingsPage, ServiceError>> {
  const place = openPlace(context, query);
  if (!place.ok) return place;
  const session = place.value;
  const busy = context.states.isLent(session.files.folder, session.environment.name);
  return withSystems(context.systems, session, busy, async (systems) => {
    const source = { context, session, systems, cancel };
    const titled = await searchTitles(source, query);
    if (!titled.ok) return titled;
    const page = await read(titled.value);
    return page.ok ? ok(couplingPage(page.value, await titlesOf(source, page.value.lines))) : page;
  });
}

async function readPage(
  { states, memory }: BrowseContext,
  environment: string,
  query: CouplingsQuery,
  after: CouplingPlace,
  titled: readonly TitledRecords[],
): Promise<Result<CouplingPageRead, ServiceError>> {
  const { folder, mapping } = query;
  const read = await states.use(folder, environment, (state) =>
    mapping === undefined || state.hasMapping(mapping) ? readCouplingPage(state, query, after, titled) : undefined,
  );
  if (!read.ok) return read;
  if (read.value) return ok(read.value);
  // The state knows no coupling of it: there is none yet, or no such mapping.
  const files = memory.read(folder);
  if (!files.ok) return files;
  const names = files.value.mappings.map((each) => each.name);
  if (mapping !== undefined && !names.includes(mapping)) return err(unknownMapping(mapping, names));
  return ok({ lines: [], next: undefined, counts: { ok: 0, failed: 0, skipped: 0 } });
}
