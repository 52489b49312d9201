import type { ConflictField, FieldChoice, Opened } from '../../src/protocol/resultsProtocol';
import { valueOf } from '../answers';
import { h } from '../html';
import type { VNode } from '../html';
import { button } from '../kit';
import { safeText } from '../safeText';
import { fieldKey } from '../state';
import { choicesFor } from '../choicesFor';
import type { View } from '../view';
import { hindrance } from '../view';
import { fill } from '../words';
import { recordName } from '../recordName';
import { actionButton, empty, missing, plainTable, shownValue } from './parts';

/** Both values of each field in conflict, and which is to be taken; the other fields to look at. */
export function conflictPlace(view: View, opened: Extract<Opened, { readonly place: 'conflict' }>): readonly VNode[] {
  const { words, state } = view;
  const { mapping, localId, integrationId } = opened;
  const record = { mapping, localId, integrationId };
  const answer = valueOf(state.answers, 'conflict', record);
  if (answer === undefined) return [missing(view, { name: 'conflict', params: record })];
  const fields = answer.fields.filter(({ inConflict }) => inConflict);
  const others = answer.fields.filter(({ inConflict }) => !inConflict);
  if (fields.length === 0)
    return [
      empty(
        words.noConflict,
        actionButton(view, words.synchronizeRecord, { name: 'synchronizeRecord', ...record }, true),
      ),
    ];
  const choices = choicesFor(fields, state.choices);
  const isOpen = fields.some((field) => !state.choices.has(fieldKey(field)));
  const because = hindrance(view, 'resolveConflict') ?? (isOpen ? words.chooseFirst : undefined);
  return [
    h(
      'dl',
      { class: 'pair' },
      h('dt', {}, words.mapping),
      h('dd', {}, safeText(mapping)),
      h('dt', {}, words.local),
      h('dd', {}, h('bdi', {}, recordName(localId, answer.localTitle, words.none))),
      h('dt', {}, words.integration),
      h('dd', {}, h('bdi', {}, recordName(integrationId, answer.integrationTitle, words.none))),
    ),
    h(
      'div',
      { class: 'buttons' },
      button(words.takeLocal, () => view.tell({ kind: 'choose', fields, take: 'local' })),
      button(words.takeIntegration, () => view.tell({ kind: 'choose', fields, take: 'integration' })),
    ),
    h(
      'div',
      { class: 'conflict' },
      fields.map((field, index) => conflictField(view, field, `field-${index}`)),
    ),
    h(
      'div',
      { class: 'buttons' },
      button(words.synchronizeChoice, () => view.act({ name: 'resolveConflict', ...record, choices }), {
        primary: true,
        disabledBecause: because,
      }),
      because !== undefined && h('span', { class: 'quiet' }, because),
    ),
    ...(others.length === 0 ? [] : [otherFields(view, others)]),
  ];
}

function otherFields(view: View, fields: readonly ConflictField[]): VNode {
  const { words, format } = view;
  const title = fill(words.otherFields, format.count(fields.length));
  const rows = fields.map((field) => [
    fieldName(field),
    shownValue(view, field.local),
    shownValue(view, field.integration),
  ]);
  return h(
    'details',
    { key: 'other fields' },
    h('summary', {}, title),
    plainTable(title, [words.field, words.localSide, words.integrationSide], rows),
  );
}

function fieldName({ localField, integrationField }: ConflictField): string {
  return safeText(`${localField} ↔ ${integrationField}`);
}

function conflictField(view: View, field: ConflictField, group: string): VNode {
  const { words, state } = view;
  const key = fieldKey(field);
  const name = fieldName(field);
  const taken = state.choices.get(key);
  const choice = (take: FieldChoice['take'], side: string, value: string | null): VNode =>
    h(
      'label',
      { class: taken === take ? 'value taken' : 'value' },
      h('input', {
        type: 'radio',
        name: group,
        properties: { checked: taken === take },
        on: { change: () => view.tell({ kind: 'choose', fields: [field], take }) },
      }),
      h('span', { class: 'side' }, side),
      shownValue(view, value),
    );
  return h(
    'fieldset',
    { key, class: 'card inConflict' },
    h(
      'legend',
      { 'aria-label': fill(words.choiceFor, name) },
      name,
      h('span', { class: 'note' }, ` · ${words.bothChanged}`),
    ),
    choice('local', words.localSide, field.local),
    choice('integration', words.integrationSide, field.integration),
    h(
      'div',
      { class: 'value last' },
      h('span', { class: 'side' }, words.lastSynchronized),
      shownValue(view, field.last),
    ),
  );
}
