import type { Opened } from '../../src/protocol/resultsProtocol';
import { valueOf } from '../answers';
import { h } from '../html';
import type { VNode } from '../html';
import { badge } from '../kit';
import { safeText } from '../safeText';
import type { View } from '../view';
import { recordName } from '../recordName';
import { actionButton, empty, missing, plainTable, resolveButton, shownValue } from './parts';

/** Every job that touched one record, and why it was, or was not, synchronized. */
export function storyPlace(view: View, opened: Extract<Opened, { readonly place: 'story' }>): readonly VNode[] {
  const { words, format } = view;
  const { mapping, localId, integrationId } = opened;
  const record = { mapping, localId, integrationId };
  const story = valueOf(view.state.answers, 'story', record);
  if (story === undefined) return [missing(view, { name: 'story', params: record })];
  const isConflict = story.events[0]?.row.code === 'UPDATE_CONFLICT' && localId !== null && integrationId !== null;
  return [
    h(
      'dl',
      { class: 'pair' },
      h('dt', {}, words.mapping),
      h('dd', {}, safeText(mapping)),
      h('dt', {}, words.local),
      h('dd', {}, h('bdi', {}, recordName(localId, story.localTitle, words.none))),
      h('dt', {}, words.integration),
      h('dd', {}, h('bdi', {}, recordName(integrationId, story.integrationTitle, words.none))),
      h('dt', {}, words.state),
      h('dd', {}, badge(words[`state.${story.state}`])),
    ),
    h('h2', {}, words.facts),
    h(
      'ul',
      { class: 'facts-list' },
      story.facts.map((fact) => h('li', {}, h('strong', {}, words[`fact.${fact.kind}`]), ' ', safeText(fact.text))),
    ),
    h('p', { class: 'next' }, h('strong', {}, words.nextStep), ' ', safeText(story.nextStep)),
    h(
      'div',
      { class: 'buttons' },
      isConflict && resolveButton(view, { mapping, localId, integrationId }, true),
      story.events[0]?.row.code === 'LOOKUP_NOT_COUPLED' &&
        actionButton(view, words.coupleDependency, { name: 'coupleDependency', ...record }),
      actionButton(view, words.synchronizeRecord, { name: 'synchronizeRecord', ...record }, !isConflict),
      story.state !== 'ok' &&
        story.state !== 'uncoupled' &&
        actionButton(view, words.retryRecord, { name: 'retryRecord', ...record }),
      localId !== null && integrationId !== null && actionButton(view, words.compare, { name: 'compare', ...record }),
      story.state === 'uncoupled'
        ? actionButton(view, words.couple, { name: 'couple', ...record })
        : actionButton(view, words.openCoupling, { name: 'openCoupling', ...record }),
      actionButton(view, words.goToMapping, { name: 'openMapping', mapping }),
    ),
    h('h2', {}, words.events),
    story.events.length === 0
      ? empty(words.noEvents)
      : h(
          'ol',
          { class: 'events' },
          story.events.map(({ at, row }) =>
            h(
              'li',
              {},
              h(
                'div',
                { class: 'facts' },
                h('time', { datetime: at }, format.time(at)),
                h('strong', {}, words[`action.${row.action}`]),
                h('span', {}, words[`direction.${row.direction}`]),
              ),
              h('p', {}, safeText(row.reason)),
              row.fields.length > 0 &&
                plainTable(
                  words.fields,
                  [words.field, words.before, words.after],
                  row.fields.map((each) => [
                    safeText(each.field),
                    shownValue(view, each.before, each.cut),
                    shownValue(view, each.after, each.cut),
                  ]),
                ),
            ),
          ),
        ),
  ];
}
