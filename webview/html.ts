/** What is to stand in the document, as plain data: views make it from the state, `draw` brings the document in line with it. */
export interface VNode {
  readonly tag: string;
  /** Tells siblings apart over redraws; the position does where absent. */
  readonly key: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** Set as properties of the element whenever they differ from it: what a user can change, such as `value`. */
  readonly properties: Readonly<Record<string, string | boolean>>;
  /** Custom properties only; the style sheet says what they mean. */
  readonly lengths: Readonly<Record<string, string>>;
  readonly on: Readonly<Record<string, Listener>>;
  readonly children: readonly Child[];
}

export type Listener = (event: Event) => void;
/** Text is always shown as text. */
export type Child = VNode | string;
type Given = Child | null | undefined | false | readonly Given[];

export interface Attributes {
  readonly key?: string;
  readonly on?: Readonly<Record<string, Listener>>;
  readonly properties?: Readonly<Record<string, string | boolean>>;
  readonly lengths?: Readonly<Record<string, string>>;
  readonly [name: string]: unknown;
}

/** Nothing that is an address or code may come from data, so no attribute may be either. */
const refused = /^(on.+|style|href|src|srcset|srcdoc|action|formaction|xlink:href|data)$/i;
const allowedName = /^[a-zA-Z][\w-]*$/;

/** Describes an element. `true` sets an attribute to nothing; null, undefined and false leave it or a child out. */
export function h(tag: string, given: Attributes = {}, ...children: readonly Given[]): VNode {
  const { key, on = {}, properties = {}, lengths = {}, ...rest } = given;
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null || value === false) continue;
    if (refused.test(name) || !allowedName.test(name)) throw new Error(`The attribute ${name} is never set.`);
    if (typeof value !== 'string' && typeof value !== 'number' && value !== true)
      throw new Error(`The attribute ${name} is no text.`);
    attributes[name] = value === true ? '' : String(value);
  }
  return { tag, key, attributes, properties, lengths, on, children: flatten(children) };
}

function flatten(children: readonly Given[]): readonly Child[] {
  return children.flatMap((child): readonly Child[] => {
    if (child === null || child === undefined || child === false || child === '') return [];
    return isList(child) ? flatten(child) : [child];
  });
}

function isList(child: Given): child is readonly Given[] {
  return Array.isArray(child);
}
