import * as vscode from 'vscode';
import { views } from '../names';

/** What the next window is to show, kept from before the folder is opened until it is. */
interface Greeting {
  /** The folder, as a URI. */
  readonly folder: string;
  readonly walkthrough: boolean;
}

const greetingKey = 'greeting';
/** As package.json has it. */
const walkthroughId = 'firstSteps';

/**
 * Opens a folder: in this window where it is empty, else in another one, so that nobody's work is closed. The window that opens it
 * shows the table mappings, and goes on with the walkthrough where that asked. A folder that is open already is only shown.
 */
export async function openCreatedFolder(
  context: vscode.ExtensionContext,
  folder: vscode.Uri,
  { walkthrough }: { readonly walkthrough: boolean },
): Promise<void> {
  const greeting: Greeting = { folder: folder.toString(), walkthrough };
  if (isOpen(folder)) return show(context, greeting);
  await context.globalState.update(greetingKey, greeting);
  const isEmpty = (vscode.workspace.workspaceFolders ?? []).length === 0;
  await vscode.commands.executeCommand('vscode.openFolder', folder, isEmpty ? { forceReuseWindow: true } : true);
}

/** Shows a folder that the last window opened by `openCreatedFolder`; called once, when the extension starts. */
export async function greetCreatedFolder(context: vscode.ExtensionContext): Promise<void> {
  const greeting = context.globalState.get<Greeting>(greetingKey);
  if (!greeting || !isOpen(vscode.Uri.parse(greeting.folder))) return;
  await context.globalState.update(greetingKey, undefined);
  await show(context, greeting);
}

async function show(context: vscode.ExtensionContext, { walkthrough }: Greeting): Promise<void> {
  await vscode.commands.executeCommand(`${views.mappings}.focus`);
  if (!walkthrough) return;
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#${walkthroughId}`);
}

function isOpen(folder: vscode.Uri): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.toString() === folder.toString());
}
