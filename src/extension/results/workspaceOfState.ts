import { propertyOf } from '../commandArguments';
import type { TandemWorkspace } from '../workbench';

/** The workspace that a page showed before the window was loaded again; the only one where the page did not come to keep it. */
export function workspaceOfState(all: readonly TandemWorkspace[], state: unknown): TandemWorkspace | undefined {
  const id = propertyOf(state, 'workspaceId');
  if (typeof id === 'string' && id !== '') return all.find((each) => each.id === id);
  return all.length === 1 ? all[0] : undefined;
}
