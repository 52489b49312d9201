import type { CachedSchemas, MappingFileAnalysis, WorkspaceAnalysis } from './analysis';
import type { FileInWorkspace } from './languageWorkspaces';
import type { OpenDocument } from './openWorkspace';
import type { ParsedMappingFile } from '../core/mapping/parseMapping';
import { defaultsIn, mappingFileAnalysis } from './mappingFileAnalysis';
import { folderOf, nameOf, relativePath } from './uris';
import { parseMapping } from '../core/mapping/parseMapping';

/** Mapping files that no tandem.yaml names: a new one, one from elsewhere, one that was never saved. */
export interface LoneFiles {
  /**
   * The file checked alone, as the command line does. In the folder of a workspace (`around`) it knows the tables and the other
   * mappings, so that it can be written before it is listed. `uri` is normal.
   */
  analyse(uri: string, document: OpenDocument, around: WorkspaceAnalysis | undefined): FileInWorkspace;
  /** `uri` is normal. */
  forget(uri: string): void;
}

export function createLoneFiles(): LoneFiles {
  const known = new Map<string, { readonly text: string; readonly parsed: ParsedMappingFile }>();
  const parsedOf = (uri: string, text: string, file: string): ParsedMappingFile => {
    const before = known.get(uri);
    if (before?.text === text) return before.parsed;
    const parsed = parseMapping(text, file);
    known.set(uri, { text, parsed });
    return parsed;
  };
  return {
    analyse(uri, document, around) {
      const folder = around?.folder ?? folderOf(uri) ?? '';
      const file = relativePath(folder, uri) ?? nameOf(uri);
      const schemas = around?.schemas ?? noSchemas;
      const defaults = defaultsIn(around?.workspace?.workspace, schemas.environment);
      const own = mappingFileAnalysis({ ...document, file }, parsedOf(uri, document.text, file), schemas, defaults);
      return { analysis: loneAnalysis(folder, own, schemas, around), file: own };
    },
    forget: (uri) => void known.delete(uri),
  };
}

const noSchemas: CachedSchemas = { environment: undefined };

/** Without tandem.yaml and without problems among files: the file is no part of the workspace yet. */
function loneAnalysis(
  folder: string,
  own: MappingFileAnalysis,
  schemas: CachedSchemas,
  around: WorkspaceAnalysis | undefined,
): WorkspaceAnalysis {
  const mappings = [...(around?.mappings ?? []), own];
  const byFile = new Map(mappings.map((each) => [each.file, each]));
  return { folder, workspace: undefined, mappings, byFile, schemas, crossProblems: new Map() };
}
