import { commands } from '../names';
import type { CommandId } from '../names';
import type { Translate } from '../translate';

/** One action of the status bar's menu. */
export interface StatusMenuItem {
  /** With a codicon in `$(…)`. */
  readonly label: string;
  readonly description: string;
  /** Ours, or one of the editor's. */
  readonly command: CommandId | 'workbench.actions.view.problems' | 'workbench.trust.manage';
}

/** What makes sense now, most useful first. */
export function statusMenuItems(
  facts: {
    readonly running: boolean;
    readonly lockedElsewhere: boolean;
    readonly filesHaveErrors: boolean;
    readonly trusted: boolean;
    readonly environment: string | undefined;
    /** The workspace's name where the window has several. */
    readonly workspace: string | undefined;
  },
  t: Translate,
): readonly StatusMenuItem[] {
  const place = [facts.workspace, facts.environment].filter((word) => word !== undefined).join(' · ');
  const mayRun = facts.trusted && !facts.running && !facts.filesHaveErrors && !facts.lockedElsewhere;
  const item = (icon: string, label: string, command: StatusMenuItem['command'], description = ''): StatusMenuItem => ({
    label: `$(${icon}) ${label}`,
    description,
    command,
  });
  return [
    facts.running && item('stop-circle', t('Cancel'), commands.cancel, t('Stops after the current records')),
    facts.filesHaveErrors &&
      item('error', t('Show Problems'), 'workbench.actions.view.problems', t('The files have errors')),
    !facts.trusted &&
      item(
        'workspace-untrusted',
        t('Manage Workspace Trust'),
        'workbench.trust.manage',
        t('Runs need a trusted folder'),
      ),
    mayRun && item('sync', t('Synchronize Modified Records'), commands.synchronizeModified, place),
    mayRun && item('sync', t('Run Full Synchronization'), commands.fullSynchronization, place),
    mayRun && item('open-preview', t('Preview'), commands.preview, place),
    item('history', t('Show Synchronization Jobs'), commands.showJobs),
    !facts.running &&
      item('server-environment', t('Switch Environment'), commands.switchEnvironment, facts.environment),
    item('output', t('Show Log'), commands.showLog),
  ].filter((each) => each !== false);
}
