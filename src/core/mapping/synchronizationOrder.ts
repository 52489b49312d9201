import { must } from '../assert';
import type { FieldMapping, TableMapping } from '../model/tableMapping';

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
  const asGiven = mappings.map((mapping, index) => nodeFrom(mapping, index, mappings));
  const circles = circlesOf(asGiven, (node) => node.dependsOn);
  const nodes = asGiven.map((node) => withoutCircle(node, circles));

  const order: Node[] = [];
  const placed = new Set<number>();
  while (order.length < nodes.length) {
    const next = nextNode(nodes, placed);
    placed.add(next.index);
    order.push(next);
  }
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

function nodeFrom(mapping: TableMapping, index: number, mappings: readonly TableMapping[]): Node {
  const indexOf = (name: string) => mappings.findIndex((other) => other.name === name);
  const lookups = mapping.fields
    .filter((field) => field.enabled)
    .flatMap((field) => field.lookup.map((lookup) => ({ field, target: indexOf(lookup.mapping) })))
    .filter((lookup) => lookup.target >= 0);
  const dependsOn = new Set(mapping.dependsOn.map(indexOf).filter((index) => index >= 0));
  return { index, mapping, dependsOn, lookups };
}

/** The node without the dependencies that no order can satisfy. */
function withoutCircle(node: Node, circles: readonly (readonly Node[])[]): Node {
  const circle = circles.find((members) => members.some((member) => member.index === node.index)) ?? [];
  const dependsOn = [...node.dependsOn].filter((index) => circle.every((member) => member.index !== index));
  return { ...node, dependsOn: new Set(dependsOn) };
}

function openDependencies(node: Node, placed: ReadonlySet<number>): ReadonlySet<number> {
  const all = [...node.dependsOn, ...node.lookups.map((lookup) => lookup.target)];
  return new Set(all.filter((index) => index !== node.index && !placed.has(index)));
}

/**
 * The first node, in the given order, that is ready: it waits for nothing, or it is the one to begin with of a circle that
 * waits for nothing outside. Whoever merely waits for a circle is not ready and gives up nothing.
 */
function nextNode(nodes: readonly Node[], placed: ReadonlySet<number>): Node {
  const waiting = nodes.filter((node) => !placed.has(node.index));
  const open = (node: Node) => openDependencies(node, placed);
  const isWithin = (index: number, circle: readonly Node[]) => circle.some((node) => node.index === index);
  const closed = circlesOf(waiting, open, nodes).filter((circle) =>
    circle.every((node) => [...open(node)].every((index) => isWithin(index, circle))),
  );
  const beginnings = new Set(closed.map((circle) => leastBound(circle, placed)));
  const next = waiting.find((node) => open(node).size === 0 || beginnings.has(node));
  return must(next, 'a mapping or circle that waits for nothing');
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
 * The groups of nodes that reach each other, each in the given order, the groups by their first node. A single node is a
 * circle only where it points at itself.
 */
function circlesOf(
  among: readonly Node[],
  targets: (node: Node) => ReadonlySet<number>,
  nodes: readonly Node[] = among,
): readonly (readonly Node[])[] {
  const reached = new Map(among.map((node) => [node.index, reachable(node, targets, nodes)]));
  const reaches = (from: Node, to: Node) => reached.get(from.index)?.has(to.index) === true;
  const circles: (readonly Node[])[] = [];
  const seen = new Set<number>();
  for (const node of among) {
    if (seen.has(node.index) || !reaches(node, node)) continue;
    const circle = among.filter((other) => reaches(node, other) && reaches(other, node));
    for (const member of circle) seen.add(member.index);
    circles.push(circle);
  }
  return circles;
}

function reachable(
  from: Node,
  targets: (node: Node) => ReadonlySet<number>,
  nodes: readonly Node[],
): ReadonlySet<number> {
  const reached = new Set<number>();
  const pending = [...targets(from)];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    const node = nodes[index];
    if (!node || reached.has(index)) continue;
    reached.add(index);
    pending.push(...targets(node));
  }
  return reached;
}
