import * as vscode from 'vscode';
import type { PlanItem } from '../../core/plan/recordPlan';
import type { PlanSection } from '../preview/planPage';
import type { RecordComparison } from '../../protocol/workerProtocol';
import type { RecordDocuments } from './recordDocuments';
import type { RunScope } from '../run/runScope';
import type { Workbench } from '../workbench';
import { changeTexts } from './recordText';
import { changeTitle } from './compareTitle';
import { recordName } from '../preview/planText';
import { spokenLocale } from '../run/spokenLocale';

/** A planned record with the place it has in the plan. */
export interface PlannedRecord {
  readonly section: PlanSection;
  readonly item: PlanItem;
}

/** One planned record now and after synchronization, in the diff editor. */
export async function compareChange(
  { worker }: Workbench,
  documents: RecordDocuments,
  { workspace }: RunScope,
  { section, item }: PlannedRecord,
): Promise<void> {
  const { localId, integrationId } = item;
  const { mapping } = section;
  const paired = localId !== null && integrationId !== null;
  const request = { ...workspace.address(), mapping, localId, integrationId };
  const answer = paired ? await worker.request('records/compare', request) : undefined;
  const comparison = answer?.ok ? answer.value : undefined;
  const name = nameOf(item, comparison);
  const { before, after } = textsOf({ section, item }, comparison);
  const title = changeTitle(name, mapping, spokenLocale());
  const at = (text: string): vscode.Uri => documents.put([mapping, name], text);
  await vscode.commands.executeCommand('vscode.diff', at(before), at(after), title, { preview: true });
}

/** Many planned records below each other in the multi-diff editor: what changes of each, without what stays. */
export async function compareAllChanges(
  documents: RecordDocuments,
  title: string,
  records: readonly PlannedRecord[],
): Promise<void> {
  const resources = records.map((record) => {
    const { before, after } = textsOf(record, undefined);
    const path = [record.section.mapping, nameOf(record.item, undefined)];
    const now = documents.put(path, before);
    const then = documents.put(path, after);
    return [then, now, then] as const;
  });
  await vscode.commands.executeCommand('vscode.changes', title, resources);
}

function textsOf({ section, item }: PlannedRecord, comparison: RecordComparison | undefined) {
  return changeTexts(item, section.direction, comparison, spokenLocale());
}

function nameOf(item: PlanItem, comparison: RecordComparison | undefined): string {
  return comparison?.localTitle ?? comparison?.integrationTitle ?? recordName(item, spokenLocale());
}
