import type { BrowseContext } from './workspaceBrowser';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { StateBrowser } from '../../store/stateBrowser';
import type { WorkspaceAddress } from '../../protocol/workerProtocol';
import { openEnvironment } from './openPlace';

/** Looks at the state of the environment that an address names. `use` runs in one go. */
export async function lookAtState<T>(
  context: BrowseContext,
  address: WorkspaceAddress,
  use: (state: StateBrowser) => Result<T, ServiceError>,
): Promise<Result<T, ServiceError>> {
  const environment = openEnvironment(context, address);
  if (!environment.ok) return environment;
  const looked = await context.states.use(address.folder, environment.value.name, use);
  return looked.ok ? looked.value : looked;
}
