import * as vscode from 'vscode';
import { chooseScope } from '../run/chooseScope';
import { commands } from '../names';
import { coupleByMatching } from './coupleByMatching';
import { coupleRecords } from './coupleRecords';
import { openDialogue } from '../quickSteps/openDialogue';
import { removeCoupling } from './removeCoupling';
import { retryRecords } from './retryRecords';
import { targetsOf } from '../commandArguments';
import type { CommandId } from '../names';
import type { CommandTools } from '../quickSteps/commandTools';
import type { Workbench } from '../workbench';

/**
 * The commands about couplings. Each takes nothing, tree items, or a `CommandTarget`, and answers with what it did: the run's
 * result, of Retry the number of records; undefined where the user or a refusal stopped it.
 */
export function registerCouplingCommands(workbench: Workbench): vscode.Disposable {
  const { t } = vscode.l10n;
  return vscode.Disposable.from(
    register(workbench, commands.couple, t('Couple Records'), coupleRecords),
    register(workbench, commands.matchBasedCoupling, t('Couple Records by Matching'), coupleByMatching),
    register(workbench, commands.removeCoupling, t('Remove Coupling'), removeCoupling),
    register(workbench, commands.retry, t('Retry'), retryRecords),
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
