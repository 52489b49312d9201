import * as vscode from 'vscode';
import { workspaceOf } from '../commandArguments';
import type { CommandTarget } from '../commandArguments';
import type { RunScope } from './runScope';
import type { TandemWorkspace, Workbench } from '../workbench';
import { namedScope } from './runScope';
import { showRefusal } from './showRefusal';

/**
 * The workspace, mappings and records that a command is about; the workspace is asked for where targets leave it open.
 * Undefined where the user pressed Escape or where it cannot be (then it has been said).
 */
export async function chooseScope(
  workbench: Workbench,
  targets: readonly CommandTarget[],
  title: string,
): Promise<RunScope | undefined> {
  const workspace = await chooseWorkspace(workbench, targets, title);
  if (!workspace) return undefined;
  const overview = await workbench.workspaces.overview(workspace);
  if (!overview.ok) {
    showRefusal(overview.error);
    return undefined;
  }
  const { unknown, ...named } = namedScope(workspace, overview.value, targets);
  if (unknown === undefined) return { workspace, overview: overview.value, ...named };
  showRefusal({
    code: 'MAPPING_NOT_FOUND',
    kind: 'usage',
    message: vscode.l10n.t(
      '{0} has no table mapping {1}, or its file has errors. Check the name.',
      workspace.name,
      unknown,
    ),
    problems: overview.value.problems,
  });
  return undefined;
}

async function chooseWorkspace(
  { workspaces }: Workbench,
  targets: readonly CommandTarget[],
  title: string,
): Promise<TandemWorkspace | undefined> {
  if (workspaces.all.length === 0) await workspaces.discover();
  const placed = targets.filter(({ workspaceId, folder, file }) => workspaceId ?? folder ?? file);
  const found = new Set(placed.map((target) => workspaceOf(workspaces, target)));
  const [first] = found;
  if (found.size === 0) return workspaces.pick(title);
  if (found.size === 1 && first) return first;
  const message =
    found.size > 1
      ? vscode.l10n.t('The selection belongs to several workspaces. Select items of one.')
      : vscode.l10n.t('There is no Tandem workspace at this place. Open the folder with its tandem.yaml first.');
  showRefusal({ code: 'WORKSPACE_NOT_FOUND', kind: 'usage', message });
  return undefined;
}
