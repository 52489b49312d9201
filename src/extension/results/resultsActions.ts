import * as vscode from 'vscode';
import { commands } from '../names';
import { coupleDependency } from './coupleDependency';
import { exportRecords } from './exportRecords';
import { needsTrust } from './needsTrust';
import { resolveConflict } from './resolveConflict';
import { retryNow } from './retryNow';
import { unreachable } from '../../core/assert';
import type { CommandId } from '../names';
import type { NamedRecord, ResultsAction } from '../../protocol/resultsProtocol';
import type { TandemWorkspace, Workbench } from '../workbench';

/**
 * Has done what the page wants done, by the commands that everybody has. Answers why it was not done, in words; undefined where it was,
 * where the user let it be, or where the command says it itself.
 */
export async function actOn(
  workbench: Workbench,
  workspace: TandemWorkspace,
  action: ResultsAction,
): Promise<string | undefined> {
  if (needsTrust(action) && !vscode.workspace.isTrusted)
    return vscode.l10n.t('This needs a trusted folder. Trust the folder (Manage Workspace Trust) and try again.');
  const { runs, workspaces } = workbench;
  const workspaceId = workspace.id;
  const run = async (command: CommandId, target: object): Promise<undefined> => {
    await vscode.commands.executeCommand(command, { workspaceId, ...target });
  };
  switch (action.name) {
    case 'cancel':
      return (runs.cancel(workspace), undefined);
    case 'copy':
      await vscode.env.clipboard.writeText(action.text);
      return undefined;
    case 'openMapping': {
      const { mapping, field } = action;
      const overview = await workspaces.overview(workspace);
      if (!overview.ok) return overview.error.message;
      const named = overview.value.mappings.find(({ name }) => name === mapping);
      const line = named?.fields.find((each) => field !== undefined && isField(each, field))?.line;
      return run(commands.openMapping, { mapping, ...(line !== undefined && { line }) });
    }
    case 'retry': {
      const { runId, jobId, code } = action;
      return retryNow(workbench, workspace, { errors: { runId, ...(jobId && { jobId }), ...(code && { code }) } });
    }
    case 'retryRecord':
      return retryNow(workbench, workspace, { record: recordOf(action) });
    case 'synchronizeRecord':
      return run(commands.synchronizeRecord, recordOf(action));
    case 'synchronizeMapping':
      return run(commands.synchronizeMapping, { mapping: action.mapping, mode: 'modified' });
    case 'compare':
      return run(commands.compareRecords, recordOf(action));
    case 'openCoupling':
      return run(commands.searchCouplings, { search: action.localId ?? action.integrationId ?? '' });
    case 'couple':
      return run(commands.couple, recordOf(action));
    case 'coupleDependency':
      return coupleDependency(workbench, workspace, recordOf(action));
    case 'resolveConflict': {
      const { mapping, localId, integrationId, choices } = action;
      if (localId === null || integrationId === null)
        return vscode.l10n.t('A conflict is of two records. Couple the record first.');
      const answer = await resolveConflict(workbench, workspace, { mapping, localId, integrationId, choices });
      return answer.ok || answer.error.kind === 'cancelled' ? undefined : answer.error.message;
    }
    case 'export': {
      const answer = await exportRecords(workbench, workspace, action.format, action.question);
      return answer.ok ? undefined : answer.error.message;
    }
    default:
      return unreachable(action);
  }
}

function recordOf({ mapping, localId, integrationId }: NamedRecord): NamedRecord {
  return { mapping, localId, integrationId };
}

function isField(
  { localField, integrationField }: { readonly localField: string | null; readonly integrationField: string | null },
  field: string,
): boolean {
  return localField === field || integrationField === field;
}
