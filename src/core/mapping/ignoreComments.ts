import { Lexer } from 'yaml';
import type { Fix, Problem, TextRange } from '../model/problem';
import type { LineIndex } from './lineIndex';
import { createLineIndex } from './lineIndex';
import type { MappingProblemCode, MappingProblemRule } from './mappingProblems';
import { mappingProblems } from './mappingProblems';
import { hintFor, nearestName } from './nearestName';
import { nestsTooDeeply } from './nestsTooDeeply';
import type { Report } from './problemList';
import { createProblemList, sortedProblems } from './problemList';
import { replaceToken } from './replaceToken';

/** A file whose problems are looked through. */
export interface FileWithIgnores {
  /** The name that its problems carry. */
  readonly file: string;
  readonly text: string;
}

/** What was checked of a file: a comment is called unused only where everything that it may silence was looked for. */
export interface CheckedSubjects {
  /** The other files of the workspace were there. */
  readonly mappings: boolean;
  /** Both systems' tables were known. */
  readonly tables: boolean;
}

/**
 * The problems of one file without those that a comment silences: `# tandem-ignore CODE reason` on a line of its own speaks for
 * the next line that is no comment; several codes have commas between them. Errors cannot be silenced: a run refuses the file
 * whatever a comment says. A comment that silences nothing is a problem in itself. Problems of other files are passed on.
 */
export function applyIgnores<P extends Problem>(
  read: FileWithIgnores,
  problems: readonly P[],
  checked: CheckedSubjects = { mappings: true, tables: true },
): readonly (P | Problem<MappingProblemCode>)[] {
  const { file, text } = read;
  const comments = ignoreComments(text);
  if (comments.length === 0) return problems;
  const own = createProblemList();
  const used = new Set<IgnoredCode>();
  const left = problems.filter((problem) => {
    if (problem.file !== file || problem.severity === 'error') return true;
    const silencing = comments
      .filter((comment) => comment.line === problem.range.start.line)
      .flatMap((comment) => comment.codes)
      .filter(({ code }) => code === problem.code);
    silencing.forEach((code) => used.add(code));
    return silencing.length === 0;
  });
  const broken = problems.some((problem) => problem.file === file && problem.severity === 'error');
  for (const comment of comments) reportComment(read, comment, used, broken ? undefined : checked, own.reportIn(file));
  return sortedProblems([...left, ...own.sorted()]);
}

/** A comment that begins with `tandem-ignore`. */
export interface IgnoreComment {
  /** The whole comment, with its `#`. */
  readonly range: TextRange;
  /** The line it speaks for, counted from 1; undefined where there is none: it stands behind a value, or at the end. */
  readonly line: number | undefined;
  readonly codes: readonly IgnoredCode[];
  readonly reason: string;
  /** Takes the comment away, with its line where nothing else stands there. */
  readonly removal: { readonly start: number; readonly end: number };
}

export interface IgnoredCode {
  readonly code: string;
  readonly range: TextRange;
}

/** All such comments of a text, in its order. Any text will do; what stands in quotes or in a block of text is no comment. */
export function ignoreComments(text: string): readonly IgnoreComment[] {
  // Most files have none, and are not looked at any further.
  if (!text.includes(word) || nestsTooDeeply(text)) return [];
  const lines = createLineIndex(text);
  const comments: IgnoreComment[] = [];
  let offset = 0;
  // Besides the text, a lexer tells of documents and scalars by single control characters of no length.
  for (const token of new Lexer().lex(text)) {
    if (lexerMarks.has(token)) continue;
    const at = text.indexOf(token, offset);
    if (token.startsWith('#') && pattern.test(token)) comments.push(commentFrom(text, token, at, lines));
    offset = at + token.length;
  }
  return comments;
}

const lexerMarks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

const word = 'tandem-ignore';
const pattern = /^#\s*tandem-ignore(?=[\s:,]|$)[ \t:]*/;

function commentFrom(text: string, token: string, offset: number, lines: LineIndex): IgnoreComment {
  const [head = ''] = pattern.exec(token) ?? [];
  const [list = ''] = /^[^\s,]+(\s*,\s*[^\s,]+)*/.exec(token.slice(head.length)) ?? [];
  const listAt = offset + head.length;
  const codes = [...list.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => {
    return { code, range: lines.range(listAt + index, listAt + index + code.length) };
  });
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const alone = /^[ \t\uFEFF]*$/.test(text.slice(lineStart, offset));
  const end = offset + token.trimEnd().length;
  const lineEnd = text.indexOf('\n', end);
  return {
    range: lines.range(offset, end),
    line: alone ? lineBelow(text, offset, lines) : undefined,
    codes,
    reason: token.slice(head.length + list.length).trim(),
    removal: alone && lineEnd >= 0 ? { start: lineStart, end: lineEnd + 1 } : { start: offset, end },
  };
}

/** The next line with something else than a comment on it. */
function lineBelow(text: string, offset: number, lines: LineIndex): number | undefined {
  const rest = /\n[ \t]*(?=[^\s#])/g;
  rest.lastIndex = offset;
  const found = rest.exec(text);
  return found ? lines.range(rest.lastIndex, rest.lastIndex).start.line : undefined;
}

/** Tells what is wrong with a comment; `checked` is undefined where the file's own errors kept other checks from being made. */
function reportComment(
  file: FileWithIgnores,
  comment: IgnoreComment,
  used: ReadonlySet<IgnoredCode>,
  checked: CheckedSubjects | undefined,
  report: Report,
): void {
  const removal: Fix = { title: 'Remove the comment', edits: [{ file: file.file, ...comment.removal, newText: '' }] };
  if (comment.codes.length === 0) {
    const message = `This comment names no code. Write '# ${word} CODE reason', or remove it.`;
    report('UNKNOWN_IGNORE', comment.range, message, { fixes: [removal] });
  }
  for (const ignored of comment.codes) {
    if (used.has(ignored)) continue;
    const { code, range } = ignored;
    const rule = ruleOf(code);
    // Of several codes only a person can tell how the comment is to read on.
    const fixes = comment.codes.length === 1 ? [removal] : [];
    if (!rule) {
      const nearest = nearestName(code, Object.keys(mappingProblems));
      const hint = hintFor(nearest, 'Write the code that the problem shows, and the reason behind it.');
      const corrected = nearest === undefined ? [] : replaceToken(file, range, code, nearest);
      report('UNKNOWN_IGNORE', range, `There is no problem with the code '${code}'. ${hint}`, { fixes: corrected });
    } else if (rule.severity === 'error') {
      const message = `${code} is an error: no run starts with it, so it cannot be ignored. Correct what it tells, and remove this comment.`;
      report('ERROR_NOT_IGNORABLE', range, message, { fixes });
    } else if (comment.line === undefined) {
      const message = 'This comment speaks for no line. Move it to the line above the one that it is for.';
      report('UNUSED_IGNORE', range, message, { fixes });
    } else if (checked && wasLookedFor(rule, checked)) {
      report('UNUSED_IGNORE', range, `The next line has no ${code}. Remove the comment.`, { fixes });
    }
  }
}

function ruleOf(code: string): MappingProblemRule | undefined {
  return Object.hasOwn(mappingProblems, code) ? mappingProblems[code as MappingProblemCode] : undefined;
}

function wasLookedFor({ about }: MappingProblemRule, checked: CheckedSubjects): boolean {
  if (about === 'tables') return checked.mappings && checked.tables;
  return about === 'mappings' || about === 'workspace' ? checked.mappings : true;
}
