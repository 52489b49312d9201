import type { Opened } from '../src/protocol/resultsProtocol';
import { h } from './html';
import type { VNode } from './html';
import { badge, button, divider } from './kit';
import { conflictPlace } from './places/conflictPlace';
import { errorsPlace } from './places/errorsPlace';
import { jobsPlace } from './places/jobsPlace';
import { linkButton } from './places/parts';
import { picturePlace } from './places/picturePlace';
import { recordsPlace } from './places/recordsPlace';
import { runningBanner } from './places/runningBanner';
import { storyPlace } from './places/storyPlace';
import { safeText } from './safeText';
import type { View } from './view';
import type { Words } from './words';
import { fill } from './words';

/** The whole view for a state. */
export function page(view: View): readonly VNode[] {
  const { state, words } = view;
  const { workspace, running, opened, refusal } = state;
  return [
    h(
      'header',
      { key: 'top' },
      path(view),
      workspace &&
        h(
          'div',
          { class: 'facts' },
          h('span', {}, safeText(workspace.name)),
          h('span', {}, fill(words.environment, safeText(workspace.environment))),
          workspace.production && badge(words.production),
        ),
      opened.place === 'jobs' && linkButton(words.picture, () => view.open({ place: 'picture' })),
    ),
    h('h1', { key: 'title', tabindex: -1 }, titleOf(opened, words)),
    workspace?.trusted === false && h('p', { key: 'untrusted', class: 'problem', role: 'note' }, words.untrusted),
    refusal !== null &&
      h(
        'div',
        { key: 'refusal', class: 'problem', role: 'alert' },
        h('p', {}, safeText(refusal)),
        button(words.dismiss, () => view.tell({ kind: 'dismiss' })),
      ),
    running && runningBanner(view, running),
    divider(),
    h('main', { key: 'main', class: opened.place }, workspace ? place(view, opened) : []),
    h('div', { key: 'said', class: 'unseen', role: 'status', 'aria-live': 'polite' }, state.said),
  ].filter((part): part is VNode => part !== null && part !== false);
}

function place(view: View, opened: Opened): readonly VNode[] {
  switch (opened.place) {
    case 'jobs':
      return jobsPlace(view);
    case 'records':
      return recordsPlace(view, opened);
    case 'errors':
      return errorsPlace(view, opened);
    case 'story':
      return storyPlace(view, opened);
    case 'conflict':
      return conflictPlace(view, opened);
    case 'picture':
      return picturePlace(view);
  }
}

/** The places one came through; each leads back. */
function path(view: View): VNode {
  const { state, words, tell } = view;
  const isStart = state.history.length === 0 && state.opened.place === 'jobs';
  const home = state.history.some(({ place }) => place === 'jobs') || state.opened.place === 'jobs';
  return h(
    'nav',
    { 'aria-label': words.path },
    !isStart &&
      state.history.length > 0 &&
      linkButton(`← ${words.back}`, () => tell({ kind: 'back' }), { title: 'Esc' }),
    h(
      'ol',
      { class: 'path' },
      !home &&
        h(
          'li',
          {},
          linkButton(words.title, () => view.open({ place: 'jobs' })),
        ),
      state.history.map((opened, depth) =>
        h(
          'li',
          {},
          linkButton(titleOf(opened, words), () => tell({ kind: 'goTo', depth })),
        ),
      ),
      h('li', { 'aria-current': 'page' }, titleOf(state.opened, words)),
    ),
  );
}

/** What a place is called. */
export function titleOf(opened: Opened, words: Words): string {
  switch (opened.place) {
    case 'jobs':
      return words.title;
    case 'picture':
      return words.picture;
    case 'records':
      return opened.counter === undefined ? words.records : `${words.records}: ${words[`counter.${opened.counter}`]}`;
    case 'errors':
      return words.errors;
    case 'story':
      return `${words.story}: ${safeText(opened.localId ?? opened.integrationId ?? opened.mapping)}`;
    case 'conflict':
      return `${words.conflict}: ${safeText(opened.localId)}`;
  }
}
