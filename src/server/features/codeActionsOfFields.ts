import type { CodeAction } from 'vscode-languageserver-types';
import { toLongForm, toShortForm } from '../../core/mapping/edits/fieldOptions';
import type { ActionContext, NamedChange } from './codeActionContext';
import { fieldAround, safeAction } from './codeActionContext';
import { disable, enable, turnArrow } from './fieldChanges';
import { wayBack } from './transformChanges';

/** What can be done with the one field mapping that holds the range. */
export function fieldActions({ file, start, end, shown }: ActionContext): readonly CodeAction[] {
  const found = fieldAround(file, start, end);
  if (!found || file.kind !== 'mapping') return [];
  const { text } = file;
  // In a one-way mapping every arrow goes its way.
  const canTurn = file.model?.mapping.direction === 'bidirectional' && found.field.constant === undefined;
  const isShown = shown.some(({ problem }) => problem.code === 'TRANSFORM_WITHOUT_WAY_BACK');
  const offers: readonly NamedChange[] = [
    disable(text, found),
    enable(text, found),
    ...(canTurn ? ways.map((direction) => turnArrow(text, found, direction)) : []),
    ...(canTurn && found.field.direction === 'bidirectional' && !isShown ? wayBack(text, found) : []),
    { title: "Write in the long form, with 'map'", changes: toLongForm(text, found.node) },
    { title: 'Write in the short form', changes: toShortForm(text, found.node) },
  ];
  return offers.flatMap((offer) => safeAction(file, { ...offer, kind: 'refactor.rewrite' }));
}

const ways = ['bidirectional', 'toIntegrationTable', 'fromIntegrationTable'] as const;
