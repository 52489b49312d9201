import * as vscode from 'vscode';
import type { OpenPlan, PlanDocuments } from './planDocuments';
import type { PlanMark } from './planText';
import { commands } from '../names';
import { groupPage } from './planBudget';
import { planCommands } from './planCommands';
import { spokenLocale } from '../run/spokenLocale';

/** What can be done at a plan's lines. */
export class PlanLenses implements vscode.CodeLensProvider {
  constructor(private readonly documents: PlanDocuments) {}

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const plan = this.documents.plan(uri);
    if (!plan) return [];
    return plan.marks.flatMap((mark) => {
      const range = new vscode.Range(mark.line, 0, mark.line, 0);
      return commandsAt(plan, mark).map((command) => new vscode.CodeLens(range, command));
    });
  }
}

function commandsAt(plan: OpenPlan, mark: PlanMark): readonly vscode.Command[] {
  const workspaceId = plan.scope.workspace.id;
  switch (mark.kind) {
    case 'plan':
      return planWide(plan);
    case 'section':
      return [openMapping(workspaceId, mark.section.mapping)];
    case 'more': {
      const count = spokenLocale().count(Math.min(groupPage, mark.left));
      const title = vscode.l10n.t('Show {0} More', count);
      const group = { index: mark.section.index, action: mark.action };
      return [{ title, command: planCommands.more, arguments: [plan, group, mark.shown] }];
    }
    case 'record': {
      const { section, item } = mark;
      const { localId, integrationId } = item;
      const compare = {
        title: vscode.l10n.t('Compare'),
        command: planCommands.compare,
        arguments: [plan, { section, item }],
      };
      const synchronize = {
        title: vscode.l10n.t('Synchronize Record'),
        command: commands.synchronizeRecord,
        arguments: [{ workspaceId, mapping: section.mapping, localId, integrationId }],
      };
      return [
        ...(item.fields.length > 0 || (localId !== null && integrationId !== null) ? [compare] : []),
        ...(localId === null ? [] : [synchronize]),
        openMapping(workspaceId, section.mapping),
      ];
    }
  }
}

function planWide(plan: OpenPlan): readonly vscode.Command[] {
  const workspaceId = plan.scope.workspace.id;
  const { request } = plan;
  const targets =
    request && request.mappings.length > 0
      ? request.mappings.map((mapping) => ({ workspaceId, mapping }))
      : [{ workspaceId }];
  const records = (request?.records.length ?? 0) > 0;
  const run = { ...runCommand(request), arguments: [undefined, targets] };
  const again = { title: vscode.l10n.t('Preview Again'), command: planCommands.again, arguments: [plan] };
  return [
    ...(request && !records ? [run] : []),
    ...(request ? [again] : []),
    { title: vscode.l10n.t('Filter…'), command: planCommands.filter, arguments: [plan] },
    { title: vscode.l10n.t('Compare All Changes'), command: planCommands.compareAll, arguments: [plan] },
  ];
}

/** The command that does what the plan shows. */
function runCommand(request: OpenPlan['request']): Pick<vscode.Command, 'title' | 'command'> {
  if (request?.mode === 'full')
    return { title: vscode.l10n.t('Run Full Synchronization…'), command: commands.fullSynchronization };
  if (request?.findDeleted) return { title: vscode.l10n.t('Find Deleted Records…'), command: commands.findDeleted };
  return { title: vscode.l10n.t('Synchronize Modified Records'), command: commands.synchronizeModified };
}

function openMapping(workspaceId: string, mapping: string): vscode.Command {
  return {
    title: vscode.l10n.t('Open Mapping'),
    command: commands.openMapping,
    arguments: [{ workspaceId, mapping }],
  };
}
