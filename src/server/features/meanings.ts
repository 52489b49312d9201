import { transformationKinds } from '../../core/mapping/parseTransformation';
import type { TransformationKind } from '../../core/model/tableMapping';
import type { TableDescription } from '../../core/model/schema';
import type { Side } from '../../core/model/side';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { isLiteral, readFieldLine } from './fieldLine';
import type { FieldLine } from './fieldLine';
import { fieldNameOn } from './fieldLine';
import type { FileView } from './fileView';
import type { KeysPlace, ScalarPlace } from './languagePlaces';
import { placeAt } from './languagePlaces';
import type { KeyText } from './languageTexts';
import type { LooseNode, LooseScalar, PathStep } from './looseTree';
import { looseText } from './looseTree';

/** What a stretch of a file means: a name, a word, a value. Offsets are zero-based, `end` exclusive. */
export type Meaning = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'key'; readonly key: string; readonly text: KeyText; readonly of: string }
  | { readonly kind: 'table'; readonly side: Side; readonly name: string }
  | {
      readonly kind: 'field';
      readonly side: Side;
      readonly name: string;
      readonly table: TableDescription | undefined;
      readonly item?: number;
    }
  | { readonly kind: 'arrow'; readonly item: number }
  /** `own`: the mapping of this file. */
  | { readonly kind: 'mapping'; readonly name: string; readonly own: boolean; readonly item?: number }
  | { readonly kind: 'word'; readonly word: string; readonly about: string }
  /** A value of a field: of a constant, on creation, or in a value map. */
  | {
      readonly kind: 'value';
      readonly side: Side;
      readonly field: string;
      readonly text: string;
      readonly table: TableDescription | undefined;
    }
  | {
      readonly kind: 'filter';
      readonly side: Side;
      readonly field: string;
      readonly expression: string;
      readonly table: TableDescription | undefined;
    }
  | { readonly kind: 'rule'; readonly rule: TransformationKind }
);

/** A single token of a file with its path: of a key that of the group it stands in. */
export interface PlacedToken {
  readonly role: 'key' | 'value';
  readonly path: readonly PathStep[];
  readonly token: LooseScalar;
}

/** Every token of a tree that says something, in the order of the text. */
export function tokensIn(node: LooseNode | undefined, path: readonly PathStep[] = []): readonly PlacedToken[] {
  const found: PlacedToken[] = [];
  collect(node, path, found);
  return found;
}

function collect(node: LooseNode | undefined, path: readonly PathStep[], found: PlacedToken[]): void {
  if (node?.kind === 'scalar') {
    if (node.start < node.end) found.push({ role: 'value', path, token: node });
  } else if (node?.kind === 'list') {
    node.items.forEach(({ value }, index) => collect(value, [...path, index], found));
  } else if (node?.kind === 'map') {
    for (const { key, colon, value } of node.entries) {
      if (colon !== undefined && key.start < key.end) found.push({ role: 'key', path, token: key });
      collect(value, [...path, key.text], found);
    }
  }
}

/** What a token means where it stands; several things for a field line, none where nothing is known of it. */
export function meaningsOf(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  view: FileView,
  { role, path, token }: PlacedToken,
): readonly Meaning[] {
  const place = placeAt(file.kind, path, view.text.root);
  if (role === 'key') return place.keys ? keyMeaning(view, place.keys, token) : [];
  return place.scalar ? valueMeanings(analysis, view, place.scalar, token) : [];
}

function keyMeaning(view: FileView, place: KeysPlace, token: LooseScalar): readonly Meaning[] {
  const at = insideQuotes(token);
  switch (place.kind) {
    case 'known': {
      const text = Object.hasOwn(place.texts, token.text) ? place.texts[token.text] : undefined;
      return text ? [{ ...at, kind: 'key', key: token.text, text, of: place.of }] : [];
    }
    case 'fields':
      return [{ ...at, kind: 'field', side: place.side, name: token.text, table: view.tables[place.side] }];
    case 'values':
      return mappedValue(view, 'local', place.item, token);
    case 'rule':
      return ruleMeaning(token);
    case 'environments':
      return [];
  }
}

function valueMeanings(
  analysis: WorkspaceAnalysis,
  view: FileView,
  place: ScalarPlace,
  token: LooseScalar,
): readonly Meaning[] {
  const at = insideQuotes(token);
  switch (place.kind) {
    case 'word': {
      const about = Object.hasOwn(place.words, token.text) ? place.words[token.text] : undefined;
      return about === undefined ? [] : [{ ...at, kind: 'word', word: token.text, about }];
    }
    case 'mapping':
      return [{ ...at, kind: 'mapping', name: token.text, own: false }];
    case 'name':
      return [{ ...at, kind: 'mapping', name: token.text, own: true }];
    case 'table':
      return [{ ...at, kind: 'table', side: place.side, name: token.text }];
    case 'field':
      return [{ ...at, kind: 'field', side: place.side, name: token.text, table: view.tables[place.side] }];
    case 'lookupField': {
      const name = looseText(view.text.root, [...place.lookup, 'mapping']);
      const table = analysis.mappings.find((mapping) => mapping.name === name)?.tables[place.side];
      return [{ ...at, kind: 'field', side: place.side, name: token.text, table }];
    }
    case 'filter': {
      const { side, field } = place;
      return [{ ...at, kind: 'filter', side, field, expression: token.text, table: view.tables[side] }];
    }
    case 'fixed': {
      const { side, field } = place;
      return [{ ...at, kind: 'value', side, field, text: token.text, table: view.tables[side] }];
    }
    case 'constant': {
      const side = fieldNameOn(view.lines[place.item], 'integration') === undefined ? 'local' : 'integration';
      return mappedValue(view, side, place.item, token);
    }
    case 'mappedValue':
      return mappedValue(view, 'integration', place.item, token);
    case 'fieldLine':
      return lineMeanings(view, readFieldLine(token), place.item);
    case 'rule':
      return ruleMeaning(token);
    case 'parameter':
    case 'priority':
    case 'environment':
    case 'mappingFile':
    case 'dataFile':
    case 'setting':
    case 'defaultField':
      return [];
  }
}

function lineMeanings(view: FileView, line: FieldLine, item: number): readonly Meaning[] {
  // Without an arrow nothing tells whether it is a field; with escapes nothing tells where it stands.
  if (!line.arrow || !isLiteral(line.scalar)) return [];
  const field = (side: Side): readonly Meaning[] => {
    const part = side === 'local' ? line.local : line.integration;
    if (!part || part.text === '') return [];
    return [{ kind: 'field', side, name: part.text, table: view.tables[side], item, start: part.start, end: part.end }];
  };
  return [
    ...field('local'),
    { kind: 'arrow', item, start: line.arrow.start, end: line.arrow.end },
    ...field('integration'),
  ];
}

function mappedValue(view: FileView, side: Side, item: number, token: LooseScalar): readonly Meaning[] {
  const field = fieldNameOn(view.lines[item], side);
  if (field === undefined) return [];
  return [{ ...insideQuotes(token), kind: 'value', side, field, text: token.text, table: view.tables[side] }];
}

function ruleMeaning(token: LooseScalar): readonly Meaning[] {
  const rule = transformationKinds.find((kind) => kind === token.text);
  return rule ? [{ ...insideQuotes(token), kind: 'rule', rule }] : [];
}

/** The text without its quotes; of an empty one the quotes. */
function insideQuotes(token: LooseScalar): { readonly start: number; readonly end: number } {
  const { start, end, quote, text } = token;
  if (quote === '' || !isLiteral(token) || text === '') return { start, end };
  return { start: start + 1, end: start + 1 + text.length };
}
