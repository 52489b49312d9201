import { contextKeys } from './names';

/** What the context keys depend on, of one workspace. */
export interface WorkspaceFacts {
  readonly hasMappings: boolean;
  readonly filesHaveErrors: boolean;
  /** In this window or elsewhere. */
  readonly running: boolean;
  readonly canCancel: boolean;
}

type OwnKey = 'hasWorkspace' | 'hasMappings' | 'filesHaveErrors' | 'running' | 'canCancel';

/**
 * The context keys of a window. What a command needs must hold for one workspace at least; what keeps it from running must hold for
 * all of them, since the command asks which one is meant.
 */
export function contextValues(
  workspaces: readonly WorkspaceFacts[],
): Readonly<Record<(typeof contextKeys)[OwnKey], boolean>> {
  const some = workspaces.length > 0;
  return {
    [contextKeys.hasWorkspace]: some,
    [contextKeys.hasMappings]: workspaces.some((each) => each.hasMappings),
    [contextKeys.filesHaveErrors]: some && workspaces.every((each) => each.filesHaveErrors),
    [contextKeys.running]: some && workspaces.every((each) => each.running),
    [contextKeys.canCancel]: workspaces.some((each) => each.canCancel),
  };
}
