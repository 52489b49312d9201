import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Environment, Workspace } from '../core/model/workspace';
import { err, ok } from '../core/result';
import { expandPattern, staysInside } from './expandPatterns';
import type { MappingSource } from '../core/mapping/mappingSource';
import type { Problem } from '../core/model/problem';
import type { Result } from '../core/result';
import type { ServiceError } from './workspaceService';
import type { TableMapping } from '../core/model/tableMapping';
import { missingMappingFile } from '../core/mapping/missingMappingFile';
import { parseMapping } from '../core/mapping/parseMapping';
import { parseWorkspace } from '../core/mapping/parseWorkspace';
import { usageError } from './serviceErrors';
import { workspaceFileName } from '../core/mapping/workspacePath';

export const workspaceFile = workspaceFileName;

/** A workspace's files as read and parsed: nothing of the systems yet. */
export interface WorkspaceFiles {
  /** Absolute. */
  readonly folder: string;
  /** Undefined where tandem.yaml has errors. */
  readonly workspace: Workspace | undefined;
  /** Where it has errors, what it still tells: for checks, never for a run. */
  readonly partialWorkspace?: Workspace;
  /** In workspace order; files with errors have no mapping. */
  readonly mappings: readonly TableMapping[];
  /** Aligned with the mappings. */
  readonly sources: readonly MappingSource[];
  /** Of mappings whose own file has errors what can be read, for checks; never for a run. */
  readonly partials: readonly { readonly mapping: TableMapping; readonly source: MappingSource }[];
  /** Names of mappings whose own file has errors: lookups to them are no mistake of their own. */
  readonly brokenNames: readonly string[];
  /** Every file looked at, relative, tandem.yaml first. */
  readonly files: readonly string[];
  /** The text of each file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** How texts become models; a caller that reads again and again may remember what it parsed. */
export interface WorkspaceParsers {
  readonly parseWorkspace: typeof parseWorkspace;
  readonly parseMapping: typeof parseMapping;
}

/** Reads tandem.yaml in this folder or the nearest one above, and the mapping files it names. */
export function readWorkspace(
  startFolder: string,
  parsers: WorkspaceParsers = { parseWorkspace, parseMapping },
): Result<WorkspaceFiles, ServiceError> {
  // A mistyped folder must not lead to the workspace above it.
  if (!statSync(startFolder, { throwIfNoEntry: false })?.isDirectory()) {
    return err(
      usageError('WORKSPACE_NOT_FOUND', `There is no folder ${startFolder}. Name the workspace's folder with -C.`),
    );
  }
  const folder = findFolder(startFolder);
  if (folder === undefined) {
    return err(
      usageError(
        'WORKSPACE_NOT_FOUND',
        `There is no ${workspaceFile} in ${startFolder} or a folder above. Create a workspace with 'tandem init', or name its folder with -C.`,
      ),
    );
  }
  const text = readText(folder, workspaceFile);
  if (!text.ok) return text;
  const { workspace, partial, problems } = parsers.parseWorkspace(text.value, workspaceFile);
  const gathered: Problem[] = [...problems];
  const files = new Set<string>();
  for (const entry of (workspace ?? partial)?.mappings ?? []) {
    const named = expandPattern(folder, entry.pattern);
    for (const file of named) files.add(file);
    if (named.length === 0) gathered.push(missingMappingFile(entry));
  }
  const brokenNames: string[] = [];
  const mappings: TableMapping[] = [];
  const sources: MappingSource[] = [];
  const partials: NonNullable<ReturnType<typeof parseMapping>['partial']>[] = [];
  const texts = new Map([[workspaceFile, text.value]]);
  for (const file of files) {
    const mappingText = readText(folder, file);
    if (!mappingText.ok) return mappingText;
    texts.set(file, mappingText.value);
    const parsed = parsers.parseMapping(mappingText.value, file);
    gathered.push(...parsed.problems);
    if (!parsed.mapping || !parsed.source) {
      if (parsed.name !== undefined) brokenNames.push(parsed.name);
      if (parsed.partial) partials.push(parsed.partial);
      continue;
    }
    mappings.push(parsed.mapping);
    sources.push(parsed.source);
  }
  return ok({
    folder,
    workspace,
    ...(partial && { partialWorkspace: partial }),
    mappings,
    sources,
    partials,
    brokenNames,
    files: [workspaceFile, ...files],
    texts,
    problems: gathered,
  });
}

/** The environment a command runs in: the named one, the default, or the only one. */
export function chooseEnvironment(workspace: Workspace, name: string | undefined): Result<Environment, ServiceError> {
  const names = workspace.environments.map((environment) => environment.name).join(', ');
  const wanted = name ?? workspace.defaultEnvironment;
  if (wanted !== undefined) {
    const found = workspace.environments.find((environment) => environment.name === wanted);
    if (found) return ok(found);
    return err(
      usageError('ENVIRONMENT_NOT_FOUND', `${workspaceFile} has no environment ${wanted}. Choose one of: ${names}.`),
    );
  }
  const [only, another] = workspace.environments;
  if (only && !another) return ok(only);
  return err(
    usageError(
      'ENVIRONMENT_NOT_CHOSEN',
      `${workspaceFile} has several environments: ${names}. Name one with --environment, or set defaultEnvironment.`,
    ),
  );
}

/** Reads a text file of the workspace; a link that leads out of the folder is refused. */
export function readText(folder: string, file: string): Result<string, ServiceError> {
  if (!staysInside(folder, file)) {
    return err(
      usageError('PATH_OUTSIDE_WORKSPACE', `${file} leads out of the workspace folder. Keep the file inside.`),
    );
  }
  try {
    return ok(readFileSync(path.join(folder, file), 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(usageError('FILE_NOT_READ', `${file} could not be read: ${reason}. Check the file and its rights.`));
  }
}

function findFolder(start: string): string | undefined {
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, workspaceFile)) && statSync(path.join(folder, workspaceFile)).isFile())
      return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}
