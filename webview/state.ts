import type { JobStatus } from '../src/core/model/job';
import type {
  ConflictField,
  FieldChoice,
  Opened,
  RecordRow,
  ResultsAction,
  RunningRun,
  ShownWorkspace,
} from '../src/protocol/resultsProtocol';
import type { Answers } from './answers';
import { noAnswers } from './answers';
import { noFilters } from './kept';
import type { Column, Filters, Kept } from './kept';

/** Where the keyboard stands in the grid of a place. */
export interface Cursor {
  readonly row: number;
  readonly column: number;
}

/** All that decides what is shown. */
export interface ViewState {
  readonly workspace: ShownWorkspace | null;
  readonly running: RunningRun | null;
  readonly opened: Opened;
  /** Places that Back leads to, the last one first to be left. */
  readonly history: readonly Opened[];
  readonly filters: Filters;
  readonly columns: readonly Column[];
  readonly cursor: Cursor;
  readonly selected: ReadonlyMap<number, RecordRow>;
  readonly expanded: ReadonlySet<number>;
  /** Rows in sight of a long list. */
  readonly window: { readonly first: number; readonly last: number };
  readonly scrollTop: number;
  readonly runLimit: number;
  readonly choices: ReadonlyMap<string, FieldChoice['take']>;
  readonly answers: Answers;
  /** What was searched for in the list that is in sight, until the answer to a newer search is there. */
  readonly shownSearch: string;
  /** Spoken by screen readers. */
  readonly said: string;
  /** What could not be done, until it is dismissed. */
  readonly refusal: string | null;
  readonly acting: ReadonlySet<ResultsAction['name']>;
}

export type ViewEvent =
  | { readonly kind: 'shown'; readonly workspace: ShownWorkspace; readonly open?: Opened }
  | { readonly kind: 'running'; readonly run: RunningRun | null }
  | { readonly kind: 'answers'; readonly answers: Answers; readonly shownSearch?: string }
  | { readonly kind: 'open'; readonly opened: Opened }
  | { readonly kind: 'back' }
  | { readonly kind: 'goTo'; readonly depth: number }
  | { readonly kind: 'filter'; readonly filters: Partial<Filters> }
  | { readonly kind: 'column'; readonly column: Column; readonly shown: boolean }
  | { readonly kind: 'cursor'; readonly cursor: Cursor }
  | { readonly kind: 'select'; readonly index: number; readonly row: RecordRow }
  | { readonly kind: 'expand'; readonly index: number }
  | { readonly kind: 'window'; readonly first: number; readonly last: number; readonly scrollTop: number }
  | { readonly kind: 'olderRuns' }
  | { readonly kind: 'choose'; readonly fields: readonly ConflictField[]; readonly take: FieldChoice['take'] }
  | { readonly kind: 'acting'; readonly name: ResultsAction['name'] }
  | { readonly kind: 'acted'; readonly name: ResultsAction['name']; readonly refusal: string | null }
  | { readonly kind: 'dismiss' }
  | { readonly kind: 'say'; readonly text: string };

const runsAtOnce = 50;
const longestHistory = 20;

export function firstState(kept: Kept): ViewState {
  return {
    workspace: null,
    running: null,
    opened: kept.opened,
    history: kept.history,
    filters: kept.filters,
    columns: kept.columns,
    ...fresh,
    scrollTop: kept.scrollTop,
    runLimit: runsAtOnce,
    answers: noAnswers,
    shownSearch: '',
    said: '',
    refusal: null,
    acting: new Set(),
  };
}

/** What a place starts with. */
const fresh = {
  cursor: { row: 0, column: 0 },
  selected: new Map<number, RecordRow>(),
  expanded: new Set<number>(),
  window: { first: 0, last: 0 },
  scrollTop: 0,
  choices: new Map<string, FieldChoice['take']>(),
} as const;

/** The state after an event. Knows nothing of time, host or document. */
export function reduce(state: ViewState, event: ViewEvent): ViewState {
  switch (event.kind) {
    case 'shown': {
      const next = { ...state, workspace: event.workspace };
      return event.open === undefined ? next : led(next, event.open);
    }
    case 'running':
      return { ...state, running: event.run };
    case 'answers':
      return { ...state, answers: event.answers, shownSearch: event.shownSearch ?? state.shownSearch };
    case 'open':
      return moved(state, event.opened, pushed(state));
    case 'back':
      return goTo(state, state.history.length - 1);
    case 'goTo':
      return goTo(state, event.depth);
    case 'filter':
      return { ...state, ...fresh, filters: { ...state.filters, ...event.filters } };
    case 'column':
      return { ...state, columns: withColumn(state.columns, event.column, event.shown) };
    case 'cursor':
      return { ...state, cursor: event.cursor };
    case 'select':
      return { ...state, selected: toggled(state.selected, event.index, event.row) };
    case 'expand':
      return { ...state, expanded: toggledIndex(state.expanded, event.index) };
    case 'window':
      return { ...state, window: { first: event.first, last: event.last }, scrollTop: event.scrollTop };
    case 'olderRuns':
      return { ...state, runLimit: state.runLimit + runsAtOnce };
    case 'choose':
      return { ...state, choices: chosen(state.choices, event.fields, event.take) };
    case 'acting':
      return { ...state, acting: new Set([...state.acting, event.name]), refusal: null };
    case 'acted': {
      const acting = new Set([...state.acting].filter((name) => name !== event.name));
      return { ...state, acting, refusal: event.refusal };
    }
    case 'dismiss':
      return { ...state, refusal: null };
    case 'say':
      return { ...state, said: event.text };
  }
}

/** A field pair is named by both fields: one field may be mapped more than once. */
export function fieldKey(field: Pick<ConflictField, 'localField' | 'integrationField'>): string {
  return JSON.stringify([field.localField, field.integrationField]);
}

export function samePlace(one: Opened, other: Opened): boolean {
  const sorted = (opened: Opened): string => JSON.stringify(Object.entries(opened).sort());
  return sorted(one) === sorted(other);
}

function moved(state: ViewState, opened: Opened, history: readonly Opened[]): ViewState {
  if (samePlace(state.opened, opened)) return state;
  return {
    ...state,
    ...fresh,
    opened,
    history,
    refusal: null,
    shownSearch: '',
    filters: { ...state.filters, search: '' },
  };
}

/** The host leads somewhere: what is narrowed for the user is narrowed where the user can see and undo it. */
function led(state: ViewState, opened: Opened): ViewState {
  if (opened.place !== 'jobs') return moved(state, opened, pushed(state));
  const { mapping } = opened;
  const there = moved(state, { place: 'jobs' }, pushed(state));
  return mapping === undefined ? there : { ...there, ...fresh, filters: { ...noFilters, mapping } };
}

function pushed(state: ViewState): readonly Opened[] {
  return [...state.history, state.opened].slice(-longestHistory);
}

function goTo(state: ViewState, depth: number): ViewState {
  const opened = state.history[depth];
  return opened === undefined ? state : moved(state, opened, state.history.slice(0, depth));
}

function withColumn(columns: readonly Column[], column: Column, isShown: boolean): readonly Column[] {
  const others = columns.filter((each) => each !== column);
  if (isShown) return [...others, column];
  // A list without a column could not be read or reached.
  return others.length === 0 ? columns : others;
}

function toggled(
  selected: ReadonlyMap<number, RecordRow>,
  index: number,
  row: RecordRow,
): ReadonlyMap<number, RecordRow> {
  const next = new Map(selected);
  if (!next.delete(index)) next.set(index, row);
  return next;
}

function toggledIndex(indexes: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(indexes);
  if (!next.delete(index)) next.add(index);
  return next;
}

function chosen(
  choices: ViewState['choices'],
  fields: readonly ConflictField[],
  take: FieldChoice['take'],
): ViewState['choices'] {
  return new Map([...choices, ...fields.map((field) => [fieldKey(field), take] as const)]);
}

/** The state that a job's filter may be set to. */
export const jobStatuses = ['inProgress', 'finished', 'aborted', 'cancelled'] as const satisfies readonly JobStatus[];
