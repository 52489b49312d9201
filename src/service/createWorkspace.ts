import { lstat, mkdir, open, realpath, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { err, ok } from '../core/result';
import type { Result } from '../core/result';
import type { SqlJs } from '../files/loadSqlJs';
import type { TemplateLocal, TemplateName, WorkspaceFile } from './templateFiles';
import { sampleFiles, withSampleServices } from './sampleFiles';
import { templateFiles } from './templateFiles';

export interface CreateWorkspaceOptions {
  /** Where the workspace is to be; made where it is missing. */
  readonly folder: string;
  readonly template: TemplateName;
  /** Names tables and fields as this local system does; absent, by their captions, as the sample has them. */
  readonly local?: TemplateLocal;
  /** Also makes the two sample systems and an environment that names them. */
  readonly sample: boolean;
  /** Names the sample's two services on this machine, at the port at which they are served. */
  readonly sampleServices?: { readonly port: number };
  /** The folder with `templates` and `sample` in it. */
  readonly mediaFolder: string;
  readonly sqlJs: SqlJs;
}

export interface CreatedWorkspace {
  /** Relative to the folder, with forward slashes. */
  readonly files: readonly string[];
}

export interface CreateWorkspaceError {
  readonly code: 'WORKSPACE_EXISTS' | 'FOLDER_NOT_WRITABLE' | 'TEMPLATE_NOT_FOUND';
  /** A sentence for the user that names the file or folder and ends with the next step. */
  readonly message: string;
}

/**
 * Writes a new workspace from a template (`tandem init`, DESIGN 4). Never replaces a file, never writes outside the folder,
 * and takes back what it wrote where a later step fails.
 */
export async function createWorkspace(
  options: CreateWorkspaceOptions,
): Promise<Result<CreatedWorkspace, CreateWorkspaceError>> {
  const folder = path.resolve(options.folder);
  const template = await templateFiles(options.mediaFolder, options.template, options.local);
  if (!template) {
    const message = `There is no template '${options.template}' in ${options.mediaFolder}. Choose another one, or install Tandem again.`;
    return err({ code: 'TEMPLATE_NOT_FOUND', message });
  }
  const files = await withSample(template, options);
  const obstacle = await firstObstacle(folder, files);
  if (obstacle) return err(obstacle);
  const written = await writeAll(folder, files);
  return written.ok ? ok({ files: files.map((file) => file.path) }) : written;
}

function withSample(
  template: readonly WorkspaceFile[],
  { sample, sampleServices, mediaFolder, sqlJs }: CreateWorkspaceOptions,
): readonly WorkspaceFile[] | Promise<readonly WorkspaceFile[]> {
  if (sample) return sampleFiles(template, mediaFolder, sqlJs);
  return sampleServices ? withSampleServices(template, mediaFolder, sampleServices.port) : template;
}

/** What stands in the way, looked for before anything is written. */
async function firstObstacle(
  folder: string,
  files: readonly WorkspaceFile[],
): Promise<CreateWorkspaceError | undefined> {
  for (const file of files) {
    if (!(await exists(path.join(folder, file.path)))) continue;
    const message = `${folder} already holds ${file.path}. Choose another folder, or move the file away.`;
    return { code: 'WORKSPACE_EXISTS', message };
  }
  for (const below of new Set(files.map((file) => path.posix.dirname(file.path)))) {
    if (!(await leadsOut(folder, path.join(folder, below)))) continue;
    const message = `${below} in ${folder} is a link out of that folder. Remove the link, or choose another folder.`;
    return { code: 'FOLDER_NOT_WRITABLE', message };
  }
  return undefined;
}

/** A broken link exists, too: writing through it would make a file elsewhere. */
async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

async function leadsOut(folder: string, below: string): Promise<boolean> {
  try {
    const [root, target] = await Promise.all([realpath(folder), realpath(below)]);
    const way = path.relative(root, target);
    return way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way);
  } catch {
    return false;
  }
}

async function writeAll(folder: string, files: readonly WorkspaceFile[]): Promise<Result<void, CreateWorkspaceError>> {
  const undo: (() => Promise<void>)[] = [];
  try {
    // tandem.yaml comes last: what an interrupted run leaves behind is no workspace.
    for (const { path: relative, content } of [...files].reverse()) {
      const file = path.join(folder, relative);
      await makeFolders(path.dirname(file), undo);
      // Exclusive: a file that appeared meanwhile is somebody else's, and stays.
      const handle = await open(file, 'wx');
      undo.push(() => rm(file, { force: true }));
      try {
        await handle.writeFile(content);
      } finally {
        await handle.close();
      }
    }
    return ok(undefined);
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    if (!isFileError(error)) throw error;
    const message = `${error.path ?? folder} cannot be written (${error.code}). Choose a folder that you may write to.`;
    return err({ code: error.code === 'EEXIST' ? 'WORKSPACE_EXISTS' : 'FOLDER_NOT_WRITABLE', message });
  }
}

/** Makes a folder and those above it, one by one, so that only what is new is taken back. */
async function makeFolders(folder: string, undo: (() => Promise<void>)[]): Promise<void> {
  if (await exists(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) await makeFolders(above, undo);
  await mkdir(folder);
  undo.push(() => rmdir(folder));
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
