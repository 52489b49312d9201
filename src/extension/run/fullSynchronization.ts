import * as vscode from 'vscode';
import type { RunArguments } from './runArguments';
import type { RunResult } from '../../protocol/workerProtocol';
import type { RunScope } from './runScope';
import type { RunTools } from './runTools';
import { plannedRun } from './plannedRun';

/** A full synchronization of the scope's mappings. Afterwards it asks whether scheduled jobs may create new records. */
export function fullSynchronization(
  tools: RunTools,
  scope: RunScope,
  given: RunArguments,
): Promise<RunResult | undefined> {
  return plannedRun(tools, scope, given, { mode: 'full', runButton: vscode.l10n.t('Run Full Synchronization') });
}
