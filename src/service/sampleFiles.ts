import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SqlJs } from '../files/loadSqlJs';
import type { WorkspaceFile } from './templateFiles';
import { sampleDatabase } from './sampleDatabase';
import { workspaceFileName } from './templateFiles';

/** The two systems of the sample: where their text is kept, and the file the sample's environment names. */
const systems = [
  { text: 'business-central', file: 'data/business-central.sqlite' },
  { text: 'dataverse', file: 'data/dataverse.sqlite' },
] as const;

/** A template's files with the sample's environment in place of their own, and the data of the two sample systems. */
export async function sampleFiles(
  template: readonly WorkspaceFile[],
  mediaFolder: string,
  sqlJs: SqlJs,
): Promise<readonly WorkspaceFile[]> {
  const folder = path.join(mediaFolder, 'sample');
  const files = await withEnvironmentsOf(template, path.join(folder, 'environments.yaml'));
  const databases = await Promise.all(
    systems.map(async ({ text, file }) => ({
      path: file,
      content: await sampleDatabase(sqlJs, path.join(folder, text)),
    })),
  );
  return [...files, ...databases];
}

/** A template's files with the environment of the services that `tandem emulate` serves. */
export function withSampleServices(
  template: readonly WorkspaceFile[],
  mediaFolder: string,
): Promise<readonly WorkspaceFile[]> {
  return withEnvironmentsOf(template, path.join(mediaFolder, 'sample', 'services.yaml'));
}

async function withEnvironmentsOf(template: readonly WorkspaceFile[], file: string): Promise<readonly WorkspaceFile[]> {
  const environments = await readFile(file, 'utf8');
  return template.map((each) =>
    each.path === workspaceFileName ? { ...each, content: withEnvironments(String(each.content), environments) } : each,
  );
}

/** Replaces the block under `environments`: that line, and those below it that are indented or blank. */
function withEnvironments(workspace: string, environments: string): string {
  return workspace.replace(/^environments:.*\n(?:[ \t].*\n|\n)*/m, () => `${environments}\n`);
}
