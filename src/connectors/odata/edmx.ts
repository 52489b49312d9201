import { XMLParser } from 'fast-xml-parser';

/** What a service's `$metadata` says of its tables (OData CSDL 4.0, XML). Names are as written; types are qualified names. */
export interface EdmModel {
  readonly entitySets: readonly { readonly name: string; readonly type: string }[];
  readonly entityTypes: ReadonlyMap<string, EdmEntityType>;
  /** The members of enumerations, by qualified name. */
  readonly enums: ReadonlyMap<string, readonly EdmMember[]>;
}

export interface EdmEntityType {
  /** The properties that make the key, in order. */
  readonly key: readonly string[];
  readonly properties: readonly EdmProperty[];
}

export interface EdmProperty {
  readonly name: string;
  /** `Edm.String`, `Microsoft.NAV.customerBlocked`, `Collection(…)`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly maxLength?: number;
  readonly precision?: number;
  readonly scale?: number;
  /** Annotations that say yes or no, by their term. */
  readonly flags: ReadonlyMap<string, boolean>;
  /** Annotations that name members of an enumeration, by their term: the members' own names. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

export interface EdmMember {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads a metadata document; undefined where the text is none. A document that declares entities of its own is refused: no
 * service does, and expanding them could fill the memory.
 */
export function parseEdmx(xml: string): EdmModel | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return undefined;
  const root = readXml(xml);
  if (!isNode(root)) return undefined;
  const schemas = childrenOf(root, 'Edmx')
    .flatMap((edmx) => childrenOf(edmx, 'DataServices'))
    .flatMap((services) => childrenOf(services, 'Schema'));
  if (schemas.length === 0) return undefined;
  const types = new Map<string, XmlNode>();
  const enums = new Map<string, readonly EdmMember[]>();
  const aliases = new Map<string, string>();
  for (const schema of schemas) {
    const namespace = attribute(schema, 'Namespace') ?? '';
    const alias = attribute(schema, 'Alias');
    if (alias !== undefined) aliases.set(alias, namespace);
    const qualified = (node: XmlNode) => `${namespace}.${attribute(node, 'Name') ?? ''}`;
    for (const type of childrenOf(schema, 'EntityType')) types.set(qualified(type), type);
    for (const type of childrenOf(schema, 'EnumType')) enums.set(qualified(type), membersOf(type));
  }
  const resolve = (name: string) => withoutAlias(name, aliases);
  const entitySets = schemas
    .flatMap((schema) => childrenOf(schema, 'EntityContainer'))
    .flatMap((container) => childrenOf(container, 'EntitySet'))
    .map((set) => ({ name: attribute(set, 'Name') ?? '', type: resolve(attribute(set, 'EntityType') ?? '') }));
  const entityTypes = new Map([...types].map(([name]) => [name, entityType(name, types, resolve)]));
  return { entitySets, entityTypes, enums };
}

type XmlNode = Readonly<Record<string, unknown>>;

function readXml(xml: string): unknown {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseAttributeValue: false,
    parseTagValue: false,
    processEntities: false,
    isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
  });
  try {
    return parser.parse(xml) as unknown;
  } catch {
    return undefined;
  }
}

/** With what its base types have, first; a type among its own bases is read once. */
function entityType(
  name: string,
  types: ReadonlyMap<string, XmlNode>,
  resolve: (name: string) => string,
): EdmEntityType {
  const lineage: XmlNode[] = [];
  for (let at = types.get(name); at && !lineage.includes(at);) {
    lineage.unshift(at);
    const base = attribute(at, 'BaseType');
    at = base === undefined ? undefined : types.get(resolve(base));
  }
  const key = lineage
    .flatMap((type) => childrenOf(type, 'Key'))
    .flatMap((each) => childrenOf(each, 'PropertyRef'))
    .flatMap((reference) => attribute(reference, 'Name') ?? []);
  const properties = lineage.flatMap((type) => childrenOf(type, 'Property')).map((each) => property(each, resolve));
  return { key, properties };
}

function property(node: XmlNode, resolve: (name: string) => string): EdmProperty {
  const size = (name: 'MaxLength' | 'Precision' | 'Scale', key: 'maxLength' | 'precision' | 'scale') => {
    // `max` and `Variable` are no limits.
    const text = attribute(node, name) ?? '';
    return /^\d+$/.test(text) ? { [key]: Number(text) } : {};
  };
  return {
    name: attribute(node, 'Name') ?? '',
    type: resolve(attribute(node, 'Type') ?? ''),
    nullable: attribute(node, 'Nullable') !== 'false',
    ...size('MaxLength', 'maxLength'),
    ...size('Precision', 'precision'),
    ...size('Scale', 'scale'),
    flags: new Map(
      childrenOf(node, 'Annotation').flatMap((each): [string, boolean][] => {
        const term = attribute(each, 'Term');
        // An annotation without a value says yes.
        const text = attribute(each, 'Bool') ?? (hasValue(each) ? undefined : 'true');
        return term === undefined || text === undefined ? [] : [[term, text === 'true']];
      }),
    ),
    choices: new Map(
      childrenOf(node, 'Annotation').flatMap((each): [string, readonly string[]][] => {
        const term = attribute(each, 'Term');
        const members = attribute(each, 'EnumMember') ?? textIn(each, 'EnumMember');
        return term === undefined || members === undefined ? [] : [[term, memberNames(members)]];
      }),
    ),
  };
}

/** `NS.Permission/Read NS.Permission/Write` names `Read` and `Write`. */
function memberNames(text: string): readonly string[] {
  return text.split(/\s+/).flatMap((member) => member.split('/')[1] ?? []);
}

function membersOf(type: XmlNode): readonly EdmMember[] {
  return childrenOf(type, 'Member').map((member, index) => ({
    name: attribute(member, 'Name') ?? '',
    value: attribute(member, 'Value') ?? String(index),
  }));
}

function withoutAlias(name: string, aliases: ReadonlyMap<string, string>): string {
  const [, open = '', rest = '', close = ''] = /^(Collection\()?(.*?)(\))?$/.exec(name) ?? [];
  const dot = rest.lastIndexOf('.');
  const namespace = aliases.get(rest.slice(0, dot));
  return namespace === undefined ? name : `${open}${namespace}${rest.slice(dot)}${close}`;
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  const children = node[name];
  // An element without attributes and content comes as empty text.
  return Array.isArray(children) ? children.map((child: unknown) => (isNode(child) ? child : {})) : [];
}

function textIn(node: XmlNode, name: string): string | undefined {
  const children = node[name];
  const first: unknown = Array.isArray(children) ? children[0] : undefined;
  return typeof first === 'string' ? decoded(first) : undefined;
}

function hasValue(node: XmlNode): boolean {
  return Object.keys(node).some((key) => key !== '@Term' && key !== '@Qualifier');
}

function attribute(node: XmlNode, name: string): string | undefined {
  const value = node[`@${name}`];
  return typeof value === 'string' ? decoded(value) : undefined;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, digits, name) => {
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
    const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(digits);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
