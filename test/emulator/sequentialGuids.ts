export interface SequentialGuids {
  next(): string;
  /** How many were given. */
  readonly count: number;
}

/** GUIDs that rise, the same ones in each run: databases hand theirs out in about that way. `given`: so many were before. */
export function sequentialGuids(given = 0): SequentialGuids {
  let count = given;
  return {
    next() {
      count += 1;
      return `e0000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
    },
    get count() {
      return count;
    },
  };
}
