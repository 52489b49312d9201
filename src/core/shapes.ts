/** Tells whether a value that came from outside has a shape: both ends of a line check what arrives. */
export type Shape<T> = (value: unknown) => value is T;

export const text: Shape<string> = (value) => typeof value === 'string';
export const flag: Shape<boolean> = (value) => typeof value === 'boolean';
/** Counts, positions and ids: whole and not negative. */
export const count: Shape<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export function oneOf<const T extends string>(...words: readonly T[]): Shape<T> {
  return (value): value is T => words.some((word) => word === value);
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value): value is T | null => value === null || shape(value);
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every((each) => shape(each));
}

type Needed = Readonly<Record<string, Shape<unknown>>>;
type Of<S> = S extends Shape<infer T> ? T : never;

/** `optional` properties may be missing, and have their shape where they are not; others are let through unread. */
export function object<N extends Needed, O extends Needed = Record<never, never>>(
  needed: N,
  optional?: O,
): Shape<{ readonly [K in keyof N]: Of<N[K]> } & { readonly [K in keyof O]?: Of<O[K]> }> {
  return (value): value is { readonly [K in keyof N]: Of<N[K]> } & { readonly [K in keyof O]?: Of<O[K]> } => {
    if (typeof value !== 'object' || value === null) return false;
    const found: Readonly<Record<string, unknown>> = { ...value };
    return (
      Object.entries(needed).every(([name, shape]) => shape(found[name])) &&
      Object.entries(optional ?? {}).every(([name, shape]) => !(name in found) || shape(found[name]))
    );
  };
}

export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return (value): value is A | B => first(value) || second(value);
}
