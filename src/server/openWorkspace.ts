import type { Environment, Workspace } from '../core/model/workspace';
import type { CachedSchemas, WorkspaceAnalysis } from './analysis';
import type { FilePort } from './filePort';
import type { ServerTimers } from './serverTimers';
import type { TextFile } from './textFile';
import type { WorkspaceSnapshot } from './analyser';
import { createAnalyser } from './analyser';
import { createReadings } from './readings';
import { expandPattern, isPattern } from './expandPattern';
import { fileUri, relativePath } from './uris';
import { normalPattern, patternMatcher } from '../core/mapping/patternMatcher';
import { parseWorkspace } from '../core/mapping/parseWorkspace';
import { readCachedSchemas, schemaCacheFile } from './cachedSchemas';
import { withEditorLines } from './positions';
import { workspaceFileName } from '../core/mapping/workspacePath';

/** What a workspace needs of the server around it. */
export interface WorkspaceDeps {
  readonly files: FilePort;
  /** The documents that the editor has open, by normal URI; they may be of any workspace. Their texts count, whatever the disk says. */
  readonly documents: ReadonlyMap<string, OpenDocument>;
  readonly timers: Pick<ServerTimers, 'now' | 'nowMs' | 'pause'>;
}

export interface OpenDocument {
  /** As the editor writes it. */
  readonly uri: string;
  readonly text: string;
}

/** One workspace: what the disk and the editor say of it, and what follows from that. */
export interface OpenWorkspace {
  /** A normal URI. */
  readonly folder: string;
  /** Made anew where something changed since it was asked for last. */
  analysis(): WorkspaceAnalysis;
  /** Whether it is tandem.yaml or one of the files named there, by a normal URI. */
  has(uri: string): boolean;
  /** The text of an open document changed, or it was opened or closed. */
  documentChanged(): void;
  /** Undefined for the file's default. */
  setEnvironment(name: string | undefined): void;
  /** Something on the disk changed: a file, relative to the folder, or any where none is named. */
  forget(file?: string): void;
  /**
   * Reads what is not known: tandem.yaml, the files that it names, and the schemas. Parsing goes on in small steps, so that requests
   * are answered meanwhile.
   */
  read(): Promise<void>;
}

/** How long parsing may go on before something else gets a turn, in milliseconds. */
const turnMs = 15;

export function openWorkspace(folder: string, deps: WorkspaceDeps): OpenWorkspace {
  const { files, documents, timers } = deps;
  const analyser = createAnalyser();
  const texts = createReadings<string | undefined>(async (file) => {
    const text = await files.readText(folder, file);
    return text === undefined ? undefined : withEditorLines(text);
  });
  const expansions = createReadings((pattern) => expandPattern(files, folder, pattern));
  const caches = createReadings<Cache>(async (environment, before) => {
    const text = await files.readText(folder, schemaCacheFile(environment));
    if (before && before.text === text) return before;
    return { text, schemas: text === undefined ? { environment } : readCachedSchemas(environment, text) };
  });
  let chosen: string | undefined;
  let said: Said | undefined;
  let analysis: WorkspaceAnalysis | undefined;
  let names: ReadonlySet<string> | undefined;

  /** What tandem.yaml says; where it is broken, what it said before stands in for what cannot be read. */
  const workspace = (): Workspace | undefined => {
    const text = textFile(workspaceFileName)?.text;
    if (said?.text !== text)
      said = { text, workspace: text === undefined ? undefined : sensible(text, said?.workspace) };
    return said?.workspace;
  };
  const textFile = (file: string): TextFile | undefined => {
    const uri = fileUri(folder, file);
    const document = documents.get(uri);
    if (document) return { uri: document.uri, file, text: document.text };
    const text = texts.get(file);
    return text === undefined ? undefined : { uri, file, text };
  };
  const environment = (): string | undefined => environmentIn(workspace(), chosen)?.name;
  /** The files that tandem.yaml names, in its order. */
  const named = (): ReadonlySet<string> =>
    (names ??= new Set((workspace()?.mappings ?? []).flatMap(({ pattern }) => filesOf(pattern))));
  const changed = (): void => {
    analysis = undefined;
    names = undefined;
  };
  const filesOf = (pattern: string): readonly string[] => {
    const onDisk = expansions.get(pattern) ?? [];
    const normal = normalPattern(pattern);
    if (!isPattern(normal)) return onDisk;
    const matches = patternMatcher(normal);
    const open = [...documents.keys()].flatMap((uri) => relativePath(folder, uri) ?? []);
    // A document may be open whose file is not written yet, or gone.
    const more = open.filter((file) => matches.test(file) && !onDisk.includes(file));
    return more.length === 0 ? onDisk : [...onDisk, ...more].sort();
  };
  const mappingFiles = (): readonly TextFile[] => [...named()].flatMap((file) => textFile(file) ?? []);
  const snapshot = (): WorkspaceSnapshot => {
    const name = environment();
    const known = workspace();
    const isEmpty = (pattern: string) =>
      expansions.get(pattern) !== undefined && filesOf(pattern).every((file) => textFile(file) === undefined);
    return {
      folder,
      workspaceFile: textFile(workspaceFileName),
      workspace: known,
      mappingFiles: mappingFiles(),
      withoutFiles: (known?.mappings ?? []).filter(({ pattern }) => isEmpty(pattern)),
      schemas: (name !== undefined && caches.get(name)?.schemas) || noSchemas,
      // The day: a finer clock would make every analysis another one.
      now: `${timers.now().slice(0, 10)}T00:00:00.000Z`,
    };
  };
  const readOnce = async (): Promise<boolean> => {
    const closed = (file: string) => !documents.has(fileUri(folder, file));
    const began = await texts.read([workspaceFileName]);
    const listed = await expansions.read((workspace()?.mappings ?? []).map(({ pattern }) => pattern));
    const read = await texts.read([...named()].filter(closed));
    const name = environment();
    const cached = name !== undefined && (await caches.read([name]));
    return began || listed || read || cached;
  };

  return {
    folder,
    analysis: () => (analysis ??= analyser.analyse(snapshot())),
    has(uri) {
      const file = relativePath(folder, uri);
      return file !== undefined && (file === workspaceFileName || named().has(file));
    },
    documentChanged: changed,
    setEnvironment(name) {
      if (name !== chosen) changed();
      chosen = name;
    },
    forget(file) {
      if (file?.startsWith('.tandem/')) return caches.forget();
      texts.forget(file);
      expansions.forget();
      if (file === undefined) caches.forget();
    },
    async read() {
      while (await readOnce()) changed();
      let beganMs = timers.nowMs();
      for (const file of mappingFiles()) {
        analyser.prepare(file);
        if (timers.nowMs() - beganMs < turnMs) continue;
        await timers.pause();
        beganMs = timers.nowMs();
      }
    },
  };
}

interface Cache {
  /** Undefined where there is no file. */
  readonly text: string | undefined;
  readonly schemas: CachedSchemas;
}

interface Said {
  readonly text: string | undefined;
  readonly workspace: Workspace | undefined;
}

const noSchemas: CachedSchemas = { environment: undefined };

/** What a text says, with what was said before in place of what cannot be read. */
function sensible(text: string, before: Workspace | undefined): Workspace {
  const { workspace, partial } = parseWorkspace(text, workspaceFileName);
  if (workspace) return workspace;
  const { environments, mappings } = partial ?? nothing;
  return {
    ...before,
    ...partial,
    environments: environments.length > 0 ? environments : (before?.environments ?? []),
    mappings: mappings.length > 0 ? mappings : (before?.mappings ?? []),
  };
}

const nothing: Workspace = { environments: [], mappings: [] };

/** The chosen one where it exists, else the file's default, or the only one. */
function environmentIn(workspace: Workspace | undefined, chosen: string | undefined): Environment | undefined {
  const environments = workspace?.environments ?? [];
  const find = (name: string | undefined) => environments.find((each) => each.name === name);
  return (
    find(chosen) ?? find(workspace?.defaultEnvironment) ?? (environments.length === 1 ? environments[0] : undefined)
  );
}
