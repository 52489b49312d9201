/** GUIDs that rise, the same ones in each run: databases hand theirs out in about that way. */
export function sequentialGuids(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `e0000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
  };
}
