import type * as vscode from 'vscode';
import type { StepAnswer, StepPlace } from './runSteps';

/** How a question was answered. Going back may carry what was entered, so that it can be shown again. */
export type Asked<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'back'; readonly entered?: T }
  | { readonly kind: 'cancel' };

/** Asks the user. The shell asks by quick pick and input box; tests answer from a script. */
export interface Asker {
  /** One of a list. */
  one<T>(question: OneQuestion<T>): Promise<Asked<T>>;
  /** Any of a list. */
  many<T>(question: ManyQuestion<T>): Promise<Asked<readonly T[]>>;
  /** One of a list that the user's words find anew. */
  search<T>(question: SearchQuestion<T>): Promise<Asked<T>>;
  text(question: TextQuestion): Promise<Asked<string>>;
}

interface Question {
  readonly title: string;
  /** What is asked, in a few words; shown while nothing is typed. */
  readonly prompt: string;
  /** Absent for a question that stands alone. */
  readonly place?: StepPlace;
}

export interface OneQuestion<T> extends Question {
  readonly choices: readonly Choice<T>[];
}

export interface ManyQuestion<T> extends Question {
  readonly choices: readonly Choice<T>[];
  /** Why these cannot be the answer, as a sentence; undefined where they can. */
  readonly refuse?: (chosen: readonly T[]) => string | undefined;
}

export interface SearchQuestion<T> extends Question {
  /** What is searched for at first. */
  readonly search: string;
  readonly find: (search: string, token: vscode.CancellationToken) => Promise<readonly Choice<T>[]>;
}

export interface TextQuestion extends Question {
  readonly value: string;
  /** What is wrong with a value, or worth knowing; undefined where nothing is. Errors keep the question open. */
  readonly judge: (value: string) => Judgement | undefined | Promise<Judgement | undefined>;
}

export interface Judgement {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: T;
  /** Chosen already: the answer given before, or the usual one. */
  readonly picked?: boolean;
  /** Why it cannot be chosen, as a sentence. */
  readonly refused?: string;
  /** The heading above this choice and those after it. */
  readonly heading?: string;
}

/** Makes a question's answer the step's: `taken` puts the value into the state. */
export function stepAnswer<S, T>(asked: Asked<T>, state: S, taken: (value: T) => S): StepAnswer<S> {
  switch (asked.kind) {
    case 'value':
      return { kind: 'next', state: taken(asked.value) };
    case 'back':
      return { kind: 'back', state: asked.entered === undefined ? state : taken(asked.entered) };
    case 'cancel':
      return asked;
  }
}
