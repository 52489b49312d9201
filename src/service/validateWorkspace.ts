import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CheckedSubjects } from '../core/mapping/ignoreComments';
import type { Environment, SideConfiguration } from '../core/model/workspace';
import { chooseEnvironment, readText, readWorkspace, workspaceFile } from './readWorkspace';
import { defaultsOf, openSide } from './openSides';
import { err, ok } from '../core/result';
import type { Problem } from '../core/model/problem';
import type { Result } from '../core/result';
import type { ServiceError } from './workspaceService';
import type { Side } from '../core/model/side';
import type { SystemSchema } from '../core/model/schema';
import type { WorkspaceFiles } from './readWorkspace';
import { applyIgnores } from '../core/mapping/ignoreComments';
import { checkMappings } from '../core/mapping/checkMappings';
import { checkSchemaAge } from '../core/mapping/checkSchemaAge';
import { mappingProblems } from '../core/mapping/mappingProblems';
import { neverCancelled } from '../core/ports/cancelSignal';
import { parseMapping } from '../core/mapping/parseMapping';
import { readSchemaCache } from './schemaCache';
import { systemClock } from './systemClock';
import { timeOrderedIds } from './timeOrderedIds';
import { usageError } from './serviceErrors';

export interface ValidationOptions {
  readonly folder: string;
  /** Absolute files or folders; empty for the whole workspace. */
  readonly paths: readonly string[];
  readonly environment?: string;
}

export interface Validation {
  /** The workspace's folder, absolute; absent for files outside any workspace. */
  readonly folder?: string;
  /** Relative to the workspace folder, or absolute for files outside it. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Checks workspace and mapping files as the language server does: each file alone, all together, and against the tables
 * where these can be known without signing in to a service. Writes nothing.
 */
export async function validateWorkspace(options: ValidationOptions): Promise<Result<Validation, ServiceError>> {
  for (const named of options.paths) {
    if (!existsSync(named)) return err(usageError('FILE_NOT_FOUND', `${named} does not exist. Check the path.`));
  }
  const start = options.paths[0] ? folderOf(options.paths[0]) : options.folder;
  const read = readWorkspace(options.paths.length > 0 ? start : options.folder);
  if (!read.ok) {
    // Mapping files can be checked alone, outside any workspace.
    return read.error.code === 'WORKSPACE_NOT_FOUND' && options.paths.length > 0
      ? checkFilesAlone(options.paths)
      : read;
  }
  const checked = await checkWorkspace(read.value, options.environment);
  if (!checked.ok) return checked;
  return options.paths.length === 0 ? checked : only(checked.value, read.value, options.paths);
}

/** All problems of a workspace's files, in file order. */
export async function checkWorkspace(
  files: WorkspaceFiles,
  environmentName: string | undefined,
): Promise<Result<Validation, ServiceError>> {
  const { folder, brokenNames } = files;
  const workspace = files.workspace ?? files.partialWorkspace;
  // What a broken file still tells is checked as well, in its own place among the others.
  const whole = files.mappings.map((mapping, index) => ({ mapping, source: files.sources[index] }));
  const read = [...whole, ...files.partials].toSorted(
    (a, b) => files.files.indexOf(a.mapping.file) - files.files.indexOf(b.mapping.file),
  );
  let environment: Environment | undefined;
  const chosen = workspace && chooseEnvironment(workspace, environmentName);
  if (chosen?.ok) environment = chosen.value;
  else if (chosen && files.workspace && environmentName !== undefined) return chosen;
  const known = environment ? await knownSchemas(files.folder, environment) : { schemas: {}, problems: [] };
  const defaults = {
    local: environment ? defaultsOf(environment.local) : {},
    integration: environment ? defaultsOf(environment.integration) : {},
  };
  const { schemas } = known;
  const together = checkMappings({
    ...(workspace && { workspace }),
    mappings: read.map(({ mapping }) => mapping),
    sources: read.map(({ source }) => source),
    brokenNames,
    schemas,
    defaults,
  });
  const problems = [...files.problems, ...known.problems, ...together.problems];
  const checked = { mappings: workspace !== undefined, tables: Boolean(schemas.local && schemas.integration) };
  return ok({
    folder,
    files: files.files,
    problems: inFileOrder(files.files, withoutIgnored(files.texts, problems, checked)),
  });
}

/** The problems that no comment in their file silences, and what is wrong with those comments. */
function withoutIgnored(
  texts: ReadonlyMap<string, string>,
  problems: readonly Problem[],
  checked: CheckedSubjects,
): readonly Problem[] {
  return [...texts].reduce<readonly Problem[]>(
    (left, [file, text]) => applyIgnores({ file, text }, left, checked),
    problems,
  );
}

/** A file that is part of no workspace: checked in itself. */
function problemsOfFile(text: string, file: string): readonly Problem[] {
  return applyIgnores({ file, text }, parseMapping(text, file).problems, { mappings: false, tables: false });
}

interface KnownSchemas {
  readonly schemas: { readonly local?: SystemSchema; readonly integration?: SystemSchema };
  /** Why a side's tables could not be looked at. */
  readonly problems: readonly Problem[];
}

/** Files can be read at once; a service's tables come from the cache. */
async function knownSchemas(folder: string, environment: Environment): Promise<KnownSchemas> {
  const problems: Problem[] = [];
  const cache = readSchemaCache(path.join(folder, '.tandem'), environment.name);
  const known = async (side: Side): Promise<SystemSchema | undefined> => {
    if (environment[side].connector !== 'sqlite') return cache?.[side];
    const options = { folder, environment: environment.name, clock: systemClock, ids: timeOrderedIds() };
    const opened = await openSide(environment[side], side, options);
    if (!opened.ok) {
      problems.push(notRead(environment[side], opened.error));
      return cache?.[side];
    }
    const described = await opened.value.describe(neverCancelled);
    await opened.value.close();
    return described.ok ? described.value : cache?.[side];
  };
  const local = await known('local');
  const integration = await known('integration');
  const fromCache = environment.local.connector !== 'sqlite' || environment.integration.connector !== 'sqlite';
  if (fromCache) {
    const now = systemClock.now();
    problems.push(...checkSchemaAge({ environment, now, ...(cache && { readAt: cache.readAt }) }));
  }
  return { schemas: { ...(local && { local }), ...(integration && { integration }) }, problems };
}

function notRead({ range }: SideConfiguration, { message }: ServiceError): Problem {
  const severity = mappingProblems.SYSTEM_NOT_READ.severity;
  const told = `The mappings were not checked against its tables: ${message}`;
  return { code: 'SYSTEM_NOT_READ', file: workspaceFile, range, severity, message: told };
}

function checkFilesAlone(paths: readonly string[]): Result<Validation, ServiceError> {
  const problems: Problem[] = [];
  for (const file of paths) {
    if (statSync(file).isDirectory()) {
      return err(
        usageError(
          'WORKSPACE_NOT_FOUND',
          `There is no ${workspaceFile} in ${file} or a folder above. Name a workspace or mapping files.`,
        ),
      );
    }
    const text = readText(path.dirname(file), path.basename(file));
    if (!text.ok) return text;
    problems.push(...problemsOfFile(text.value, file));
  }
  return ok({ files: paths, problems });
}

function only(all: Validation, workspace: WorkspaceFiles, paths: readonly string[]): Result<Validation, ServiceError> {
  const chosen = paths.map((each) => path.relative(workspace.folder, each).replaceAll(path.sep, '/'));
  const isChosen = (file: string) => chosen.some((each) => each === '' || file === each || file.startsWith(`${each}/`));
  const extra: string[] = [];
  const problems: Problem[] = all.problems.filter((problem) => isChosen(problem.file));
  for (const [index, file] of chosen.entries()) {
    const absolute = paths[index] ?? '';
    if (all.files.some((each) => each === file) || statSync(absolute).isDirectory()) continue;
    // Named on the command line, but no part of the workspace: checked alone.
    const text = readText(path.dirname(absolute), path.basename(absolute));
    if (!text.ok) return text;
    extra.push(file);
    problems.push(...problemsOfFile(text.value, file));
  }
  return ok({ folder: workspace.folder, files: [...all.files.filter(isChosen), ...extra], problems });
}

function folderOf(named: string): string {
  return statSync(named).isDirectory() ? named : path.dirname(named);
}

/** Problems in the order of the files, then by place. */
export function inFileOrder(files: readonly string[], problems: readonly Problem[]): readonly Problem[] {
  const place = new Map(files.map((file, index) => [file, index]));
  return [...problems].sort(
    (a, b) =>
      (place.get(a.file) ?? files.length) - (place.get(b.file) ?? files.length) ||
      a.range.start.offset - b.range.start.offset,
  );
}
