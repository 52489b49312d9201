/** The query of a request, option by option, decoded. Names of system options begin with `$`. */
export interface QueryOptions {
  readonly all: ReadonlyMap<string, string>;
  readonly select: readonly string[];
  readonly filter: string | undefined;
  readonly orderBy: readonly { readonly property: string; readonly descending: boolean }[];
  readonly top: number | undefined;
  readonly skip: number | undefined;
  readonly count: boolean;
  readonly expand: readonly Expansion[];
  readonly skipToken: string | undefined;
}

export interface Expansion {
  readonly property: string;
  readonly select: readonly string[];
}

export function parseQuery(query: string): QueryOptions {
  const all = new Map<string, string>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const [name, value] = equals === -1 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    all.set(decode(name), decode(value));
  }
  const wholeNumber = (name: string) => (/^\d+$/.test(all.get(name) ?? '') ? Number(all.get(name)) : undefined);
  return {
    all,
    select: names(all.get('$select')),
    filter: all.get('$filter') || undefined,
    orderBy: names(all.get('$orderby')).map((part) => {
      const [property = '', order = 'asc'] = part.split(/\s+/);
      return { property, descending: order === 'desc' };
    }),
    top: wholeNumber('$top'),
    skip: wholeNumber('$skip'),
    count: all.get('$count') === 'true',
    expand: expansions(all.get('$expand') ?? ''),
    skipToken: all.get('$skiptoken'),
  };
}

/** `OptionSet($select=Options),GlobalOptionSet`: commas inside brackets do not part. */
function expansions(text: string): readonly Expansion[] {
  const parts = text.match(/(?:[^,()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? [];
  return parts.map((part) => {
    const [, property = '', inner = ''] = /^\s*([\w.]+)(?:\((.*)\))?\s*$/s.exec(part) ?? [];
    const select = /\$select=([^;]*)/.exec(inner)?.[1];
    return { property, select: names(select) };
  });
}

function names(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
