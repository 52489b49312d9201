import * as vscode from 'vscode';
import type { RunArguments } from './runArguments';
import type { RunResult } from '../../protocol/workerProtocol';
import type { RunScope } from './runScope';
import type { RunTools } from './runTools';
import { plannedRun } from './plannedRun';

/**
 * A modified synchronization that also compares ids, to find records that were deleted (DESIGN 5.7). What the mappings' policy makes of
 * them is planned and asked first.
 */
export function findDeleted(tools: RunTools, scope: RunScope, given: RunArguments): Promise<RunResult | undefined> {
  const runButton = vscode.l10n.t('Find Deleted Records');
  return plannedRun(tools, scope, given, { mode: 'modified', findDeleted: true, runButton });
}
