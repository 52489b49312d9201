import * as vscode from 'vscode';
import type { RunArguments } from './runArguments';
import type { RunResult } from '../../protocol/workerProtocol';
import type { RunScope } from './runScope';
import type { RunTools } from './runTools';
import { chooseMapping } from './chooseMapping';
import { fullSynchronization } from './fullSynchronization';
import { synchronizeModified } from './synchronizeModified';

/**
 * Synchronizes chosen table mappings: modified records where a menu or a caller names the mappings, whatever is answered where
 * nothing does. A full synchronization asks as it always does.
 */
export async function synchronizeMapping(
  tools: RunTools,
  scope: RunScope,
  given: RunArguments,
): Promise<RunResult | undefined> {
  if (scope.mappings.length > 0) return start(tools, scope, given, given.mode ?? 'modified');
  const title = vscode.l10n.t('Synchronize Table Mapping');
  const mapping = await chooseMapping(scope.overview, title);
  if (!mapping) return undefined;
  const mode = given.mode ?? (await chooseMode(`${title}: ${mapping.name}`));
  return mode && start(tools, { ...scope, mappings: [mapping.name] }, given, mode);
}

/** Asks which records take part; modified ones first. Undefined after Escape. */
export async function chooseMode(title: string): Promise<'full' | 'modified' | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Modified records'),
      detail: vscode.l10n.t('Records that changed since the last synchronization, and those that failed.'),
      mode: 'modified' as const,
    },
    {
      label: vscode.l10n.t('All records (full synchronization)'),
      detail: vscode.l10n.t('Compares every record, and creates and couples what is not coupled yet.'),
      mode: 'full' as const,
    },
  ];
  const placeHolder = vscode.l10n.t('Which records?');
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.mode;
}

function start(
  tools: RunTools,
  scope: RunScope,
  given: RunArguments,
  mode: 'full' | 'modified',
): Promise<RunResult | undefined> {
  return mode === 'full' ? fullSynchronization(tools, scope, given) : synchronizeModified(tools, scope, given);
}
