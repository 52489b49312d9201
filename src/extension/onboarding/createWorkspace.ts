import * as vscode from 'vscode';
import { askForWorkspace } from './askForWorkspace';
import { askOne } from '../quickSteps/quickPickAsker';
import { isTrustedToMake, makeWorkspace } from './makeWorkspace';
import type { MadeWorkspace } from './makeWorkspace';
import { onboardingArguments } from './onboardingArguments';
import { openCreatedFolder } from './openCreatedFolder';
import type { Workbench } from '../workbench';

/**
 * Create Workspace…: asks for the standard mappings to begin with, their names and the folder, writes the files, and opens
 * tandem.yaml, where the two systems are to be filled in. Answers the workspace; undefined where the user pressed Escape or it could not be made.
 */
export async function createWorkspace(workbench: Workbench, passed: unknown): Promise<MadeWorkspace | undefined> {
  if (!(await isTrustedToMake())) return undefined;
  const { walkthrough, ...known } = onboardingArguments(passed);
  const held = new Set(workbench.workspaces.all.map(({ folder }) => folder.toString()));
  const openFolders = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file' && !held.has(uri.toString()))
    .map(({ name, uri }) => ({ name, path: uri.fsPath }));
  const wishes = await askForWorkspace(known, { ask: { one: askOne }, openFolders, chooseFolder, t: vscode.l10n.t });
  if (!wishes) return undefined;
  const folder = vscode.Uri.file(wishes.folder);
  const local = wishes.names === 'captions' ? {} : { local: wishes.names };
  const made = await makeWorkspace(workbench, { folder, template: wishes.template, ...local, sample: false });
  if (!made) return undefined;
  if (!vscode.workspace.getWorkspaceFolder(folder)) {
    await openCreatedFolder(workbench.context, folder, { walkthrough });
    return made;
  }
  await workbench.workspaces.discover();
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'tandem.yaml'));
  return made;
}

async function chooseFolder(): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: vscode.l10n.t('Create Workspace Here'),
    title: vscode.l10n.t('Choose the folder of the new workspace'),
  });
  return chosen?.[0]?.fsPath;
}
