import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

export type TemplateName = 'dataverse' | 'sales' | 'blank';

/** The local systems that have names of their own for tables and fields; without one they go by their captions. */
export type TemplateLocal = 'businessCentral';

/** A file to write into a new workspace. */
export interface WorkspaceFile {
  /** Relative to the workspace's folder, with forward slashes. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The name of the workspace file, which every template has. */
export const workspaceFileName = 'tandem.yaml';

/**
 * A template's files, the workspace file first; undefined where the template does not exist. With `local` in the words of that
 * system: for `businessCentral` the entity sets and fields of its API v2.0.
 */
export async function templateFiles(
  mediaFolder: string,
  template: TemplateName,
  local?: TemplateLocal,
): Promise<readonly WorkspaceFile[] | undefined> {
  const templates = path.join(mediaFolder, 'templates', local ?? '');
  const names: readonly string[] = await readdir(templates).catch(() => []);
  if (!names.includes(template)) return undefined;
  const folder = path.join(templates, template);
  const mappings = await readdir(path.join(folder, 'mappings'));
  const files = [workspaceFileName, ...mappings.sort().map((name) => `mappings/${name}`)];
  return Promise.all(
    files.map(async (file) => ({ path: file, content: await readFile(path.join(folder, file), 'utf8') })),
  );
}
