import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SqlJs } from '../files/loadSqlJs';
import type { WorkspaceFile } from './templateFiles';
import { sampleServicesPort } from '../protocol/sampleServices';
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
  const files = withEnvironmentsOf(template, await readFile(path.join(folder, 'environments.yaml'), 'utf8'));
  const databases = await Promise.all(
    systems.map(async ({ text, file }) => ({
      path: file,
      content: await sampleDatabase(sqlJs, path.join(folder, text)),
    })),
  );
  return [...files, ...databases];
}

/** A template's files with the environment of the sample's services, which are served at this port. */
export async function withSampleServices(
  template: readonly WorkspaceFile[],
  mediaFolder: string,
  port: number,
): Promise<readonly WorkspaceFile[]> {
  const environments = await readFile(path.join(mediaFolder, 'sample', 'services.yaml'), 'utf8');
  return withEnvironmentsOf(template, environments.replaceAll(`:${sampleServicesPort}`, `:${port}`));
}

function withEnvironmentsOf(template: readonly WorkspaceFile[], environments: string): readonly WorkspaceFile[] {
  return template.map((each) =>
    each.path === workspaceFileName ? { ...each, content: withEnvironments(String(each.content), environments) } : each,
  );
}

/** Replaces the block under `environments`: that line, and those below it that are indented or blank. */
function withEnvironments(workspace: string, environments: string): string {
  return workspace.replace(/^environments:.*\n(?:[ \t].*\n|\n)*/m, () => `${environments}\n`);
}
