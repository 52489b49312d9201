import type { Clock } from '../../core/ports/clock';
import type { Environment, Workspace } from '../../core/model/workspace';
import type { Ids } from '../../core/ports/ids';
import type { Problem } from '../../core/model/problem';
import type { Result } from '../../core/result';
import type { ServiceReach } from '../openService';
import type { ServiceError } from '../workspaceService';
import type { WorkspaceAddress } from '../../protocol/workerProtocol';
import type { WorkspaceMemory } from './workspaceMemory';
import type { WorkspaceSession } from '../workspaceSession';
import { chooseEnvironment } from '../readWorkspace';
import { err, ok } from '../../core/result';
import { filesAreWrong } from '../prepareRun';

/** What reading a workspace from without a run needs. */
export interface PlaceContext {
  readonly memory: WorkspaceMemory;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly services?: ServiceReach;
}

/** The environment that an address names: tandem.yaml alone decides, whatever the mapping files say. */
export function openEnvironment(
  { memory }: PlaceContext,
  { folder, environment }: WorkspaceAddress,
): Result<Environment, ServiceError> {
  const read = memory.readWorkspaceFile(folder);
  return read.ok ? choose(read.value, environment) : read;
}

/** One environment of a workspace with its mappings, to look at: files with errors only keep it from running. */
export function openPlace(context: PlaceContext, address: WorkspaceAddress): Result<WorkspaceSession, ServiceError> {
  const read = context.memory.read(address.folder);
  if (!read.ok) return read;
  const environment = choose(read.value, address.environment);
  if (!environment.ok) return environment;
  const { clock, ids, services } = context;
  const session = { files: read.value, environment: environment.value, command: '', clock, ids };
  return ok({ ...session, ...(services && { services }) });
}

function choose(
  { workspace, problems }: { readonly workspace: Workspace | undefined; readonly problems: readonly Problem[] },
  name: string | undefined,
): Result<Environment, ServiceError> {
  if (workspace) return chooseEnvironment(workspace, name);
  return err(filesAreWrong(problems.filter((problem) => problem.severity === 'error')));
}
