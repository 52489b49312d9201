import { must } from '../assert';
import type { FieldMapping, TableMapping } from '../model/tableMapping';
import { mappingLookups } from './mappingLookups';

/** In which order mappings run, and what gives way where they depend on each other in a circle (DESIGN 5.1). */
export interface SynchronizationOrder {
  readonly order: readonly TableMapping[];
  /** Lookups into a mapping that runs later, or into the mapping itself: resolved after both sides exist, in the same run. */
  readonly deferred: readonly DeferredLookup[];
  /** Circles of `dependsOn` alone, which nothing can satisfy: the names of each, in the given order. */
  readonly unresolved: readonly string[][];
}

export interface DeferredLookup {
  readonly mapping: string;
  readonly field: FieldMapping;
  /** The looked-up mapping. */
  readonly target: string;
}

/**
 * Puts lookups and `dependsOn` first; among mappings that are ready, the first in the given order. In a circle a lookup
 * gives way, never a `dependsOn`: the one that costs least, which is one that may be cleared. Disabled fields and names that
 * are not in the list do not count.
 */
export function synchronizationOrder(mappings: readonly TableMapping[]): SynchronizationOrder {
  const indexByName = new Map(mappings.map((mapping, index) => [mapping.name, index] as const).toReversed());
  const asGiven = mappings.map((mapping, index) => nodeFrom(mapping, index, indexByName));
  const circles = circlesOf(asGiven, (node) => node.dependsOn, asGiven);
  const nodes = asGiven.map((node) => withoutCircle(node, circles));

  const order = inOrder(nodes);
  return {
    order: order.map((node) => node.mapping),
    deferred: deferredLookups(order),
    unresolved: circles.map((circle) => circle.map((node) => node.mapping.name)),
  };
}

interface Node {
  readonly index: number;
  readonly mapping: TableMapping;
  /** Indexes of nodes. */
  readonly dependsOn: ReadonlySet<number>;
  readonly lookups: readonly { readonly field: FieldMapping; readonly target: number }[];
}

function nodeFrom(mapping: TableMapping, index: number, indexByName: ReadonlyMap<string, number>): Node {
  const lookups = mappingLookups(mapping).flatMap(({ field, name }) => {
    const target = indexByName.get(name);
    return target === undefined ? [] : [{ field, target }];
  });
  const dependsOn = new Set(mapping.dependsOn.flatMap((name) => indexByName.get(name) ?? []));
  return { index, mapping, dependsOn, lookups };
}

/** The node without the dependencies that no order can satisfy. */
function withoutCircle(node: Node, circles: readonly (readonly Node[])[]): Node {
  const circle = circles.find((members) => members.includes(node));
  if (!circle) return node;
  const dependsOn = [...node.dependsOn].filter((index) => circle.every((member) => member.index !== index));
  return { ...node, dependsOn: new Set(dependsOn) };
}

/**
 * One after the other the first node, in the given order, that is ready: it waits for nothing, or it is the one to begin with of a
 * circle that waits for nothing outside. Whoever merely waits for a circle is not ready and gives up nothing.
 */
function inOrder(nodes: readonly Node[]): readonly Node[] {
  const order: Node[] = [];
  const placed = new Set<number>();
  let waiting = nodes;
  const open = (node: Node) => openDependencies(node, placed);
  let circles = circlesOf(waiting, open, nodes);
  while (waiting.length > 0) {
    const isClosed = (circle: readonly Node[]) => {
      const within = new Set(circle.map((node) => node.index));
      return circle.every((node) => [...open(node)].every((index) => within.has(index)));
    };
    const beginnings = new Set(circles.filter(isClosed).map((circle) => leastBound(circle, placed)));
    const next = must(
      waiting.find((node) => beginnings.has(node) || waitsForNothing(node, placed)),
      'a mapping or circle that waits for nothing',
    );
    placed.add(next.index);
    order.push(next);
    waiting = waiting.filter((node) => node !== next);
    // Only what leaves a circle changes the circles, and only that one.
    circles = circles.flatMap((circle) => {
      return circle.includes(next) ? circlesOf(without(circle, next), open, nodes) : [circle];
    });
  }
  return order;
}

function without(circle: readonly Node[], node: Node): readonly Node[] {
  return circle.filter((member) => member !== node);
}

function waitsForNothing(node: Node, placed: ReadonlySet<number>): boolean {
  const isDone = (index: number) => index === node.index || placed.has(index);
  for (const index of node.dependsOn) if (!isDone(index)) return false;
  return node.lookups.every(({ target }) => isDone(target));
}

/** What a node still waits for; itself never counts. */
function openDependencies(node: Node, placed: ReadonlySet<number>): ReadonlySet<number> {
  const open = new Set<number>();
  for (const index of node.dependsOn) if (index !== node.index && !placed.has(index)) open.add(index);
  for (const { target } of node.lookups) if (target !== node.index && !placed.has(target)) open.add(target);
  return open;
}

function leastBound(circle: readonly Node[], placed: ReadonlySet<number>): Node {
  return circle.reduce((best, node) => (compareCosts(costOf(node, placed), costOf(best, placed)) < 0 ? node : best));
}

/** What running a node now gives up, the gravest first: dependencies, lookups, lookups that may be cleared. */
type Cost = readonly [number, number, number];

function costOf(node: Node, placed: ReadonlySet<number>): Cost {
  const isOpen = (index: number) => index !== node.index && !placed.has(index);
  const lookups = node.lookups.filter((lookup) => isOpen(lookup.target));
  const clearable = lookups.filter((lookup) => lookup.field.clearValueOnFailedSync).length;
  return [[...node.dependsOn].filter(isOpen).length, lookups.length - clearable, clearable];
}

function compareCosts(a: Cost, b: Cost): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function deferredLookups(order: readonly Node[]): readonly DeferredLookup[] {
  const position = new Map(order.map((node, index) => [node.index, index]));
  return order.flatMap((node, index) =>
    node.lookups
      .filter((lookup) => must(position.get(lookup.target), 'position') >= index)
      .map(({ field, target }) => ({
        mapping: node.mapping.name,
        field,
        target: must(order[must(position.get(target), 'position')], 'looked-up mapping').mapping.name,
      })),
  );
}

/**
 * The groups of nodes that reach each other among `among`, each in the given order, the groups by their first node. A single node
 * is a circle only where it points at itself. Tarjan's algorithm, with a stack of its own: chains may be long.
 */
function circlesOf(
  among: readonly Node[],
  targets: (node: Node) => ReadonlySet<number>,
  nodes: readonly Node[],
): readonly (readonly Node[])[] {
  const within = new Set(among);
  const next = (node: Node) =>
    [...targets(node)].flatMap((index) => {
      const target = nodes[index];
      return target && within.has(target) ? [target] : [];
    });
  const found: (readonly Node[])[] = [];
  const visits = new Map<Node, Visit>();
  const path: Visit[] = [];
  for (const start of among) {
    const open = visits.has(start) ? [] : [visit(start)];
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const target = top.rest.pop();
      const known = target && visits.get(target);
      if (target && !known) open.push(visit(target));
      else if (known?.onPath) top.lowest = Math.min(top.lowest, known.order);
      if (target) continue;
      open.pop();
      const above = open.at(-1);
      if (above) above.lowest = Math.min(above.lowest, top.lowest);
      if (top.lowest === top.order) close(top);
    }
  }
  return found.toSorted((a, b) => (a[0]?.index ?? 0) - (b[0]?.index ?? 0));

  function visit(node: Node): Visit {
    const made: Visit = { node, order: visits.size, lowest: visits.size, onPath: true, rest: next(node) };
    visits.set(node, made);
    path.push(made);
    return made;
  }

  function close(first: Visit): void {
    const members = path.splice(path.indexOf(first));
    for (const member of members) member.onPath = false;
    const circle = members.map(({ node }) => node).toSorted((a, b) => a.index - b.index);
    if (circle.length > 1 || targets(first.node).has(first.node.index)) found.push(circle);
  }
}

interface Visit {
  readonly node: Node;
  readonly order: number;
  lowest: number;
  onPath: boolean;
  readonly rest: Node[];
}
