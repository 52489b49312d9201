import type { QuestionName, Questions } from '../src/protocol/resultsProtocol';
import { answerShapes } from './modelShapes';

/** One thing that a place needs to know. */
export type Question = {
  readonly [Q in QuestionName]: { readonly name: Q; readonly params: Questions[Q]['params'] };
}[QuestionName];

/** What is known about one question; the value stays to be looked at while it is asked for again. */
export interface Answer {
  readonly value?: unknown;
  readonly refusal?: string;
  /** The request under way. */
  readonly asked?: number;
  /** To be asked for again. */
  readonly stale: boolean;
  /** Waiting long enough for the user to be told. */
  readonly slow: boolean;
}

/** By question; the latest last. */
export type Answers = ReadonlyMap<string, Answer>;
export const noAnswers: Answers = new Map();

/** Pages that were looked at long ago are asked for again rather than kept. */
const mostKept = 80;
const notUnderstood = 'The answer could not be read. Reload the window, then open the results again.';

export function questionKey({ name, params }: Question): string {
  return JSON.stringify([name, Object.entries(params).sort()]);
}

/** Those of the questions that have to be asked now. */
export function toAsk(answers: Answers, needed: readonly Question[]): readonly Question[] {
  return needed.filter((question) => {
    const answer = answers.get(questionKey(question));
    return answer === undefined || (answer.stale && answer.asked === undefined);
  });
}

export function asked(answers: Answers, question: Question, id: number): Answers {
  const key = questionKey(question);
  const before = answers.get(key);
  return put(answers, key, { ...before, asked: id, stale: false, slow: false });
}

/** An answer that nobody waits for, since it was asked for again meanwhile, changes nothing. */
export function answered(
  answers: Answers,
  id: number,
  name: QuestionName,
  outcome: { readonly value: unknown } | { readonly refusal: string },
): Answers {
  const [key, answer] = [...answers].find(([, each]) => each.asked === id) ?? [];
  if (key === undefined || answer === undefined) return answers;
  const settled = { stale: answer.stale, slow: false };
  if ('refusal' in outcome) return put(answers, key, { ...settled, refusal: outcome.refusal });
  if (!answerShapes[name](outcome.value)) return put(answers, key, { ...settled, refusal: notUnderstood });
  return put(answers, key, { ...settled, value: outcome.value });
}

/** Everything has to be asked for again; what is known stays in sight until then. */
export function outdated(answers: Answers): Answers {
  return new Map([...answers].map(([key, answer]) => [key, { ...answer, stale: true }]));
}

export function again(answers: Answers, question: Question): Answers {
  const key = questionKey(question);
  const before = answers.get(key);
  return before === undefined ? answers : put(answers, key, { ...before, stale: true });
}

export function slow(answers: Answers): Answers {
  return new Map([...answers].map(([key, each]) => [key, each.asked === undefined ? each : { ...each, slow: true }]));
}

/** A question's answer as it was checked when it came. */
export function valueOf<Q extends QuestionName>(
  answers: Answers,
  name: Q,
  params: Questions[Q]['params'],
): Questions[Q]['answer'] | undefined {
  return answers.get(questionKey({ name, params } as Question))?.value as Questions[Q]['answer'] | undefined;
}

function put(answers: Answers, key: string, answer: Answer): Answers {
  const next = new Map(answers);
  next.delete(key);
  next.set(key, answer);
  for (const [old, { asked: waiting }] of next) {
    if (next.size <= mostKept) break;
    if (waiting === undefined) next.delete(old);
  }
  return next;
}
