import * as vscode from 'vscode';
import type { MappingOverview } from '../../protocol/workerProtocol';
import type { RunScope } from './runScope';
import type { Workbench } from '../workbench';
import { allowedNewText } from './allowNewQuestion';
import { showRefusal } from './showRefusal';
import { spokenLocale } from './spokenLocale';
import { unsavedMappingFiles } from './unsavedMappingFiles';

/**
 * Lets scheduled jobs create new records: writes `synchOnlyCoupledRecords: false` into the mapping files. Files with unsaved
 * changes are saved first where the user says so; otherwise no file changes. Answers the files that changed.
 */
export async function allowNew(
  workbench: Workbench,
  { workspace, overview }: RunScope,
  mappings: readonly MappingOverview[],
): Promise<readonly string[] | undefined> {
  const names = mappings.map(({ name }) => name);
  if (!(await saveFirst(unsavedMappingFiles(workspace, overview, names)))) return undefined;
  const answer = await workbench.worker.request('mappings/allowNew', { ...workspace.address(), mappings: names });
  if (!answer.ok) {
    showRefusal(answer.error);
    return undefined;
  }
  workbench.workspaces.refresh(workspace);
  const { changedFiles } = answer.value;
  void vscode.window.setStatusBarMessage(allowedNewText(changedFiles, spokenLocale()), shownMs);
  return changedFiles;
}

/** The answer to a question needs no notification of its own. */
const shownMs = 10_000;

/** Writing below an editor with unsaved changes would make its next save a conflict. */
async function saveFirst(unsaved: ReturnType<typeof unsavedMappingFiles>): Promise<boolean> {
  if (unsaved.length === 0) return true;
  const files = unsaved.map(({ file }) => file).join(', ');
  const save = vscode.l10n.t('Save and Go On');
  const message = vscode.l10n.t(
    '{0}: there are unsaved changes. Save them before Tandem writes to the same place?',
    files,
  );
  const detail = vscode.l10n.t('Otherwise no mapping file changes, and scheduled jobs create no new records.');
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, save)) !== save) return false;
  const saved = await Promise.all(unsaved.map(({ document }) => document.save()));
  if (saved.every((each) => each)) return true;
  void vscode.window.showErrorMessage(vscode.l10n.t('{0} could not be saved. No mapping file was changed.', files));
  return false;
}
