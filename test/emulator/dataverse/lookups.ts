import type { TableDefinition } from '../data/tableDefinition';

export interface Navigation {
  readonly column: string;
  /** One table; of an owner users and teams. */
  readonly targets: readonly string[];
}

/**
 * The single-valued navigation properties of a table, by name, capitals and all. A lookup to several tables has one for each;
 * an owner has one for users and teams together. Page: webapi/web-api-navigation-properties.
 */
export function navigationsOf(table: TableDefinition): ReadonlyMap<string, Navigation> {
  const known = cache.get(table);
  if (known) return known;
  const made = new Map<string, Navigation>();
  for (const column of table.columns) {
    if (column.type.kind !== 'lookup') continue;
    for (const { table: target, navigation } of column.type.targets) {
      const targets = [...(made.get(navigation)?.targets ?? []), target];
      made.set(navigation, { column: column.name, targets });
    }
  }
  cache.set(table, made);
  return made;
}

const cache = new WeakMap<TableDefinition, ReadonlyMap<string, Navigation>>();

/** The table a lookup of a row points to: the one that was told, else the only one it can be. */
export function lookupTarget(
  table: TableDefinition,
  column: string,
  targets: ReadonlyMap<string, string>,
): string | undefined {
  const told = targets.get(column);
  if (told !== undefined) return told;
  const type = table.columns.find((each) => each.name === column)?.type;
  return type?.kind === 'lookup' ? type.targets[0]?.table : undefined;
}
