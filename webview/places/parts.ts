import type { ResultsAction } from '../../src/protocol/resultsProtocol';
import type { Question } from '../answers';
import { questionKey } from '../answers';
import { h } from '../html';
import type { VNode } from '../html';
import { button, progressRing } from '../kit';
import { safeText } from '../safeText';
import type { View } from '../view';
import { hindrance } from '../view';

/** A button that has something done; where that cannot be now, it says why. */
export function actionButton(view: View, label: string, action: ResultsAction, primary = false): VNode {
  const { words, state } = view;
  const because = hindrance(view, action.name) ?? (state.acting.has(action.name) ? words.loading : undefined);
  return button(label, () => view.act(action), { primary, disabledBecause: because });
}

/** Leads to the question which value counts. Off where the answer could not be carried out. */
export function resolveButton(
  view: View,
  {
    mapping,
    localId,
    integrationId,
  }: { readonly mapping: string; readonly localId: string; readonly integrationId: string },
  primary = false,
): VNode {
  const open = (): void => view.open({ place: 'conflict', mapping, localId, integrationId });
  return button(view.words.resolve, open, { primary, disabledBecause: hindrance(view, 'resolveConflict') });
}

/** Looks like a link and leads somewhere in the view. */
export function linkButton(
  label: string,
  onClick: () => void,
  attributes: Readonly<Record<string, string>> = {},
): VNode {
  return h('button', { class: 'link', type: 'button', ...attributes, on: { click: onClick } }, label);
}

/** What stands where an answer is missing: nothing at first, so that nothing flickers, then a sign, or why there is none. */
export function missing(view: View, question: Question): VNode {
  const answer = view.state.answers.get(questionKey(question));
  if (answer?.refusal !== undefined)
    return h(
      'div',
      { class: 'problem', role: 'alert' },
      h('p', {}, safeText(answer.refusal)),
      button(view.words.tryAgain, () => view.again(question)),
    );
  return h(
    'div',
    { class: 'waiting', 'aria-busy': 'true' },
    answer?.slow === true && [progressRing(), h('span', {}, view.words.loading)],
  );
}

/** Says that there is nothing, and what to do next. */
export function empty(sentence: string, next?: VNode): VNode {
  return h('div', { class: 'empty' }, h('p', {}, sentence), next);
}

/** A value as it is stored; absence has words of its own. */
export function shownValue(view: View, value: string | null | undefined, isCut = false): VNode {
  if (value === undefined) return h('span', { class: 'absent' }, view.words.notKept);
  if (value === null || value === '') return h('span', { class: 'absent' }, view.words.blank);
  return h('bdi', {}, isCut ? `${safeText(value)}…` : safeText(value));
}

export function plainTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (VNode | string)[])[],
): VNode {
  return h(
    'table',
    {},
    h('caption', { class: 'unseen' }, caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        head.map((name) => h('th', { scope: 'col' }, name)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((cells) =>
        h(
          'tr',
          {},
          cells.map((cell, index) => h('td', { 'data-label': head[index] }, cell)),
        ),
      ),
    ),
  );
}
