import * as vscode from 'vscode';
import type { RecordDecision } from './chooseDirection';
import type { RecordsOutlook } from './directionQuestion';
import type { RunArguments } from './runArguments';
import type { RunResult } from '../../protocol/workerProtocol';
import type { RunScope, ScopedRecord } from './runScope';
import type { RunTools } from './runTools';
import { chooseDirection } from './chooseDirection';
import { chooseRecord } from './chooseRecord';
import { commands } from '../names';
import { isFree } from './isFree';
import { joinedResults } from './resultText';
import { recordsByMapping } from './runScope';
import { runOnce } from './synchronize';
import { runTitle } from './runTitle';
import { showRefusal } from './showRefusal';
import { spokenLocale } from './spokenLocale';
import { tellResult } from './tellResult';

/**
 * Synchronizes chosen records, mapping by mapping; asks the direction where both sides changed. Several runs are told as one.
 * Answers their result together; undefined where nothing ran.
 */
export async function synchronizeRecord(
  tools: RunTools,
  scope: RunScope,
  given: RunArguments,
): Promise<RunResult | undefined> {
  const { workbench } = tools;
  if (!isFree(workbench, scope.workspace)) return undefined;
  const records = scope.records.length > 0 ? scope.records : await ask(tools, scope);
  if (!records) return undefined;
  const known = records.filter(({ localId }) => localId !== null);
  if (known.length === 0) {
    tellNoLocalRecord(scope, records);
    return undefined;
  }
  const result = await runByMapping(tools, scope, known, given);
  if (!result) return undefined;
  void tellResult(workbench, scope, result.result, { what: result.title });
  return result.result;
}

/** One run for each mapping; the rest is left alone where the user stops or a run is refused. */
async function runByMapping(
  tools: RunTools,
  scope: RunScope,
  records: readonly ScopedRecord[],
  given: RunArguments,
): Promise<{ readonly result: RunResult; readonly title: string } | undefined> {
  const results: RunResult[] = [];
  let title = '';
  for (const [mapping, own] of recordsByMapping(records)) {
    const ids = own.flatMap(({ localId }) => localId ?? []);
    const what = own.length === 1 ? ids.join() : vscode.l10n.t('{0} records of {1}', own.length, mapping);
    const decision = await decide(tools, scope, { mapping, records: ids, what }, given);
    if (decision.kind === 'cancelled') break;
    const name = decision.name ?? what;
    if (decision.kind === 'nothing') {
      if (records.length === own.length) tellNothing(scope, own, name, decision.outlook);
      continue;
    }
    const names = records.length === 1 ? [name] : records.map(nameOf);
    title = runTitle({ mode: 'modified', mappings: [], records: names }, scope.overview.environment, spokenLocale());
    const { direction } = decision;
    const request = { mode: 'modified' as const, mappings: [mapping], records: ids, ...(direction && { direction }) };
    const answer = await runOnce(tools.workbench, scope, request, title);
    if (!answer.ok) {
      showRefusal(answer.error);
      break;
    }
    results.push(answer.value);
  }
  const result = joinedResults(results);
  return result && { result, title };
}

async function decide(
  { workbench }: RunTools,
  scope: RunScope,
  chosen: { readonly mapping: string; readonly records: readonly string[]; readonly what: string },
  { direction }: RunArguments,
): Promise<RecordDecision> {
  if (direction === 'both') return { kind: 'run' };
  if (direction !== undefined) return { kind: 'run', direction };
  return chooseDirection(workbench, scope, chosen, spokenLocale());
}

async function ask({ workbench }: RunTools, scope: RunScope): Promise<readonly ScopedRecord[] | undefined> {
  const record = await chooseRecord(workbench, scope, vscode.l10n.t('Synchronize Record'));
  return record && [record];
}

function nameOf({ localId, integrationId }: ScopedRecord): string {
  return localId ?? integrationId ?? '';
}

/** A record is chosen by its local id; one that never reached the local side waits for its mapping's next run. */
function tellNoLocalRecord({ workspace }: RunScope, records: readonly ScopedRecord[]): void {
  const [first] = records;
  if (!first) return;
  const button = vscode.l10n.t('Synchronize Modified Records');
  const text = vscode.l10n.t(
    '{0} has no local record yet. It is tried again whenever {1} is synchronized.',
    nameOf(first),
    first.mapping,
  );
  void vscode.window.showInformationMessage(text, button).then((chosen) => {
    if (chosen === undefined) return undefined;
    const target = { workspaceId: workspace.id, mapping: first.mapping };
    return vscode.commands.executeCommand(commands.synchronizeMapping, target);
  });
}

function tellNothing(
  { workspace }: RunScope,
  [first]: readonly ScopedRecord[],
  name: string,
  { leftOut }: RecordsOutlook,
): void {
  if (!first) return;
  if (leftOut === '') {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0}: both sides are in step already.', name));
    return;
  }
  const text = vscode.l10n.t('{0} takes no part: {1}. Couple the record, or check the mapping.', name, leftOut);
  const buttons = [
    { title: vscode.l10n.t('Couple…'), command: commands.couple },
    { title: vscode.l10n.t('Open Mapping'), command: commands.openMapping },
  ];
  void vscode.window.showInformationMessage(text, ...buttons).then((chosen) => {
    return chosen && vscode.commands.executeCommand(chosen.command, { workspaceId: workspace.id, ...first });
  });
}
