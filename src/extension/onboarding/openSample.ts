import * as vscode from 'vscode';
import { freeFolderName, sampleChoices, sampleFolderNames } from './folderChoices';
import type { SampleKind } from './folderChoices';
import { askOne } from '../quickSteps/quickPickAsker';
import { isTrustedToMake, makeWorkspace } from './makeWorkspace';
import type { MadeWorkspace } from './makeWorkspace';
import { onboardingArguments } from './onboardingArguments';
import { openCreatedFolder } from './openCreatedFolder';
import { sampleTemplate } from './templateChoices';
import { servedFolders } from '../sampleServices/servedFolders';
import type { Workbench } from '../workbench';

/**
 * Open Sample Workspace: makes the sample where the user wants it, or opens the one that is there. Answers the workspace;
 * undefined where the user pressed Escape or it could not be made. The services of one that it made are served by the window that
 * has it open.
 */
export async function openSample(
  workbench: Workbench,
  kind: SampleKind,
  passed: unknown,
): Promise<MadeWorkspace | undefined> {
  const { folder, walkthrough } = onboardingArguments(passed);
  const chosen = folder === undefined ? await askForPlace(workbench, kind) : await placeAt(folder);
  if (!chosen) return undefined;
  const made = chosen.exists ? { folder: chosen.folder.fsPath, files: [] } : await make(workbench, kind, chosen.folder);
  if (!made) return undefined;
  // One that was there and that the caller named may be anybody's.
  if (kind === 'services' && (folder === undefined || !chosen.exists)) {
    await servedFolders(workbench.context.globalState).remember(made.folder);
    // Where the folder is in this window already.
    await workbench.workspaces.discover();
  }
  await openCreatedFolder(workbench.context, chosen.folder, { walkthrough });
  return made;
}

interface Place {
  readonly folder: vscode.Uri;
  readonly exists: boolean;
}

async function make(workbench: Workbench, kind: SampleKind, folder: vscode.Uri): Promise<MadeWorkspace | undefined> {
  if (!(await isTrustedToMake())) return undefined;
  return makeWorkspace(
    workbench,
    kind === 'files'
      ? { folder, template: sampleTemplate, sample: true }
      : { folder, template: sampleTemplate, local: 'businessCentral', sample: false, sampleServices: true },
  );
}

async function placeAt(path: string): Promise<Place> {
  const folder = vscode.Uri.file(path);
  return { folder, exists: await holdsWorkspace(folder) };
}

async function askForPlace({ context }: Workbench, kind: SampleKind): Promise<Place | undefined> {
  const own = context.globalStorageUri;
  const taken = await folderNames(own);
  const existing = (await samplesIn(own, kind, taken)).map(({ fsPath }) => fsPath);
  const fresh = vscode.Uri.joinPath(own, freeFolderName(kind, taken)).fsPath;
  const asked = await askOne({
    ...sampleQuestion(kind),
    choices: sampleChoices(kind, { existing, fresh }, vscode.l10n.t),
  });
  if (asked.kind !== 'value') return undefined;
  if (asked.value.kind === 'choose') return askForFolder(kind);
  return { folder: vscode.Uri.file(asked.value.folder), exists: asked.value.kind === 'open' };
}

function sampleQuestion(kind: SampleKind): { readonly title: string; readonly prompt: string } {
  return kind === 'files'
    ? {
        title: vscode.l10n.t('Open Sample Workspace'),
        prompt: vscode.l10n.t('Where should the sample be? It is a few small files, and needs no account.'),
      }
    : {
        title: vscode.l10n.t('Open Sample Workspace (Cloud)'),
        prompt: vscode.l10n.t('Where should the sample be? Its two services run on this machine while it is open.'),
      };
}

async function askForFolder(kind: SampleKind): Promise<Place | undefined> {
  const [parent] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: vscode.l10n.t('Make the Sample Here'),
      title: vscode.l10n.t('Choose the folder in which the sample is made'),
    })) ?? [];
  if (!parent) return undefined;
  const name = freeFolderName(kind, await folderNames(parent));
  return { folder: vscode.Uri.joinPath(parent, name), exists: false };
}

/** The samples that Tandem made before, newest first; their names count up. */
async function samplesIn(
  parent: vscode.Uri,
  kind: SampleKind,
  names: readonly string[],
): Promise<readonly vscode.Uri[]> {
  const folders = names
    .filter((name) => name.startsWith(sampleFolderNames[kind]))
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .map((name) => vscode.Uri.joinPath(parent, name));
  const held = await Promise.all(folders.map(holdsWorkspace));
  return folders.filter((_, index) => held[index]);
}

async function folderNames(parent: vscode.Uri): Promise<readonly string[]> {
  // It need not be there yet: VS Code leaves making its storage folder to the extension.
  const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(parent)).catch(() => []);
  return entries.map(([name]) => name);
}

async function holdsWorkspace(folder: vscode.Uri): Promise<boolean> {
  const file = vscode.Uri.joinPath(folder, 'tandem.yaml');
  return Promise.resolve(vscode.workspace.fs.stat(file)).then(
    () => true,
    () => false,
  );
}
