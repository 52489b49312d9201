/** Checks for what only a bug can break. Nothing a user does may reach them. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Throws when `condition` is false. `message` says which invariant broke. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** Returns `value`, which the caller knows to be present; `what` names it if that turns out wrong. */
export function must<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new AssertionError(`missing: ${what}`);
  return value;
}

/** Ends an exhaustive switch: does not type-check while a case is missing. */
export function unreachable(value: never): never {
  throw new AssertionError(`unexpected: ${JSON.stringify(value)}`);
}
