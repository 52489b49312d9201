import type { Child, Listener, VNode } from './html';

/**
 * Brings what stands in an element in line with the description, and touches nothing that is right already: the focus, a
 * selection and what is being typed stay. Data gets in as text nodes and attribute values only.
 */
export function draw(parent: Element, children: readonly Child[]): void {
  const kept = new Map<string, Element>();
  for (const child of parent.children) {
    const key = drawn.get(child)?.key;
    if (key !== undefined) kept.set(key, child);
  }
  // Whatever has a key that is still wanted must not be taken for an unkeyed sibling in passing.
  const wanted = new Set(children.flatMap((child) => (typeof child === 'string' ? [] : (child.key ?? []))));
  let at: ChildNode | null = parent.firstChild;
  for (const child of children) {
    while (at !== null && isGone(at, wanted)) at = removed(at);
    const node = typeof child === 'string' ? textAt(at, child) : elementAt(at, child, kept, parent);
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
  while (at !== null) at = removed(at);
}

/** What each element was last drawn as. */
const drawn = new WeakMap<Node, VNode>();

function isGone(node: ChildNode, wanted: ReadonlySet<string>): boolean {
  const key = drawn.get(node)?.key;
  return key !== undefined && !wanted.has(key);
}

function removed(node: ChildNode): ChildNode | null {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function textAt(at: ChildNode | null, text: string): ChildNode {
  if (at?.nodeType !== Node.TEXT_NODE) return document.createTextNode(text);
  if (at.nodeValue !== text) at.nodeValue = text;
  return at;
}

function elementAt(at: ChildNode | null, wanted: VNode, kept: Map<string, Element>, parent: Element): Element {
  const found = wanted.key === undefined ? at : kept.get(wanted.key);
  const before = found ? drawn.get(found) : undefined;
  const fits = found instanceof Element && before?.tag === wanted.tag && before.key === wanted.key;
  const element = fits ? found : create(wanted.tag, parent);
  // A place that hands out the very same description says that nothing in it changed.
  if (fits && before === wanted) return element;
  drawElement(element, fits ? before : undefined, wanted);
  return element;
}

function create(tag: string, parent: Element): Element {
  if (tag === 'svg' || (parent.namespaceURI === svgNamespace && parent.tagName !== 'foreignObject'))
    return document.createElementNS(svgNamespace, tag);
  return document.createElement(tag);
}

const svgNamespace = 'http://www.w3.org/2000/svg';

function drawElement(element: Element, before: VNode | undefined, wanted: VNode): void {
  for (const name of Object.keys(before?.attributes ?? {}))
    if (!(name in wanted.attributes)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(wanted.attributes))
    if (before?.attributes[name] !== value) element.setAttribute(name, value);
  for (const [name, value] of Object.entries(wanted.lengths))
    if (before?.lengths[name] !== value) (element as HTMLElement).style.setProperty(name, value);
  for (const type of Object.keys(before?.on ?? {})) if (!(type in wanted.on)) element.removeEventListener(type, listen);
  for (const type of Object.keys(wanted.on)) if (!before?.on[type]) element.addEventListener(type, listen);
  drawn.set(element, wanted);
  draw(element, wanted.children);
  // Last, since a choice can only be set once its options stand.
  for (const [name, value] of Object.entries(wanted.properties))
    if (Reflect.get(element, name) !== value) Reflect.set(element, name, value);
}

/** One listener for all: what is to be done is looked up when it happens, so that a redraw need not exchange anything. */
function listen(event: Event): void {
  const element = event.currentTarget;
  const listener: Listener | undefined = element instanceof Element ? drawn.get(element)?.on[event.type] : undefined;
  listener?.(event);
}
