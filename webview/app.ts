import type { QuestionName, ResultsAction, ToHost } from '../src/protocol/resultsProtocol';
import type { Question } from './answers';
import { again, answered, asked, outdated, questionKey, slow, toAsk } from './answers';
import { announcement } from './announcement';
import { draw } from './draw';
import { createFormat } from './format';
import { createVirtualRows } from './grid/virtualRows';
import type { VirtualRows } from './grid/virtualRows';
import { toKeep } from './kept';
import type { Kept } from './kept';
import { needs } from './needs';
import { page } from './page';
import { readMessage } from './readMessage';
import { recordRows } from './recordRows';
import { rowHeights } from './rowHeights';
import { shownColumns } from './shownColumns';
import { firstState, reduce, samePlace } from './state';
import type { ViewEvent, ViewState } from './state';
import type { View } from './view';
import { fill } from './words';
import type { Words } from './words';

/** The way to the host. */
export interface Host {
  post(message: ToHost): void;
  keep(kept: Kept): void;
}

export interface AppOptions {
  readonly words: Words;
  /** BCP 47. */
  readonly language: string;
  readonly kept: Kept;
}

export interface App {
  /** Takes whatever arrives from outside; what is no message for the view is ignored. */
  receive(data: unknown): void;
}

/** Waiting for less than this is not shown: a sign that comes and goes at once only flickers. */
const slowAfterMs = 200;
/** So long after the last key a search is asked for. */
const typingMs = 180;

/** Runs the view in an element: events change the state, the state asks for what it needs and is drawn once a frame. */
export function createApp(root: HTMLElement, host: Host, { words, language, kept }: AppOptions): App {
  const format = createFormat(words, language);
  const narrow = matchMedia('(max-width: 700px)');
  const doing = new Map<number, ResultsAction['name']>();
  const asking = new Map<number, Question>();
  let state = firstState(kept);
  let nextId = 1;
  let isDrawing = false;
  let focusWanted: 'title' | 'cell' | undefined;
  let askTimer: ReturnType<typeof setTimeout> | undefined;
  let slowTimer: ReturnType<typeof setTimeout> | undefined;
  let line = lineHeight(root);
  let rows = makeRows(kept.scrollTop);
  let laid: { readonly key: string; readonly heightOf: (index: number) => number } | undefined;

  function tell(event: ViewEvent): void {
    const before = state;
    state = reduce(state, event);
    if (state === before) return;
    if (!samePlace(before.opened, state.opened)) {
      focusWanted = 'title';
      startList();
    } else if (event.kind === 'filter') toTop();
    if (event.kind === 'cursor') {
      focusWanted = 'cell';
      if (state.opened.place === 'records') rows.scrollTo(state.cursor.row);
    }
    if (event.kind !== 'say' && event.kind !== 'answers') host.keep(toKeep(keptOf(state)));
    const isTyping = event.kind === 'filter' && event.filters.search !== undefined;
    clearTimeout(askTimer);
    if (isTyping) askTimer = setTimeout(ask, typingMs);
    else ask();
    plan();
  }

  function ask(): void {
    const wanted = toAsk(state.answers, needs(state));
    if (wanted.length === 0) return;
    for (const question of wanted) {
      const id = nextId++;
      asking.set(id, question);
      state = reduce(state, { kind: 'answers', answers: asked(state.answers, question, id) });
      host.post({ kind: 'ask', id, ...question });
    }
    slowTimer ??= setTimeout(() => {
      slowTimer = undefined;
      if (asking.size > 0) tell({ kind: 'answers', answers: slow(state.answers) });
    }, slowAfterMs);
  }

  function receive(data: unknown): void {
    const message = readMessage(data);
    if (message === undefined) return;
    switch (message.kind) {
      case 'shown':
        return tell(message);
      case 'changed':
        return tell({ kind: 'answers', answers: outdated(state.answers) });
      case 'running': {
        const said = announcement(state.running, message.run, words);
        tell(message);
        if (said !== undefined) tell({ kind: 'say', text: said });
        return;
      }
      case 'answer':
        return message.ok
          ? settle(message.id, { value: message.value })
          : settle(message.id, { refusal: message.message });
    }
  }

  function settle(id: number, outcome: { readonly value: unknown } | { readonly refusal: string }): void {
    const action = doing.get(id);
    const question = asking.get(id);
    if (action !== undefined) {
      doing.delete(id);
      tell({ kind: 'acted', name: action, refusal: 'refusal' in outcome ? outcome.refusal : null });
    }
    if (question === undefined) return;
    asking.delete(id);
    if (asking.size === 0) {
      clearTimeout(slowTimer);
      slowTimer = undefined;
    }
    const search = question.name === 'records' && 'value' in outcome ? { shownSearch: question.params.search } : {};
    tell({ kind: 'answers', answers: answered(state.answers, id, question.name, outcome), ...search });
    sayCount(question.name, state.answers.get(questionKey(question))?.value);
  }

  function sayCount(name: QuestionName, value: unknown): void {
    if (name !== 'records' || typeof value !== 'object' || value === null || !('total' in value)) return;
    const text = fill(words.announceRecords, format.count(Number(value.total)));
    if (text !== state.said) tell({ kind: 'say', text });
  }

  function act(action: ResultsAction): void {
    const id = nextId++;
    doing.set(id, action.name);
    tell({ kind: 'acting', name: action.name });
    host.post({ kind: 'do', id, action });
  }

  function makeRows(top: number): VirtualRows {
    return createVirtualRows(top, (seen) => tell({ kind: 'window', ...seen }));
  }

  function startList(): void {
    rows.stop();
    rows = makeRows(0);
    toTop();
  }

  /** The rows in sight stay until others are there, so that typing a search does not flicker. */
  function toTop(): void {
    laid = undefined;
    const scroller = root.querySelector('[data-scroller]');
    if (scroller) scroller.scrollTop = 0;
  }

  function plan(): void {
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(() => {
      isDrawing = false;
      drawAll();
    });
  }

  function drawAll(): void {
    layRows();
    draw(root, page(view()));
    rows.attach(root.querySelector<HTMLElement>('[data-scroller]'));
    moveFocus();
  }

  function layRows(): void {
    if (state.opened.place !== 'records') return;
    const found = recordRows(state, state.opened);
    const columns = shownColumns(state).length;
    const opened = [...state.expanded].map((index) => [index, found.at(index)?.fields.length]);
    const key = JSON.stringify([line, narrow.matches, columns, opened]);
    if (laid?.key !== key)
      laid = {
        key,
        heightOf: rowHeights({
          line,
          isNarrow: narrow.matches,
          columns,
          expanded: state.expanded,
          at: (index) => found.at(index),
        }),
      };
    rows.lay(found.total ?? 0, laid.heightOf, state.cursor.row);
  }

  function moveFocus(): void {
    if (focusWanted === 'title') root.querySelector('h1')?.focus();
    if (focusWanted === 'cell') {
      const { row, column } = state.cursor;
      const cell = root.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`);
      // A row that is still being scrolled to is drawn in a later frame.
      if (!cell) return;
      if (document.activeElement !== cell) cell.focus({ preventScroll: state.opened.place === 'records' });
    }
    focusWanted = undefined;
  }

  function view(): View {
    return {
      state,
      current: () => state,
      words,
      format,
      now: new Date(),
      list: rows.look(),
      isNarrow: narrow.matches,
      tell,
      act,
      open: (opened) => tell({ kind: 'open', opened }),
      again: (question) => tell({ kind: 'answers', answers: again(state.answers, question) }),
    };
  }

  narrow.addEventListener('change', plan);
  // Asking for a style makes the browser lay out anew, which no frame of a scroll has the time for.
  addEventListener('resize', () => {
    line = lineHeight(root);
    plan();
  });
  addEventListener(
    'keydown',
    goBackOnEscape(() => state, tell),
    { capture: true },
  );
  plan();
  host.post({ kind: 'ready' });
  return { receive };
}

/** In CSS pixels, as the style sheet has it. */
function lineHeight(root: HTMLElement): number {
  return Math.ceil((parseFloat(getComputedStyle(root).fontSize) || 13) * 1.5);
}

function keptOf({ opened, history, filters, columns, scrollTop }: ViewState): Kept {
  return { opened, history, filters, columns, scrollTop };
}

/** Escape leads back, unless an open list of choices takes it. */
function goBackOnEscape(state: () => ViewState, tell: (event: ViewEvent) => void): (event: KeyboardEvent) => void {
  return (event) => {
    const isOpenList = event.target instanceof Element && event.target.hasAttribute('open');
    if (event.key !== 'Escape' || isOpenList || state().history.length === 0) return;
    event.preventDefault();
    tell({ kind: 'back' });
  };
}
