import type { EditorWorkspace } from '../protocol/languageProtocol';
import type { FileAnalysis, WorkspaceAnalysis } from './analysis';
import type { FilePort } from './filePort';
import type { OpenDocument, OpenWorkspace } from './openWorkspace';
import type { ServerTimers } from './serverTimers';
import { findWorkspaceAbove, findWorkspaces } from './findWorkspaces';
import { folderOf, nameOf, normalUri, relativePath } from './uris';
import { createLoneFiles } from './loneFiles';
import { openWorkspace } from './openWorkspace';
import { withEditorLines } from './positions';
import { workspaceFileName } from '../core/mapping/workspacePath';

/** What the server's workspaces need of the machine. */
export interface LanguageWorkspacesDeps {
  readonly files: FilePort;
  readonly timers: Pick<ServerTimers, 'now' | 'nowMs' | 'pause'>;
}

/** A file beside what its workspace says of it. */
export interface FileInWorkspace {
  readonly analysis: WorkspaceAnalysis;
  readonly file: FileAnalysis;
}

/** All workspaces of an editor and all documents that it has open. URIs are the editor's own. */
export interface LanguageWorkspaces {
  /** The editor's folders, which are looked through for workspaces unless the editor names these itself. */
  setFolders(folders: readonly string[]): void;
  /** The workspaces as the editor found them, with the environments chosen there. */
  setWorkspaces(workspaces: readonly EditorWorkspace[]): void;
  /** A document was opened or changed. */
  setDocument(uri: string, text: string): void;
  closeDocument(uri: string): void;
  /** Files were written, made or deleted by whomever. */
  filesChanged(uris: readonly string[]): void;

  /** Reads and looks for what is not known yet; resolves when nothing is left to read. */
  settle(): Promise<void>;
  /** An open document, or a file of a workspace; undefined where it is neither. */
  at(uri: string): FileInWorkspace | undefined;
  /** Every file whose problems the editor is to show. */
  shown(): readonly FileInWorkspace[];
  /** One analysis a workspace. */
  readonly analyses: readonly WorkspaceAnalysis[];
}

/** Workspaces by where they come from: those above documents from elsewhere show problems of open documents only. */
interface Held {
  readonly workspace: OpenWorkspace;
  readonly isEditors: boolean;
}

export function createLanguageWorkspaces(deps: LanguageWorkspacesDeps): LanguageWorkspaces {
  const { files } = deps;
  const documents = new Map<string, OpenDocument>();
  const loneFiles = createLoneFiles();
  let folders: readonly string[] = [];
  let named: readonly EditorWorkspace[] | undefined;
  let found: Promise<readonly (readonly string[])[]> | undefined;
  let held: readonly Held[] = [];
  /** What the next `settle` has to do: look for workspaces, and read what they lack. */
  let lookThrough = false;
  let readAgain = false;
  let settling: Promise<void> | undefined;

  const hold = (folder: string, isEditors: boolean): Held => {
    const before = held.find(({ workspace }) => workspace.folder === folder);
    if (before) return before.isEditors === isEditors ? before : { ...before, isEditors };
    return { workspace: openWorkspace(folder, { ...deps, documents }), isEditors };
  };
  /** Workspaces may lie in one another: the innermost owns the file. */
  const owner = (uri: string): Held | undefined => innermost(held.filter(({ workspace }) => workspace.has(uri)));
  const around = (uri: string): Held | undefined =>
    innermost(held.filter(({ workspace }) => relativePath(workspace.folder, uri) !== undefined));

  const editorsFolders = async (): Promise<readonly string[]> => {
    if (named) return named.map(({ folder }) => normalUri(folder));
    // All folders are gone through: once, and not again for every document that is opened.
    found ??= Promise.all(folders.map((folder) => findWorkspaces(files, folder)));
    return [...new Set((await found).flat())];
  };
  const look = async (): Promise<void> => {
    const own = await editorsFolders();
    const open = [...documents.keys()];
    const elsewhere = new Set<string>();
    for (const uri of open) {
      const folder = folderOf(uri);
      if (own.some((each) => relativePath(each, uri) !== undefined)) continue;
      const above = nameOf(uri) === workspaceFileName ? folder : await findWorkspaceAbove(files, uri);
      if (above !== undefined && !own.includes(above)) elsewhere.add(above);
    }
    held = [...own.map((folder) => hold(folder, true)), ...[...elsewhere].map((folder) => hold(folder, false))];
    for (const { folder, environment } of named ?? []) {
      held.find(({ workspace }) => workspace.folder === normalUri(folder))?.workspace.setEnvironment(environment);
    }
  };
  const settleAll = async (): Promise<void> => {
    try {
      do {
        const looks = lookThrough;
        lookThrough = readAgain = false;
        await (looks ? look() : undefined);
        for (const { workspace } of held) await workspace.read();
      } while (lookThrough || readAgain);
    } finally {
      // At once: whoever asks next finds either a look that still goes on, or none.
      settling = undefined;
    }
  };

  return {
    setFolders(next) {
      folders = next.map(normalUri);
      found = undefined;
      lookThrough = true;
    },
    setWorkspaces(next) {
      named = next;
      lookThrough = true;
    },
    setDocument(uri, text) {
      const normal = normalUri(uri);
      // A new document may be the first of its workspace, and a new tandem.yaml makes one.
      if (!documents.has(normal)) lookThrough = true;
      if (nameOf(normal) === workspaceFileName) readAgain = true;
      documents.set(normal, { uri, text: withEditorLines(text) });
      for (const { workspace } of held) workspace.documentChanged();
    },
    closeDocument(uri) {
      const normal = normalUri(uri);
      documents.delete(normal);
      loneFiles.forget(normal);
      lookThrough = true;
      for (const { workspace } of held) {
        const file = relativePath(workspace.folder, normal);
        if (file !== undefined) workspace.forget(file);
        workspace.documentChanged();
      }
    },
    filesChanged(uris) {
      readAgain = true;
      for (const uri of uris.map(normalUri)) {
        if (nameOf(uri) === workspaceFileName) {
          lookThrough = true;
          found = undefined;
        }
        for (const { workspace } of held) {
          const file = relativePath(workspace.folder, uri);
          if (file !== undefined) workspace.forget(file);
        }
      }
    },
    settle() {
      if (!lookThrough && !readAgain && !settling) return Promise.resolve();
      settling ??= settleAll();
      return settling;
    },
    at(uri) {
      const normal = normalUri(uri);
      const own = owner(normal)?.workspace;
      const inWorkspace = own && inAnalysis(own, normal);
      if (inWorkspace) return inWorkspace;
      const document = nameOf(normal) === workspaceFileName ? undefined : documents.get(normal);
      return document && loneFiles.analyse(normal, document, around(normal)?.workspace.analysis());
    },
    shown() {
      const ofWorkspaces = held.flatMap(({ workspace, isEditors }) => {
        const analysis = workspace.analysis();
        const all = [...analysis.byFile.values()];
        const isShown = ({ uri }: FileAnalysis) =>
          (isEditors || documents.has(normalUri(uri))) &&
          (held.length === 1 || owner(normalUri(uri))?.workspace === workspace);
        return all.filter(isShown).map((file) => ({ analysis, file }));
      });
      const alone = [...documents.keys()].filter((uri) => !owner(uri)).flatMap((uri) => this.at(uri) ?? []);
      return [...ofWorkspaces, ...alone];
    },
    get analyses() {
      return held.map(({ workspace }) => workspace.analysis());
    },
  };
}

function innermost(all: readonly Held[]): Held | undefined {
  return all.toSorted((a, b) => b.workspace.folder.length - a.workspace.folder.length)[0];
}

function inAnalysis(workspace: OpenWorkspace, uri: string): FileInWorkspace | undefined {
  const analysis = workspace.analysis();
  const file = analysis.byFile.get(relativePath(workspace.folder, uri) ?? '');
  return file && { analysis, file };
}
