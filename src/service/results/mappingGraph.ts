import type { GraphNode } from '../../protocol/resultsProtocol';
import type { StateCounts } from '../../store/couplingBrowser';
import type { TableMapping } from '../../core/model/tableMapping';
import { synchronizationOrder } from '../../core/mapping/synchronizationOrder';

/** The table mappings in synchronization order, with what they depend on and how their couplings stand. */
export function mappingGraph(
  mappings: readonly TableMapping[],
  counts: ReadonlyMap<string, StateCounts>,
): readonly GraphNode[] {
  const known = new Set(mappings.map(({ name }) => name));
  return synchronizationOrder(mappings).order.map((mapping) => {
    const { ok = 0, failed = 0, skipped = 0 } = counts.get(mapping.name) ?? {};
    const lookups = mapping.fields.flatMap((field) => (field.enabled ? field.lookup.map((each) => each.mapping) : []));
    const named = new Set(
      [...mapping.dependsOn, ...lookups].filter((name) => name !== mapping.name && known.has(name)),
    );
    return {
      mapping: mapping.name,
      table: mapping.table.name,
      integrationTable: mapping.integrationTable.name,
      direction: mapping.direction,
      dependsOn: [...named],
      ok,
      failed,
      skipped,
    };
  });
}
