import { AsyncLocalStorage } from 'node:async_hooks';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { Handlers } from './requestHandlers';
import type { RequestName, WorkspaceAddress } from '../protocol/workerProtocol';

/**
 * Knows of each moment whether the request that it belongs to was started by somebody who waits. Connections are held open and
 * shared by requests, so that they cannot be told it once: it goes along with the request's own calls.
 */
export interface Attendance {
  readonly isAttended: () => boolean;
  /** The same handlers, each telling what it is called for. */
  watch(handlers: Handlers): Handlers;
}

/** Drawn by themselves, without anybody asking: whatever they lack, no dialog may open because of it. */
const drawnByThemselves: ReadonlySet<RequestName> = new Set(['workspace/overview', 'couplings/page']);

export function createAttendance(): Attendance {
  const attended = new AsyncLocalStorage<boolean>();
  return {
    isAttended: () => attended.getStore() ?? false,
    watch(handlers) {
      const watched = Object.entries(handlers).map(([name, handle]) => {
        const call = handle as (params: Partial<WorkspaceAddress>, cancel: CancelSignal) => Promise<unknown>;
        const isByItself = drawnByThemselves.has(name as RequestName);
        return [
          name,
          (params: Partial<WorkspaceAddress>, cancel: CancelSignal) =>
            attended.run(!isByItself && params.unattended !== true, () => call(params, cancel)),
        ] as const;
      });
      return Object.fromEntries(watched) as unknown as Handlers;
    },
  };
}
