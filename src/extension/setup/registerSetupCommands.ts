import * as vscode from 'vscode';
import { chooseScope } from '../run/chooseScope';
import { commands } from '../names';
import { newTableMapping } from './newTableMapping';
import { openDialogue } from '../quickSteps/openDialogue';
import { openFileEditor } from './openFileEditor';
import { refreshSchema } from './refreshSchema';
import { registerProposedTexts } from './proposedTexts';
import { targetsOf } from '../commandArguments';
import { testConnection } from './testConnection';
import { useDefaultSetup } from './useDefaultSetup';
import type { CommandId } from '../names';
import type { CommandTools } from '../quickSteps/commandTools';
import type { Workbench } from '../workbench';

/**
 * The commands that set a workspace up. Each takes nothing, a tree item, or a `CommandTarget` that names the workspace, and answers with
 * what it did; undefined where the user or a refusal stopped it.
 */
export function registerSetupCommands(workbench: Workbench): vscode.Disposable {
  const { t } = vscode.l10n;
  const withFiles =
    (work: typeof newTableMapping | typeof useDefaultSetup) =>
    (tools: CommandTools): Promise<unknown> =>
      work(tools, openFileEditor(tools.scope.workspace));
  return vscode.Disposable.from(
    registerProposedTexts(),
    register(workbench, commands.useDefaultSetup, t('Use Default Synchronization Setup'), withFiles(useDefaultSetup)),
    register(workbench, commands.newTableMapping, t('New Table Mapping'), withFiles(newTableMapping)),
    register(workbench, commands.refreshSchema, t('Refresh Schema'), refreshSchema),
    register(workbench, commands.testConnection, t('Test Connection'), testConnection),
  );
}

function register(
  workbench: Workbench,
  command: CommandId,
  title: string,
  work: (tools: CommandTools) => Promise<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (item: unknown, selection: unknown) => {
    const scope = await chooseScope(workbench, targetsOf(item, selection), title);
    return scope && work({ workbench, dialogue: openDialogue(workbench), scope });
  });
}
