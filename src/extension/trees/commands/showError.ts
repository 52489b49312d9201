import * as vscode from 'vscode';
import { failureMessage, failureSteps } from '../present/failureMessage';
import { targetsOf, workspaceOf } from '../../commandArguments';
import type { CommandTarget } from '../../commandArguments';
import type { ShownFailure } from '../treeNode';
import type { TandemWorkspace } from '../../workbench';
import type { TreeCommandContext } from './treeCommands';
import { failurePhrase } from '../present/failurePhrase';
import { findFailures } from '../sources/findFailures';
import { isTreeNode } from '../treeNode';
import { workspaceTarget } from '../sources/treeContext';

/**
 * Shows a failure's message in full, with what can be done about it as buttons. Without a line or a record it asks which
 * of the failed and skipped ones is meant. Answers the failure at once: the buttons are the user's.
 */
export async function showError(
  tools: TreeCommandContext,
  item: unknown,
  selection: unknown,
): Promise<ShownFailure | undefined> {
  const { workbench } = tools;
  const target: CommandTarget = targetsOf(item, selection)[0] ?? {};
  const workspace =
    workspaceOf(workbench.workspaces, target) ?? (await workbench.workspaces.pick(vscode.l10n.t('Show Error')));
  if (!workspace) return undefined;
  const failure = (isTreeNode(item) ? item.failure?.() : undefined) ?? (await chooseFailure(tools, workspace, target));
  if (!failure) return undefined;
  tellFailure(tools, workspace, failure).catch((error: unknown) => workbench.log.error(String(error)));
  return failure;
}

async function chooseFailure(
  { context }: TreeCommandContext,
  workspace: TandemWorkspace,
  target: CommandTarget,
): Promise<ShownFailure | undefined> {
  const answer = await findFailures(context, workspace, target);
  if (!answer.ok) {
    void vscode.window.showErrorMessage(answer.error.message);
    return undefined;
  }
  const [first, ...others] = answer.value;
  if (!first) {
    void vscode.window.showInformationMessage(
      target.mapping === undefined
        ? vscode.l10n.t('No record of {0} has failed.', workspace.name)
        : vscode.l10n.t('No such record of {0} has failed.', target.mapping),
    );
    return undefined;
  }
  if (others.length === 0) return first;
  const items = answer.value.map((failure) => ({
    label: failure.title,
    description: `${failure.mapping} · ${failurePhrase(failure.code, context.words.t)}`,
    detail: failure.message,
    failure,
  }));
  const options = {
    title: vscode.l10n.t('Show Error'),
    placeHolder: vscode.l10n.t('Choose a record that failed or is skipped'),
    matchOnDescription: true,
    matchOnDetail: true,
  };
  return (await vscode.window.showQuickPick(items, options))?.failure;
}

async function tellFailure(
  { context }: TreeCommandContext,
  workspace: TandemWorkspace,
  failure: ShownFailure,
): Promise<void> {
  const { words, isTrusted } = context;
  const steps = failureSteps(failure, isTrusted(), words);
  const step = await vscode.window.showWarningMessage(failureMessage(failure, words), ...steps);
  if (!step) return;
  const { mapping, localId, integrationId } = failure;
  await vscode.commands.executeCommand(step.command, {
    ...workspaceTarget(workspace),
    mapping,
    localId,
    integrationId,
  });
}
