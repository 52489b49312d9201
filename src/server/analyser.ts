import type { Workspace } from '../core/model/workspace';
import type { MappingProblemCode } from '../core/mapping/mappingProblems';
import type { ParsedMappingFile } from '../core/mapping/parseMapping';
import type { Problem } from '../core/model/problem';
import type { Defaults } from './mappingFileAnalysis';
import type { TextFile } from './textFile';
import type { CachedSchemas, MappingFileAnalysis, WorkspaceAnalysis, WorkspaceFileAnalysis } from './analysis';
import { checkSchemaAge } from '../core/mapping/checkSchemaAge';
import { createMappingChecker } from '../core/mapping/mappingChecker';
import { defaultsIn, mappingFileAnalysis } from './mappingFileAnalysis';
import { missingMappingFile } from '../core/mapping/missingMappingFile';
import { parseMapping } from '../core/mapping/parseMapping';
import { parseWorkspace } from '../core/mapping/parseWorkspace';
import { sameProblems } from './sameProblems';

/** Everything that an analysis is made of, as it was read or typed. */
export interface WorkspaceSnapshot {
  /** The folder of tandem.yaml as a normal URI. */
  readonly folder: string;
  /** tandem.yaml; undefined where there is none. */
  readonly workspaceFile: TextFile | undefined;
  /** What counts as said there: the text's own words, or those it said before it was broken. */
  readonly workspace: Workspace | undefined;
  /** The files that it names, each once, in its order. */
  readonly mappingFiles: readonly TextFile[];
  /** Texts of `mappings` that name no file. */
  readonly withoutFiles: readonly Workspace['mappings'][number][];
  /** Of the environment to check against. */
  readonly schemas: CachedSchemas;
  /** The day, as ISO 8601 UTC; absent: the schemas' age is not looked at. */
  readonly now?: string;
}

/** Analyses the snapshots of one workspace, one after the other. */
export interface Analyser {
  /** What is the same as in the last analysis is the same object. Equal snapshots give equal analyses, whatever was before. */
  analyse(snapshot: WorkspaceSnapshot): WorkspaceAnalysis;
  /** Reads one file ahead, so that the analysis that follows has less to do. */
  prepare(file: TextFile): void;
}

type MappingProblem = Problem<MappingProblemCode>;

/**
 * An analyser that remembers what it read: after a keystroke one file is parsed and checked against its tables, and the mappings
 * are checked among each other, which is cheap. Pure but for that memory.
 */
export function createAnalyser(): Analyser {
  const checker = createMappingChecker();
  let known = new Map<string, KnownMapping>();
  let workspaceFile: WorkspaceFileAnalysis | undefined;
  /** What the text of tandem.yaml says itself, as far as it can be told. */
  let said: Workspace | undefined;
  let crossProblems: ReadonlyMap<string, readonly MappingProblem[]> = new Map();
  let defaults: Defaults = defaultsIn(undefined, undefined);

  const knownMapping = (textFile: TextFile): KnownMapping => {
    const before = known.get(textFile.file);
    if (before?.text === textFile.text) return before;
    const made = { text: textFile.text, parsed: parseMapping(textFile.text, textFile.file) };
    known.set(textFile.file, made);
    return made;
  };
  const analyseMappingFile = (textFile: TextFile, schemas: CachedSchemas): MappingFileAnalysis => {
    const own = knownMapping(textFile);
    const before = own.last;
    if (before?.schemas === schemas && before.defaults === defaults && before.analysis.uri === textFile.uri) {
      return before.analysis;
    }
    const analysis = mappingFileAnalysis(textFile, own.parsed, schemas, defaults);
    own.last = { analysis, schemas, defaults };
    return analysis;
  };
  const analyseWorkspaceFile = (textFile: TextFile): WorkspaceFileAnalysis => {
    if (workspaceFile?.text === textFile.text && workspaceFile.uri === textFile.uri) return workspaceFile;
    const { workspace, partial, problems, root } = parseWorkspace(textFile.text, textFile.file);
    said = workspace ?? partial;
    return { kind: 'workspace', ...textFile, root, problems, workspace };
  };

  return {
    prepare: (textFile) => void knownMapping(textFile),
    analyse(snapshot) {
      const { folder, schemas } = snapshot;
      const wanted = defaultsIn(snapshot.workspace, schemas.environment);
      // The same object while it says the same: analyses are kept by it.
      if (JSON.stringify(wanted) !== JSON.stringify(defaults)) defaults = wanted;
      workspaceFile = snapshot.workspaceFile && analyseWorkspaceFile(snapshot.workspaceFile);
      const mappings = snapshot.mappingFiles.map((each) => analyseMappingFile(each, schemas));
      const files = new Set(mappings.map(({ file }) => file));
      // A file that is no longer part of the workspace is forgotten.
      if (known.size > files.size) known = new Map([...known].filter(([file]) => files.has(file)));
      crossProblems = withSameLists(crossProblems, problemsOfAll(snapshot, mappings));
      const all = workspaceFile ? [workspaceFile, ...mappings] : mappings;
      const byFile = new Map(all.map((each) => [each.file, each]));
      return { folder, workspace: workspaceFile, mappings, byFile, schemas, crossProblems };
    },
  };

  function problemsOfAll(snapshot: WorkspaceSnapshot, mappings: readonly MappingFileAnalysis[]): ProblemsByFile {
    const models = mappings.flatMap(({ model }) => model ?? []);
    const { setProblems, schemaProblems } = checker.check({
      ...(workspaceFile && said && { workspace: said }),
      mappings: models.map(({ mapping }) => mapping),
      sources: models.map(({ source }) => source),
      brokenNames: mappings.flatMap(({ model, name }) => (model || name === undefined ? [] : [name])),
      schemas: snapshot.schemas,
      defaults,
    });
    const found = new Map<string, readonly MappingProblem[]>();
    models.forEach(({ mapping }, index) => {
      const problems = schemaProblems[index] ?? [];
      if (problems.length > 0) found.set(mapping.file, problems);
    });
    for (const problem of [...workspaceProblems(snapshot), ...setProblems])
      found.set(problem.file, [...(found.get(problem.file) ?? []), problem]);
    return found;
  }

  /** What only files and the clock can tell of tandem.yaml. */
  function workspaceProblems({ withoutFiles, schemas, now }: WorkspaceSnapshot): readonly MappingProblem[] {
    if (!workspaceFile || !said) return [];
    const missing = said.mappings.filter(({ pattern }) => withoutFiles.some((entry) => entry.pattern === pattern));
    const environment = said.environments.find(({ name }) => name === schemas.environment);
    const { readAt } = schemas;
    const age = environment && now !== undefined && { environment, now, ...(readAt !== undefined && { readAt }) };
    return [...missing.map(missingMappingFile), ...(age ? checkSchemaAge(age) : [])];
  }
}

interface KnownMapping {
  readonly text: string;
  readonly parsed: ParsedMappingFile;
  /** The last analysis of this text, and what else it depends on. */
  last?: { readonly analysis: MappingFileAnalysis; readonly schemas: CachedSchemas; readonly defaults: Defaults };
}

type ProblemsByFile = ReadonlyMap<string, readonly MappingProblem[]>;

/** The new lists, but for those that say what they said before. */
function withSameLists(before: ProblemsByFile, now: ProblemsByFile): ProblemsByFile {
  return new Map(
    [...now].map(([file, problems]) => {
      const old = before.get(file);
      return [file, old && sameProblems(old, problems) ? old : problems];
    }),
  );
}
