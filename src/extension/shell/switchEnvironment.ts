import * as vscode from 'vscode';
import { environmentItems } from './environmentItems';
import { propertyOf, targetsOf, workspaceOf } from '../commandArguments';
import type { TandemWorkspace, Workbench } from '../workbench';

/**
 * Chooses the environment that this window shows and runs on. Takes `{ folder?, environment? }` and asks for what is missing;
 * answers the environment's name, or undefined where nothing was chosen.
 */
export async function switchEnvironment(
  { workspaces, runs }: Workbench,
  argument: unknown,
): Promise<string | undefined> {
  const title = vscode.l10n.t('Switch Environment');
  await workspaces.ready;
  const [target] = targetsOf(argument, undefined);
  const workspace = (target && workspaceOf(workspaces, target)) ?? (await workspaces.pick(title));
  if (!workspace) return undefined;
  const overview = await workspaces.overview(workspace);
  if (workspace.environments.length === 0) {
    const why = overview.ok
      ? vscode.l10n.t('tandem.yaml names no environment. Add one below “environments”.')
      : overview.error.message;
    void vscode.window.showErrorMessage(vscode.l10n.t('{0}: {1}', workspace.name, why));
    return undefined;
  }
  if (runs.active(workspace)) {
    const words = vscode.l10n.t(
      'A run is going on in {0}. Wait until it has ended, or cancel it, then switch.',
      workspace.name,
    );
    void vscode.window.showWarningMessage(words);
    return undefined;
  }
  const environment = namedEnvironment(workspace, argument) ?? (await askEnvironment(workspace, title));
  if (environment === undefined) return undefined;
  if (environment !== workspace.environment) await workspaces.switchEnvironment(workspace, environment);
  return environment;
}

function namedEnvironment(workspace: TandemWorkspace, argument: unknown): string | undefined {
  const name = propertyOf(argument, 'environment');
  return workspace.environments.find((each) => each.name === name)?.name;
}

async function askEnvironment(workspace: TandemWorkspace, title: string): Promise<string | undefined> {
  const { environments, environment } = workspace;
  const items = environmentItems(environments, environment, (words, ...values) => vscode.l10n.t(words, ...values));
  const placeHolder = vscode.l10n.t('Choose the environment that {0} shows and runs on', workspace.name);
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked?.environment;
}
