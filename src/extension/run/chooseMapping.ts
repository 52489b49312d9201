import * as vscode from 'vscode';
import type { MappingOverview, WorkspaceOverview } from '../../protocol/workerProtocol';

/** Asks for one table mapping, in synchronization order. Undefined where there is none (says so) or the user pressed Escape. */
export async function chooseMapping(
  { mappings }: WorkspaceOverview,
  title: string,
): Promise<MappingOverview | undefined> {
  if (mappings.length === 0) {
    const text = vscode.l10n.t('This workspace has no table mapping that can run. Add one with New Table Mapping.');
    void vscode.window.showInformationMessage(text);
    return undefined;
  }
  const items = mappings.map((mapping) => ({
    label: mapping.name,
    description: `${mapping.table} ${arrows[mapping.direction]} ${mapping.integrationTable}`,
    mapping,
  }));
  const placeHolder = vscode.l10n.t('Which table mapping?');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return chosen?.mapping;
}

const arrows = { bidirectional: '↔', toIntegrationTable: '→', fromIntegrationTable: '←' } as const;
