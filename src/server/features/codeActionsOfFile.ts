import type { CodeAction } from 'vscode-languageserver-types';
import { sortFields } from '../../core/mapping/edits/sortFields';
import { entryOf } from '../../core/mapping/sourceTree';
import type { ActionContext, OfferedChange } from './codeActionContext';
import { safeAction } from './codeActionContext';
import { addPairs, missingPairs } from './missingPairs';

/** What can be done with the whole mapping: in the menu of source actions, and at the key `fields` as well. */
export function wholeFileActions({ analysis, file, start, end }: ActionContext): readonly CodeAction[] {
  if (file.kind !== 'mapping') return [];
  const key = entryOf(file.root, 'fields')?.key.range;
  const isAtKey = key !== undefined && key.start.offset <= start && end <= key.end.offset;
  const sorted = sortFields(file.text, file.root);
  const pairs = missingPairs(analysis, file);
  const offers: readonly OfferedChange[] = [
    ...(sorted
      ? [{ title: 'Sort the fields of each group', kind: 'source.sortFields.tandem', changes: [sorted] }]
      : []),
    ...(pairs.length > 0 ? [{ kind: 'source.addFieldPairs.tandem', ...addPairs(file.text, file.root, pairs) }] : []),
  ];
  const again = isAtKey ? offers.map((offer) => ({ ...offer, kind: 'refactor.rewrite' })) : [];
  return [...offers, ...again].flatMap((offer) => safeAction(file, offer));
}
