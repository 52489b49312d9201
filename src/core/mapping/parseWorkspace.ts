import type { Problem } from '../model/problem';
import type { Environment, SideConfiguration, Workspace } from '../model/workspace';
import { certainProblems } from './certainProblems';
import { createLineIndex } from './lineIndex';
import type { MappingProblemCode } from './mappingProblems';
import { hintFor, nearestName } from './nearestName';
import { parseSideConfiguration } from './parseSideConfiguration';
import { createProblemList } from './problemList';
import { readSourceTree } from './readSourceTree';
import { replaceToken } from './replaceToken';
import type { SourceFile } from './sourceFile';
import { listed, readKeys, readList, readMap, readName, requireKey } from './sourceReader';
import type { SourceEntry, SourceNode, SourceScalar } from './sourceTree';
import { leavesFolder } from './workspacePath';

/** The keys of the workspace file, in documentation order. */
export const workspaceKeys = ['environments', 'defaultEnvironment', 'mappings'] as const;

export interface ParsedWorkspaceFile {
  /** Undefined where the file has errors. */
  readonly workspace: Workspace | undefined;
  /** Of a file with errors, the environments and mappings without any: for checks and editors, never for a run. */
  readonly partial?: Workspace;
  readonly problems: readonly Problem<MappingProblemCode>[];
  /** The text as a tree; undefined where it could not be read at all. */
  readonly root: SourceNode | undefined;
}

/** Reads `tandem.yaml` (DESIGN 2). Takes any text, and never throws; whether files exist is not its question. */
export function parseWorkspace(text: string, file: string): ParsedWorkspaceFile {
  const problems = createProblemList();
  const lines = createLineIndex(text);
  const source: SourceFile = { file, text, lines, report: problems.reportIn(file) };
  const root = readSourceTree(text, lines, source.report);
  if (!root && !problems.hasErrors()) {
    source.report('WRONG_TYPE', lines.range(0, 0), 'The file is empty. Write the environments and the mappings.');
  }
  const workspace = root && readWorkspace(source, root);
  const found = certainProblems(problems.sorted());
  if (!problems.hasErrors()) return { workspace, problems: found, root };
  return {
    workspace: undefined,
    problems: found,
    root,
    ...(workspace && { partial: withoutErrors(workspace, found) }),
  };
}

function withoutErrors(workspace: Workspace, problems: readonly Problem[]): Workspace {
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ range }) => range);
  const isSound = ({ range }: { readonly range: Problem['range'] }) =>
    !errors.some(({ start, end }) => start.offset >= range.start.offset && end.offset <= range.end.offset);
  const environments = workspace.environments.filter(isSound);
  const named = environments.some(({ name }) => name === workspace.defaultEnvironment);
  return {
    environments,
    mappings: workspace.mappings.filter(isSound),
    ...(named && workspace.defaultEnvironment !== undefined && { defaultEnvironment: workspace.defaultEnvironment }),
  };
}

function readWorkspace(source: SourceFile, root: SourceNode): Workspace | undefined {
  const what = 'The workspace file';
  const keys = readKeys(source, root, what, workspaceKeys);
  if (!keys) return undefined;
  const environmentsEntry = requireKey(source, keys, 'environments', root, what);
  const environments = environmentsEntry && readEnvironments(source, environmentsEntry);
  const mappingsEntry = requireKey(source, keys, 'mappings', root, what);
  const mappings = mappingsEntry && readPatterns(source, mappingsEntry.value);
  const defaultEntry = keys.get('defaultEnvironment');
  const defaultEnvironment = defaultEntry && readName(source, defaultEntry.value, "'defaultEnvironment'");
  // What is missing has been told, so that this makes no workspace; what is there can still be looked at.
  if (!environments || !mappings) return { environments: environments ?? [], mappings: mappings ?? [] };

  const names = environments.map((environment) => environment.name);
  if (defaultEnvironment && !names.includes(defaultEnvironment.text)) {
    const nearest = nearestName(defaultEnvironment.text, names);
    const message = `There is no environment '${defaultEnvironment.text}'. ${hintFor(nearest, `Use ${listed(names)}.`)}`;
    const fixes = nearest ? replaceToken(source, defaultEnvironment.range, defaultEnvironment.text, nearest) : [];
    source.report('UNKNOWN_ENVIRONMENT', defaultEnvironment.range, message, { fixes });
  }
  if (!defaultEntry && names.length > 1) {
    const message = `With ${names.length} environments one must be the default. Add 'defaultEnvironment: ${names[0]}'.`;
    source.report('MISSING_KEY', environmentsEntry.key.range, message);
  }
  return { environments, mappings, ...(defaultEnvironment ? { defaultEnvironment: defaultEnvironment.text } : {}) };
}

function readEnvironments(source: SourceFile, entry: SourceEntry): readonly Environment[] | undefined {
  const map = readMap(source, entry.value, "'environments'");
  if (!map) return undefined;
  if (map.entries.length === 0) {
    source.report('WRONG_TYPE', map.range, "'environments' is empty. Add a name with 'local' and 'integration'.");
  }
  const namesByFile = new Map<string, string>();
  return map.entries.flatMap(({ key, value }) => {
    checkEnvironmentName(source, key.text, key.range, namesByFile);
    const environment = readEnvironment(source, key, value);
    return environment ? [environment] : [];
  });
}

/** An environment's name becomes a file name, also on systems that do not tell upper from lower case. */
function checkEnvironmentName(
  source: SourceFile,
  name: string,
  range: Environment['range'],
  namesByFile: Map<string, string>,
): void {
  const other = namesByFile.get(name.toLowerCase());
  namesByFile.set(name.toLowerCase(), name);
  if (!/^[\p{L}\p{N}]([\p{L}\p{N} ._-]{0,62}[\p{L}\p{N}_-])?$/u.test(name)) {
    const message = `'${name}' cannot name a file. Use up to 64 letters, digits, spaces, dots, '-' and '_', beginning with a letter or digit.`;
    source.report('ENVIRONMENT_NAME', range, message);
  } else if (other !== undefined) {
    source.report('ENVIRONMENT_NAME', range, `'${name}' and '${other}' differ in case only. Give one another name.`);
  }
}

function readEnvironment(source: SourceFile, key: SourceScalar, node: SourceNode): Environment | undefined {
  const name = key.text;
  const what = `The environment '${name}'`;
  const keys = readKeys(source, node, what, ['local', 'integration']);
  if (!keys) return undefined;
  const localEntry = requireKey(source, keys, 'local', node, what);
  const local = localEntry && parseSideConfiguration(source, localEntry.value, `'local' of '${name}'`);
  const integrationEntry = requireKey(source, keys, 'integration', node, what);
  const integration =
    integrationEntry && parseSideConfiguration(source, integrationEntry.value, `'integration' of '${name}'`);
  if (!local || !integration) return undefined;
  if (sameFile(local, integration)) {
    const message = `Both sides of '${name}' are the same file, and would overwrite each other. Give each its own file.`;
    source.report('SIDES_SHARE_FILE', integrationEntry.value.range, message);
  }
  return { name, local, integration, range: node.range, nameRange: key.range };
}

function sameFile(local: SideConfiguration, integration: SideConfiguration): boolean {
  if (local.connector !== 'sqlite' || integration.connector !== 'sqlite') return false;
  const plain = (file: string) =>
    file
      .split(/[\\/]/)
      .filter((part) => part !== '.' && part !== '')
      .join('/');
  return plain(local.file) === plain(integration.file);
}

function readPatterns(source: SourceFile, node: SourceNode): Workspace['mappings'] | undefined {
  const items = readList(source, node, "'mappings'");
  return items?.flatMap((item) => {
    const pattern = readName(source, item, "A file in 'mappings'");
    if (!pattern) return [];
    if (leavesFolder(pattern.text)) {
      const message = `'${pattern.text}' leaves the folder of this file. Use a path relative to it.`;
      source.report('PATH_OUTSIDE_WORKSPACE', pattern.range, message);
    }
    return [{ pattern: pattern.text, range: pattern.range }];
  });
}
