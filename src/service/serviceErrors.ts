import type { ConnectorError } from '../core/ports/connector';
import type { JobFailure } from '../core/job/jobFailure';
import type { Problem } from '../core/model/problem';
import type { ServiceError } from './workspaceService';
import type { StoreError } from '../core/ports/stateStore';

/** The request, the workspace or a mapping is wrong: nothing ran. */
export function usageError(code: string, message: string, problems?: readonly Problem[]): ServiceError {
  return { code, message, kind: 'usage', ...(problems && { problems }) };
}

/** A system or the state could not be used. A path that leaves the workspace is the workspace's fault. */
export function runError(error: ConnectorError | StoreError | JobFailure): ServiceError {
  if (error.code === 'CANCELLED') return { code: error.code, message: error.message, kind: 'cancelled' };
  const kind = error.code === 'PATH_OUTSIDE_WORKSPACE' ? 'usage' : 'run';
  return { code: error.code, message: error.message, kind };
}
