import type { Result } from '../../core/result';

/** Asks when it is first needed, and keeps the answer; one that failed is asked again the next time. */
export function once<A extends readonly unknown[], T, E>(
  ask: (...given: A) => Promise<Result<T, E>>,
): (...given: A) => Promise<Result<T, E>> {
  let asked: Promise<Result<T, E>> | undefined;
  return async (...given) => {
    const mine = (asked ??= ask(...given));
    const answer = await mine;
    if (!answer.ok && asked === mine) asked = undefined;
    return answer;
  };
}
