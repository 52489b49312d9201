import * as vscode from 'vscode';
import type { RecordComparison } from '../../protocol/workerProtocol';
import type { RecordDocuments } from './recordDocuments';
import type { RunScope, ScopedRecord } from '../run/runScope';
import type { Workbench } from '../workbench';
import { chooseCoupling } from '../run/chooseRecord';
import { comparisonTexts } from './recordText';
import { comparisonTitle } from './compareTitle';
import { showRefusal } from '../run/showRefusal';
import { spokenLocale } from '../run/spokenLocale';

/**
 * Shows both records of a coupling as they are now, side by side in the diff editor. Several couplings open an editor each.
 * Answers the comparisons; undefined where nothing was compared.
 */
export async function compareRecords(
  workbench: Workbench,
  documents: RecordDocuments,
  scope: RunScope,
): Promise<readonly RecordComparison[] | undefined> {
  const records = scope.records.length > 0 ? scope.records : await ask(workbench, scope);
  if (!records) return undefined;
  const comparisons: RecordComparison[] = [];
  for (const record of records.slice(0, mostEditors)) {
    const answer = await workbench.worker.request('records/compare', { ...scope.workspace.address(), ...record });
    if (!answer.ok) {
      showRefusal(answer.error);
      break;
    }
    comparisons.push(answer.value);
    await show(documents, scope, record, answer.value, records.length === 1);
  }
  return comparisons.length > 0 ? comparisons : undefined;
}

/** A selection of hundreds is not meant to open hundreds of editors. */
const mostEditors = 10;

async function ask(workbench: Workbench, scope: RunScope): Promise<readonly ScopedRecord[] | undefined> {
  const record = await chooseCoupling(workbench, scope, vscode.l10n.t('Compare Records'));
  return record && [record];
}

async function show(
  documents: RecordDocuments,
  { overview }: RunScope,
  record: ScopedRecord,
  comparison: RecordComparison,
  preview: boolean,
): Promise<void> {
  const mapping = overview.mappings.find(({ name }) => name === record.mapping);
  if (!mapping) return;
  const name = comparison.localTitle ?? comparison.integrationTitle ?? record.localId ?? record.integrationId ?? '';
  const { before, after } = comparisonTexts(comparison, spokenLocale());
  const title = comparisonTitle(name, mapping, spokenLocale());
  await vscode.commands.executeCommand(
    'vscode.diff',
    documents.put([mapping.table, name], before),
    documents.put([mapping.integrationTable, name], after),
    title,
    { preview },
  );
}
