import type { CompletionItem, CompletionItemKind, TextEdit } from 'vscode-languageserver-types';
import type { LineIndex } from '../../core/mapping/lineIndex';
import { createLineIndex } from '../../core/mapping/lineIndex';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspRange } from '../positions';
import type { CursorContext } from './cursorContext';
import type { FileView } from './fileView';
import { fileView } from './fileView';
import { isLiteral } from './fieldLine';
import { escapedText, quotedText, scalarText } from './scalarText';

/** One question for completions, and what all that answer it need. */
export interface CompletionAsk {
  readonly analysis: WorkspaceAnalysis;
  readonly file: FileAnalysis;
  readonly view: FileView;
  readonly context: CursorContext;
  readonly lines: LineIndex;
  /** The editor understands snippets. */
  readonly snippets: boolean;
  /** What is to stand around whatever replaces the whole token, such as a dash that is missing. */
  readonly around: { readonly before: string; readonly after: string };
}

export function completionAsk(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  context: CursorContext,
  snippets: boolean,
): CompletionAsk {
  return {
    analysis,
    file,
    view: fileView(analysis, file),
    context,
    lines: createLineIndex(file.text),
    snippets,
    around: noneAround,
  };
}

const noneAround = { before: '', after: '' };

/** What a completion offers; where it goes is settled by the functions below. */
export interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** One line beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly about?: string;
  /** Offers are listed by it, in the order of UTF-16 units. */
  readonly sort: string;
  /** What is typed to find it; absent: the label. */
  readonly filter?: string;
  /** Ask for completions again once this one is taken. */
  readonly goesOn?: boolean;
  readonly commit?: readonly string[];
}

/** What is taken into the text: as it is, or with places to fill in. */
export interface Insertion {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly snippet?: boolean;
}

/** The numbers of the Language Server Protocol. */
export const itemKinds = {
  text: 1,
  field: 5,
  module: 9,
  property: 10,
  value: 12,
  snippet: 15,
  file: 17,
  folder: 19,
  member: 20,
  constant: 21,
  struct: 22,
  operator: 24,
  function: 3,
} as const satisfies Record<string, CompletionItemKind>;

export function itemFrom(ask: CompletionAsk, offer: Offer, insertion: Insertion): CompletionItem {
  const { label, kind, detail, about, sort, filter, goesOn, commit } = offer;
  const isSnippet = insertion.snippet === true && ask.snippets;
  const newText = insertion.snippet === true && !ask.snippets ? withoutPlaceholders(insertion.text) : insertion.text;
  const range = lspRange(ask.lines.range(insertion.start, insertion.end));
  const written = ask.file.text.slice(insertion.start, ask.context.token.start + ask.context.token.quote.length);
  return {
    label,
    kind,
    ...(detail === undefined ? {} : { detail }),
    ...(about === undefined ? {} : { documentation: { kind: 'markdown', value: about } }),
    sortText: sort,
    // What is typed is compared with all that is replaced, a quote at its beginning included.
    filterText: `${written.trim()}${filter ?? label}`,
    textEdit: { range, newText } satisfies TextEdit,
    insertTextFormat: isSnippet ? 2 : 1,
    // Further lines are indented already.
    ...(newText.includes('\n') ? { insertTextMode: 1 } : {}),
    ...(goesOn === true ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } } : {}),
    ...(commit ? { commitCharacters: [...commit] } : {}),
  };
}

/** Replaces the whole token by a text, in the quotes it has or needs. */
export function replaceToken(ask: CompletionAsk, text: string): Insertion {
  const { token, flow } = ask.context;
  const written = token.quote === '' ? scalarText(text, flow) : quotedText(text, token.quote);
  return replaceRaw(ask, written);
}

/** Replaces the whole token by what is to stand there as it is. */
export function replaceRaw(ask: CompletionAsk, text: string, snippet = false): Insertion {
  const { token } = ask.context;
  const { before, after } = ask.around;
  return { start: token.start, end: token.end, text: `${spaceBefore(ask)}${before}${text}${after}`, snippet };
}

/**
 * Replaces a part of the token, given in offsets of the file, so that the whole may still stand there: where it then needs quotes it
 * is replaced as a whole. `filter` is what the part is found by.
 */
export function replacePart(
  ask: CompletionAsk,
  part: { readonly start: number; readonly end: number },
  text: string,
  filter: string,
): { readonly insertion: Insertion; readonly filter: string } {
  const { token, flow, offset } = ask.context;
  if (!isLiteral(token)) return { insertion: replaceToken(ask, text), filter };
  const open = token.start + token.quote.length;
  const before = token.text.slice(0, part.start - open);
  const whole = `${before}${text}${token.text.slice(part.end - open)}`;
  if (token.quote !== '') {
    // An edit holds the cursor, which may stand before or behind the quotes.
    const isOutside = offset < part.start || part.end < offset;
    if (isOutside) return { insertion: replaceToken(ask, whole), filter: `${before}${filter}` };
    return { insertion: { ...part, text: escapedText(text, token.quote) }, filter };
  }
  // A space at the end is typed on; what will stand there counts.
  const written = scalarText(whole.trimEnd(), flow);
  if (written === whole.trimEnd()) return { insertion: asPart(ask, part, text), filter };
  return { insertion: replaceToken(ask, whole.trimEnd()), filter: `${before}${filter}` };
}

/** All of the token is a part, too. */
function asPart(
  ask: CompletionAsk,
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
): Insertion {
  const { token } = ask.context;
  return start === token.start && end === token.end ? replaceRaw(ask, text) : { start, end, text };
}

/** A value right behind its colon or dash is no value without a space. */
function spaceBefore({ context, file }: CompletionAsk): string {
  const at = context.token.start;
  const isGlued = context.role === 'value' && /[:-]/.test(file.text.charAt(at - 1)) && context.token.quote === '';
  return isGlued && context.token.start === context.token.end ? ' ' : '';
}

/** A text without meaning for the editor's snippets. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Rank as text: offers sort by their place in a list, within a group of one character. */
export function rank(group: string, index: number): string {
  return `${group}${String(index).padStart(5, '0')}`;
}

/** A value's first choice, for editors without snippets. */
function withoutPlaceholders(text: string): string {
  return text
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}
