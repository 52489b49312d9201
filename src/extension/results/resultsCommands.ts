import * as vscode from 'vscode';
import { chooseCoupling } from '../run/chooseRecord';
import { chooseScope } from '../run/chooseScope';
import { clearJobs } from './clearJobs';
import { commands } from '../names';
import { coupleDependency } from './coupleDependency';
import { exportCommand } from './exportCommand';
import { propertyOf, targetsOf, workspaceOf } from '../commandArguments';
import { openedFor } from './openedFor';
import { resolveConflict } from './resolveConflict';
import { showRefusal } from '../run/showRefusal';
import { readChoices } from './readToHost';
import type { CommandTarget } from '../commandArguments';
import type { ResultsViews, RevealJob } from './resultsViews';
import type { RunScope, ScopedRecord } from '../run/runScope';
import type { Workbench } from '../workbench';

/** The commands of the results view; each takes nothing, tree items, or a `CommandTarget`, and asks for what is missing. */
export function registerResultsCommands(
  workbench: Workbench,
  views: ResultsViews,
  revealJob: RevealJob,
): vscode.Disposable {
  const { t } = vscode.l10n;
  const register = (
    id: string,
    title: string,
    work: (scope: RunScope, argument: unknown, target: CommandTarget) => Promise<unknown>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (item: unknown, selection: unknown) => {
      const [target = {}, ...others] = targetsOf(item, selection);
      const scope = await chooseScope(workbench, [target, ...others], title);
      return scope && work(scope, item, target);
    });
  const ofRecord = (
    id: string,
    title: string,
    work: (scope: RunScope, record: ScopedRecord, argument: unknown) => Promise<unknown>,
  ): vscode.Disposable =>
    register(id, title, async (scope, argument) => {
      const record = scope.records[0] ?? (await chooseCoupling(workbench, scope, title));
      return record && work(scope, record, argument);
    });
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.showJobs, (item: unknown) => showJobs(workbench, views, revealJob, item)),
    ofRecord(commands.showHistory, t('Show Record History'), async ({ workspace }, record) => {
      views.show(workspace, { place: 'story', ...record });
      return record;
    }),
    ofRecord(commands.resolveConflict, t('Resolve Conflict'), async ({ workspace }, record, argument) => {
      const { mapping, localId, integrationId } = record;
      if (localId === null || integrationId === null) {
        const message = t('A conflict is of two records. Couple the record first.');
        return void vscode.window.showInformationMessage(message);
      }
      const choices = readChoices(propertyOf(argument, 'choices'));
      if (!choices) return views.show(workspace, { place: 'conflict', mapping, localId, integrationId });
      const answer = await resolveConflict(workbench, workspace, { mapping, localId, integrationId, choices });
      if (!answer.ok) showRefusal(answer.error);
      return answer.ok ? answer.value : undefined;
    }),
    ofRecord(commands.coupleDependency, t('Couple Missing Dependency'), async ({ workspace }, record) => {
      const refusal = await coupleDependency(workbench, workspace, record);
      if (refusal !== undefined) void vscode.window.showWarningMessage(refusal);
    }),
    register(commands.exportRecords, t('Export Records'), ({ workspace }, argument, target) =>
      exportCommand(workbench, workspace, argument, target),
    ),
    register(commands.clearJobs, t('Clear Synchronization Jobs'), (scope) => clearJobs(workbench, scope)),
  );
}

/**
 * Opens the results view at the job named, at the jobs of a mapping, or at all jobs, and shows the same line in the tree. Jobs are
 * shown also where files have errors. Answers the job.
 */
async function showJobs(
  { workspaces, worker }: Workbench,
  views: ResultsViews,
  revealJob: RevealJob,
  item: unknown,
): Promise<{ readonly jobId: string | undefined } | undefined> {
  const [target = {}] = targetsOf(item, undefined);
  await workspaces.ready;
  const workspace = workspaceNamed(target) ?? (await workspaces.pick(vscode.l10n.t('Show Synchronization Jobs')));
  if (!workspace) return undefined;
  const { jobId } = target;
  const job = jobId === undefined ? undefined : await worker.request('job/get', { ...workspace.address(), id: jobId });
  views.show(workspace, openedFor(target, job?.ok ? job.value : undefined, item));
  return { jobId: await revealJob({ workspaceId: workspace.id, ...target }) };

  function workspaceNamed(named: CommandTarget) {
    return named.workspaceId !== undefined || named.folder !== undefined || named.file !== undefined
      ? workspaceOf(workspaces, named)
      : undefined;
  }
}
