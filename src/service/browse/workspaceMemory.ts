import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { WorkspaceFiles, WorkspaceParsers } from '../readWorkspace';
import { err, ok } from '../../core/result';
import { parseMapping } from '../../core/mapping/parseMapping';
import { parseWorkspace } from '../../core/mapping/parseWorkspace';
import { readText, readWorkspace, workspaceFile } from '../readWorkspace';
import { usageError } from '../serviceErrors';

/**
 * Reads workspaces again and again: the files are read each time, so nothing is ever out of date, but only texts that changed
 * are parsed. Where no text changed the answer is the very same object, which callers may key what they derive by.
 */
export class WorkspaceMemory {
  private readonly folders = new Map<string, RememberedFolder>();

  /** The workspace whose tandem.yaml stands in this folder itself. */
  read(folder: string): Result<WorkspaceFiles, ServiceError> {
    if (!existsSync(path.join(folder, workspaceFile))) return err(noWorkspaceIn(folder));
    const known = this.remembered(folder);
    const seen: Texts = new Map();
    const read = readWorkspace(folder, rememberingParsers(known.texts, seen));
    if (!read.ok) return read;
    const files = known.files && isSame(known.files, read.value) ? known.files : read.value;
    this.folders.set(folder, { texts: seen, files });
    return ok(files);
  }

  /** That folder's tandem.yaml alone. */
  readWorkspaceFile(folder: string): Result<ReturnType<typeof parseWorkspace>, ServiceError> {
    if (!existsSync(path.join(folder, workspaceFile))) return err(noWorkspaceIn(folder));
    const text = readText(folder, workspaceFile);
    if (!text.ok) return text;
    const { texts } = this.remembered(folder);
    return ok(rememberingParsers(texts, texts).parseWorkspace(text.value, workspaceFile));
  }

  private remembered(folder: string): RememberedFolder {
    const known = this.folders.get(folder) ?? { texts: new Map<string, RememberedText>(), files: undefined };
    this.folders.set(folder, known);
    return known;
  }
}

function noWorkspaceIn(folder: string): ServiceError {
  const message = `${folder} has no ${workspaceFile}. Create a workspace there, or choose another folder.`;
  return usageError('WORKSPACE_NOT_FOUND', message);
}

interface RememberedFolder {
  readonly texts: Texts;
  readonly files: WorkspaceFiles | undefined;
}

/** What became of a file's text, by the file's name. */
type Texts = Map<string, RememberedText>;

interface RememberedText {
  readonly text: string;
  readonly parsed: unknown;
}

/** `seen` gathers what this reading uses; what it does not is forgotten. */
function rememberingParsers(known: Texts, seen: Texts): WorkspaceParsers {
  const remembering =
    <T>(parse: (text: string, file: string) => T) =>
    (text: string, file: string): T => {
      const last = known.get(file);
      const entry = last?.text === text ? last : { text, parsed: parse(text, file) };
      seen.set(file, entry);
      return entry.parsed as T;
    };
  return { parseWorkspace: remembering(parseWorkspace), parseMapping: remembering(parseMapping) };
}

/** Parsing was remembered, so equal texts show as the same objects; what remains is which files there are. */
function isSame(a: WorkspaceFiles, b: WorkspaceFiles): boolean {
  return (
    a.workspace === b.workspace &&
    areSame(a.mappings, b.mappings) &&
    areSame(a.files, b.files) &&
    areSame(
      a.problems.map((problem) => JSON.stringify(problem)),
      b.problems.map((problem) => JSON.stringify(problem)),
    )
  );
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
