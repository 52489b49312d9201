import * as vscode from 'vscode';
import type { PlanSummary } from '../../protocol/workerProtocol';
import type { RunRequest } from './makePlan';
import type { RunScope } from './runScope';
import type { RunSystems } from './runSystems';
import type { Workbench } from '../workbench';
import { closePlan, makePlan } from './makePlan';
import { confirmationText, productionPrompt } from './confirmationText';
import { emptiedQuestion } from './emptiedQuestion';
import { runSystems } from './runSystems';
import { spokenLocale } from './spokenLocale';
import { unsavedMappingFiles } from './unsavedMappingFiles';

/** What a confirmation does beside asking. */
export interface ConfirmOptions {
  /** The caller has confirmed already; counts outside production only. */
  readonly confirmed: boolean;
  /** Shows the plan instead; from then on the document owns it. */
  readonly showPlan: (plan: PlanSummary) => Promise<void>;
  /** The button that runs, e.g. `Run Full Synchronization`. */
  readonly runButton: string;
}

/**
 * Plans a run, says what it will do and asks. Where a side looks emptied that is asked first, and a yes is planned anew, so that
 * nobody accepts what they have not seen. Undefined where nothing is to run; then nothing has changed.
 */
export async function confirmPlan(
  workbench: Workbench,
  scope: RunScope,
  request: RunRequest,
  options: ConfirmOptions,
): Promise<{ readonly acceptMissing: boolean } | undefined> {
  const systems = runSystems(scope.overview, workbench.workspaces.isProduction(scope.workspace));
  let plan = await makePlan(workbench, scope, request);
  if (!plan) return undefined;
  let acceptMissing = request.acceptMissing ?? false;
  if (plan.mappings.some(({ emptied }) => emptied !== undefined) && !options.confirmed) {
    const answer = await askWhetherEmptied(plan, systems);
    if (answer === 'preview') await options.showPlan(plan);
    else if (answer !== 'leaveOut') closePlan(workbench, plan.planId);
    if (answer === 'preview' || answer === undefined) return undefined;
    if (answer === 'accept') {
      acceptMissing = true;
      plan = await makePlan(workbench, scope, { ...request, acceptMissing });
      if (!plan) return undefined;
    }
  }
  const decision =
    options.confirmed && !systems.production ? 'run' : await ask(plan, scope, systems, options.runButton);
  if (decision === 'preview') await options.showPlan(plan);
  else closePlan(workbench, plan.planId);
  return decision === 'run' ? { acceptMissing } : undefined;
}

/** The first button is the one that Enter presses: the one that changes nothing. */
async function askWhetherEmptied(
  plan: PlanSummary,
  systems: RunSystems,
): Promise<'accept' | 'leaveOut' | 'preview' | undefined> {
  const question = emptiedQuestion(plan, systems, spokenLocale());
  if (!question) return undefined;
  const buttons = [
    { title: vscode.l10n.t('Show Preview'), answer: 'preview' as const },
    ...(plan.mappings.some(({ message }) => message === '')
      ? [{ title: vscode.l10n.t('Leave These Mappings Out'), answer: 'leaveOut' as const }]
      : []),
    { title: vscode.l10n.t('They Are Gone'), answer: 'accept' as const },
  ];
  const modal = { modal: true, detail: question.detail };
  const chosen = await vscode.window.showWarningMessage(question.message, modal, ...buttons);
  return chosen?.answer;
}

async function ask(
  plan: PlanSummary,
  { overview, workspace, mappings }: RunScope,
  systems: RunSystems,
  runButton: string,
): Promise<'run' | 'preview' | undefined> {
  const unsavedFiles = unsavedMappingFiles(workspace, overview).map(({ file }) => file);
  const { message, detail } = confirmationText({ plan, systems, mappings, unsavedFiles }, spokenLocale());
  const modal = { modal: true, detail };
  const buttons = [
    { title: runButton, answer: 'run' as const },
    { title: vscode.l10n.t('Show Preview'), answer: 'preview' as const },
  ];
  const chosen = systems.production
    ? await vscode.window.showWarningMessage(message, modal, ...buttons)
    : await vscode.window.showInformationMessage(message, modal, ...buttons);
  if (chosen?.answer !== 'run' || !systems.production) return chosen?.answer;
  return (await isNamed(systems, runButton)) ? 'run' : undefined;
}

/** In production a click is not enough. */
async function isNamed(systems: RunSystems, title: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: productionPrompt(systems, spokenLocale()),
    placeHolder: systems.environment,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === systems.environment ? undefined : vscode.l10n.t('Type {0}.', systems.environment),
  });
  return typed?.trim() === systems.environment;
}
