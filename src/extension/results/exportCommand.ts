import * as vscode from 'vscode';
import { exportRecords } from './exportRecords';
import { propertyOf } from '../commandArguments';
import { showRefusal } from '../run/showRefusal';
import type { CommandTarget } from '../commandArguments';
import type { ExportFormat } from './recordsText';
import type { Job } from '../../core/model/job';
import type { TandemWorkspace, Workbench } from '../workbench';

const formats = ['csv', 'json', 'markdown'] as const satisfies readonly ExportFormat[];
/** Jobs to choose from. */
const mostJobs = 200;

/** Exports a job's records; asks for the job and for the form where they are not named. Answers the file's path. */
export async function exportCommand(
  workbench: Workbench,
  workspace: TandemWorkspace,
  argument: unknown,
  { jobId }: CommandTarget,
): Promise<string | undefined> {
  const job = await namedJob(workbench, workspace, jobId);
  if (!job) return undefined;
  const named = propertyOf(argument, 'format');
  const format = formats.find((each) => each === named) ?? (await chooseFormat());
  if (!format) return undefined;
  const question = { runId: job.runId, jobId: job.id, search: '', offset: 0, limit: 0 };
  const answer = await exportRecords(workbench, workspace, format, question);
  if (!answer.ok) showRefusal(answer.error);
  return answer.ok ? answer.value?.fsPath : undefined;
}

async function namedJob(
  { worker }: Workbench,
  workspace: TandemWorkspace,
  id: string | undefined,
): Promise<Job | undefined> {
  if (id !== undefined) {
    const job = await worker.request('job/get', { ...workspace.address(), id });
    if (!job.ok) showRefusal(job.error);
    return job.ok ? job.value : undefined;
  }
  const jobs = await worker.request('jobs/list', { ...workspace.address(), limit: mostJobs });
  if (!jobs.ok) {
    showRefusal(jobs.error);
    return undefined;
  }
  const items = jobs.value.jobs.map((job) => ({ label: job.mapping, description: job.startedAt, job }));
  const options = {
    title: vscode.l10n.t('Export Records'),
    placeHolder: vscode.l10n.t('Choose a synchronization job, newest first'),
    matchOnDescription: true,
  };
  return (await vscode.window.showQuickPick(items, options))?.job;
}

async function chooseFormat(): Promise<ExportFormat | undefined> {
  const { t } = vscode.l10n;
  const items = [
    { label: 'CSV', description: t('for spreadsheets'), format: 'csv' as const },
    { label: 'JSON', description: t('for programs'), format: 'json' as const },
    { label: 'Markdown', description: t('for people'), format: 'markdown' as const },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Export Records') }))?.format;
}
