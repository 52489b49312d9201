import type { BrowseContext } from './workspaceBrowser';
import type { FilesOverview } from './filesOverview';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { StateBrowser } from '../../store/stateBrowser';
import type { WorkspaceAddress, WorkspaceOverview } from '../../protocol/workerProtocol';
import type { WorkspaceFiles } from '../readWorkspace';
import { filesOverview } from './filesOverview';
import { ok } from '../../core/result';
import { stateHolder } from '../../store/stateHolder';
import { thisThread } from '../workspaceSession';
import path from 'node:path';

/** What the views need to draw themselves: from files and state alone, also where mapping files are broken. */
export async function workspaceOverview(
  context: BrowseContext,
  address: WorkspaceAddress,
): Promise<Result<WorkspaceOverview, ServiceError>> {
  const read = context.memory.read(address.folder);
  if (!read.ok) return read;
  const { folder } = read.value;
  const inFiles = rememberedOverview(read.value, address.environment);
  const { environment, environments, problems } = inFiles;
  const base = { folder, environments, problems };
  if (!environment) {
    return ok({ ...base, environment: '', mappings: withState(inFiles, undefined) });
  }
  const mappings = await context.states.use(folder, environment.name, (state) => withState(inFiles, state));
  if (!mappings.ok) return mappings;
  const owner = { ...thisThread(), command: '' };
  const lockedBy = stateHolder(path.join(folder, '.tandem'), environment.name, owner, context.clock.now());
  return ok({
    ...base,
    environment: environment.name,
    mappings: mappings.value,
    ...(lockedBy !== undefined && { lockedBy }),
  });
}

/** Reading a workspace gives the same object as long as no file changed. */
const remembered = new WeakMap<WorkspaceFiles, Map<string | undefined, FilesOverview>>();

function rememberedOverview(files: WorkspaceFiles, environment: string | undefined): FilesOverview {
  const known = remembered.get(files) ?? new Map<string | undefined, FilesOverview>();
  remembered.set(files, known);
  const overview = known.get(environment) ?? filesOverview(files, environment);
  known.set(environment, overview);
  return overview;
}

function withState(
  { mappings, directions }: FilesOverview,
  state: StateBrowser | undefined,
): WorkspaceOverview['mappings'] {
  const counts = state?.counts();
  const jobs = state?.newestJobs(directions);
  return mappings.map((mapping) => ({
    ...mapping,
    counts: counts?.get(mapping.name) ?? noCouplings,
    lastJobs: jobs?.get(mapping.name) ?? [],
  }));
}

const noCouplings = { ok: 0, failed: 0, skipped: 0 };
