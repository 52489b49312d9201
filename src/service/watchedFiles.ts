import { statSync } from 'node:fs';
import path from 'node:path';
import { chooseEnvironment, readText, workspaceFile } from './readWorkspace';
import { expandPattern, staysInside } from './expandPatterns';
import { parseWorkspace } from '../core/mapping/parseWorkspace';
import type { FileMarks } from '../core/schedule/driveSchedule';

/**
 * Gives a look at the files that a workspace's runs read: tandem.yaml, the mapping files that its patterns name now, and the
 * environment's data files. They are looked at rather than listened to, since notices of changes do not cross the borders of network
 * drives and containers. `folder` is tandem.yaml's. Broken files leave out what they would name, never themselves.
 */
export function watchedFiles(folder: string, environmentName: string | undefined): () => FileMarks {
  let readAs: string | undefined;
  let named: NamedFiles = { patterns: [], dataFiles: [] };
  return () => {
    const workspaceMark = markOf(folder, workspaceFile);
    if (workspaceMark !== readAs) named = namedFiles(folder, environmentName);
    readAs = workspaceMark;
    const mappings = new Set(named.patterns.flatMap((pattern) => expandedPattern(folder, pattern)));
    return {
      mappings: [workspaceMark, ...[...mappings].map((file) => markOf(folder, file))].join('\n'),
      data: named.dataFiles.map((file) => markOf(folder, file)).join('\n'),
    };
  };
}

interface NamedFiles {
  /** Of the mapping files: a new file that one of them names counts as a change. */
  readonly patterns: readonly string[];
  readonly dataFiles: readonly string[];
}

function namedFiles(folder: string, environmentName: string | undefined): NamedFiles {
  const text = readText(folder, workspaceFile);
  const workspace = text.ok ? parseWorkspace(text.value, workspaceFile).workspace : undefined;
  if (!workspace) return { patterns: [], dataFiles: [] };
  const environment = chooseEnvironment(workspace, environmentName);
  const sides = environment.ok ? [environment.value.local, environment.value.integration] : [];
  return {
    patterns: workspace.mappings.map(({ pattern }) => pattern),
    dataFiles: sides.flatMap((side) => (side.connector === 'sqlite' ? [side.file] : [])),
  };
}

/** A folder that is away for a moment, or changes while it is listed, is looked at again soon. */
function expandedPattern(folder: string, pattern: string): readonly string[] {
  try {
    return expandPattern(folder, pattern);
  } catch {
    return [];
  }
}

/** A replaced file has another number, an edited one another time or size. */
function markOf(folder: string, file: string): string {
  if (!staysInside(folder, file)) return `${file} outside`;
  try {
    const { ino, size, mtimeMs } = statSync(path.resolve(folder, file));
    return `${file} ${ino} ${size} ${mtimeMs}`;
  } catch {
    return `${file} absent`;
  }
}
