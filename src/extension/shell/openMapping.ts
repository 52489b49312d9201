import * as vscode from 'vscode';
import { propertyOf, targetsOf, workspaceOf } from '../commandArguments';
import type { CommandTarget } from '../commandArguments';
import type { TandemWorkspace, Workbench } from '../workbench';

/** A place in a mapping file. */
interface Place {
  readonly file: vscode.Uri;
  /** From 1. */
  readonly line: number;
}

/**
 * Opens a mapping's file where the mapping, or the line that the argument names, stands. Takes a tree item or
 * `{ folder?, mapping?, file?, line? }` and asks for what is missing; answers the file's path, or undefined where none was opened.
 */
export async function openMapping(
  workbench: Workbench,
  argument: unknown,
  selection: unknown,
): Promise<string | undefined> {
  const [target = {}] = targetsOf(argument, selection);
  const place = await placeOf(workbench, target, lineOf(argument));
  if (!place) return undefined;
  const position = new vscode.Position(place.line - 1, 0);
  try {
    await vscode.window.showTextDocument(place.file, { selection: new vscode.Range(position, position) });
  } catch {
    const words = vscode.l10n.t('{0} cannot be opened. Refresh the view and try again.', place.file.fsPath);
    void vscode.window.showErrorMessage(words);
    return undefined;
  }
  return place.file.fsPath;
}

async function placeOf(
  workbench: Workbench,
  target: CommandTarget,
  line: number | undefined,
): Promise<Place | undefined> {
  const { workspaces } = workbench;
  const title = vscode.l10n.t('Open Mapping');
  await workspaces.ready;
  const workspace = workspaceOf(workspaces, target) ?? (await workspaces.pick(title));
  if (!workspace) return undefined;
  if (target.file !== undefined) return { file: fileIn(workspace, target.file), line: line ?? 1 };
  const overview = await workspaces.overview(workspace);
  if (!overview.ok) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0}: {1}', workspace.name, overview.error.message));
    return undefined;
  }
  const { name } = workspace;
  const { mappings } = overview.value;
  const named = mappings.find((each) => each.name === target.mapping) ?? (await pickMapping());
  return named && { file: fileIn(workspace, named.file), line: line ?? named.line };

  async function pickMapping() {
    if (mappings.length === 0) {
      const words = vscode.l10n.t('{0} has no mapping yet. Use New Table Mapping to write one.', name);
      void vscode.window.showInformationMessage(words);
      return undefined;
    }
    const items = mappings.map((mapping) => ({
      label: mapping.name,
      description: `${mapping.table} ↔ ${mapping.integrationTable}`,
      detail: mapping.file,
      mapping,
    }));
    const placeHolder = vscode.l10n.t('Choose a mapping');
    return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.mapping;
  }
}

/** Mapping files are named relative to the workspace, with forward slashes; menus on files name whole paths. */
function fileIn(workspace: TandemWorkspace, file: string): vscode.Uri {
  const isWhole = file.startsWith('/') || /^[a-zA-Z]:[\\/]|^\\\\/.test(file);
  return isWhole ? vscode.Uri.file(file) : vscode.Uri.joinPath(workspace.folder, file);
}

/** Tree items carry the line beside the target or in it. */
function lineOf(argument: unknown): number | undefined {
  const line = propertyOf(argument, 'line') ?? propertyOf(propertyOf(argument, 'target'), 'line');
  return typeof line === 'number' && Number.isInteger(line) && line > 0 ? line : undefined;
}
