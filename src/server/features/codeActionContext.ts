import type { CodeAction, CodeActionKind, Diagnostic, Range, TextEdit } from 'vscode-languageserver-types';
import type { TextChange } from '../../core/mapping/edits/textChange';
import { applyChanges } from '../../core/mapping/edits/textChange';
import type { FieldItem } from '../../core/mapping/edits/fieldOptions';
import { fieldItems } from '../../core/mapping/edits/fieldOptions';
import { endOfLine } from '../../core/mapping/edits/mapEntries';
import { createLineIndex } from '../../core/mapping/lineIndex';
import type { MappingProblemCode } from '../../core/mapping/mappingProblems';
import type { FieldSource } from '../../core/mapping/mappingSource';
import { parseMapping } from '../../core/mapping/parseMapping';
import { parseWorkspace } from '../../core/mapping/parseWorkspace';
import type { Problem, TextRange } from '../../core/model/problem';
import type { FieldMapping } from '../../core/model/tableMapping';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspRange } from '../positions';
import { offsetsOf } from './offsets';

/** What the makers of code actions are functions of. */
export interface ActionContext {
  readonly analysis: WorkspaceAnalysis;
  readonly file: FileAnalysis;
  /** The range as zero-based offsets. */
  readonly start: number;
  readonly end: number;
  /** The file's problems that the editor shows at the range, with the editor's own words for them. */
  readonly shown: readonly ShownProblem[];
  /** All problems of the file, whether shown or silenced. */
  readonly problems: readonly Problem<MappingProblemCode>[];
}

export interface ShownProblem {
  readonly problem: Problem<MappingProblemCode>;
  readonly diagnostic: Diagnostic;
}

/** A field mapping with its model, its places and its place in the tree. */
export interface FieldInFile {
  readonly field: FieldMapping;
  readonly place: FieldSource;
  readonly node: FieldItem;
}

export function actionContext(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  range: Range,
  diagnostics: readonly Diagnostic[],
): ActionContext {
  const problems = [...file.problems, ...(analysis.crossProblems.get(file.file) ?? [])];
  const shown = diagnostics.flatMap((diagnostic) => {
    const problem = problems.find((each) => each.code === diagnostic.code && sameRange(each.range, diagnostic.range));
    return problem ? [{ problem, diagnostic }] : [];
  });
  return { analysis, file, ...offsetsOf(file.text, range), shown, problems };
}

/** The field mapping that a range lies in, or on whose lines; undefined where there is none, or where the model lacks the field. */
export function fieldAround(file: FileAnalysis, start: number, end: number): FieldInFile | undefined {
  const model = file.kind === 'mapping' ? file.model : undefined;
  if (!model) return undefined;
  const around = (isAround: (range: TextRange) => boolean) =>
    model.source.fields.findIndex(({ range }) => isAround(range));
  const inside = around((range) => range.start.offset <= start && end <= range.end.offset);
  const index = inside >= 0 ? inside : around((range) => holdsLines(file.text, range, start, end));
  const [field, place] = [model.mapping.fields[index], model.source.fields[index]];
  const node = fieldItems(file.root).find(({ item }) => item.range.start.offset === place?.range.start.offset);
  return field && place && node ? { field, place, node } : undefined;
}

/** From the dash before an item to the end of its last line. */
function holdsLines(text: string, range: TextRange, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', range.start.offset - 1) + 1;
  const isAlone = /^\s*-\s+$/.test(text.slice(lineStart, range.start.offset));
  return isAlone && lineStart <= start && end <= endOfLine(text, range.end.offset);
}

/** A change of the file that an action was asked for, in words for a person. */
export interface NamedChange {
  readonly title: string;
  /** Undefined where it cannot be made: then there is no action. */
  readonly changes: readonly TextChange[] | undefined;
}

export interface OfferedChange extends NamedChange {
  readonly kind: CodeActionKind;
  readonly diagnostics?: readonly Diagnostic[];
  readonly preferred?: boolean;
}

/** The action, unless it changes nothing or would bring an error of another kind. */
export function safeAction(file: FileAnalysis, offered: OfferedChange): readonly CodeAction[] {
  const { changes } = offered;
  if (!changes || changes.length === 0 || bringsErrors(file, changes)) return [];
  return [actionFrom(offered, { [file.uri]: [...lspEdits(file.text, changes)] })];
}

export function actionFrom(
  { title, kind, diagnostics, preferred }: Omit<OfferedChange, 'changes'>,
  changes: Record<string, TextEdit[]>,
): CodeAction {
  return {
    title,
    kind,
    ...(diagnostics ? { diagnostics: [...diagnostics] } : {}),
    ...(preferred ? { isPreferred: true } : {}),
    edit: { changes },
  };
}

export function lspEdits(text: string, changes: readonly TextChange[]): readonly TextEdit[] {
  const lines = createLineIndex(text);
  return changes.map(({ start, end, newText }) => ({ range: lspRange(lines.range(start, end)), newText }));
}

/** Whether the file would have more errors of some code than it has. */
export function bringsErrors(file: FileAnalysis, changes: readonly TextChange[]): boolean {
  const after = applyChanges(file.text, changes);
  const parse = file.kind === 'mapping' ? parseMapping : parseWorkspace;
  const [before, now] = [errorCounts(file.problems), errorCounts(parse(after, file.file).problems)];
  return [...now].some(([code, count]) => count > (before.get(code) ?? 0));
}

function errorCounts(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity } of problems) if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function sameRange(ours: TextRange, theirs: Range): boolean {
  const { start, end } = lspRange(ours);
  return (
    start.line === theirs.start.line &&
    start.character === theirs.start.character &&
    end.line === theirs.end.line &&
    end.character === theirs.end.character
  );
}
