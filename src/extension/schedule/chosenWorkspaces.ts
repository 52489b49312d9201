import { targetsOf, workspaceOf } from '../commandArguments';
import type { TandemWorkspace, Workbench } from '../workbench';

/**
 * The workspaces that a command is about: those that its arguments name; otherwise the only one that is worth asking for, or
 * the one that the user picks. Empty where the user pressed Escape.
 */
export async function chosenWorkspaces(
  { workspaces }: Pick<Workbench, 'workspaces'>,
  item: unknown,
  selection: unknown,
  { title, among }: { readonly title: string; readonly among: (workspace: TandemWorkspace) => boolean },
): Promise<readonly TandemWorkspace[]> {
  const named = targetsOf(item, selection).flatMap((target) => workspaceOf(workspaces, target) ?? []);
  if (named.length > 0) return [...new Set(named)];
  const worthAsking = workspaces.all.filter(among);
  if (worthAsking.length === 1) return worthAsking;
  const picked = await workspaces.pick(title);
  return picked ? [picked] : [];
}
