import type { GraphNode } from '../../src/protocol/resultsProtocol';

/** Where each mapping stands: what it depends on is always to its left. */
export interface PlacedNode {
  readonly node: GraphNode;
  readonly level: number;
  readonly line: number;
}

/**
 * Takes the mappings in synchronization order. Where they depend on each other in a circle, the one that runs first stands to the
 * left, and what it depends on later gives way, as it does in a run.
 */
export function layoutGraph(nodes: readonly GraphNode[]): readonly PlacedNode[] {
  const levels = new Map<string, number>();
  const lines = new Map<number, number>();
  return nodes.map((node) => {
    // Those that come later in the order have no level yet.
    const level = Math.max(0, ...node.dependsOn.map((name) => (levels.get(name) ?? -1) + 1));
    levels.set(node.mapping, level);
    const line = lines.get(level) ?? 0;
    lines.set(level, line + 1);
    return { node, level, line };
  });
}
