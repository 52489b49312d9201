import type { Opened } from '../src/protocol/resultsProtocol';
import { valueOf } from './answers';
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
import { recordTitle } from './recordName';
import { safeText } from './safeText';
import type { View } from './view';
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
    h('h1', { key: 'title', tabindex: -1 }, titleOf(view, opened)),
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
          linkButton(titleOf(view, opened), () => tell({ kind: 'goTo', depth })),
        ),
      ),
      !isStart && h('li', { 'aria-current': 'page' }, titleOf(view, state.opened)),
    ),
  );
}

/** What a place is called; a record by its title, as soon as that is known. */
function titleOf({ state, words }: View, opened: Opened): string {
  switch (opened.place) {
    case 'jobs':
      return words.title;
    case 'picture':
      return words.picture;
    case 'records':
      return [
        opened.counter === undefined ? words.records : `${words.records}: ${words[`counter.${opened.counter}`]}`,
        ...(opened.code === undefined ? [] : [safeText(opened.code)]),
      ].join(' · ');
    case 'errors':
      return words.errors;
    case 'story': {
      const { mapping, localId, integrationId } = opened;
      const known = valueOf(state.answers, 'story', { mapping, localId, integrationId });
      const title = known?.localTitle ?? known?.integrationTitle ?? null;
      return `${words.story}: ${recordTitle(localId ?? integrationId, title, safeText(mapping))}`;
    }
    case 'conflict': {
      const { mapping, localId, integrationId } = opened;
      const known = valueOf(state.answers, 'conflict', { mapping, localId, integrationId });
      return `${words.conflict}: ${recordTitle(localId, known?.localTitle ?? known?.integrationTitle ?? null, '')}`;
    }
  }
}
