import * as vscode from 'vscode';
import { commands } from '../names';
import type { NamedErrors } from '../../protocol/resultsRequests';
import type { NamedRecord } from '../../protocol/resultsProtocol';
import type { TandemWorkspace, Workbench } from '../workbench';

/**
 * Gives records back to the synchronization and synchronizes them at once: those that a run's errors name and that still stand
 * failed or skipped, or one record. Answers why it could not be.
 */
export async function retryNow(
  { worker, workspaces }: Workbench,
  workspace: TandemWorkspace,
  what: { readonly errors: NamedErrors } | { readonly record: NamedRecord },
): Promise<string | undefined> {
  const answer = await worker.request('run/retry', {
    ...workspace.address(),
    ...('errors' in what ? { records: [], errors: what.errors } : recordRequest(what.record)),
  });
  if (!answer.ok) return answer.error.message;
  workspaces.refresh(workspaces.byId(workspace.id));
  const records = 'errors' in what ? (answer.value.records ?? []) : [what.record];
  if (records.length === 0) {
    const words = vscode.l10n.t('These records are well by now, or gone. Synchronize the mapping to be sure.');
    void vscode.window.showInformationMessage(words);
    return undefined;
  }
  void synchronize(workspace, records);
  return undefined;
}

/** Of a pair the local id is enough; a record without a counterpart may have the other one alone. */
function recordRequest({ mapping, localId, integrationId }: NamedRecord): {
  readonly mapping: string;
  readonly records: readonly string[];
  readonly integrationRecords: readonly string[];
} {
  return {
    mapping,
    records: localId === null ? [] : [localId],
    integrationRecords: localId === null && integrationId !== null ? [integrationId] : [],
  };
}

/** Records are chosen by their local ids; where one has none yet, its whole mapping takes it along. */
function synchronize(workspace: TandemWorkspace, records: readonly NamedRecord[]): Thenable<unknown> {
  const targets = records.map((record) => ({ workspaceId: workspace.id, ...record }));
  if (records.every(({ localId }) => localId !== null))
    return vscode.commands.executeCommand(commands.synchronizeRecord, targets[0], targets);
  const mappings = [...new Set(records.map(({ mapping }) => mapping))];
  const items = mappings.map((mapping) => ({ workspaceId: workspace.id, mapping, mode: 'modified' }));
  return vscode.commands.executeCommand(commands.synchronizeMapping, items[0], items);
}
