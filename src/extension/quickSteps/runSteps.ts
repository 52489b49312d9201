import { must } from '../../core/assert';

/** Where a question stands among the others, as its title bar shows it. */
export interface StepPlace {
  /** From 1. */
  readonly step: number;
  readonly total: number;
  readonly canGoBack: boolean;
}

/** How a question was left: with an answer, or by the Back button, or by Escape. Back keeps what was entered. */
export type StepAnswer<S> =
  | { readonly kind: 'next'; readonly state: S }
  | { readonly kind: 'back'; readonly state: S }
  | { readonly kind: 'cancel' };

/** One question of several. */
export interface Step<S> {
  /** Whether the answers so far leave it open; absent: always. */
  readonly applies?: (state: S) => boolean;
  readonly ask: (state: S, place: StepPlace) => Promise<StepAnswer<S>>;
}

/**
 * Asks the questions in order, those that apply, with the way back to each. Answers with all that was entered, or undefined
 * after Escape. Entered values stay in the state when the user goes back, so that a question shows its last answer.
 */
export async function runSteps<S>(steps: readonly Step<S>[], initial: S): Promise<S | undefined> {
  let state = initial;
  /** Indexes of the questions answered, oldest first. */
  const answered: number[] = [];
  let index = nextOpen(steps, state, -1);
  while (index !== undefined) {
    const place = {
      step: answered.length + 1,
      total: answered.length + countOpen(steps, state, index),
      canGoBack: answered.length > 0,
    };
    const answer = await stepAt(steps, index).ask(state, place);
    if (answer.kind === 'cancel') return undefined;
    state = answer.state;
    if (answer.kind === 'next') {
      answered.push(index);
      index = nextOpen(steps, state, index);
    } else index = answered.pop() ?? index;
  }
  return state;
}

function nextOpen<S>(steps: readonly Step<S>[], state: S, after: number): number | undefined {
  const index = steps.findIndex((step, position) => position > after && (step.applies?.(state) ?? true));
  return index < 0 ? undefined : index;
}

/** The questions from here on, as far as the answers so far tell. */
function countOpen<S>(steps: readonly Step<S>[], state: S, from: number): number {
  return steps.filter((step, position) => position === from || (position > from && (step.applies?.(state) ?? true)))
    .length;
}

function stepAt<S>(steps: readonly Step<S>[], index: number): Step<S> {
  return must(steps[index], 'the step');
}
