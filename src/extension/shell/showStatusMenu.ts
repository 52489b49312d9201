import * as vscode from 'vscode';
import { statusMenuItems } from './statusMenuItems';
import { statusWorkspace } from '../status/statusWorkspace';
import type { Workbench } from '../workbench';

/** Asks what to do with the workspace that the status bar shows, and does it. Answers what the chosen command answers. */
export async function showStatusMenu(workbench: Workbench): Promise<unknown> {
  const { workspaces, runs } = workbench;
  const workspace = statusWorkspace(workbench) ?? (await workspaces.pick('Tandem'));
  if (!workspace) return undefined;
  const overview = await workspaces.overview(workspace);
  const problems = overview.ok ? overview.value.problems : (overview.error.problems ?? []);
  const items = statusMenuItems(
    {
      running: runs.active(workspace) !== undefined,
      lockedElsewhere: overview.ok && overview.value.lockedBy !== undefined,
      filesHaveErrors: problems.some(({ severity }) => severity === 'error'),
      trusted: vscode.workspace.isTrusted,
      environment: workspace.environment,
      workspace: workspaces.all.length > 1 ? workspace.name : undefined,
    },
    (words, ...values) => vscode.l10n.t(words, ...values),
  );
  const options = { title: 'Tandem', placeHolder: vscode.l10n.t('Choose an action') };
  const chosen = await vscode.window.showQuickPick(items, options);
  if (!chosen) return undefined;
  const target = { workspaceId: workspace.id, folder: workspace.folder.fsPath };
  // The editor's own commands take no argument of ours.
  const values = chosen.command.startsWith('tandem.') ? [target] : [];
  return vscode.commands.executeCommand(chosen.command, ...values);
}
