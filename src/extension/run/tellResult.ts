import * as vscode from 'vscode';
import type { MappingOverview, RunResult } from '../../protocol/workerProtocol';
import type { ResultText } from './resultText';
import type { RunScope } from './runScope';
import type { Workbench } from '../workbench';
import { allowNew } from './allowNew';
import { allowNewQuestion, mappingsToAllowNew } from './allowNewQuestion';
import { commands } from '../names';
import { resultText } from './resultText';
import { runSystems } from './runSystems';
import { spokenLocale } from './spokenLocale';

/**
 * Tells in one notification how a run ended; after a full run the same notification asks whether scheduled jobs may create new
 * records. The run's command does not wait for the answer: a notification may stay for hours.
 */
export async function tellResult(
  workbench: Workbench,
  scope: RunScope,
  result: RunResult,
  { what, allowNewAnswer }: { readonly what: string; readonly allowNewAnswer?: 'yes' | 'no' | undefined },
): Promise<void> {
  const systems = runSystems(scope.overview, workbench.workspaces.isProduction(scope.workspace));
  const told = resultText(what, result, systems, spokenLocale());
  const toAllow = mappingsToAllowNew(result, scope.overview.mappings);
  if (allowNewAnswer === 'yes' && toAllow.length > 0) await allowNew(workbench, scope, toAllow);
  const asked = allowNewAnswer === undefined ? toAllow : [];
  await ask(workbench, scope, { told, result, asked });
}

interface Telling {
  readonly told: Pick<ResultText, 'severity' | 'text' | 'hasErrors'>;
  readonly result: RunResult;
  /** The mappings that the question is about; empty where nothing is asked. */
  readonly asked: readonly MappingOverview[];
}

async function ask(workbench: Workbench, scope: RunScope, { told, result, asked }: Telling): Promise<void> {
  const question = asked.length > 0 ? allowNewQuestion(asked, spokenLocale()) : '';
  const text = [told.text, question].filter((sentence) => sentence !== '').join(' ');
  const buttons = [
    ...(asked.length > 0
      ? [
          { title: vscode.l10n.t('Yes'), does: 'allow' as const },
          { title: vscode.l10n.t('No'), does: 'keep' as const },
        ]
      : []),
    ...(told.hasErrors ? [{ title: vscode.l10n.t('Show Errors'), does: 'errors' as const }] : []),
    ...(told.text === '' ? [] : [{ title: vscode.l10n.t('Show Results'), does: 'results' as const }]),
  ];
  const chosen = await notify(told.severity, text, buttons);
  if (chosen?.does === 'allow') await allowNew(workbench, scope, asked);
  if (chosen?.does !== 'errors' && chosen?.does !== 'results') return;
  await showJobs(scope, result, chosen.does === 'errors');
  // Looking at the results must not lose the question.
  if (asked.length > 0) {
    await ask(workbench, scope, { told: { severity: 'information', text: '', hasErrors: false }, result, asked });
  }
}

function notify<T extends vscode.MessageItem>(
  severity: ResultText['severity'],
  text: string,
  buttons: readonly T[],
): Thenable<T | undefined> {
  if (severity === 'error') return vscode.window.showErrorMessage(text, ...buttons);
  if (severity === 'warning') return vscode.window.showWarningMessage(text, ...buttons);
  return vscode.window.showInformationMessage(text, ...buttons);
}

/** Opens the results view: at the errors of the first job that has some, else at the jobs, where the run is the newest. */
async function showJobs({ workspace }: RunScope, { jobs }: RunResult, atErrors: boolean): Promise<void> {
  const job = jobs.find(({ counters, status }) => counters.failed > 0 || status === 'aborted');
  await vscode.commands.executeCommand(commands.showJobs, {
    workspaceId: workspace.id,
    ...(job && atErrors && { jobId: job.id, mapping: job.mapping, place: 'errors' }),
  });
}
