import type { CompletionItem } from 'vscode-languageserver-types';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { completeIgnore } from './completeIgnore';
import { completeKeys } from './completeKeys';
import { completeNewMapping } from './completeNewMapping';
import { completeValue } from './completeValue';
import type { CompletionAsk } from './completionAsk';
import { completionAsk } from './completionAsk';
import { cursorContext } from './cursorContext';
import type { Place } from './languagePlaces';
import { placeAt } from './languagePlaces';

/** What an editor can do with completions. */
export interface CompletionOptions {
  /** It understands snippets; without it places to fill in are left out. Absent: it does. */
  readonly snippets?: boolean;
}

/** After these signs an editor asks by itself; after letters it does anyway. */
export const completionTriggers: readonly string[] = [' ', ':', '-', '<', '>', '{', '[', ',', "'", '"', '|', '&', '/'];

/**
 * Everything that may be written at an offset (zero-based, UTF-16), the likeliest first by `sortText`. Each comes with the edit that
 * replaces the word at the cursor, quoted where it needs it. Works from the text alone where the file is broken.
 */
export function completionItems(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  offset: number,
  { snippets = true }: CompletionOptions = {},
): readonly CompletionItem[] {
  const context = cursorContext(file, offset);
  if (!context) return completeIgnore(analysis, file, offset);
  const ask = completionAsk(analysis, file, context, snippets);
  const place = placeAt(file.kind, context.path, context.root);
  switch (context.role) {
    case 'key':
      return place.keys ? completeKeys(ask, place.keys) : [];
    case 'item':
      return newItems(ask);
    case 'value': {
      const isEmptyFile = context.path.length === 0 && file.kind === 'mapping';
      return [...(isEmptyFile ? completeNewMapping(ask) : []), ...values(ask, place)];
    }
  }
}

function values(ask: CompletionAsk, { scalar, keys, list }: Place): readonly CompletionItem[] {
  const { mayBeKey, token } = ask.context;
  const single = scalar ? completeValue(ask, scalar) : [];
  if (mayBeKey) {
    // With a space in it the text is on its way to something else than a key of ours; a rule comes with its parameters.
    const hasKeys = keys && !(scalar && keys.kind === 'rule') && /^\S*\s*$/.test(token.text);
    const own = hasKeys ? later(completeKeys(asGroup(ask), keys), single.length > 0) : [];
    return [...single, ...own, ...(list && !scalar ? newItems(ask) : [])];
  }
  if (scalar || token.quote !== '') return single;
  // Behind its key a list or group goes between brackets.
  if (list) return inBrackets(ask, '[', ']');
  return keys ? completeKeys(asGroup({ ...ask, around: { before: '{ ', after: ' }' } }, true), keys) : [];
}

/** Items of a list that stands below its key; the dash comes with them. */
function newItems(ask: CompletionAsk): readonly CompletionItem[] {
  const { context, file } = ask;
  const path = [...context.path, context.group?.kind === 'list' ? context.group.items.length : 0];
  const place = placeAt(file.kind, path, context.root);
  const inside = { ...context, role: 'value' as const, path, mayBeKey: true, column: context.column + 2 };
  return values({ ...ask, context: inside, around: { before: '- ', after: '' } }, place);
}

/** The items of a list that begins here. Lists of pairs are long, and stand below their key. */
function inBrackets(ask: CompletionAsk, before: string, after: string): readonly CompletionItem[] {
  const { context, file } = ask;
  const path = [...context.path, 0];
  const { scalar } = placeAt(file.kind, path, context.root);
  if (!scalar || scalar.kind === 'fieldLine') return [];
  const inside = { ...context, path, flow: true, mayBeKey: false };
  return completeValue({ ...ask, context: inside, around: { before, after } }, scalar);
}

/** Keys of a group that has none yet. */
function asGroup(ask: CompletionAsk, flow = ask.context.flow): CompletionAsk {
  return { ...ask, context: { ...ask.context, group: undefined, flow } };
}

function later(items: readonly CompletionItem[], isLater: boolean): readonly CompletionItem[] {
  return isLater ? items.map((item) => ({ ...item, sortText: `9${item.sortText ?? item.label}` })) : items;
}
