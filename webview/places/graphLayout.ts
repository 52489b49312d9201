import type { GraphNode } from '../../src/protocol/resultsProtocol';

/** Where each mapping stands: what it depends on is always to its left. */
export interface PlacedNode {
  readonly node: GraphNode;
  readonly level: number;
  readonly line: number;
}

/** Mappings that depend on each other in a circle do not stop it; they stand where the circle was entered. */
export function layoutGraph(nodes: readonly GraphNode[]): readonly PlacedNode[] {
  const known = new Map(nodes.map((node) => [node.mapping, node]));
  const levels = new Map<string, number>();
  const levelOf = (node: GraphNode, above: ReadonlySet<string>): number => {
    const found = levels.get(node.mapping);
    if (found !== undefined) return found;
    const within = new Set([...above, node.mapping]);
    const below = node.dependsOn.flatMap((name) => {
      const dependency = known.get(name);
      return dependency === undefined || within.has(name) ? [] : [levelOf(dependency, within) + 1];
    });
    const level = Math.max(0, ...below);
    levels.set(node.mapping, level);
    return level;
  };
  const lines = new Map<number, number>();
  return nodes.map((node) => {
    const level = levelOf(node, new Set());
    const line = lines.get(level) ?? 0;
    lines.set(level, line + 1);
    return { node, level, line };
  });
}
