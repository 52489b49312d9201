import type { Opened, ResultsAction } from '../src/protocol/resultsProtocol';
import type { Question } from './answers';
import type { Format } from './format';
import type { VirtualWindow } from './grid/virtualRows';
import type { ViewEvent, ViewState } from './state';
import type { Words } from './words';

/** What the places get to show the state and to say what the user wants. */
export interface View {
  readonly state: ViewState;
  /** The state now: several keys may be pressed before the next drawing. */
  readonly current: () => ViewState;
  readonly words: Words;
  readonly format: Format;
  readonly now: Date;
  /** Rows of the long list to be drawn now. */
  readonly list: VirtualWindow;
  /** The columns of a row stand below each other. */
  readonly isNarrow: boolean;
  readonly tell: (event: ViewEvent) => void;
  readonly open: (opened: Opened) => void;
  readonly act: (action: ResultsAction) => void;
  readonly again: (question: Question) => void;
}

const everywhere: readonly ResultsAction['name'][] = ['cancel', 'copy', 'openMapping', 'openCoupling', 'export'];
const writing: readonly ResultsAction['name'][] = [
  'retry',
  'retryRecord',
  'synchronizeRecord',
  'synchronizeMapping',
  'resolveConflict',
  'couple',
  'coupleDependency',
];

/** Why an action cannot be taken now, in words; undefined where it can. */
export function hindrance({ state, words }: View, name: ResultsAction['name']): string | undefined {
  if (!everywhere.includes(name) && state.workspace?.trusted !== true) return words.untrusted;
  return writing.includes(name) && state.running !== null ? words.busy : undefined;
}
