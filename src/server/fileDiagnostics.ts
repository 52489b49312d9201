import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver-types';
import type { FileAnalysis, ServerSettings, WorkspaceAnalysis } from './analysis';
import type { MappingProblemCode } from '../core/mapping/mappingProblems';
import type { Problem, Severity } from '../core/model/problem';
import { applyIgnores } from '../core/mapping/ignoreComments';
import { fileUri } from './uris';
import { lspRange } from './positions';

/** What diagnostics depend on besides the analysis. */
export interface DiagnosticOptions {
  readonly severities: ServerSettings['severities'];
  /** The folder of the pages about problem codes, as a URI without a slash at its end; absent: no links. */
  readonly problemPages?: string;
}

/**
 * All diagnostics of a file, in the order of the text: what its text says, what it is beside the other files, and what of that its
 * comments and the settings silence.
 */
export function fileDiagnostics(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  options: DiagnosticOptions,
): readonly Diagnostic[] {
  return fileProblems(analysis, file).flatMap((problem) => {
    const severity = options.severities[problem.code] ?? problem.severity;
    return severity === 'off' ? [] : [diagnosticFrom(problem, severity, analysis, options)];
  });
}

/** The same as problems, before the settings. */
export function fileProblems(
  { workspace, schemas, crossProblems }: WorkspaceAnalysis,
  read: FileAnalysis,
): readonly Problem<MappingProblemCode>[] {
  const all = [...read.problems, ...(crossProblems.get(read.file) ?? [])];
  const inOrder = all.toSorted((a, b) => a.range.start.offset - b.range.start.offset);
  const tables = schemas.local !== undefined && schemas.integration !== undefined;
  return applyIgnores(read, inOrder, { mappings: workspace !== undefined, tables });
}

function diagnosticFrom(
  problem: Problem<MappingProblemCode>,
  severity: Severity,
  analysis: WorkspaceAnalysis,
  { problemPages }: DiagnosticOptions,
): Diagnostic {
  const related = (problem.related ?? []).map(({ file, range, message }): DiagnosticRelatedInformation => {
    const uri = analysis.byFile.get(file)?.uri ?? fileUri(analysis.folder, file);
    return { location: { uri, range: lspRange(range) }, message };
  });
  return {
    range: lspRange(problem.range),
    severity: severityNumbers[severity],
    code: problem.code,
    ...(problemPages !== undefined && { codeDescription: { href: `${problemPages}/${problem.code}.md` } }),
    source: 'tandem',
    message: problem.message,
    ...(withoutEffect.has(problem.code) && { tags: [unnecessary] }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/** As the protocol numbers them. */
const severityNumbers = { error: 1, warning: 2, information: 3 } as const satisfies Record<Severity, number>;

const unnecessary = 1;

/** What is told of these may go without changing anything; editors show it faded. */
const withoutEffect: ReadonlySet<MappingProblemCode> = new Set<MappingProblemCode>([
  'TRANSFORM_AGAINST_DIRECTION',
  'CONSTANT_WITH_OPTION',
  'UNUSED_IGNORE',
]);
