import type * as vscode from 'vscode';

/**
 * What is answered to one question: messages, picks and inputs ask with their text, their title or their placeholder. Used once.
 */
export interface Reply {
  readonly to: RegExp;
  /**
   * The button, the item by its label, the items of a pick for several, the text of an input, or the path to save to. `escape` presses Escape,
   * `back` the button that goes a step back. Of a pick that searches `search` is typed first.
   */
  readonly with: Words | readonly Words[] | { readonly search: string; readonly pick: Words } | Key;
}

export type Words = string | RegExp;
export interface Key {
  readonly key: 'escape' | 'back';
}
export const escape: Key = { key: 'escape' };
export const back: Key = { key: 'back' };

/** What was asked or told while the work went on. */
export interface Asked {
  readonly kind: 'information' | 'warning' | 'error' | 'pick' | 'input' | 'save';
  /** The message; of a pick or input its title and placeholder or prompt. */
  readonly text: string;
  readonly modal: boolean;
  /** What a modal message says below. */
  readonly detail: string;
  /** Labels of the buttons, or of the items as they were when it was answered. */
  readonly choices: readonly string[];
}

/** Is asked each question as it comes. */
export type Ask = (question: Asked) => Reply['with'];
export type Item = string | vscode.MessageItem | vscode.QuickPickItem;

/** What the reply means among these items; undefined for Escape. Fails where it names none of them. */
export function chosen(items: readonly Item[], reply: Reply['with'], several: boolean): unknown {
  const find = (words: Words): Item => {
    const found = items.find((item) => fits(labelOf(item), words));
    if (found === undefined) throw new Error(`no choice ${String(words)} among: ${items.map(labelOf).join(' | ')}`);
    return found;
  };
  if (isList(reply)) return several ? reply.map(find) : find(reply[0] ?? '');
  if (typeof reply === 'object' && 'key' in reply) return undefined;
  const words = typeof reply === 'object' && 'pick' in reply ? reply.pick : reply;
  return several ? [find(words)] : find(words);
}

export function fits(label: string, words: Words): boolean {
  return typeof words === 'string' ? label === words : words.test(label);
}

/** A label without the icons in front. */
export function labelOf(item: Item): string {
  const label = typeof item === 'string' ? item : 'title' in item ? item.title : item.label;
  return label.replace(/\$\([^)]*\)\s*/g, '').trim();
}

function isList(reply: Reply['with']): reply is readonly Words[] {
  return Array.isArray(reply);
}
