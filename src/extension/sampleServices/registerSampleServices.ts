import * as vscode from 'vscode';
import { commands } from '../names';
import { keepServing } from './keepServing';
import { servedFolders } from './servedFolders';
import { servicesTrouble, servicesWelcome } from './servicesText';
import { startServicesBy } from './startServices';
import type { ServicesWord, WantedServices } from './keepServing';
import type { TandemWorkspace, Workbench } from '../workbench';

/**
 * Serves the systems of a sample on services while its folder is open in this window, which must be trusted. Ends with the window; what
 * was written to them is kept in the sample's folder.
 */
export function registerSampleServices(workbench: Workbench): vscode.Disposable {
  const { context, log, worker, workspaces } = workbench;
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'sampleServices.js').fsPath;
  const folders = servedFolders(context.globalState);
  const serving = keepServing(startServicesBy(script), (folder, port, word) => {
    const workspace = workspaces.byId(folder);
    if (workspace) void hear(workspace, port, word);
  });
  let asked = 0;

  const follow = async (): Promise<void> => {
    if (!vscode.workspace.isTrusted) return;
    const mine = ++asked;
    const known = folders.all;
    const wanted = await Promise.all(workspaces.all.filter(({ id }) => known.includes(id)).map(wantedBy));
    // What was asked later knows more.
    if (mine === asked) serving.follow(wanted);
  };
  const wantedBy = async (workspace: TandemWorkspace): Promise<WantedServices> => {
    const overview = await workspaces.overview(workspace);
    const environments = overview.ok ? overview.value.environments : [];
    const [port] = environments.flatMap(({ portsHere = [] }) => portsHere);
    return { folder: workspace.id, port };
  };
  const hear = async (workspace: TandemWorkspace, port: number, word: ServicesWord): Promise<void> => {
    if (word.kind !== 'serving') return tellTrouble(workspace, port, word);
    log.info(`${workspace.name}: its services are served at port ${port}.`);
    // With the tables known, the mapping files are checked in full from the first look on.
    await worker.request('schema/get', { ...workspace.address(), refresh: false, unattended: true });
    workspaces.refresh(workspace);
    if (word.isFresh) await welcome();
  };
  const tellTrouble = async (
    workspace: TandemWorkspace,
    port: number,
    word: Exclude<ServicesWord, { readonly kind: 'serving' }>,
  ): Promise<void> => {
    const { message, tryAgain, openFile } = servicesTrouble(word, { name: workspace.name, port }, vscode.l10n.t);
    log.warn(message);
    const chosen = await vscode.window.showErrorMessage(message, tryAgain, openFile);
    if (chosen === tryAgain) serving.again(workspace.id);
    if (chosen === openFile) await vscode.window.showTextDocument(vscode.Uri.joinPath(workspace.folder, 'tandem.yaml'));
  };
  const followSafely = (): void =>
    void follow().catch((error: unknown) => log.error(`Sample services: ${String(error)}`));

  return vscode.Disposable.from(
    workspaces.onDidChange(followSafely),
    vscode.workspace.onDidGrantWorkspaceTrust(followSafely),
    serving,
    { dispose: () => void asked++ },
  );
}

async function welcome(): Promise<void> {
  const { message, test, preview } = servicesWelcome(vscode.l10n.t);
  const chosen = await vscode.window.showInformationMessage(message, test, preview);
  if (chosen === test) await vscode.commands.executeCommand(commands.testConnection);
  if (chosen === preview) await vscode.commands.executeCommand(commands.preview);
}
