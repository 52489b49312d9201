import type { GraphNode } from '../../src/protocol/resultsProtocol';
import { directionSigns } from '../directionSigns';
import { h } from '../html';
import type { VNode } from '../html';
import { safeText } from '../safeText';
import type { View } from '../view';
import { fill } from '../words';
import { layoutGraph } from './graphLayout';
import type { PlacedNode } from './graphLayout';
import { actionButton, empty, plainTable } from './parts';

/** Of both table names in a box. */
const tableLetters = 32;
const box = { width: 260, height: 62, across: 60, down: 18 };

/** The table mappings with their directions and states; arrows lead from what has to be there first. */
export function mappingGraph(view: View, nodes: readonly GraphNode[]): readonly VNode[] {
  const { words, format } = view;
  if (nodes.length === 0) return [empty(words.noMappings)];
  const order = view.state.workspace?.mappings ?? [];
  const place = ({ mapping }: GraphNode): number => order.indexOf(mapping);
  const placed = layoutGraph(nodes.toSorted((one, other) => place(one) - place(other)));
  const width = Math.max(...placed.map(left)) + box.width + 2;
  const height = Math.max(...placed.map(top)) + box.height + box.down;
  const label = fill(words.graphText, format.count(nodes.length));
  const head = [
    words.mapping,
    words.table,
    words.integrationTable,
    words.direction,
    words.dependsOn,
    words.inStep,
    words.failed,
    words.skipped,
  ];
  return [
    h(
      'div',
      { class: 'drawing', role: 'group', tabindex: 0, 'aria-label': label },
      h(
        'svg',
        { class: 'graph', role: 'img', 'aria-label': label, width, height, viewBox: `0 0 ${width} ${height}` },
        placed.flatMap((to) =>
          to.node.dependsOn.flatMap((name) => {
            const from = placed.find(({ node }) => node.mapping === name);
            return from === undefined || from === to ? [] : [arrow(from, to)];
          }),
        ),
        placed.map((each) => nodeBox(view, each)),
      ),
    ),
    h(
      'details',
      { key: 'graph as table' },
      h('summary', {}, `${words.asTable}: ${words.graph}`),
      plainTable(
        words.graph,
        head,
        nodes.map((node) => [
          actionButton(view, safeText(node.mapping), { name: 'openMapping', mapping: node.mapping }),
          safeText(node.table),
          safeText(node.integrationTable),
          words[`direction.${node.direction}`],
          safeText(node.dependsOn.join(', ')) || words.none,
          format.count(node.ok),
          format.count(node.failed),
          format.count(node.skipped),
        ]),
      ),
    ),
  ];
}

function nodeBox(view: View, placed: PlacedNode): VNode {
  const { words, format } = view;
  const { node } = placed;
  const state = node.failed > 0 ? 'failed' : node.skipped > 0 ? 'skipped' : 'ok';
  const text = (className: string, line: number, value: string): VNode =>
    h('text', { class: className, x: left(placed) + 10, y: top(placed) + line }, value);
  return h(
    'g',
    { key: node.mapping, class: `node ${state}` },
    h('title', {}, safeText(node.mapping)),
    h('rect', { x: left(placed), y: top(placed), width: box.width, height: box.height, rx: 4 }),
    text('name', 19, shortened(node.mapping, 27)),
    text('tables', 36, tables(node)),
    text(
      'state',
      53,
      fill(words.graphState, format.count(node.ok), format.count(node.failed), format.count(node.skipped)),
    ),
  );
}

/** Both tables in a line; a short name leaves its room to a long one. */
function tables({ table, integrationTable, direction }: GraphNode): string {
  const room = (other: string): number => Math.max(tableLetters / 2, tableLetters - other.length);
  return `${shortened(table, room(integrationTable))} ${directionSigns[direction]} ${shortened(integrationTable, room(table))}`;
}

function arrow(from: PlacedNode, to: PlacedNode): VNode {
  const [x1, y1] = [left(from) + box.width, top(from) + box.height / 2];
  const [x2, y2] = [left(to), top(to) + box.height / 2];
  const half = box.across / 2;
  const curve = (x: number, y: number, toX: number, toY: number): string =>
    `C ${x + half} ${y}, ${toX - half} ${toY}, ${toX} ${toY}`;
  // What leads past other boxes goes between their rows; what leads back closes a circle.
  const isBack = to.level <= from.level;
  const isFar = to.level > from.level + 1;
  const between = top(from) + box.height + box.down / 2;
  const [near, far] = [x1 + box.across, x2 - box.across];
  const line = isFar
    ? `${curve(x1, y1, near, between)} L ${far} ${between} ${curve(far, between, x2 - 6, y2)}`
    : isBack
      ? `C ${x1 + half} ${y1 + box.height}, ${x2 - half} ${y2 + box.height}, ${x2 - 6} ${y2}`
      : curve(x1, y1, x2 - 6, y2);
  return h(
    'g',
    { key: `${from.node.mapping} → ${to.node.mapping}`, class: isBack ? 'arrow back' : 'arrow' },
    h('path', { d: `M ${x1} ${y1} ${line}` }),
    h('polygon', { points: `${x2},${y2} ${x2 - 8},${y2 - 4} ${x2 - 8},${y2 + 4}` }),
  );
}

function left({ level }: PlacedNode): number {
  return 1 + level * (box.width + box.across);
}

function top({ line }: PlacedNode): number {
  return 1 + line * (box.height + box.down);
}

function shortened(text: string, length: number): string {
  const safe = [...safeText(text)];
  return safe.length <= length ? safe.join('') : `${safe.slice(0, length - 1).join('')}…`;
}
