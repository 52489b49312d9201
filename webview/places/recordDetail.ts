import type { RecordRow } from '../../src/protocol/resultsProtocol';
import { h } from '../html';
import type { VNode } from '../html';
import { button } from '../kit';
import { safeText } from '../safeText';
import type { View } from '../view';
import { actionButton, plainTable, resolveButton, shownValue } from './parts';

/** An opened row: each field before and after, and what can be done with the record. */
export function recordDetail(view: View, row: RecordRow): readonly VNode[] {
  const { words } = view;
  const head = [words.field, words.before, words.after];
  const fields = row.fields.map((each) => [
    h('bdi', {}, safeText(each.field)),
    shownValue(view, each.before, each.cut),
    shownValue(view, each.after, each.cut),
  ]);
  return [
    h('p', { class: 'reason' }, safeText(row.reason)),
    ...(fields.length === 0 ? [] : [h('div', { class: 'changes' }, plainTable(words.fields, head, fields))]),
    h('div', { class: 'buttons' }, recordButtons(view, row)),
  ];
}

/** What can be done with one record. */
export function recordButtons(view: View, row: RecordRow): readonly VNode[] {
  const { words } = view;
  const { mapping, localId, integrationId, code } = row;
  const record = { mapping, localId, integrationId };
  const canResolve = code === 'UPDATE_CONFLICT' && localId !== null && integrationId !== null;
  return [
    button(words.recordHistory, () => view.open({ place: 'story', ...record })),
    ...(canResolve ? [resolveButton(view, { mapping, localId, integrationId })] : []),
    ...(code === 'LOOKUP_NOT_COUPLED'
      ? [actionButton(view, words.coupleDependency, { name: 'coupleDependency', ...record })]
      : []),
    ...(row.action === 'fail' ? [actionButton(view, words.retryRecord, { name: 'retryRecord', ...record })] : []),
    ...(localId !== null && integrationId !== null
      ? [actionButton(view, words.compare, { name: 'compare', ...record })]
      : []),
    actionButton(view, words.openCoupling, { name: 'openCoupling', ...record }),
    actionButton(view, words.goToMapping, { name: 'openMapping', mapping }),
  ];
}
