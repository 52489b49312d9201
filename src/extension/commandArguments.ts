import type { TandemWorkspace, Workspaces } from './workbench';

/** What a command is about, as a tree item, a menu on a file, another extension or a key binding names it. */
export interface CommandTarget {
  readonly workspaceId?: string;
  /** The workspace's folder, as a path; for callers that know no id. */
  readonly folder?: string;
  readonly mapping?: string;
  readonly localId?: string | null;
  readonly integrationId?: string | null;
  readonly jobId?: string;
  /** A mapping file, as a path: menus on files and editors name nothing else. */
  readonly file?: string;
}

/**
 * Reads what VS Code or a caller hands to a command: tree items (which carry a `target`), a file, or plain data. The selection
 * counts where the item is part of it; an item clicked beside the selection stands for itself. Empty where nothing is named.
 */
export function targetsOf(item: unknown, selection: unknown): readonly CommandTarget[] {
  const selected: readonly unknown[] = Array.isArray(selection) ? selection : [];
  const named = item === undefined || item === null || selected.includes(item) ? selected : [item];
  const targets = named.flatMap((each) => targetOf(each) ?? []);
  const seen = new Set<string>();
  return targets.filter((target) => {
    const key = JSON.stringify(target);
    return !seen.has(key) && seen.add(key);
  });
}

/** The workspace that a target names; undefined where it names none or none is open. */
export function workspaceOf(
  workspaces: Pick<Workspaces, 'all' | 'byId'>,
  target: CommandTarget,
): TandemWorkspace | undefined {
  if (target.workspaceId !== undefined) return workspaces.byId(target.workspaceId);
  const { folder, file } = target;
  if (folder !== undefined) return workspaces.all.find((each) => plainPath(each.folder.fsPath) === plainPath(folder));
  if (file === undefined) return undefined;
  // Workspaces may lie in one another: the innermost owns the file.
  return workspaces.all
    .filter((each) => relativeFile(each, file) !== undefined)
    .reduce<TandemWorkspace | undefined>(
      (best, each) => (best && best.folder.fsPath.length >= each.folder.fsPath.length ? best : each),
      undefined,
    );
}

/** A file as its workspace names it, with forward slashes; undefined where it lies elsewhere. */
export function relativeFile(workspace: TandemWorkspace, file: string): string | undefined {
  const folder = `${plainPath(workspace.folder.fsPath)}/`;
  const path = plainPath(file);
  return path.startsWith(folder) ? path.slice(folder.length) : undefined;
}

/** An object's property, whatever the object turns out to be. */
export function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function targetOf(value: unknown): CommandTarget | undefined {
  const carried = propertyOf(value, 'target');
  if (typeof carried === 'object' && carried !== null) return plainTarget(carried);
  const path = propertyOf(value, 'fsPath');
  if (typeof path === 'string' && typeof propertyOf(value, 'scheme') === 'string') return { file: path };
  return plainTarget(value);
}

/** Only what is known and well formed: callers are not ours. */
function plainTarget(value: unknown): CommandTarget | undefined {
  const texts = (['workspaceId', 'folder', 'mapping', 'jobId', 'file'] as const).flatMap((name) => {
    const text = propertyOf(value, name);
    return typeof text === 'string' && text !== '' ? [[name, text] as const] : [];
  });
  const ids = (['localId', 'integrationId'] as const).flatMap((name) => {
    const id = propertyOf(value, name);
    return id === null || (typeof id === 'string' && id !== '') ? [[name, id] as const] : [];
  });
  const entries = [...texts, ...ids];
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Paths of one machine compare by it: slashes one way, none at the end, the drive's letter small. */
function plainPath(path: string): string {
  return path
    .replace(/\\/g, '/')
    .replace(/\/+$/, '')
    .replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}
