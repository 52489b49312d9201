/**
 * The words of a field's or table's name in a form that compares across systems: `Phone No.` and `telephone1` are both
 * `phone`. Business Central writes words apart, Dataverse writes them in one; publishers put a prefix before their own.
 */
export interface NameWords {
  /** Without anything but letters and digits, in lower case. */
  readonly folded: string;
  /** What the name means, word by word, sorted; at least one. */
  readonly words: readonly string[];
  /** The same as one text, to compare quickly. */
  readonly meaning: string;
}

/**
 * Reads names with the words of both tables at hand: names written apart teach how to part those written in one. `tableName`
 * is left out of its own fields' names, since `accountnumber` is the account's `No.`.
 */
export function createNameReader(names: Iterable<string>): (name: string, tableName?: string) => NameWords {
  const vocabulary = new Set(knownWords);
  for (const name of names) {
    // Written for people; `address1_stateorprovince` would teach that its second half is one word.
    if (!/[\s\p{Lu}]/u.test(name)) continue;
    for (const part of partsOf(name)) if (part.length > 2) vocabulary.add(part);
  }
  const longest = Math.max(...[...vocabulary].map((word) => word.length));
  const split = (part: string) => segments(part, vocabulary, longest);
  return (name, tableName) => {
    const spoken = withoutPrefix(name, vocabulary);
    const own = new Set(tableName === undefined ? [] : partsOf(tableName).flatMap(split));
    const words = meaningOf(partsOf(spoken).flatMap(split), own);
    return { folded: fold(spoken), words, meaning: words.join(' ') };
  };
}

/** How much two names say the same, from 0 to 1: 1 for the same words. */
export function nameLikeness(a: NameWords, b: NameWords): number {
  if (a.meaning === b.meaning) return 1;
  // Business Central describes what others name.
  if (a.meaning.replace('description', 'name') === b.meaning.replace('description', 'name')) return 0.7;
  const shared = a.words.filter((word) => b.words.includes(word)).length;
  return (2 * shared) / (a.words.length + b.words.length);
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Parted at signs and spaces, between a small and a capital letter, and around digits; in lower case. */
function partsOf(name: string): readonly string[] {
  const apart = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{N}+)/gu, ' $1 ');
  return apart.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** `new_loyalty` is the publisher's `loyalty`; `address1_city` begins with a word and stays. */
function withoutPrefix(name: string, vocabulary: ReadonlySet<string>): string {
  const prefix = /^([a-z][a-z0-9]{1,7})_(?=.)/.exec(name);
  if (!prefix || vocabulary.has((prefix[1] ?? '').replace(/\d+$/, ''))) return name;
  return name.slice(prefix[0].length);
}

/** Parts a word written in one at known words, the longest first; what is unknown between them stays a word. */
function segments(part: string, vocabulary: ReadonlySet<string>, longest: number): readonly string[] {
  if (vocabulary.has(part)) return [part];
  const found: string[] = [];
  let unknown = '';
  const settle = () => {
    if (unknown) found.push(unknown);
    unknown = '';
  };
  for (let at = 0; at < part.length;) {
    const length = knownLength(part, at, vocabulary, longest);
    if (length === 0) {
      unknown += part[at];
      at += 1;
      continue;
    }
    settle();
    found.push(part.slice(at, at + length));
    at += length;
  }
  settle();
  // A stray letter or two means that the parting went wrong.
  return found.some((word) => word.length < 3 && !vocabulary.has(word)) ? [part] : found;
}

function knownLength(part: string, at: number, vocabulary: ReadonlySet<string>, longest: number): number {
  for (let length = Math.min(longest, part.length - at); length > 1; length--) {
    if (vocabulary.has(part.slice(at, at + length))) return length;
  }
  return 0;
}

/** Phrases first, then single words; words without a meaning of their own are left out while others remain. */
function meaningOf(parts: readonly string[], own: ReadonlySet<string>): readonly string[] {
  let text = ` ${parts.join(' ')} `;
  for (const [phrase, meaning] of phrases) text = text.replaceAll(` ${phrase} `, ` ${meaning} `);
  const words = text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => synonyms.get(word) ?? word);
  const left = leaveOut(leaveOut(leaveOut(words, noise), own), keyWords);
  return [...new Set(left)].sort();
}

function leaveOut(words: readonly string[], unwanted: ReadonlySet<string>): readonly string[] {
  const left = words.filter((word) => !unwanted.has(word));
  return left.length > 0 ? left : words;
}

/** Say little beside another word: `Phone No.` is a phone, `vendorid` a vendor. */
const keyWords: ReadonlySet<string> = new Set(['number', 'code', 'id']);
const noise: ReadonlySet<string> = new Set(['1', 'lcy', 'iso', 'full', 'internal', 'of', 'or', 'the']);

const synonyms: ReadonlyMap<string, string> = new Map([
  ['no', 'number'],
  ['telephone', 'phone'],
  ['mail', 'email'],
  ['zip', 'post'],
  ['postal', 'post'],
  ['surname', 'lastname'],
  ['website', 'homepage'],
  ['terms', 'term'],
  ['measures', 'measure'],
]);

/** Asked in this order; one may build on what another made. */
const phrases: readonly (readonly [string, string])[] = [
  ['e mail', 'email'],
  ['email address', 'email'],
  ['address 1 line 1', 'address'],
  ['address 1 line 2', 'address 2'],
  ['address 1 line 3', 'address 3'],
  ['address line 1', 'address'],
  ['address line 2', 'address 2'],
  ['address 1', ''],
  ['state or province', 'county'],
  ['country region', 'country'],
  ['home page', 'homepage'],
  ['web site url', 'homepage'],
  ['website url', 'homepage'],
  ['web site', 'homepage'],
  ['last name', 'lastname'],
  ['cell phone', 'mobile phone'],
];

/** Words that names written in one are often made of. */
const knownWords: readonly string[] = [
  ...'account address business cell city code company contact cost country county credit currency customer'.split(' '),
  ...'date description discount email fax first full group home internal iso item job last limit line'.split(' '),
  ...'mail measure middle mobile name number order page pager part payment personal phone postal post'.split(' '),
  ...'price primary product province quantity region salutation site standard state status stock surname'.split(' '),
  ...'symbol tax telephone term terms title total transaction type unit url user vendor volume web website'.split(' '),
  ...'weight zip id no or of on hand'.split(' '),
];
