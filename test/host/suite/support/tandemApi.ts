import * as vscode from 'vscode';
import type { TandemApi, TestingApi } from '../../../../src/extension/api';

export const extensionId = 'tandem.tandem';

/** Activates the extension and answers what it tells others, and to tests alone. */
export async function tandemApi(): Promise<TandemApi & { readonly testing: TestingApi }> {
  const extension = vscode.extensions.getExtension<TandemApi>(extensionId);
  if (!extension) throw new Error(`${extensionId} is not installed in this window.`);
  const api = await extension.activate();
  if (!api.testing) throw new Error(`${extensionId} does not see that it is under test.`);
  return api as TandemApi & { readonly testing: TestingApi };
}

/** The first workspace folder of the window, as a path. */
export function openFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The window has no folder.');
  return folder.uri.fsPath;
}
