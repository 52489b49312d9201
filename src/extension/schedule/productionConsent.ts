import * as vscode from 'vscode';
import type { Locale } from '../locale';
import type { ScheduleSettings } from '../../core/schedule/schedule';
import type { TandemWorkspace, Workbench } from '../workbench';

/** Whether runs may come on their own here: anywhere but in production, and there once the user has agreed. */
export function mayRunUnasked(
  { context, workspaces }: Workbench,
  workspace: TandemWorkspace,
  environment: string,
): boolean {
  return !workspaces.isProduction(workspace) || context.workspaceState.get(consentKey(workspace, environment)) === true;
}

/** Asks once for each production environment, and remembers a yes. True where nothing needs to be asked. */
export async function askForProduction(
  workbench: Workbench,
  workspace: TandemWorkspace,
  environment: string,
  settings: ScheduleSettings,
  locale: Locale,
): Promise<boolean> {
  const { t } = locale;
  if (mayRunUnasked(workbench, workspace, environment)) return true;
  const systems = workspace.environments.find(({ name }) => name === environment);
  const start = t('Start in Production');
  const answer = await vscode.window.showWarningMessage(
    t('Start scheduled synchronization of {0}? It is a production environment.', environment),
    {
      modal: true,
      detail: [
        ...(systems ? [`${systems.local} ↔ ${systems.integration}`] : []),
        t(
          'While this window is open, records that changed are synchronized every {0} minutes without asking. This is asked once.',
          locale.count(settings.intervalMs / 60_000),
        ),
      ].join('\n'),
    },
    start,
  );
  if (answer !== start) return false;
  await workbench.context.workspaceState.update(consentKey(workspace, environment), true);
  return true;
}

/** The settings alone, perhaps somebody else's, start nothing in production: says so, and offers to. */
export async function offerProduction(
  workspace: TandemWorkspace,
  environment: string,
  { t }: Locale,
): Promise<boolean> {
  const start = t('Start…');
  const text = t(
    'Scheduled synchronization is on in the settings of {0}, and {1} is a production environment. Nothing runs before you start it.',
    workspace.name,
    environment,
  );
  return (await vscode.window.showInformationMessage(text, start)) === start;
}

function consentKey({ id }: TandemWorkspace, environment: string): string {
  return `schedule.production:${id}:${environment}`;
}
