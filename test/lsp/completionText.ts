import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { must } from '../../src/core/assert';
import { offsetAt } from '../../src/server/features/offsets';
import type { CompletionOptions } from '../../src/server/features/complete';
import { completionItems } from '../../src/server/features/complete';
import type { AnalysisInput } from './analysisBuilder';
import { questionAt } from './analysisBuilder';

export type AskOptions = Partial<AnalysisInput> & CompletionOptions & { readonly file?: string };

/** The labels that are offered at the mark, as an editor lists them: those that what is typed could still become, best first. */
export function offered(text: string, options: AskOptions = {}): readonly string[] {
  const { analysis, file, offset } = questionAt(text, options);
  return listed(completionItems(analysis, file, offset, options), file.text, offset).map(({ label }) => label);
}

/** The items, as an editor lists them. */
export function offeredItems(text: string, options: AskOptions = {}): readonly CompletionItem[] {
  const { analysis, file, offset } = questionAt(text, options);
  return listed(completionItems(analysis, file, offset, options), file.text, offset);
}

/** The text after the item of that label was taken, with the cursor as `|` where a snippet leaves it. */
export function taken(text: string, label: string, options: AskOptions = {}): string {
  const { analysis, file, offset } = questionAt(text, options);
  const items = listed(completionItems(analysis, file, offset, options), file.text, offset);
  const item = must(
    items.find((each) => each.label === label),
    `${label} among ${items.map((each) => each.label).join(', ')}`,
  );
  const { range, newText } = editOf(item);
  const at = (position: TextEdit['range']['start']) => offsetAt(file.text, position);
  const inserted = item.insertTextFormat === 2 ? filledIn(newText) : newText;
  return file.text.slice(0, at(range.start)) + inserted + file.text.slice(at(range.end));
}

export function editOf(item: CompletionItem): TextEdit {
  const edit = must(item.textEdit, item.label);
  if (!('range' in edit)) throw new Error(`${item.label} has two ranges`);
  return edit;
}

/** Editors compare what stands between the beginning of the edit and the cursor, letter by letter, with the filter text. */
function listed(items: readonly CompletionItem[], text: string, offset: number): readonly CompletionItem[] {
  return items
    .filter((item) => {
      const start = offsetAt(text, editOf(item).range.start);
      return isSubsequence(
        text.slice(start, offset).trim().toLowerCase(),
        (item.filterText ?? item.label).toLowerCase(),
      );
    })
    .toSorted((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
}

function isSubsequence(typed: string, text: string): boolean {
  let at = 0;
  for (const char of typed) {
    at = text.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** First choices and examples in place, `$0` as the mark. */
function filledIn(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1')
    .replace(/(?<!\\)\$0/, '|')
    .replace(/\\([\\$}])/g, '$1');
}
