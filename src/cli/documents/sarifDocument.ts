import type { Problem, Severity, TextEdit, TextRange } from '../../core/model/problem';
import type { Validation } from '../cliDependencies';

/** The rules that a problem's code may name. */
export type SarifRules = Readonly<Record<string, SarifRule>>;

export interface SarifRule {
  readonly severity: Severity;
  readonly summary: string;
  /** Why it matters, and what to do about it. */
  readonly page?: { readonly explanation: string; readonly fix: string };
}

/**
 * The problems as a SARIF 2.1.0 log, which code hosts show beside the changed lines. File names are relative to the
 * workspace's folder, which the reader takes for the source root.
 */
export function sarifDocument(validation: Validation, rules: SarifRules, version: string): object {
  const ids = Object.keys(rules);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Tandem',
            version,
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: rules[id]?.summary },
              ...helpOf(rules[id]),
              defaultConfiguration: { level: levels[rules[id]?.severity ?? 'error'] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: validation.files.map((file) => ({ location: artifactLocation(file) })),
        results: validation.problems.map((problem) => sarifResult(problem, ids)),
      },
    ],
  };
}

/** Code hosts show this beside a problem. */
function helpOf(rule: SarifRule | undefined): object {
  const page = rule?.page;
  return page ? { fullDescription: { text: page.explanation }, help: { text: page.fix, markdown: page.fix } } : {};
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };

function sarifResult(problem: Problem, ids: readonly string[]): object {
  const ruleIndex = ids.indexOf(problem.code);
  return {
    ruleId: problem.code,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: [{ physicalLocation: physicalLocation(problem.file, problem.range) }],
    ...(problem.related?.length
      ? {
          relatedLocations: problem.related.map(({ file, range, message }, at) => ({
            id: at,
            message: { text: message },
            physicalLocation: physicalLocation(file, range),
          })),
        }
      : {}),
    ...(problem.fixes?.length
      ? {
          fixes: problem.fixes.map(({ title, edits }) => ({
            description: { text: title },
            artifactChanges: artifactChanges(edits),
          })),
        }
      : {}),
  };
}

function physicalLocation(file: string, { start, end }: TextRange): object {
  return {
    artifactLocation: artifactLocation(file),
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

/** SARIF wants a URI: a file name with spaces or percent signs must be escaped. */
function artifactLocation(file: string): object {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function artifactChanges(edits: readonly TextEdit[]): readonly object[] {
  const files = [...new Set(edits.map(({ file }) => file))];
  return files.map((file) => ({
    artifactLocation: artifactLocation(file),
    replacements: edits
      .filter((edit) => edit.file === file)
      .map(({ start, end, newText }) => ({
        deletedRegion: { charOffset: start, charLength: end - start },
        insertedContent: { text: newText },
      })),
  }));
}
