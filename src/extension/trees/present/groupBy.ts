/** Items by what `keyOf` says of each, groups and items in the order they come. */
export function groupBy<K, T>(
  items: readonly T[],
  keyOf: (item: T) => K,
): readonly (readonly [K, readonly [T, ...T[]]])[] {
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups];
}
