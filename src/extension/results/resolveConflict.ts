import * as vscode from 'vscode';
import { chooseScope } from '../run/chooseScope';
import { tellResult } from '../run/tellResult';
import type { Answer, RunResult } from '../../protocol/workerProtocol';
import type { FieldChoice } from '../../protocol/resultsProtocol';
import type { TandemWorkspace, Workbench } from '../workbench';

/** A pair of records, and what was chosen for its fields. */
export interface ConflictChoice {
  readonly mapping: string;
  readonly localId: string;
  readonly integrationId: string;
  readonly choices: readonly FieldChoice[];
}

/** Writes what was chosen, as a run of this window, and tells how it ended. */
export async function resolveConflict(
  workbench: Workbench,
  workspace: TandemWorkspace,
  { mapping, localId, integrationId, choices }: ConflictChoice,
): Promise<Answer<RunResult>> {
  const title = vscode.l10n.t('Resolving a conflict in {0}', mapping);
  const answer = await workbench.runs.run(workspace, {
    title,
    quiet: true,
    work: (progressToken, token) =>
      workbench.worker.request(
        'run/resolveConflict',
        { ...workspace.address(), mapping, localId, integrationId, choices, progressToken },
        token,
      ),
  });
  if (!answer.ok) return answer;
  const scope = await chooseScope(workbench, [{ workspaceId: workspace.id }], title);
  if (scope) void tellResult(workbench, scope, answer.value, { what: title });
  return answer;
}
